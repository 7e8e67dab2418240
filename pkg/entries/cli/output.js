// What the command line writes: results on standard output, everything else on standard error.

import { env, stderr, stdout } from 'node:process';
import { jsonOf, visible } from './visible.js';

// Resolves when it is written, so that the process may end.
export function write(stream, chunk) {
  return new Promise((resolve, reject) => {
    stream.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}

// One line on standard error.
export function line(text) {
  return write(stderr, `${visible(withoutToken(text))}\n`);
}

export async function result(value, { table, compact }) {
  if (!table) return write(stdout, `${jsonOf(value, compact ? undefined : 2)}\n`);
  const { tableOf } = await import('./table.js');
  return write(stdout, tableOf(value, stdout.isTTY ? stdout.columns : undefined));
}

// No message has it. This is for those that others write.
function withoutToken(text) {
  const token = env.CHATWORK_API_TOKEN;
  return token ? text.replaceAll(token, '***') : text;
}
