// From the words of a command line to a command, its ids and what it is given.

import { commands, known } from './commands.js';
import { ALWAYS, HELP } from './parameters.js';
import { nearest } from './suggest.js';
import * as texts from './texts.js';
import { spelled, UsageError } from './usage.js';

const FALSE = ['false', '0'];
const TRUE = ['true', '1'];
const SHORT = { '-h': '--help', '-v': '--version', '-V': '--version' };

// { command, ids, given }: `given` maps each parameter to its texts, or a flag to true or false. No sentence has a word
// of the command line in it: one of them may be a token.
export function parsed(words) {
  const rest = [...words];
  const ids = [];
  const given = new Map();
  let command;
  let isLiteral = false;
  while (rest.length > 0) {
    const word = rest.shift();
    if (isLiteral || word === '-' || !word.startsWith('-')) place(word);
    else if (word === '--') isLiteral = true;
    else take(word);
  }
  return { command, ids, given };

  function place(word) {
    if (command !== undefined) return void ids.push(word);
    if (word === 'help') return set(HELP, true);
    command = commands.find(({ name }) => name === word);
    if (command !== undefined) return undefined;
    throw new UsageError(
      texts.unknownCommand(
        nearest(
          word,
          commands.map(({ name }) => name),
        ),
      ),
    );
  }

  function take(word) {
    const [, name = word, value] = (SHORT[word] ?? word).match(/^--([^=]*)(?:=(.*))?$/s) ?? [];
    const params = command === undefined ? ALWAYS : known(command);
    const param = found(params, name);
    if (param === undefined) return flagOrNothing(params, name, value);
    if (param.kind === 'flag') return set(param, flagOf(param, value));
    return set(param, value ?? following(param));
  }

  function flagOrNothing(params, name, value) {
    const flag = name.startsWith('no-') && found(params, name.slice(3));
    if (flag?.kind === 'flag' && value === undefined) return set(flag, false);
    if (/^(api[-_]?)?token$/i.test(name)) throw wrong(texts.tokenArgument);
    const like = nearest(
      name,
      params.map((param) => param.name),
    );
    throw wrong(texts.unknownOption(command?.name, like && `--${like}`));
  }

  function following(param) {
    const [next] = rest;
    const isOption = next?.startsWith('--') && command && found(known(command), next.slice(2).split('=')[0]);
    if (next === undefined || isOption) throw wrong(texts.missingValue(spelled(param)));
    return rest.shift();
  }

  function set(param, value) {
    if (!given.has(param)) {
      given.set(param, param.kind === 'flag' ? value : [value]);
      return;
    }
    if (param.kind !== 'ids') throw wrong(texts.twice(spelled(param)));
    given.get(param).push(value);
  }

  function flagOf(param, value = 'true') {
    if (TRUE.includes(value)) return true;
    if (FALSE.includes(value)) return false;
    throw wrong(texts.noFlag(spelled(param)));
  }

  function wrong(said) {
    return new UsageError(said, command?.name);
  }
}

// As the service spells it, or with hyphens.
function found(params, name) {
  const plain = (text) => text.replaceAll('_', '-');
  return params.find((param) => plain(param.name) === plain(name));
}
