// Standard input and files, up to a bound: some have no end.

import { createReadStream } from 'node:fs';
import { stdin } from 'node:process';
import * as texts from './texts.js';
import { spelled, UsageError } from './usage.js';

// Standard input, or output.
export const DASH = '-';

// Where nothing else bounds a text.
const LONGEST = 1_000_000;
// A byte order mark, and the line break that is taken away.
const AROUND = 5;

// The bytes of a stream, or nothing where there are more than `most`.
export async function upTo(most, stream) {
  const chunks = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export async function fileOf(param, path) {
  return new Uint8Array(await bytesOf(param, path, param.max, texts.size(param.max)));
}

// One line break at the end is that of the program that wrote it, and not a part of the text.
export async function textFromStdin(param) {
  const { max = LONGEST } = param;
  const bytes = await bytesOf(param, DASH, 4 * max + AROUND, texts.characters(max));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r?\n$/, '');
  } catch {
    throw new UsageError(texts.noText(spelled(param)));
  }
}

async function bytesOf(param, path, most, amount) {
  const name = path === DASH ? texts.standardInput : texts.path(path);
  const stream = path === DASH ? stdin : createReadStream(path);
  const bytes = await upTo(most, stream).catch((error) => {
    throw new UsageError(texts.unreadable(name, error.code));
  });
  if (bytes === undefined) throw new UsageError(texts.tooLarge(spelled(param), name, amount));
  return bytes;
}
