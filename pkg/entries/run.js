// Calls into the wasm module.

import { ChatworkArgumentError, ChatworkError } from '#errors';
import { start } from '#chatwork/start';
import { failure } from './start.js';

const BROKEN = "chatwork-wasm could not make this call (see 'cause').";

// More stack than a call takes. One that ends it inside the module would leave the module unusable for all later calls.
const FRAMES = 1000;

// `rest` is what a function was given beyond its arguments.
export function run(operation, rest, ...args) {
  // Options in a wrong place would be ignored, and with them the address a test means to call.
  if (rest.some((argument) => argument !== undefined)) return Promise.reject(tooMany(args.length));
  try {
    start();
  } catch (error) {
    return Promise.reject(error);
  }
  try {
    descend(FRAMES);
    const here = new Error();
    return operation(...args).catch((error) => {
      throw located(error, here);
    });
  } catch (thrown) {
    return Promise.reject(failure(BROKEN, thrown));
  }
}

function descend(frames) {
  return frames === 0 ? 0 : 1 + descend(frames - 1);
}

// An error is made when the answer is there, and its stack begins inside the module: the one of the call says more.
function located(error, { stack }) {
  try {
    if (error instanceof ChatworkError) {
      const frames = stack.replace(/^Error.*\n/, '');
      Object.defineProperty(error, 'stack', { value: `${error}\n${frames}`, configurable: true, writable: true });
    }
  } catch {
    // The reason of an abort may be a proxy that throws, and a runtime need not have stacks.
  }
  return error;
}

function tooMany(count) {
  const expected = `the last of at most ${count} arguments`;
  const message = `'options' must be ${expected}, but got more. Nothing was sent.`;
  const fields = { code: 'argument', outcome: 'not-sent', parameter: 'options', expected, got: 'more' };
  return new ChatworkArgumentError('ChatworkArgumentError', message, fields);
}
