// Starts the wasm module, once and with the first use. Starting is synchronous: a promise that all calls waited for
// would tie requests together, and Workers cancel what belongs to another request.

import { initSync } from '#glue';
import { load } from '#load';

let started = false;

export function start() {
  if (started) return;
  initSync({ module: load() });
  started = true;
}
