// What a promise rejects with.

import assert from 'node:assert/strict';
import * as chatwork from 'chatwork-wasm';

// `call` is a function, so that a synchronous throw is told apart from a rejection.
export async function rejectionOf(call, what = 'the call') {
  let promise;
  try {
    promise = call();
  } catch (thrown) {
    assert.fail(`${what} threw instead of rejecting: ${String(thrown)}`);
  }
  assert.ok(promise instanceof Promise, `${what} returned no promise`);
  let result;
  try {
    result = await promise;
  } catch (reason) {
    return reason;
  }
  return assert.fail(`${what} was fulfilled with ${JSON.stringify(result)}`);
}

// A refused argument, of which nothing may have been sent.
export async function refusalOf(call, parameter, what) {
  const error = await rejectionOf(call, what);
  const said = `${what ?? parameter}: ${error?.stack ?? String(error)}`;
  assert.ok(error instanceof chatwork.ChatworkArgumentError, said);
  assert.equal(error.parameter, parameter, said);
  assert.equal(error.name, 'ChatworkArgumentError', said);
  assert.equal(error.code, 'argument', said);
  assert.equal(error.outcome, 'not-sent', said);
  for (const field of ['expected', 'got', 'method', 'path']) assert.equal(typeof error[field], 'string', said);
  assert.ok(error.message.includes(`'${parameter}'`), said);
  return error;
}
