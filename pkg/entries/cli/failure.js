// What is said of a failure, and what the process ends with.

import { known } from './commands.js';
import { said } from './language.js';
import { line, OutputError } from './output.js';
import * as texts from './texts.js';
import { idLabel, spelled, UsageError } from './usage.js';

export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  noToken: 3,
  unknown: 4,
  limit: 75,
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
};

// Something that cannot be done, although it was understood.
export class Refusal extends Error {
  // `said` is a sentence of texts.js, in both languages.
  constructor(said, exit = EXIT.failed) {
    super(said.en);
    this.said = said;
    this.exit = exit;
  }
}

// Ctrl-C, or a system that ends the process.
export class Interruption extends Error {
  constructor(exit, mayHaveArrived) {
    super('interrupted');
    this.exit = exit;
    this.mayHaveArrived = mayHaveArrived;
  }
}

// Says what went wrong and returns the exit code.
export function failed(error, language, command, values) {
  const tell = (text) => line(text[language]);
  if (error instanceof UsageError || error instanceof Refusal) {
    tell(error.said);
    if (error instanceof Refusal) return error.exit;
    tell(texts.seeHelp(command?.name ?? error.command));
    return EXIT.usage;
  }
  const isHarmful = isHarmfulTwice(command, values);
  if (error instanceof OutputError) {
    // Whoever reads standard output has seen enough, as `head`.
    if (error.code === 'EPIPE') return EXIT.done;
    tell(texts.unwritable(texts.standardOutput, error.code));
    if (isHarmful) tell(texts.carriedOut);
    return isHarmful ? EXIT.unknown : EXIT.failed;
  }
  if (error instanceof Interruption) {
    if (isHarmful && error.mayHaveArrived) tell(texts.interrupted);
    return error.exit;
  }
  if (error?.code === 'argument') return refused(error, language, command);
  for (const text of sentences(error, language, command, isHarmful)) line(text);
  if (isHarmful && isInDoubt(error)) return EXIT.unknown;
  return error?.code === 'rate_limit' ? EXIT.limit : EXIT.failed;
}

// Of an answer that cannot be read nobody knows more than of none.
const isInDoubt = (error) => error?.outcome === 'unknown' || error?.code === 'parse';

// An argument that the function has refused, in the words of the command line.
function refused({ parameter, expected, got }, language, command) {
  if (parameter === 'token') {
    line(texts.unusableToken[language]);
    return EXIT.noToken;
  }
  const param = known(command).find(({ name, option }) => (option ?? name) === parameter);
  const name = param ? spelled(param) : idLabel(parameter);
  const wanted = texts.expected(param ?? { kind: 'id' }) ?? said(expected, expected);
  line(`${command.name}: ${texts.wrong(name, wanted, got)[language]}`);
  return EXIT.usage;
}

// What went wrong, what to do, and what else the service said.
export function sentences(error, language, command, isHarmful) {
  const head = headOf(error, language, command);
  if (error?.help === undefined) return [head];
  const advice = withOptions(adviceOf(error, isHarmful)[language], command);
  const more = (error.errors ?? []).filter((text) => !head.includes(text));
  return language === 'ja' ? [head, advice, ...more] : [`${head} ${advice}`, ...more];
}

// What went wrong, under the name that somebody typed. The advice of the package is the end of its message.
export function headOf(error, language, command) {
  const message = error instanceof Error ? error.message : `${error}`;
  if (error?.help === undefined) return message;
  const head = message.replace(helpOf(error).en, '').trim().replace(/^\w+: /, '');
  return withOptions(`${command.name}: ${language === 'ja' ? texts.translated(head) : head}`, command);
}

function adviceOf(error, isHarmful) {
  if (isInDoubt(error) && !isHarmful) return texts.harmless;
  if (error.code === 'parse') return texts.carriedOut;
  const isTold = error.code === 'rate_limit' && error.outcome !== 'unknown' && error.retryAfter !== undefined;
  return isTold ? texts.later(error.retryAfter) : helpOf(error);
}

function helpOf({ help }) {
  const [ja, en] = help.split('\n');
  return said(ja, en);
}

// The messages name options as in JavaScript.
function withOptions(text, command) {
  return known(command)
    .filter(({ option }) => option)
    .reduce((result, param) => result.replaceAll(`'${param.option}'`, `'${spelled(param)}'`), text)
    .replaceAll('force: true', '--force');
}

// Whether to carry it out a second time would do harm. Before there are values nothing was sent.
export function isHarmfulTwice(command, values) {
  if (values === undefined || values['dry-run']) return false;
  return command.replay === 'never' || (command.replay === 'with-force' && values.force !== true);
}
