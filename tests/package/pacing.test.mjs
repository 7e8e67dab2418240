// Both rate limits, as the local Chatwork counts them, over real sockets and in virtual time.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import * as chatwork from 'chatwork-wasm';
import { startEmulator } from './emulator.mjs';
import { rejectionOf } from './rejections.mjs';
import { VirtualTime } from './virtual.mjs';

const ROOMS = Array.from({ length: 50 }, (_, index) => 1000 + index);
const ROOM = ROOMS[0];
const LONG = 2_000_000_000;

let emulator;
let time;
let token;
let tests = 0;

before(async () => {
  emulator = await startEmulator();
});
after(() => emulator?.stop());

beforeEach(async () => {
  // The client keeps what it knows of an account.
  tests += 1;
  token = `token-of-test-${tests}`;
  const members = [{ account_id: 1, role: 'admin' }];
  const rooms = ROOMS.map((room_id) => ({ room_id, type: 'group', name: `room ${room_id}`, members }));
  const world = { accounts: [{ account_id: 1, name: 'Bot', token }], rooms };
  await emulator.control('/reset', { method: 'POST', world });
  time = new VirtualTime(emulator);
});
afterEach(() => time.stop());

const given = (more) => ({ baseUrl: emulator.baseUrl, fetch: time.fetch, maxWait: LONG, ...more });

const client = (more) => chatwork.createClient({ token, ...given(more) });

// A fetch that keeps an answer back.
const later = (milliseconds) => async (url, init) => {
  const answer = await time.fetch(url, init);
  await new Promise((resolve) => time.after(milliseconds, resolve));
  return answer;
};

const requests = () => emulator.control('/requests');

async function checkNone429() {
  const statuses = new Set((await requests()).map(({ answer }) => answer.status));
  assert.deepEqual([...statuses], [200]);
}

// The texts in a room, in the order in which they came.
async function textsIn(room) {
  const { rooms } = await emulator.control('/world');
  return rooms.find(({ room_id }) => room_id === room).messages.map(({ body }) => body);
}

test('1,000 posts to one room', async () => {
  const chat = client();
  const texts = Array.from({ length: 1000 }, (_, index) => `message ${index}`);
  const begin = Date.now();
  const posts = texts.map((body) => chat.postRoomMessage(ROOM, { body }));
  const answers = await time.until(Promise.all(posts));
  assert.equal(new Set(answers.map(({ message_id }) => message_id)).size, 1000);
  assert.deepEqual(await textsIn(ROOM), texts);
  await checkNone429();
  // In virtual time: ten in ten seconds are the most there can be, and little more time than that is taken.
  const rounds = (Date.now() - begin) / 10_000;
  assert.ok(rounds >= 99 && rounds < 110, `${rounds} times ten seconds`);
});

for (const [how, roomOf] of [
  ['room by room', (index) => ROOMS[Math.floor(index / 20)]],
  ['in turns', (index) => ROOMS[index % ROOMS.length]],
]) {
  test(`1,000 posts to fifty rooms, ${how}`, async () => {
    const chat = client();
    const wanted = Array.from({ length: 1000 }, (_, index) => ({ room: roomOf(index), body: `message ${index}` }));
    await time.until(Promise.all(wanted.map(({ room, body }) => chat.postRoomMessage(room, { body }))));
    for (const room of ROOMS) {
      const texts = wanted.filter((message) => message.room === room).map(({ body }) => body);
      assert.deepEqual(await textsIn(room), texts);
    }
    await checkNone429();
  });
}

test('one room that waits delays no other, and no read', async () => {
  const chat = client();
  const full = Array.from({ length: 11 }, (_, index) => chat.postRoomMessage(ROOM, { body: `${index}` }));
  const begin = Date.now();
  await time.until(Promise.all([chat.getMe(), chat.postRoomMessage(ROOMS[1], { body: 'x' }), ...full.slice(0, 9)]));
  assert.ok(Date.now() - begin < 5000, 'nothing of this has a limit in its way');
  await time.until(full[10]);
  assert.ok(Date.now() - begin >= 10_000);
});

test('messages and tasks of a room count together', async () => {
  const chat = client();
  const mixed = Array.from({ length: 20 }, (_, index) => {
    return index % 2 === 0
      ? chat.postRoomMessage(ROOM, { body: `${index}` })
      : chat.postRoomTasks(ROOM, { body: `${index}`, to_ids: [1] });
  });
  await time.until(Promise.all(mixed));
  await checkNone429();
});

test('more requests than the account has: the rest waits for the next window', async () => {
  const chat = client();
  await time.until(Promise.all(Array.from({ length: 700 }, () => chat.getMe())));
  await checkNone429();
  assert.equal((await requests()).length, 700);
});

