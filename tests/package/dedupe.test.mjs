// `dedupe: true`: a message whose answer was lost is looked for before it is posted again.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import * as chatwork from 'chatwork-wasm';
import { startEmulator } from './emulator.mjs';
import { rejectionOf } from './rejections.mjs';
import { VirtualTime } from './virtual.mjs';

let emulator;
let time;
let options;
let token;
let room;
let bodies = 0;

before(async () => {
  emulator = await startEmulator();
  ({ token } = emulator);
  room = emulator.rooms.find(({ type }) => type === 'group').room_id;
  // The waits are those between the looks.
  time = new VirtualTime(emulator);
  options = { baseUrl: emulator.baseUrl, pace: false, dedupe: true, fetch: time.fetch };
});
after(() => {
  time?.stop();
  emulator?.stop();
});
beforeEach(async () => {
  await time.shift(0);
  await emulator.control('/faults', { method: 'DELETE' });
  await emulator.control('/requests', { method: 'DELETE' });
});

// The answer to a post is lost; `when` says whether the message stands in the room nevertheless.
const lose = (when, more) => addFault({ method: 'POST', path: '/rooms/*/messages', when, ...more });

// `control` has the method of its own request in `method`, and so has a rule.
async function addFault(rule) {
  const body = JSON.stringify({ respond: { status: 502, body: '' }, ...rule });
  const response = await fetch(`${emulator.controlUrl}/faults`, { method: 'POST', body });
  assert.ok(response.ok, await response.text());
}

const text = () => `message ${(bodies += 1)}`;

const post = (body, more) => time.until(chatwork.postRoomMessage(token, room, { body }, { ...options, ...more }));

async function idsOf(body) {
  const { rooms } = await emulator.control('/world');
  const { messages } = rooms.find(({ room_id }) => room_id === room);
  return messages.filter((message) => message.body === body).map(({ message_id }) => String(message_id));
}

async function posts() {
  const requests = await emulator.control('/requests');
  return requests.filter(({ method }) => method === 'POST').length;
}

test('it was posted: its id is found', async () => {
  await lose('after');
  const body = text();
  const { message_id } = await post(body);
  assert.deepEqual(await idsOf(body), [message_id]);
  assert.equal(await posts(), 1);
});

test('it was not posted: it is posted again', async () => {
  await lose('before');
  const body = text();
  const { message_id } = await post(body);
  assert.deepEqual(await idsOf(body), [message_id]);
  assert.equal(await posts(), 2);
});

test('lost again and again: it stands there once, or not at all and the error says so', async () => {
  for (const when of ['before', 'after']) {
    await lose(when, { times: 9 });
    const body = text();
    const end = await post(body).catch((error) => error);
    assert.deepEqual([end instanceof chatwork.ChatworkServerError, (await idsOf(body)).length], when === 'before' ? [true, 0] : [false, 1]);
    await emulator.control('/faults', { method: 'DELETE' });
  }
});

test('without it nothing is looked for', async () => {
  await lose('after');
  const error = await rejectionOf(() => post(text(), { dedupe: false }));
  assert.equal(error.outcome, 'unknown');
  assert.equal((await emulator.control('/requests')).length, 1);
});

test('what is refused is not looked for', async () => {
  await lose('before', { respond: { status: 403, body: '' } });
  const error = await rejectionOf(() => post(text()));
  assert.equal(error.outcome, 'answered');
  assert.equal((await emulator.control('/requests')).length, 1);
});

test('the same text, posted before by another call, is not taken for it', async () => {
  const body = text();
  const first = await post(body);
  await lose('before');
  const second = await post(body);
  assert.notEqual(second.message_id, first.message_id);
  assert.deepEqual(await idsOf(body), [first.message_id, second.message_id]);
});

test('the same text of somebody else, or of long ago, is not taken for it', async () => {
  const { token: other } = emulator.accounts[1];
  const body = text();
  const theirs = await chatwork.postRoomMessage(other, room, { body }, { baseUrl: emulator.baseUrl, pace: false });
  const old = text();
  await chatwork.postRoomMessage(token, room, { body: old }, { baseUrl: emulator.baseUrl, pace: false, fetch: time.fetch });
  for (const wish of [body, old]) {
    await lose('before');
    await time.shift(wish === old ? 60_000 : 0);
    const { message_id } = await post(wish);
    assert.notEqual(message_id, theirs.message_id);
    assert.equal((await idsOf(wish)).length, 2);
  }
});

for (const offset of [600_000, -600_000]) {
  test(`the clocks are ${offset / 1000} s apart`, async () => {
    await time.shift(offset);
    await lose('after');
    const body = text();
    const { message_id } = await post(body);
    assert.deepEqual(await idsOf(body), [message_id]);
  });
}

test('line breaks and ends of a text may change on the way', async () => {
  await lose('after');
  const { message_id } = await post(` ${text()}\r\nsecond line \n`);
  assert.match(message_id, /^\d+$/);
});

test('where it cannot be looked for, the first error is what the caller gets', async () => {
  await lose('after');
  await addFault({ method: 'GET', path: '/rooms/*/messages', respond: { status: 403, body: '' } });
  const body = text();
  const error = await rejectionOf(() => post(body));
  assert.deepEqual([error.status, error.outcome], [502, 'unknown']);
  assert.equal((await idsOf(body)).length, 1);
});

