// For every runtime but those below: the module travels inside the JavaScript, packed, because that is the only form that
// no bundler, server or Content-Security-Policy needs to know about.

import { join } from './join.js';
import { unpack } from './lzma.js';

export function compiled(packed) {
  const text = atob(packed);
  const bytes = new Uint8Array(text.length);
  // Uint8Array.from with a function takes eight times as long, before every first call.
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index);
  return new WebAssembly.Module(join(unpack(bytes)));
}
