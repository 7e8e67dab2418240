// For every runtime but those below: the module travels inside the JavaScript, packed, because that is the only form that
// no bundler, server or Content-Security-Policy needs to know about.

import { join } from './join.js';
import { unpacked } from './unpack.js';
import unpacker from './unpack.wat';

export function compiled(packed) {
  return new WebAssembly.Module(join(unpacked(bytesOf(unpacker), bytesOf(packed))));
}

function bytesOf(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  // Uint8Array.from with a function takes eight times as long, before every first call.
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index);
  return bytes;
}
