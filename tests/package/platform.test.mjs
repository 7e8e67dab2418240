// Runtimes that lack something, or in which somebody has replaced it: the call says so and does not die of it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as chatwork from 'chatwork-wasm';
import { ONCE, answering, recording } from './fetches.mjs';

const { fetch } = recording();
// A short time: where clearTimeout is missing, it keeps the process.
const options = { ...ONCE, fetch, baseUrl: 'https://proxy.example', timeout: 1000 };
const calls = {
  'a GET': () => chatwork.getMyTasks('mark3r-t0ken', { status: 'open' }, options),
  'a POST': () => chatwork.postRoomMessage('mark3r-t0ken', 7, { body: 'x' }, options),
  'an upload': () => chatwork.postRoomFiles('mark3r-t0ken', 7, { file: new Uint8Array(1) }, options),
  'a call that waits for a limit': () => {
    const waits = [1];
    const pacer = { reserve: () => ({ wait: waits.pop() ?? 0 }) };
    return chatwork.getMe('mark3r-t0ken', { ...options, pace: true, pacer });
  },
  'a second attempt': () => {
    const answers = [answering(503, '', { 'retry-after': '0' }), fetch];
    return chatwork.getMe('mark3r-t0ken', { ...options, retries: 1, fetch: (url, init) => answers.shift()(url, init) });
  },
};

const missing = [
  'AbortController',
  'Headers',
  'FormData',
  'URL',
  'URLSearchParams',
  'Blob',
  'setTimeout',
  'clearTimeout',
];
const thrower = () => {
  throw new Error('a trap');
};

for (const name of missing) {
  for (const [what, replacement] of [
    ['is missing', undefined],
    [
      'throws',
      function () {
        return thrower();
      },
    ],
  ]) {
    test(`${name} ${what}: every call settles`, { timeout: 5000 }, async () => {
      const original = Object.getOwnPropertyDescriptor(globalThis, name);
      const ends = [];
      try {
        Object.defineProperty(globalThis, name, { value: replacement, configurable: true, writable: true });
        for (const call of Object.values(calls)) {
          const end = call().then(
            () => undefined,
            (reason) => reason,
          );
          ends.push(await end);
        }
      } finally {
        Object.defineProperty(globalThis, name, original);
      }
      for (const [index, reason] of ends.entries()) {
        const where = `${Object.keys(calls)[index]}: ${reason?.stack} ${reason?.cause?.stack}`;
        assert.ok(reason === undefined || chatwork.isChatworkError(reason), where);
        if (reason) assert.equal(reason.outcome, 'not-sent', where);
        // An address cannot be checked without URL, and a file cannot be made without Blob: those may be refused.
        if (reason && !['URL', 'Blob'].includes(name)) assert.equal(reason.code, 'runtime', where);
      }
      for (const call of Object.values(calls)) assert.deepEqual(await call(), {});
    });
  }
}
