// `chatwork-wasm/emulator`: the local Chatwork without a port.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as chatwork from 'chatwork-wasm';
import { createEmulator } from 'chatwork-wasm/emulator';
import { FUNCTIONS, callAll } from './calls.mjs';

test('it answers all functions, for whatever host', async () => {
  for (const make of [createEmulator, createRequire(import.meta.url)('chatwork-wasm/emulator').createEmulator]) {
    const { accounts, baseUrl, fetch } = make();
    for (const options of [{ fetch }, { fetch, baseUrl }]) {
      const names = [];
      if (options.baseUrl) await fetch(baseUrl.replace(/v2$/, 'control/reset'), { method: 'POST' });
      for await (const { name } of callAll(chatwork, accounts[0].token, options)) names.push(name);
      assert.equal(names.length, FUNCTIONS);
    }
  }
});

test('two of them know nothing of each other, and each starts the world it is given', async () => {
  const world = { accounts: [{ account_id: 1, name: '花', token: 'flower' }] };
  const [own, standard] = [createEmulator({ world }), createEmulator()];
  assert.equal((await chatwork.getMe('flower', { fetch: own.fetch })).name, '花');
  await assert.rejects(chatwork.getMe('flower', { fetch: standard.fetch }), { code: 'authentication' });
});

test('two of them have two addresses, so that the limits of one do not hold the other', async () => {
  const emulators = [createEmulator(), createEmulator()];
  for (const { accounts, baseUrl, fetch, rooms } of emulators) {
    const chat = chatwork.createClient({ token: accounts[0].token, baseUrl, fetch, rateLimit: 'reject' });
    for (let count = 0; count < 10; count += 1) await chat.postRoomMessage(rooms[0].room_id, { body: `${count}` });
    await assert.rejects(chat.postRoomMessage(rooms[0].room_id, { body: 'x' }), { code: 'rate_limit' });
  }
});

test('an error shows numbers of every kind', async () => {
  const { control, fetch } = createEmulator();
  for (const [value, error] of [
    [-7, 'invalid value: integer `-7`, expected u64'],
    [1.5, 'invalid type: floating point `1.5`, expected u64'],
    [1e300, 'invalid type: floating point `1e+300`, expected u64'],
  ]) {
    const body = JSON.stringify({ webhook_failures: value });
    const answer = await fetch(`${control}/settings`, { method: 'PUT', body });
    assert.deepEqual([answer.status, await answer.json()], [400, { errors: [error] }]);
  }
});

test('wrong options and worlds are refused, and a wrong request rejects', async () => {
  assert.throws(() => createEmulator({ wrld: {} }), /wrld/);
  assert.throws(() => createEmulator({ world: { accounts: 5 } }), /expected a sequence/);
  assert.equal(createEmulator(null).accounts.length, createEmulator().accounts.length);
  const { fetch } = createEmulator();
  const throwing = {
    toString() {
      throw new Error('a trap');
    },
  };
  for (const input of [undefined, null, '/v2/me', Symbol('x'), throwing]) await assert.rejects(fetch(input));
});

test('ask controls it, and rejects with the reason of a refusal', async () => {
  const { accounts, ask, control, fetch } = createEmulator();
  assert.equal((await ask('PUT /clock', { freeze: 1e12 })).frozen, true);
  assert.equal((await ask('PUT /clock', { advance: 60_000 })).now, 1e12 + 60_000);
  await ask('POST /faults', [{ path: '/me', respond: { status: 503 } }, { path: '/rooms', reset: true }]);
  await assert.rejects(chatwork.getMe(accounts[0].token, { fetch, retries: 0 }), { code: 'server' });
  assert.equal((await ask('GET /requests')).length, 1);
  assert.deepEqual(await ask('DELETE /requests'), []);
  assert.deepEqual(await ask('GET /requests?after=0'), []);
  assert.equal((await ask('POST /reset')).control, control);
  assert.equal((await ask('GET /clock')).frozen, false);

  await assert.rejects(ask('PUT /clock', { advanc: 1 }), /^Error: PUT \/clock: .*unknown field `advanc`/);
  await assert.rejects(ask('PUT /clok', {}), /^Error: PUT \/clok: .* is none of: GET \/control/);
  await assert.rejects(ask('GET /clock', { advance: 1 }), TypeError);
});

test('one that nobody knows any longer is forgotten, though its receiver knows it', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  async function use() {
    const emulator = createEmulator({ onWebhook: () => emulator.fetch(emulator.baseUrl) });
    const { accounts, ask, baseUrl, fetch, rooms, settled } = emulator;
    const room = rooms.find(({ type }) => type === 'group').room_id;
    const hook = { account_id: accounts[0].account_id, room_id: room, events: ['message_created'], url: 'http://a/' };
    await ask('POST /webhooks', hook);
    await chatwork.postRoomMessage(accounts[0].token, room, { body: 'a' }, { baseUrl, fetch });
    await settled();
    assert.equal((await ask('GET /deliveries')).length, 1);
    return new WeakRef(fetch);
  }
  const known = await use();
  for (let turns = 0; turns < 5; turns += 1) await new Promise(setImmediate);
  collect();
  assert.equal(known.deref(), undefined);
});