test('a look that is answered with nonsense does not count as not found', async () => {
  for (const path of ['/me', '/rooms/*/messages']) {
    for (const nonsense of ['', '[]', 'null', '0', '"x"', '{}', '{"account_id":null}']) {
      await lose('after', { times: 1 });
      await addFault({ method: 'GET', path, respond: { status: 200, body: nonsense } });
      const body = text();
      const error = await rejectionOf(() => post(body, { retries: 1 }));
      assert.equal(error.outcome, 'unknown', `${path} ${nonsense}`);
      assert.equal((await idsOf(body)).length, 1);
      await emulator.control('/faults', { method: 'DELETE' });
    }
  }
});

test('a later post that surely was not made leaves the doubt of the first one', async () => {
  for (const status of [429, 403]) {
    await lose('before', { times: 1 });
    await lose('before', { times: 9, respond: { status, body: '' } });
    const error = await rejectionOf(() => post(text(), { retries: 1, rateLimit: 'reject' }));
    assert.deepEqual([error.status, error.outcome, error.attempts], [502, 'unknown', 2]);
    await emulator.control('/faults', { method: 'DELETE' });
  }
});

test('retries is the number of all further posts', async () => {
  const codes = ['ECONNREFUSED', 'ECONNREFUSED', 'ECONNRESET'];
  for (const [retries, count] of [[2, 3], [4, 5], [1, 2]]) {
    let sent = 0;
    const fetch = async (url, init) => {
      if (init.method === 'GET') return time.fetch(url, init);
      sent += 1;
      throw Object.assign(new TypeError('fetch failed'), { cause: { code: codes[(sent - 1) % 3] } });
    };
    const error = await rejectionOf(() => post(text(), { retries, fetch }));
    assert.deepEqual([sent, error.attempts], [count, count]);
  }
});

test('two calls do not take the same message for theirs', async () => {
  const body = text();
  const waiting = [];
  let sent = 0;
  const fetch = async (url, init) => {
    if (init.method === 'GET') {
      // All four looks are answered in the same moment.
      if (sent === 2) await new Promise((resolve) => waiting.push(resolve) === 4 && waiting.forEach((go) => go()));
      return time.fetch(url, init);
    }
    sent += 1;
    if (sent !== 2) await time.fetch(url, init);
    throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } });
  };
  const calls = [1, 2].map(() => chatwork.postRoomMessage(token, room, { body }, { ...options, fetch }));
  const ids = (await time.until(Promise.all(calls))).map(({ message_id }) => message_id);
  assert.deepEqual(ids.sort(), await idsOf(body));
});

test('retries: null is as good as none', async () => {
  await lose('after');
  const body = text();
  assert.deepEqual(await idsOf(body), []);
  const { message_id } = await post(body, { retries: null });
  assert.deepEqual(await idsOf(body), [message_id]);
});

test('a success that says nothing is a success', async () => {
  await lose('after', { respond: { status: 200, body: 'null' } });
  const body = text();
  assert.equal(await post(body), null);
  assert.equal((await idsOf(body)).length, 1);
});

test('retries: 0 leaves no time to look', async () => {
  await lose('after');
  const error = await rejectionOf(() => post(text(), { retries: 0 }));
  assert.equal(error.outcome, 'unknown');
});

test('the deadline holds for all of it', async () => {
  await lose('before', { times: 9 });
  const begin = Date.now();
  const error = await rejectionOf(() => post(text(), { deadline: 2500, retries: 9 }));
  assert.equal(error.outcome, 'unknown');
  assert.ok(Date.now() - begin <= 2500, `${Date.now() - begin} ms of virtual time`);
});

test('an abort while it waits to look', async () => {
  await lose('after');
  const controller = new AbortController();
  const call = post(text(), { signal: controller.signal, onResponse: () => setImmediate(() => controller.abort('enough')) });
  assert.equal(await rejectionOf(() => call), 'enough');
});

test('an abort, or a hook that throws, while it looks', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const mine = new Error('mine');
  for (const [onRequest, expected] of [
    [({ name }) => name === 'getMe' && controller.abort('enough'), 'enough'],
    [
      ({ name }) => {
        if (name === 'getMe') throw mine;
      },
      mine,
    ],
  ]) {
    await lose('after');
    assert.equal(await rejectionOf(() => post(text(), expected === mine ? { onRequest } : { onRequest, signal })), expected);
  }
});

test('replay: true does not post before it has looked', async () => {
  await lose('after');
  const body = text();
  const { message_id } = await post(body, { replay: true });
  assert.deepEqual(await idsOf(body), [message_id]);
});

test('the caller may change everything, and a client has it for all its functions', async () => {
  for (const when of ['before', 'after']) {
    await lose(when);
    const body = text();
    const [params, changing] = [{ body }, { ...options }];
    const call = chatwork.postRoomMessage(token, room, params, changing);
    params.body = 'changed';
    changing.dedupe = false;
    const { message_id } = await time.until(call);
    assert.deepEqual(await idsOf(body), [message_id]);
  }
  const me = await time.until(chatwork.createClient({ token, ...options }).getMe());
  assert.equal(typeof me.account_id, 'number');
});
