// From the texts of a command line to what the functions take.

import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { stdin } from 'node:process';
import { buffer } from 'node:stream/consumers';
import * as texts from './texts.js';
import { spelled, UsageError } from './usage.js';

const STDIN = '-';
const FROM_STDIN = ['text', 'file'];

// A date without a time zone would be another moment on another machine.
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)$/;

// What each parameter of `given` is, by its name. Reads standard input and files.
export async function valuesOf(given, say) {
  const fromStdin = [...given].filter(([{ kind }, value]) => FROM_STDIN.includes(kind) && value[0] === STDIN);
  if (fromStdin.length > 1) throw new UsageError(texts.oneStdin(...fromStdin.map(([param]) => spelled(param))));
  const [[param] = []] = fromStdin;
  const isNamed = [...given.keys()].some(({ kind }) => kind === 'file-name');
  if (param?.kind === 'file' && !isNamed) throw new UsageError(texts.nameNeeded);
  if (param !== undefined && stdin.isTTY) await say(texts.typing);
  const values = {};
  for (const [param, value] of given) {
    values[param.option ?? param.name] = await valueOf(param, value);
    if (param.kind === 'file' && value[0] !== STDIN) values.filename ??= basename(value[0]);
  }
  return values;
}

async function valueOf(param, value) {
  if (param.kind === 'flag') return value;
  if (param.kind === 'ids') return value.join(',');
  const [text] = value;
  if (param.kind === 'time') return timeOf(param, text);
  if (param.kind === 'number' || param.kind === 'milliseconds') return numberOf(param, text);
  if (param.kind === 'file') return text === STDIN ? new Uint8Array(await buffer(stdin)) : bytesOf(param, text);
  if (param.kind === 'text' && text === STDIN) return textOf(param, await buffer(stdin));
  return text;
}

function timeOf(param, text) {
  if (/^\d+$/.test(text)) return text;
  const seconds = MOMENT.test(text) ? Date.parse(text) / 1000 : NaN;
  if (Number.isNaN(seconds)) throw new UsageError(texts.noTime(spelled(param)));
  return seconds;
}

function numberOf(param, text) {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new UsageError(texts.noNumber(spelled(param)));
}

async function bytesOf(param, path) {
  try {
    const { size } = await stat(path);
    if (size > param.max) throw new UsageError(texts.tooLarge(spelled(param), path, param.max));
    return new Uint8Array(await readFile(path));
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(texts.unreadable(path, error.code));
  }
}

// One line break at the end is that of the program that wrote it, and not a part of the message.
function textOf(param, bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r?\n$/, '');
  } catch {
    throw new UsageError(texts.noText(spelled(param)));
  }
}
