// What the command line writes: results on standard output, everything else on standard error.

import { env, stderr, stdout } from 'node:process';
import { jsonOf, visible } from './visible.js';

// Fewer characters are no token, but perhaps a part of any word.
const SHORTEST_TOKEN = 8;

// The write that fails tells of it; without listeners it would end the process.
for (const stream of [stdout, stderr]) stream.on('error', () => {});

// Standard output takes nothing more.
export class OutputError extends Error {
  constructor({ code, message }) {
    super(message);
    this.code = code;
  }
}

// Writes on standard output. Whoever reads that may have stopped: a signal ends the wait.
export function print(chunk, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal?.addEventListener('abort', stop);
    written(stdout, chunk).then((error) => {
      signal?.removeEventListener('abort', stop);
      if (error) reject(new OutputError(error));
      else resolve();
    });
  });
}

// What Deno has thrown of a stream. It tells nothing of that one any more.
const thrown = new Map();

// What went wrong, if anything did.
function written(stream, chunk) {
  return new Promise((resolve) => {
    try {
      if (thrown.has(stream)) resolve(thrown.get(stream));
      else stream.write(chunk, resolve);
    } catch (error) {
      thrown.set(stream, error);
      resolve(error);
    }
  });
}

export async function result(value, { table, compact }, signal) {
  if (!table) return print(`${jsonOf(value, compact ? undefined : 2)}\n`, signal);
  const { tableOf } = await import('./table.js');
  // There are terminals that say they have no columns at all.
  return print(tableOf(value, (stdout.isTTY && stdout.columns) || undefined), signal);
}

let said;

// Writes on standard error. Words for people decide nothing: where nobody hears them, all goes on.
export function say(text) {
  said = written(stderr, text);
  return said;
}

// One line on standard error.
export const line = (text) => say(`${visible(withoutToken(text))}\n`);

// So that the process may end.
export const allSaid = () => said;

// No message of the package has it. This is for what others write.
export function withoutToken(text) {
  const token = `${env.CHATWORK_API_TOKEN ?? ''}`.trim();
  if (token.length < SHORTEST_TOKEN) return text;
  return [token, encodeURIComponent(token)].reduce((all, form) => all.replaceAll(form, '***'), text);
}
