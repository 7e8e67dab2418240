// Calls into the wasm module, which is started by the first call. Starting is synchronous: a promise that all calls
// waited for would tie requests together, and Workers cancel what belongs to another request.

import { initSync } from '#glue';
import { ChatworkError } from '#errors';
import { load } from '#load';

let started = false;

export function run(operation, ...args) {
  try {
    if (!started) {
      initSync({ module: load() });
      started = true;
    }
    return operation(...args);
  } catch (thrown) {
    return Promise.reject(unusable(thrown));
  }
}

function unusable(thrown) {
  const message =
    'chatwork-wasm could not run its WebAssembly module here. ' +
    "A page needs 'wasm-unsafe-eval' in the script-src of its Content-Security-Policy; see 'cause' for what happened.";
  return new ChatworkError('ChatworkError', message, { code: 'runtime', outcome: 'not-sent' }, thrown);
}
