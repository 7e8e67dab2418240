// Calls into the wasm module.

import { ChatworkError } from '#errors';
import { start } from './start.js';

export function run(operation, ...args) {
  try {
    start();
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
