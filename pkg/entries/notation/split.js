// Long messages.

import { split } from '#notation';
import { start } from '#notation/start';
import { messageText, misfit } from './arguments.js';

export function splitMessage(message, max) {
  const source = messageText('splitMessage', 'message', message);
  const isLength = (max ?? undefined) === undefined || (Number.isInteger(max) && max > 0 && max < 2 ** 32);
  if (!isLength) throw misfit('splitMessage', 'max', 'a length above 0', max);
  start();
  const parts = split(source, max ?? undefined);
  if (typeof parts === 'number') {
    throw misfit('splitMessage', 'max', `long enough for the tags around the places where this message can be cut, as ${parts} is`, max);
  }
  return parts.map(({ before, start: from, end, after }) => before + source.slice(from, end) + after);
}
