// Cuts short what a panic does. Nobody would see its message, as there is no hook that prints it, and what Rust needs to
// write one would be downloaded for nothing: a twelfth of the module. A panic still ends in the same trap.
//
// Of what is carried to JavaScript by serde-wasm-bindgen, only a number above 2^53 could be an error, and there is none.

import binaryen from 'binaryen';

const PANIC =
  /panicking|unwrap_failed|expect_failed|assert_failed|slice_index_fail|slice_error_fail|len_mismatch_fail|raw_vec::(handle_error|capacity_overflow)|serde_wasm_bindgen::error::Error::new/;
// The library leaves formatting to JavaScript, so what there is of it belongs to panic messages. Only tables of methods
// refer to it, which wasm-opt has to keep.
const FORMATTING = [/\bfmt\b|bitflags::(parser|traits)/, /do_count_chars/];
// The emulator formats texts, but no floats: those in JSON are written by serde_json itself, in its errors, too.
const FLOATS = /flt2dec|float_to_decimal/;

// Texts that only a panic shows: where it was, and what happened.
const TEXTS = [
  /(\/rustc|\/registry|src)\/[\w./-]+?\.rs/g,
  /`async fn` resumed after completion|LazyCell instance has previously been poisoned|capacity overflow/g,
  /Tried to shrink to a larger capacity/g,
  /(slice index starts at|range (start|end) index|out of range for slice of length) /g,
  /assertion `left | right` failed(: )?|\n {1,2}(left|right): |internal error: entered unreachable code|mid > len/g,
  /assertion failed: ([a-z_.()]+ (==|<) )?(self\.)?[a-zA-Z_.()]+( - 1)?|finish: (callbacks|result) should be (Some|None)/g,
  /attempt to join into collection with len > usize::MAX|called `(Option|Result)::unwrap\(\)` on an? `(None|Err)` value/g,
  / but ends at |\) should be < len \(is |index out of bounds: the len is | but the index is /g,
  /copy_from_slice: source slice length \(|\) does not match destination slice length \(|removal index \(is /g,
];
// What the emulator may show besides: numbers, and the error of a call in the middle of another one.
const SHOWN = [/(?<=matches)0001020304\d+99/g, /(RefCell|cannot recursively) [a-z ]+/g];

// `formats`: whether the module formats texts that somebody sees.
export function withoutPanics(bytes, formats) {
  binaryen.setDebugInfo(true);
  const module = binaryen.readBinary(without(formats ? TEXTS : [...TEXTS, ...SHOWN], bytes));
  snip(module, PANIC);
  if (formats) snip(module, FLOATS);
  module.runPasses(['vacuum', 'remove-unused-module-elements']);
  for (const pattern of formats ? [] : FORMATTING) {
    const callers = callersOf(module, pattern);
    if (callers.length === 0) snip(module, pattern);
    else console.warn(`Of what formats texts, ${pattern} stays in the module, as it is called by ${callers.join(', ')}.`);
  }
  return module.emitBinary();
}

// The module keeps its length: zeros take no space once it is packed.
function without(texts, bytes) {
  const text = Buffer.from(bytes).toString('latin1');
  const cut = texts.reduce((rest, pattern) => rest.replace(pattern, (found) => '\0'.repeat(found.length)), text);
  return Buffer.from(cut, 'latin1');
}

function snip(module, pattern) {
  for (const found of functionsOf(module)) {
    if (pattern.test(found.name) && found.base === '') binaryen.Function(found.pointer).setBody(module.unreachable());
  }
}

function functionsOf(module) {
  return Array.from({ length: module.getNumFunctions() }, (_, index) => {
    const pointer = module.getFunctionByIndex(index);
    const { name, base } = binaryen.getFunctionInfo(pointer);
    return { pointer, name, base };
  });
}

// The functions that call one of these, and are none of these themselves.
function callersOf(module, pattern) {
  const functions = module.emitText().split(/^ \(func \$/m).slice(1);
  const calls = functions.map((text) => [nameOf(text), text.match(/\bcall \$("[^"]*"|\S+)/g) ?? []]);
  const found = calls.filter(([name, called]) => !pattern.test(name) && called.some((call) => pattern.test(call)));
  return found.map(([name]) => name);
}

// Names with a space are quoted.
function nameOf(text) {
  return /^("[^"]*"|\S+)/.exec(text)[0];
}
