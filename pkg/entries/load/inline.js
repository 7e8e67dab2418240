// For every runtime but those below: the module travels inside the JavaScript, packed, because that is the only form that
// no bundler, server or Content-Security-Policy needs to know about.

import { join } from './join.js';
import unpacker from './unpack.wat';

// Where the unpacker finds what is packed, and where it puts what that was.
const PACKED = 16384;
const UNPACKED = 262144;

export function compiled(packed) {
  const { memory, unpack } = new WebAssembly.Instance(new WebAssembly.Module(bytesOf(unpacker))).exports;
  const all = new Uint8Array(memory.buffer);
  all.set(bytesOf(packed), PACKED);
  return new WebAssembly.Module(join(all.subarray(UNPACKED, unpack())));
}

function bytesOf(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  // Uint8Array.from with a function takes eight times as long, before every first call.
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index);
  return bytes;
}
