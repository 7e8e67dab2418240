// From the texts of a command line to what the functions take.

import { basename } from 'node:path';
import { stdin } from 'node:process';
import { DASH, fileOf, textFromStdin } from './input.js';
import * as texts from './texts.js';
import { spelled, UsageError } from './usage.js';

const FROM_STDIN = ['text', 'file'];

// A date without a time zone would be another moment on another machine.
const MOMENT = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)$/;

// What each parameter of `given` is, by its name. Reads standard input and files.
export async function valuesOf(given, say) {
  const fromStdin = [...given].filter(([{ kind }, value]) => FROM_STDIN.includes(kind) && value[0] === DASH);
  if (fromStdin.length > 1) throw new UsageError(texts.oneStdin(...fromStdin.map(([param]) => spelled(param))));
  const [[param] = []] = fromStdin;
  const isNamed = [...given.keys()].some(({ kind }) => kind === 'file-name');
  if (param?.kind === 'file' && !isNamed) throw new UsageError(texts.nameNeeded);
  if (param !== undefined && stdin.isTTY) await say(texts.typing);
  const values = {};
  for (const [param, value] of given) {
    values[param.option ?? param.name] = await valueOf(param, value);
    if (param.kind === 'file' && value[0] !== DASH) values.filename ??= basename(value[0]);
  }
  return values;
}

async function valueOf(param, value) {
  if (param.kind === 'flag') return value;
  if (param.kind === 'ids') return value.join(',');
  const [text] = value;
  if (param.kind === 'time') return timeOf(param, text);
  if (param.kind === 'number' || param.kind === 'milliseconds') return numberOf(param, text);
  if (param.kind === 'file') return fileOf(param, text);
  if (param.kind === 'text' && text === DASH) return textFromStdin(param);
  return text;
}

function timeOf(param, text) {
  if (/^\d+$/.test(text)) return text;
  const [, day] = text.match(MOMENT) ?? [];
  const seconds = Date.parse(text) / 1000;
  if (day !== undefined && !Number.isNaN(seconds) && isDay(day)) return seconds;
  throw new UsageError(texts.wrong(spelled(param), texts.expected(param)));
}

// The 31st of February is read as a day in March.
const isDay = (day) => new Date(`${day}T00:00Z`).toJSON()?.startsWith(day);

function numberOf(param, text) {
  const { min = 0, max } = param;
  const number = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (number >= min && number <= max) return number;
  throw new UsageError(texts.wrong(spelled(param), texts.expected(param)));
}
