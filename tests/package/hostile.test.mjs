// Every function with every hostile value in every position: it rejects or fulfils, and never throws or hangs.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as chatwork from 'chatwork-wasm';
import { endpoints, parametersOf, smallestArguments } from './endpoints.mjs';
import { ONCE, recording } from './fetches.mjs';
import { hostile } from './hostile.mjs';

// Without the hooks: what one throws is what the call rejects with.
const optionNames = [
  'baseUrl',
  'signal',
  'timeout',
  'deadline',
  'retries',
  'replay',
  'dedupe',
  'rateLimit',
  'maxWait',
  'pace',
  'pacer',
  'headers',
  'validate',
  'logger',
  'logLevel',
];

for (const endpoint of endpoints) {
  const names = parametersOf(endpoint).map(({ name }) => name);
  const hasParameters = names.length > 0;

  test(`${endpoint.function} with hostile values in every position`, async () => {
    for (const [what, make] of Object.entries(hostile)) {
      for (const [where, makeArguments] of positions()) {
        const { fetch, requests } = recording();
        // Options that are left out, or have none of ours in them, reach for the global one.
        globalThis.fetch = fetch;
        const given = makeArguments(make(), { ...ONCE, fetch });
        let promise;
        try {
          promise = chatwork[endpoint.function](...given);
        } catch (thrown) {
          assert.fail(`${what} as ${where}: threw ${String(thrown)}`);
        }
        await checkEnd(promise, requests, `${what} as ${where}`);
      }
    }
    await stillWorks();
  });

  test(`${endpoint.function} with hostile values and without checks`, async () => {
    for (const [what, make] of Object.entries(hostile)) {
      for (const name of names) {
        const { fetch, requests } = recording();
        const [ids, params] = split();
        const promise = chatwork[endpoint.function](
          'mark3r-t0ken',
          ...ids,
          { ...params, [name]: make() },
          { ...ONCE, fetch, validate: false },
        );
        await checkEnd(promise, requests, `${what} as ${name}`);
      }
    }
    await stillWorks();
  });

  function split() {
    const given = smallestArguments(endpoint);
    return hasParameters ? [given.slice(0, -1), given.at(-1)] : [given, undefined];
  }

  // Where a value can stand, and the arguments with it there.
  function positions() {
    const [ids, params] = split();
    // Some of these calls are paced, so each has an account of its own.
    let accounts = 0;
    const token = () => `mark3r-t0ken-${endpoint.function}-${(accounts += 1)}`;
    const rest = (options) => (hasParameters ? [params, options] : [options]);
    const places = [
      ['token', (value, options) => [value, ...ids, ...rest(options)]],
      ['accessToken', (value, options) => [{ accessToken: value }, ...ids, ...rest(options)]],
      ['options', (value) => [token(), ...ids, ...rest(value)]],
    ];
    for (const [index] of ids.entries()) {
      places.push([`id ${index}`, (value, options) => ['mark3r-t0ken', ...ids.with(index, value), ...rest(options)]]);
    }
    if (hasParameters) places.push(['params', (value, options) => ['mark3r-t0ken', ...ids, value, options]]);
    for (const name of names) {
      places.push([name, (value, options) => ['mark3r-t0ken', ...ids, { ...params, [name]: value }, options]]);
    }
    for (const name of optionNames) {
      places.push([name, (value, options) => [token(), ...ids, ...rest({ ...options, [name]: value })]]);
    }
    return places;
  }

  async function checkEnd(promise, requests, what) {
    assert.ok(promise instanceof Promise, what);
    try {
      await promise;
      assert.equal(requests.length, 1, what);
    } catch (reason) {
      assert.ok(reason instanceof chatwork.ChatworkError, `${what}: ${reason?.stack ?? String(reason)}`);
      assert.equal(reason.code, 'argument', `${what}: ${reason.stack} ${reason.cause?.stack}`);
      assert.equal(requests.length, 0, `${what}: refused and sent`);
    }
  }

  async function stillWorks() {
    const { fetch } = recording(() => Response.json([{ ok: true }]));
    assert.deepEqual(await chatwork.getRooms('mark3r-t0ken', { fetch }), [{ ok: true }]);
  }
}
