// Puts a module together again whose numbers were sorted by xtask/split.mjs.

import { MAIN, STREAMS, walker } from './instructions.js';

export const HEADER = 4 * (2 + STREAMS);

// The header has the size of the module, what of the main stream comes before the functions, and where each stream begins.
export function join(split) {
  const [size, functions, ...places] = new Uint32Array(split.slice(0, HEADER).buffer);
  const output = new Uint8Array(size);
  const end = places[MAIN + 1];
  let at = 0;
  const walk = walker(byte, number);
  carry(functions);
  for (let left = number(MAIN); left > 0; left -= 1) {
    const start = at;
    walk();
    // How long a function is stands before it.
    const length = encoded(at - start);
    output.copyWithin(start + length.length, start, at);
    output.set(length, start);
    at += length.length;
  }
  carry(end - places[MAIN]);
  return output;

  function carry(length) {
    output.set(split.subarray(places[MAIN], (places[MAIN] += length)), at);
    at += length;
  }

  function byte(stream = MAIN) {
    const value = split[places[stream]];
    places[stream] += 1;
    output[at] = value;
    at += 1;
    return value;
  }

  function number(stream) {
    let value = 0;
    let next = 128;
    for (let shift = 0; next > 127; shift += 7) {
      next = byte(stream);
      value |= (next & 127) << shift;
    }
    return value;
  }
}

// LEB128.
export function encoded(number) {
  const bytes = [];
  for (; number > 127; number >>= 7) bytes.push((number & 127) | 128);
  return [...bytes, number];
}
