// Long messages.

import { split } from '#notation';
import { start } from '#notation/start';
import { messageText, misfit } from './arguments.js';

const MOST_CHARACTERS = 65_535;

export function splitMessage(message, max = MOST_CHARACTERS) {
  const source = messageText('splitMessage', 'message', message);
  if (!Number.isInteger(max) || max < 1 || max > 2 ** 32 - 1) throw misfit('splitMessage', 'max', 'a length above 0', max);
  start();
  const parts = split(source, max);
  if (typeof parts === 'number') {
    throw misfit('splitMessage', 'max', `${parts} or more, for the tags around the places where this message can be cut`, max);
  }
  return parts.map(({ before, start: from, end, after }) => before + source.slice(from, end) + after);
}
