// What is said of a failure, and what the process ends with.

import { known } from './commands.js';
import { line } from './output.js';
import * as texts from './texts.js';
import { idLabel, spelled, UsageError } from './usage.js';

export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  noToken: 3,
  unknown: 4,
  interrupted: 130,
  terminated: 143,
  limit: 75,
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
  constructor(exit) {
    super('interrupted');
    this.exit = exit;
  }
}

// Says what went wrong and returns the exit code.
export async function failed(error, language, command, values) {
  // Whoever reads standard output has seen enough, as `head`.
  if (error?.code === 'EPIPE') return EXIT.done;
  if (error instanceof UsageError || error instanceof Refusal) {
    await line(error.said[language]);
    if (error instanceof Refusal) return error.exit;
    await line(texts.seeHelp(command?.name ?? error.command)[language]);
    return EXIT.usage;
  }
  const mayHarm = !isHarmless(command, values);
  if (error instanceof Interruption) {
    if (mayHarm) await line(texts.interrupted[language]);
    return error.exit;
  }
  if (error?.code === 'argument') return refused(error, language, command);
  for (const text of sentences(error, language, command)) await line(text);
  if (error?.outcome === 'unknown' && mayHarm) return EXIT.unknown;
  return error?.code === 'rate_limit' ? EXIT.limit : EXIT.failed;
}

// An argument that the function has refused, in the words of the command line.
async function refused(error, language, command) {
  const { parameter, expected, got } = error;
  if (parameter === 'token') {
    await line(texts.unusableToken[language]);
    return EXIT.noToken;
  }
  const param = known(command).find(({ name, option }) => (option ?? name) === parameter);
  const name = param ? spelled(param) : idLabel(parameter);
  const wanted = texts.expected(param ?? { kind: 'id' }) ?? { ja: expected, en: expected };
  await line(`${command.name}: ${texts.wrong(name, wanted, got)[language]}`);
  return EXIT.usage;
}

// The message, at whose end stands what to do, in English; and what else the service said.
function sentences(error, language, command) {
  const message = error instanceof Error ? error.message : `${error}`;
  const [ja, en] = `${error?.help ?? ''}`.split('\n');
  const said = language === 'ja' && ja ? [message.replace(en, '').trim(), ja] : [message];
  const more = (error?.errors ?? []).filter((text) => !message.includes(text));
  return [...said, ...more].map((text) => withOptions(text, command));
}

// The messages name options as in JavaScript.
function withOptions(text, command) {
  const named = command ? known(command).filter(({ option }) => option) : [];
  return named
    .reduce((result, param) => result.replaceAll(`'${param.option}'`, `'${spelled(param)}'`), text)
    .replaceAll('force: true', '--force');
}

function isHarmless(command, values) {
  return command?.replay === 'safe' || (command?.replay === 'with-force' && values?.force === true);
}
