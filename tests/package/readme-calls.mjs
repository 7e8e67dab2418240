// The README: calls, options, errors, limits, logs, runtimes, the free plan and the local Chatwork.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as chatwork from 'chatwork-wasm';
import { ROOM, begin, blocks, emulator, installed, post, recorder, run, textsIn, token } from './readme.mjs';

const DAY = 86_400;

test('README: the first call', async () => {
  const [first] = blocks('');
  const process = { env: { CHATWORK_API_TOKEN: token } };
  const { rooms, message_id: id } = await run(first, { process }, ['rooms', 'message_id']);
  const { body } = await chatwork.getRoomMessage(token, rooms[0].room_id, id);
  assert.equal(body, 'Hello (bow)');
});

test('README: Functions', async () => {
  const [client] = blocks('Functions');
  const { me } = await run(client, { process: { env: { CHATWORK_API_TOKEN: token } } }, ['me']);
  assert.equal(me.account_id, emulator.accounts[0].account_id);
});

test('README: Errors', async () => {
  const [code] = blocks('Errors');
  const { lines, console } = recorder();
  await assert.rejects(run(code, { token, console }), chatwork.ChatworkPermissionError);
  const post = { method: 'POST', path: '/rooms/*/messages' };
  await emulator.ask('POST /faults', { ...post, respond: { status: 404, body: { errors: ['gone'] } } });
  await run(code, { token, console });
  await emulator.ask('POST /faults', { ...post, reset: true });
  await run(code, { token, console });
  assert.deepEqual(lines, [[['gone']], ['look into the room before posting again']]);
});

test('README: Look before posting again', async () => {
  const [code] = blocks('Look before posting again');
  await emulator.ask('POST /faults', { method: 'POST', path: '/rooms/*/messages', when: 'after', reset: true });
  await run(code, { postRoomMessage: chatwork.postRoomMessage, token, roomId: ROOM });
  assert.equal((await textsIn()).filter((body) => body === 'Hello').length, 1);
});

test('README: Hooks and logs', async () => {
  const [hooks, metadata] = blocks('Hooks and logs');
  const { lines, console } = recorder();
  const records = [];
  const metrics = { record: (...record) => records.push(record) };
  const scope = { createClient: chatwork.createClient, token, console, metrics };
  const made = await run(hooks, scope, ['chatwork']);
  await emulator.ask('POST /faults', { path: '/me', respond: { status: 429, headers: { 'retry-after': '0' } } });
  await made.chatwork.getMe();
  assert.deepEqual(records.map(([name, status]) => [name, status]), [['getMe', 429], ['getMe', 200]]);
  assert.ok(records.every(([, , duration]) => duration >= 0));
  assert.ok(lines.length > 0);

  const told = recorder();
  const wanted = ['messages', 'status', 'headers', 'url', 'attempts', 'duration', 'rateLimit', 'limitation'];
  const { status, attempts, url, limitation } = await run(metadata, { token, roomId: ROOM, console: told.console }, wanted);
  assert.deepEqual([status, attempts, limitation], [200, 1, undefined]);
  assert.match(url, /\/rooms\/300765432\/messages\?force=1$/);
  const [[{ limit, remaining, resetAt, ...rest }]] = told.lines;
  assert.deepEqual([limit, rest, resetAt instanceof Date], [300, {}, true]);
  assert.ok(remaining < limit);
});

test('README: a Worker, a page behind a proxy, and slim', async () => {
  const [worker, page, slim] = blocks('Runtimes');
  const { fetch } = await run(worker, {});
  const waiting = [];
  const context = { waitUntil: (promise) => waiting.push(promise) };
  const request = new Request('https://bot.example/', { method: 'POST', body: 'from the Worker' });
  const answer = await fetch(request, { CHATWORK_API_TOKEN: token, ROOM_ID: ROOM }, context);
  await Promise.all(waiting);
  assert.deepEqual([await answer.text(), (await textsIn()).at(-1)], ['accepted', 'from the Worker']);

  globalThis.fetch = (url, init) => {
    const headers = new Headers(init.headers);
    assert.equal(headers.get('x-chatworktoken'), 'placeholder');
    assert.match(url, /^https:\/\/proxy\.example\/v2\//);
    headers.set('x-chatworktoken', token);
    return emulator.fetch(url, { ...init, headers });
  };
  const made = await run(page, {}, ['chatwork']);
  assert.equal((await made.chatwork.getMe()).account_id, emulator.accounts[0].account_id);
  globalThis.fetch = emulator.fetch;

  const module = new WebAssembly.Module(readFileSync(join(installed, 'dist/chatwork.wasm')));
  const { getRooms } = await run(slim, { module }, ['getRooms']);
  assert.ok((await getRooms(token)).length > 0);
});

test('README: Free plan', async () => {
  const [code] = blocks('Free plan');
  const [account] = emulator.accounts;
  const members = [{ account_id: account.account_id, role: 'admin' }];
  const messages = [50, 45].map((days) => ({ account_id: account.account_id, body: 'old', time: -days * DAY }));
  begin({ accounts: [account, { account_id: 2, name: 'B', token: 'b' }], rooms: [{ room_id: ROOM, members, type: 'group', name: 'A', messages }] });
  const [{ message_id: id }] = await chatwork.getRoomMessages(token, ROOM, { force: true });
  const { lines, console } = recorder();
  const look = () => run(code, { token, roomId: ROOM, console }, ['messages', 'limitation']);
  assert.equal((await look()).limitation, undefined);
  await emulator.ask('PUT /settings', { free_plan: true });
  // All of them, and then a part.
  const { messages: none, limitation } = await look();
  assert.deepEqual([none.length, typeof limitation], [0, 'string']);
  await post('new', token);
  assert.equal((await look()).messages.length, 1);
  assert.deepEqual(lines, [[`not all: ${limitation}`], [`not all: ${limitation}`]]);
  await assert.rejects(chatwork.getRoomMessage(token, ROOM, id), { name: 'ChatworkNotFoundError', hidden: true });
});

test('README: The local Chatwork', async () => {
  const [address, inProcess] = blocks('The local Chatwork');
  const [account] = emulator.accounts;
  const { rooms } = await run(address, { account, getRooms: chatwork.getRooms }, ['rooms']);
  assert.ok(rooms.some(({ room_id: id }) => id === ROOM));
  const { me, accounts, ask } = await run(inProcess, {}, ['me', 'accounts', 'ask']);
  assert.equal(me.account_id, accounts[0].account_id);
  assert.deepEqual((await ask('GET /requests')).map(({ answer }) => answer.status), [503, 200]);
});