test('rateLimit: reject, before anything is sent', async () => {
  const chat = client({ rateLimit: 'reject' });
  const posts = Array.from({ length: 12 }, (_, index) => chat.postRoomMessage(ROOM, { body: `${index}` }));
  const ends = await time.until(Promise.allSettled(posts));
  assert.deepEqual(ends.map(({ status }) => status), [...Array(10).fill('fulfilled'), ...Array(2).fill('rejected')]);
  const error = ends[11].reason;
  assert.ok(error instanceof chatwork.ChatworkRateLimitError);
  const { outcome, attempts, scope, roomId, limit, status, errors, headers } = error;
  assert.deepEqual(
    { outcome, attempts, scope, roomId, limit, status, errors, headers },
    {
      outcome: 'not-sent',
      attempts: 0,
      scope: 'room',
      roomId: `${ROOM}`,
      limit: 10,
      status: 429,
      errors: [],
      headers: {},
    },
  );
  assert.ok(error.retryAfter > 9000 && error.retryAfter <= 10_250, `${error.retryAfter}`);
  assert.equal(error.resetAt.getTime(), Date.now() + error.retryAfter);
  assert.equal((await requests()).length, 10);
});

test('maxWait: what would wait longer is refused at once, with the time it would have been', async () => {
  const chat = client({ maxWait: 30_000 });
  const posts = Array.from({ length: 50 }, (_, index) => chat.postRoomMessage(ROOM, { body: `${index}` }));
  const refused = await rejectionOf(() => posts[49]);
  assert.equal(refused.outcome, 'not-sent');
  assert.ok(refused.retryAfter > 30_000 && refused.retryAfter < 50_000, `${refused.retryAfter}`);
  const ends = await time.until(Promise.allSettled(posts));
  assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, 30);
  await checkNone429();
});

test('deadline: a wait that would pass it is not begun', async () => {
  const chat = client({ deadline: 5000 });
  const posts = Array.from({ length: 11 }, (_, index) => chat.postRoomMessage(ROOM, { body: `${index}` }));
  const begin = Date.now();
  const error = await rejectionOf(() => posts[10]);
  assert.equal(Date.now(), begin);
  assert.equal(error.code, 'rate_limit');
  await time.until(Promise.allSettled(posts));
});

test('nothing is sent once the deadline is over', async () => {
  const pacer = { reserve: () => new Promise(() => {}) };
  const told = [];
  const onPacerError = (event) => told.push(event);
  const asked = chatwork.postRoomMessage(token, ROOM, { body: 'x' }, given({ deadline: 300, pacer, onPacerError }));
  const slow = time.until(client({ fetch: later(5000) }).postRoomMessage(ROOM, { body: 'in front' }));
  const behind = chatwork.postRoomMessage(token, ROOM, { body: 'x' }, given({ deadline: 1500 }));
  for (const [call, after] of [[asked, 300], [behind, 1500]]) {
    const { code, which, outcome, attempts, ...error } = await rejectionOf(() => time.until(call));
    assert.deepEqual(
      { code, which, outcome, attempts, after: error.after },
      { code: 'timeout', which: 'deadline', outcome: 'not-sent', attempts: 0, after },
    );
  }
  await slow;
  assert.deepEqual(told, []);
  assert.deepEqual(await textsIn(ROOM), ['in front']);
});

test('what was not sent does not count, and what was sent does', async () => {
  const onRequest = () => {
    throw new Error('mine');
  };
  const chat = client({ rateLimit: 'reject' });
  for (let count = 0; count < 310; count += 1) {
    assert.equal((await rejectionOf(() => chat.postRoomMessage(ROOM, { body: 'x' }, { onRequest }))).message, 'mine');
  }
  const refused = async () => {
    throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });
  };
  for (let count = 0; count < 10; count += 1) {
    await time.until(chat.postRoomMessage(ROOM, { body: `${count}` }, { pace: false }));
    const error = await rejectionOf(() => chat.getMe({ pace: false, retries: 0, fetch: refused }));
    assert.equal(error.outcome, 'not-sent');
  }
  assert.equal(chatwork.rateLimitOf(token, { baseUrl: emulator.baseUrl }).remaining, 290);
  const error = await rejectionOf(() => chat.postRoomMessage(ROOM, { body: 'x' }));
  assert.deepEqual([error.code, error.scope, error.outcome], ['rate_limit', 'room', 'not-sent']);
});

test('pace: false sends at once, and the 429 decides', async () => {
  const chat = client({ pace: false });
  const told = [];
  const onRateLimit = (event) => told.push(event);
  const posts = Array.from({ length: 12 }, (_, index) => {
    return chat.postRoomMessage(ROOM, { body: `${index}` }, { onRateLimit });
  });
  await time.until(Promise.all(posts));
  assert.equal((await textsIn(ROOM)).length, 12);
  assert.deepEqual(
    told.map(({ scope, roomId, beforeSending }) => ({ scope, roomId, beforeSending })),
    Array(2).fill({ scope: 'room', roomId: `${ROOM}`, beforeSending: false }),
  );
});

