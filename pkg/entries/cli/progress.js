// How far a file is, on a line of the terminal that is written over.

import { stderr } from 'node:process';
import { say } from './output.js';
import { visible } from './visible.js';
import { cut } from './width.js';

const CLEAR = '\r\u001b[K';

// Nothing where standard error is no terminal: a log would be full of it.
export function progressOf(name) {
  if (!stderr.isTTY) return { tell() {}, end() {} };
  let last = '';
  return {
    tell(done, total) {
      const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
      const text = `${percent} %  ${megabytes(done)} / ${megabytes(total)} MB  ${visible(name)}`;
      if (text === last) return;
      last = text;
      say(CLEAR + cut(text, (stderr.columns || 80) - 1));
    },
    end() {
      if (last !== '') say(CLEAR);
      last = '';
    },
  };
}

const megabytes = (bytes) => (bytes / 1_000_000).toFixed(1);
