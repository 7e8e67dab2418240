// Calls into the wasm module.

import { ChatworkError } from '#errors';
import { start } from './start.js';

const UNUSABLE =
  'chatwork-wasm could not start its WebAssembly module here. ' +
  "A page needs 'wasm-unsafe-eval' in the script-src of its Content-Security-Policy; see 'cause' for what happened.";
const BROKEN = "chatwork-wasm could not make this call; see 'cause' for what happened.";

// More stack than a call takes. One that ends it inside the module would leave the module unusable for all later calls.
const FRAMES = 1000;

export function run(operation, ...args) {
  try {
    start();
  } catch (thrown) {
    return Promise.reject(failure(UNUSABLE, thrown));
  }
  try {
    descend(FRAMES);
    return operation(...args);
  } catch (thrown) {
    return Promise.reject(failure(BROKEN, thrown));
  }
}

function descend(frames) {
  return frames === 0 ? 0 : 1 + descend(frames - 1);
}

function failure(message, thrown) {
  return new ChatworkError('ChatworkError', message, { code: 'runtime', outcome: 'not-sent' }, thrown);
}
