// Node with --jitless has no WebAssembly.

import assert from 'node:assert/strict';
import { getMe } from 'chatwork-wasm';

assert.equal(typeof WebAssembly, 'undefined');
const fetch = () => assert.fail('something was sent');
for (const _ of ['the first call', 'a later one']) {
  await assert.rejects(getMe('token', { fetch }), (error) => {
    assert.deepEqual([error.name, error.code, error.outcome], ['ChatworkError', 'runtime', 'not-sent']);
    assert.match(error.message, /no WebAssembly, which/);
    assert.match(error.message, /Lockdown Mode/);
    return true;
  });
}
