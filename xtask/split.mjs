// Sorts the numbers of a module's instructions by what they are about, for pkg/entries/load/join.js.

import assert from 'node:assert/strict';
import { MAIN, STREAMS, walker } from '../pkg/entries/load/instructions.js';
import { HEADER, join } from '../pkg/entries/load/join.js';
import { reader, sections } from './sections.mjs';

const CODE = 10;

export function split(module) {
  const streams = Array.from({ length: STREAMS }, () => []);
  const [{ content: functions }] = [...sections(module)].filter(({ id }) => id === CODE);
  const code = reader(module, functions);
  const walk = walker(byte, number);
  push(MAIN, 0);
  for (let left = number(MAIN); left > 0; left -= 1) {
    const end = code.number() + code.at;
    walk();
    assert.equal(code.at, end, 'an instruction is not as pkg/entries/load/instructions.js says');
  }
  const rest = code.at;
  code.at = module.length;
  push(MAIN, rest);

  const places = streams.map((_, index) => HEADER + streams.slice(0, index).flat().length);
  const header = new Uint8Array(Uint32Array.of(module.length, functions, ...places).buffer);
  const sorted = Uint8Array.from([header, ...streams].flatMap((bytes) => [...bytes]));
  assert.ok(module.equals(join(sorted)), 'the module could not be put together again');
  return sorted;

  function byte() {
    code.at += 1;
    return push(MAIN, code.at - 1)[0];
  }

  function number(stream) {
    const from = code.at;
    const value = code.number();
    push(stream, from);
    return value;
  }

  function push(stream, from) {
    const bytes = module.subarray(from, code.at);
    for (const each of bytes) streams[stream].push(each);
    return bytes;
  }
}
