// Shorter names for what a wasm module imports from its glue, and shorter code. The names that wasm-bindgen gives are
// long, end in a hash, and stand in both files: more than a kilobyte after compression.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { encoded } from '../pkg/entries/load/join.js';
import { HEADER, reader, sections } from './sections.mjs';

const IMPORTS = 2;
const FUNCTION = 0;

// Rewrites the module in place and returns the glue that fits it.
export function shortenImports(file, glue) {
  const bytes = readFileSync(file);
  const names = new Map();
  const parts = [bytes.subarray(0, HEADER)];
  for (const { id, start, content, end } of sections(bytes)) {
    parts.push(id === IMPORTS ? rewritten(reader(bytes, content), names) : bytes.subarray(start, end));
  }
  writeFileSync(file, Buffer.concat(parts));

  let text = glue;
  for (const [old, short] of names) {
    const key = new RegExp(`(?<=[ "])${old.replaceAll('.', '\\.')}(?="?: )`, 'g');
    assert.equal(text.match(key)?.length, 1, `the glue has not exactly one ${old}`);
    text = text.replace(key, short);
  }
  // wasm-bindgen looks whether these functions are there, and for names that `globalThis` had before it had that one.
  return text
    .replace(/typeof (\S+) == 'function' \? \1 : notDefined\('\1'\)/g, '$1')
    .replace(/function\(\) \{\s+const ret = typeof (global|self|window) ===.*\s+return isLikeNone.*\s+\}/g, '() => 0');
}

// https://webassembly.github.io/spec/core/binary/modules.html#import-section
function rewritten(section, names) {
  const count = section.number();
  const imports = [];
  for (let index = 0; index < count; index += 1) {
    for (const old of [section.name(), section.name()]) {
      if (!names.has(old)) names.set(old, `_${names.size.toString(36)}`);
      imports.push(name(names.get(old)));
    }
    assert.equal(section.number(), FUNCTION, 'only functions are imported');
    imports.push(number(FUNCTION), number(section.number()));
  }
  const content = Buffer.concat([number(count), ...imports]);
  return Buffer.concat([number(IMPORTS), number(content.length), content]);
}

function number(value) {
  return Buffer.from(encoded(value));
}

function name(text) {
  return Buffer.concat([number(text.length), Buffer.from(text)]);
}