test('rateLimit: reject, on a 429', async () => {
  const chat = client({ pace: false, rateLimit: 'reject', retries: 2 });
  const posts = Array.from({ length: 11 }, (_, index) => chat.postRoomMessage(ROOM, { body: `${index}` }));
  const ends = await time.until(Promise.allSettled(posts));
  const { reason } = ends.find(({ status }) => status === 'rejected');
  const { outcome, attempts, scope, status } = reason;
  assert.deepEqual({ outcome, attempts, scope, status }, { outcome: 'refused', attempts: 1, scope: 'room', status: 429 });
  assert.equal((await textsIn(ROOM)).length, 10);
});

for (const offset of [0, 600_000, -600_000]) {
  test(`a 429 of the account, clocks ${offset / 1000} s apart`, async () => {
    await emulator.control('/settings', { method: 'PUT', limits: { requests: 5, requests_seconds: 40 } });
    await time.shift(offset);
    const waits = [];
    const chat = client({ onRateLimit: ({ wait, beforeSending }) => waits.push({ wait, beforeSending }) });
    await time.until(Promise.all(Array.from({ length: 5 }, () => chat.getMe())));
    await time.until(chat.getMe({ pace: false }));
    assert.equal(waits.length, 1);
    const [{ wait, beforeSending }] = waits;
    // To the end of the window, and the second after it.
    assert.ok(!beforeSending && wait > 38_000 && wait <= 41_250, `${wait}`);
    assert.equal((await requests()).filter(({ answer }) => answer.status === 429).length, 1);
  });
}

test('what is left is known without a request', async () => {
  const { baseUrl } = emulator;
  assert.equal(chatwork.rateLimitOf(token, { baseUrl }), undefined);
  const me = await time.until(client().getMe());
  const { limit, remaining, resetAt } = chatwork.rateLimitOf(token, { baseUrl });
  assert.deepEqual([limit, remaining], [300, 299]);
  assert.ok(resetAt instanceof Date && Math.abs(resetAt.getTime() - Date.now() - 300_000) < 2000, `${resetAt}`);
  assert.deepEqual(chatwork.responseOf(me).rateLimit, { limit, remaining, resetAt });
  assert.equal(chatwork.rateLimitOf('another', { baseUrl }), undefined);
  assert.equal(chatwork.rateLimitOf(token), undefined);
  assert.equal(chatwork.rateLimitOf(7, 8), undefined);
});

test('two tokens at once do not wait for each other', async () => {
  const accounts = [1, 2].map((id) => ({ account_id: id, name: `${id}`, token: `${token}-${id}` }));
  const members = accounts.map(({ account_id }) => ({ account_id, role: 'admin' }));
  const rooms = [{ room_id: ROOM, type: 'group', name: 'both', members }];
  await emulator.control('/reset', { method: 'POST', world: { accounts, rooms } });
  const begin = Date.now();
  const posts = accounts.flatMap(({ token: own }) => {
    return Array.from({ length: 10 }, (_, index) => client({ token: own }).postRoomMessage(ROOM, { body: `${index}` }));
  });
  await time.until(Promise.all(posts));
  assert.ok(Date.now() - begin < 5000);
  await checkNone429();
});

test('an abort while it waits rejects with the reason, and leaves nothing behind', async () => {
  const chat = client();
  const first = Array.from({ length: 10 }, (_, index) => chat.postRoomMessage(ROOM, { body: `${index}` }));
  await time.until(Promise.all(first));
  const timers = time.timers;
  const controller = new AbortController();
  const { signal } = controller;
  let listeners = 0;
  const [add, remove] = [signal.addEventListener, signal.removeEventListener];
  signal.addEventListener = (...given) => ((listeners += 1), add.apply(signal, given));
  signal.removeEventListener = (...given) => ((listeners -= 1), remove.apply(signal, given));
  const waiting = chat.postRoomMessage(ROOM, { body: 'late' }, { signal });
  await new Promise(setImmediate);
  assert.ok(listeners > 0 && time.timers > timers, 'it waits');
  const now = Date.now();
  controller.abort('enough');
  assert.equal(await rejectionOf(() => waiting), 'enough');
  assert.equal(Date.now(), now);
  assert.deepEqual([listeners, time.timers], [0, timers]);
  // And it blocks nobody who comes after it.
  await time.until(chat.postRoomMessage(ROOM, { body: 'next' }));
  assert.equal((await textsIn(ROOM)).at(-1), 'next');
});
