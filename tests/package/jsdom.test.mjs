// Under jsdom in a test runner, some globals are jsdom's and `fetch` is Node's.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as chatwork from 'chatwork-wasm';
import { recording } from './fetches.mjs';
import { rejectionOf } from './rejections.mjs';

// jsdom's Blob cannot be streamed, which is how fetch reads one.
const { stream } = Blob.prototype;

test('where a Blob cannot be streamed, forms are sent as text and files are refused', async (t) => {
  t.after(() => {
    Blob.prototype.stream = stream;
  });
  delete Blob.prototype.stream;
  const { fetch, requests } = recording();
  await chatwork.postRoomMessage('mark3r-t0ken', 7, { body: 'a b' }, { fetch });
  assert.equal(requests[0].init.body, 'body=a+b');
  const error = await rejectionOf(() => chatwork.postRoomFiles('mark3r-t0ken', 7, { file: new Uint8Array(1) }, { fetch }));
  assert.deepEqual([error.code, error.outcome], ['runtime', 'not-sent']);
  assert.match(`${error.cause}`, /stream/);
  assert.equal(requests.length, 1);
});

test('where TextDecoder is missing, the import works and a call says so', async () => {
  for (const name of ['TextDecoder', 'TextEncoder']) {
    const original = Object.getOwnPropertyDescriptor(globalThis, name);
    let copy;
    let error;
    try {
      delete globalThis[name];
      copy = await import(`${import.meta.resolve('chatwork-wasm')}?without-${name}`);
      error = await rejectionOf(() => copy.getMe('mark3r-t0ken', { fetch: recording().fetch }));
    } finally {
      Object.defineProperty(globalThis, name, original);
    }
    assert.ok(copy.isChatworkError(error));
    assert.deepEqual([error.code, error.outcome], ['runtime', 'not-sent']);
    assert.match(error.message, new RegExp(`no ${name}`));
  }
});
