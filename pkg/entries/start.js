// Starts the wasm module, once and with the first use. Starting is synchronous: a promise that all calls waited for
// would tie requests together, and Workers cancel what belongs to another request.

import { initSync } from '#glue';
import { load } from '#load';

export const needed = ['WebAssembly', 'TextDecoder', 'TextEncoder'];

let started = false;

export function start() {
  if (started) return;
  for (const name of needed) {
    if (globalThis[name] === undefined) throw new ReferenceError(`${name} is not defined`);
  }
  initSync({ module: inThisRealm(load()) });
  started = true;
}

// Vercel's edge runtime compiles a module in another realm, and the glue would take it for bytes.
function inThisRealm(module) {
  const isModule = Object.prototype.toString.call(module) === '[object WebAssembly.Module]';
  return isModule ? Object.setPrototypeOf(module, WebAssembly.Module.prototype) : module;
}
