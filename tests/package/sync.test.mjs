// `syncRoomMessages`: every message once, in order, and no silence about those that are missing.

import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { after, before, beforeEach, test } from 'node:test';
import * as chatwork from 'chatwork-wasm';
import { startEmulator } from './emulator.mjs';
import { settled } from './fetches.mjs';
import { refusalOf, rejectionOf } from './rejections.mjs';
import { VirtualTime } from './virtual.mjs';

const OFF = { limits: { enabled: false } };

let emulator;
let time;
let token;
let room;
let calm;
let bodies = 0;
let world;

before(async () => {
  emulator = await startEmulator();
  world = await emulator.control('/world');
  room = emulator.rooms.find(({ type }) => type === 'group').room_id;
  time = new VirtualTime(emulator);
  calm = { baseUrl: emulator.baseUrl, pace: false, fetch: time.fetch };
});
after(() => {
  time?.stop();
  emulator?.stop();
});
beforeEach(async () => {
  await reset();
  await emulator.control('/settings', { method: 'PUT', ...OFF });
});

// With another token, of which the client knows no limit yet.
async function reset() {
  await time.shift(0);
  token = `token ${(bodies += 1)}`.replace(' ', '');
  world.accounts[0].token = token;
  await emulator.control('/reset', { method: 'POST', world });
  await time.shift(0);
}

const sync = (options) => chatwork.syncRoomMessages(token, room, { ...calm, ...options });
const next = async (events) => (await time.until(events.next())).value;
const text = () => `message ${(bodies += 1)}`;

async function post(count = 1) {
  const ids = [];
  for (let left = count; left > 0; left -= 1) {
    ids.push((await time.until(chatwork.postRoomMessage(token, room, { body: text() }, calm))).message_id);
  }
  return ids;
}

const edit = (id, body = text()) => time.until(chatwork.putRoomMessage(token, room, id, { body }, calm));
const remove = (id) => time.until(chatwork.deleteRoomMessage(token, room, id, calm));
const listed = async () => time.until(chatwork.getRoomMessages(token, room, { force: true }, calm));

async function fault(rule) {
  const response = await fetch(`${emulator.controlUrl}/faults`, { method: 'POST', body: JSON.stringify(rule) });
  assert.ok(response.ok, await response.text());
}

// How many looks there were.
async function looks() {
  const requests = await emulator.control('/requests');
  return requests.filter(({ method, path }) => method === 'GET' && path.includes('/messages')).length;
}

// All events until it looked in vain, or for one look.
async function take(options) {
  const events = [];
  for await (const event of sync({ once: true, ...options })) events.push(event);
  return events;
}
const taken = (options) => time.until(take(options));
const idsOf = (events) => events.map(({ message }) => message?.message_id);

test('from now on: nothing old, and each new message once, in order', async () => {
  const events = sync();
  const first = events.next();
  const posted = (async () => {
    await settled();
    return post(3);
  })();
  const got = [(await time.until(first)).value, await next(events), await next(events)];
  assert.deepEqual(idsOf(got), await posted);
  assert.deepEqual(got.map(({ type }) => type), ['message', 'message', 'message']);
  const more = await post(2);
  assert.deepEqual(idsOf([await next(events), await next(events)]), more);
  await events.return();
});

test('from the start: what there is, at most 100, oldest first', async () => {
  await post(120);
  const events = await taken({ from: 'start' });
  assert.deepEqual(idsOf(events), (await listed()).map(({ message_id }) => message_id));
  assert.equal(events.length, 100);
  assert.deepEqual(new Set(events.map(({ type }) => type)), new Set(['message']));
});

test('goes on where the store says it was', async () => {
  const store = new Map();
  assert.deepEqual(await taken({ store }), []);
  const ids = await post(3);
  assert.deepEqual(idsOf(await taken({ store })), ids);
  assert.deepEqual(await taken({ store }), []);
  assert.deepEqual([...store.keys()], [`chatwork-wasm/rooms/${room}/messages`]);
  assert.ok(store.get(`chatwork-wasm/rooms/${room}/messages`).length < 5000);
  assert.equal([...store.values()].join().includes('message '), false, 'no text is stored');
});

test('nothing is written where nothing has happened', async () => {
  const kept = new Map();
  let writes = 0;
  const store = { get: async (key) => kept.get(key) ?? null, set: async (key, value) => ((writes += 1), kept.set(key, value)) };
  await taken({ store });
  await taken({ store });
  assert.equal(writes, 1);
  await post(3);
  await taken({ store });
  assert.equal(writes, 2);
});

test('the room may be any kind of id', async () => {
  const store = new Map();
  for (const id of [room, `${room}`, BigInt(room)]) {
    const events = chatwork.syncRoomMessages(token, id, { ...calm, store, once: true });
    assert.deepEqual(await time.until(events.next()), { value: undefined, done: true });
  }
  assert.equal(store.size, 1);
});

test('edits and deletions of the newest 100, also those within a second', async () => {
  const [one, two, three] = await post(3);
  const store = new Map();
  await taken({ store });
  await time.shift(5000);
  await edit(two);
  assert.deepEqual((await taken({ store })).map(({ type, message }) => [type, message.message_id]), [['edited', two]]);
  await edit(two, 'again');
  await edit(one, 'too');
  const events = await taken({ store });
  assert.deepEqual(events.map(({ type, message }) => [type, message.message_id, message.body]), [['edited', one, 'too'], ['edited', two, 'again']]);
  await remove(three);
  const [deleted, ...rest] = await taken({ store });
  assert.deepEqual([deleted.type, deleted.message.message_id, deleted.message.body], ['edited', three, '[deleted]']);
  assert.deepEqual(rest, []);
  assert.deepEqual(await taken({ store }), []);
});

test('a message that was edited before it was seen is one event', async () => {
  const store = new Map();
  await taken({ store });
  const [id] = await post();
  await edit(id, 'better');
  const events = await taken({ store });
  assert.deepEqual(events.map(({ type, message }) => [type, message.body]), [['message', 'better']]);
});

test('more than 100 since the last look: a gap with its ends, then the newest 100', async () => {
  const store = new Map();
  const [last] = await post();
  await taken({ store });
  const ids = await post(101);
  const [gap, ...events] = await taken({ store });
  assert.deepEqual(gap, { type: 'gap', after: last, before: ids[1] });
  assert.deepEqual(idsOf(events), ids.slice(1));
  assert.deepEqual(await taken({ store }), []);
});

test('99 new ones leave no gap', async () => {
  const store = new Map();
  await post();
  await taken({ store });
  const ids = await post(99);
  const events = await taken({ store });
  assert.deepEqual(idsOf(events), ids);
});

test('the free plan: told once, again after a restart not, and again when it begins anew', async () => {
  const store = new Map();
  const old = { account_id: emulator.accounts[0].account_id, body: 'old', time: -50 * 86_400 };
  const before = await emulator.control('/world');
  const here = before.rooms.find(({ room_id }) => room_id === room);
  here.messages.unshift({ ...here.messages[0], ...old, message_id: '5' });
  await emulator.control('/reset', { method: 'POST', world: before });
  await emulator.control('/settings', { method: 'PUT', ...OFF, free_plan: true });
  const [hidden, ...rest] = await taken({ store });
  assert.equal(hidden.type, 'hidden');
  assert.equal(typeof hidden.limitation, 'string');
  assert.deepEqual(rest, []);
  assert.deepEqual(await taken({ store }), []);
  await emulator.control('/settings', { method: 'PUT', free_plan: false });
  assert.deepEqual(await taken({ store }), [], 'what was before the start does not come when it can be seen');
  await emulator.control('/settings', { method: 'PUT', free_plan: true });
  assert.deepEqual((await taken({ store })).map(({ type }) => type), ['hidden']);
});

test('away until the free plan hides what was seen: a gap', async () => {
  const store = new Map();
  const [last] = await post();
  await taken({ store });
  await emulator.control('/settings', { method: 'PUT', free_plan: true });
  await time.shift(41 * 86_400_000);
  const [id] = await post();
  const events = await taken({ store });
  assert.deepEqual(events.map(({ type }) => type), ['hidden', 'gap', 'message']);
  assert.deepEqual(events[1], { type: 'gap', after: last, before: id });
});

test('an empty room', async () => {
  const made = await time.until(
    chatwork.postRooms(token, { name: 'empty', members_admin_ids: [emulator.accounts[0].account_id] }, calm),
  );
  await fault({ path: `/rooms/${made.room_id}/messages`, times: 1, respond: { status: 204 } });
  const store = new Map();
  const look = () => take.call(undefined, { store });
  room = made.room_id;
  try {
    assert.deepEqual(await time.until(look()), []);
    assert.deepEqual((await time.until(look())).map(({ type }) => type), ['message'], 'what was not there before');
  } finally {
    room = emulator.rooms.find(({ type }) => type === 'group').room_id;
  }
});

test('nonsense for a list is not taken for an empty room', async () => {
  for (const body of ['', '{}', 'null', '[]', '"x"', '[{}]', '[{"message_id":1,"body":"x","update_time":0}]']) {
    const store = new Map();
    await fault({ method: 'GET', path: '/rooms/*/messages', respond: { status: 200, body } });
    const error = await rejectionOf(() => taken({ store }));
    assert.ok(error instanceof chatwork.ChatworkParseError, body);
    assert.deepEqual([error.code, error.status, error.path], ['parse', 200, `/rooms/${room}/messages`]);
    assert.equal(store.size, 0);
    assert.deepEqual(await taken({ store }), []);
    const ids = await post();
    assert.deepEqual(idsOf(await taken({ store })), ids);
  }
});

test('a list in another order, twice the same, from a server that is behind', async () => {
  const all = [...(await listed())].map((message, index) => ({ ...message, message_id: `${2n ** 53n + BigInt(index * 2)}`, update_time: 0 }));
  const [a, b, c] = all;
  const late = { ...a, message_id: `${2n ** 53n + 1n}`, body: 'late' };
  const answers = [[b, a], [b, a, a], [c, a, b], [a, b], [a, late, b, c], [c, b, { ...a, body: 'x', update_time: 9 }], [a, b, c]];
  const fetch = async () => Response.json(answers.shift());
  const store = new Map();
  const got = [];
  while (answers.length > 0) {
    const events = await taken({ fetch, store });
    got.push(events.map(({ type, message: { body, message_id } }) => `${type} ${body === 'late' ? body : message_id}`));
  }
  assert.deepEqual(got, [[], [], [`message ${c.message_id}`], [], ['message late'], [`edited ${a.message_id}`], []]);
});

test('a message of a small room that is seen late, below all others, is not lost', async () => {
  const [message] = await listed();
  const all = [104, 105, 106].map((id) => ({ ...message, message_id: `${id}` }));
  const answers = [[], [all[1]], [all[0], all[1]], all];
  const fetch = async () => {
    const answer = answers.shift();
    return answer.length === 0 ? new Response(null, { status: 204 }) : Response.json(answer);
  };
  const store = new Map();
  const got = [];
  while (answers.length > 0) got.push(idsOf(await taken({ fetch, store })));
  assert.deepEqual(got, [[], ['105'], ['104'], ['106']]);
});

test('short ids are older than long ones', async () => {
  const [{ ...message }] = await listed();
  const fetch = async () => Response.json(['1000000000000000000', '999', '20', '3'].map((message_id) => ({ ...message, message_id })));
  assert.deepEqual(idsOf(await taken({ fetch, from: 'start' })), ['3', '20', '999', '1000000000000000000']);
});

test('what the loop was left with comes again, and nothing before it', async () => {
  const store = new Map();
  await taken({ store });
  const ids = await post(3);
  for (const leave of ['break', 'throw']) {
    const seen = [];
    const loop = async () => {
      for await (const { message } of sync({ store })) {
        seen.push(message.message_id);
        if (message.message_id === ids[1] && leave === 'break') break;
        if (message.message_id === ids[1]) throw new Error('mine');
      }
    };
    const end = await time.until(loop()).catch(({ message }) => message);
    assert.equal(end, leave === 'throw' ? 'mine' : undefined);
    assert.equal(seen.at(-1), ids[1]);
    assert.equal(time.timers, 0);
  }
  assert.deepEqual(idsOf(await taken({ store })), [ids[1], ids[2]]);
});

test('who leaves at the first event of the start begins at the start again, without a gap', async () => {
  const store = new Map();
  await post(101);
  const first = async () => {
    for await (const event of sync({ store, from: 'start' })) return event;
    return undefined;
  };
  const event = await time.until(first());
  assert.deepEqual((await taken({ store, from: 'start' }))[0], event);
});

test('a process that ends within a batch gets the batch again', async () => {
  const store = new Map();
  await taken({ store });
  const ids = await post(3);
  const dead = sync({ store });
  assert.deepEqual(idsOf([await next(dead), await next(dead), await next(dead)]), ids);
  assert.deepEqual(idsOf(await taken({ store })), ids);
});

test('what get and set throw is what it rejects with; what get gives must be a position', async () => {
  const mine = new Error('mine');
  for (const get of [
    () => {
      throw mine;
    },
    async () => {
      throw mine;
    },
  ]) {
    assert.equal(await rejectionOf(() => taken({ store: { get, set() {} } })), mine);
    assert.equal(await rejectionOf(() => taken({ store: { get() {}, set: get } })), mine);
  }
  const before = await looks();
  const positions = [
    { version: 2, hidden: false, seen: [] },
    { version: 1, hidden: false, seen: [['1', '2', '3']] },
    { version: 1, hidden: false, seen: [['a', 2, '3']] },
  ].map((position) => JSON.stringify(position));
  for (const wrong of ['', '{}', 'null', '[]', '1', 5, {}, ...positions]) {
    const error = await refusalOf(() => taken({ store: { get: () => wrong, set() {} } }), 'store');
    assert.equal(error.path, `/rooms/${room}/messages`);
  }
  assert.equal(await looks(), before);
});

test('what is no option', async () => {
  for (const [name, ...values] of [
    ['store', 1, {}, { get() {} }, 'x'],
    ['from', 'end', 1, '5'],
    ['once', 1, 'true'],
    ['fastest', 999, '3000', NaN, Infinity],
    ['slowest', 0, 86_400_001],
    ['onError', {}, 'x'],
    ['signal', {}, 'x', new AbortController()],
    ['interval', 1],
  ]) {
    for (const value of values) await refusalOf(() => sync({ [name]: value }).next(), name);
  }
  await refusalOf(() => chatwork.syncRoomMessages(token, 'x', calm).next(), 'roomId');
  await refusalOf(() => chatwork.syncRoomMessages(token, Symbol('x'), calm).next(), 'roomId');
  await refusalOf(() => chatwork.syncRoomMessages('', room, calm).next(), 'token');
  for (const options of [5, 'x', []]) await refusalOf(() => chatwork.syncRoomMessages(token, room, options).next(), 'options');
  assert.equal((await rejectionOf(() => chatwork.syncRoomMessages(token, room, calm, {}).next())).parameter, 'options');
  for (const nothing of [undefined, null]) {
    const given = Object.fromEntries(['store', 'from', 'fastest', 'slowest', 'onError', 'signal'].map((name) => [name, nothing]));
    assert.deepEqual(await taken(given), []);
  }
});

test('the pace: slower while it is quiet, fast again after a message, within its bounds', async () => {
  const at = [];
  const fetch = (url, init) => (at.push(Date.now()), time.fetch(url, init));
  const events = sync({ fetch, slowest: 20_000 });
  const first = events.next();
  const waited = new Promise((resolve) => time.after(120_000, resolve));
  await time.until(waited);
  const waits = at.slice(1).map((moment, index) => moment - at[index]);
  assert.deepEqual(waits.slice(0, 3), [4500, 6750, 10_125]);
  assert.equal(Math.max(...waits), 20_000);
  await post();
  await time.until(first);
  const [before] = at.slice(-1);
  events.next();
  await time.until(new Promise((resolve) => time.after(3500, resolve)));
  assert.equal(at.at(-1) - before, 3000);
  await events.return();
});

test('leaves most of the rate limit to others, and looks again after its end', async () => {
  await reset();
  const begin = Date.now();
  const ends = [1, 2, 3, 4].map(() => sync({ fastest: 1000, slowest: 1000, pace: true }));
  const waiting = ends.map((events) => events.next());
  await time.until(new Promise((resolve) => time.after(290_000, resolve)));
  const made = await looks();
  assert.ok(made > 100 && made < 300, `${made} looks in ${Date.now() - begin} ms`);
  assert.ok(chatwork.rateLimitOf(token, { baseUrl: emulator.baseUrl }).remaining >= 1);
  await time.until(new Promise((resolve) => time.after(20_000, resolve)));
  assert.ok((await looks()) > made);
  await Promise.all(ends.map((events) => events.return()));
  await Promise.all(waiting);
  assert.equal(time.timers, 0);
});

test('what may work later is tried later, and told', async () => {
  const told = [];
  const store = new Map();
  await taken({ store });
  const ids = await post(2);
  for (const rule of [
    { respond: { status: 503, body: '' } },
    { respond: { status: 408, body: '' } },
    { respond: { status: 200, body: '<html>' } },
    { respond: { status: 429, body: '' } },
    { reset: true },
    { cut: 5 },
  ]) {
    await fault({ method: 'GET', path: '/rooms/*/messages', times: 2, ...rule });
  }
  const events = sync({ store, retries: 0, onError: (event) => told.push(event) });
  assert.deepEqual(idsOf([await next(events), await next(events)]), ids);
  assert.equal(told.length, 12);
  for (const [index, { error, wait, failures }] of told.entries()) {
    assert.ok(error instanceof chatwork.ChatworkError);
    assert.equal(failures, index + 1);
    assert.ok(wait >= 3000 && wait <= 60_000, `${wait}`);
  }
  assert.ok(Object.isFrozen(told[0]));
  await events.return();
});

test('a store that never answers: an abort and a return end it', async () => {
  const hanging = () => new Promise(() => {});
  for (const store of [{ get: hanging, set() {} }, { get() {}, set: hanging }]) {
    const controller = new AbortController();
    const aborted = sync({ store, signal: controller.signal }).next();
    const returned = sync({ store });
    const pending = returned.next();
    await settled(200);
    controller.abort('enough');
    assert.equal(await rejectionOf(() => aborted), 'enough');
    await returned.return();
    assert.equal((await pending).done, true);
  }
});

test('the position of another room is none', async () => {
  const store = new Map();
  await taken({ store });
  const [[key, value]] = store;
  const other = new Map([[key, value.replaceAll(`${room}`, '7')]]);
  assert.equal((await rejectionOf(() => taken({ store: other }))).parameter, 'store');
});

test('a wait longer than any timer does not end at once', async () => {
  await fault({ method: 'GET', path: '/rooms/*/messages', respond: { status: 429, headers: { 'retry-after': '9999999' }, body: '' } });
  const told = [];
  const events = sync({ retries: 0, onError: ({ wait }) => told.push(wait) });
  const pending = events.next();
  while (told.length === 0) await new Promise(setImmediate);
  assert.deepEqual(told, [86_400_000]);
  await events.return();
  await pending;
});

test('what will not work is what it rejects with', async () => {
  for (const status of [400, 401, 403, 404, 302, 418]) {
    await fault({ method: 'GET', path: '/rooms/*/messages', respond: { status, body: '' } });
    const events = sync();
    const error = await rejectionOf(() => time.until(events.next()));
    assert.equal(error.status, status);
    assert.deepEqual(await events.next(), { value: undefined, done: true });
  }
});

test('what onError throws is what it rejects with; an asynchronous failure goes to the logger', async () => {
  const mine = new Error('mine');
  const path = '/rooms/*/messages';
  await fault({ method: 'GET', path, times: 9, respond: { status: 500, body: '' } });
  const onError = ({ failures }) => {
    if (failures === 3) throw mine;
  };
  assert.equal(await rejectionOf(() => time.until(sync({ retries: 0, onError }).next())), mine);
  const errors = [];
  const logger = { debug() {}, info() {}, warn() {}, error: (...line) => errors.push(line) };
  const later = async ({ failures }) => {
    if (failures === 1) throw mine;
  };
  const events = sync({ retries: 0, onError: later, logger });
  const first = events.next();
  await time.until(new Promise((resolve) => time.after(10_000, resolve)));
  assert.ok(errors.some(([, thrown]) => thrown === mine));
  await events.return();
  assert.deepEqual(await first, { value: undefined, done: true });
});

test('an abort: rejects with the reason, before, between, during, and stores what was taken', async () => {
  const path = '/rooms/*/messages';
  assert.equal(await rejectionOf(() => sync({ signal: AbortSignal.abort('early') }).next()), 'early');

  const waiting = new AbortController();
  const events = sync({ signal: waiting.signal });
  const first = events.next();
  await time.until(new Promise((resolve) => time.after(1000, resolve)));
  assert.equal(time.timers, 1);
  waiting.abort('enough');
  assert.equal(await rejectionOf(() => first), 'enough');
  assert.equal(time.timers, 0);
  assert.equal(getEventListeners(waiting.signal, 'abort').length, 0);
  assert.deepEqual(await events.next(), { value: undefined, done: true });

  const flying = new AbortController();
  await fault({ method: 'GET', path, hang: true });
  const second = sync({ signal: flying.signal, fetch: (url, init) => fetch(url, init) }).next();
  while ((await emulator.control('/faults'))[0].done === 0) await settled();
  flying.abort();
  assert.equal(await rejectionOf(() => second), flying.signal.reason);
  assert.equal(getEventListeners(flying.signal, 'abort').length, 0);

  const store = new Map();
  await taken({ store });
  const ids = await post(3);
  const between = new AbortController();
  const third = sync({ store, signal: between.signal });
  await next(third);
  await next(third);
  between.abort('later');
  assert.equal(getEventListeners(between.signal, 'abort').length, 0);
  assert.equal(await rejectionOf(() => third.next()), 'later');
  assert.deepEqual(idsOf(await taken({ store })), [ids[2]]);
});

test('return ends a wait and a look at once, and the pending next', async () => {
  for (const hang of [false, true]) {
    const controller = new AbortController();
    const events = sync({ signal: controller.signal, fetch: hang ? () => new Promise(() => {}) : time.fetch });
    const first = events.next();
    await time.until(new Promise((resolve) => time.after(1000, resolve)));
    assert.equal(getEventListeners(controller.signal, 'abort').length, 1);
    assert.deepEqual(await events.return('x'), { value: 'x', done: true });
    assert.deepEqual(await first, { value: undefined, done: true });
    assert.equal(time.timers, 0);
    assert.equal(getEventListeners(controller.signal, 'abort').length, 0);
  }
});

test('an iterator nobody asks does nothing', async () => {
  const before = await looks();
  const controller = new AbortController();
  const events = sync({ signal: controller.signal });
  await settled();
  assert.equal(await looks(), before);
  assert.equal(getEventListeners(controller.signal, 'abort').length, 0);
  assert.equal(events[Symbol.asyncIterator](), events);
  assert.deepEqual(await events.return(), { value: undefined, done: true });
});

test('only with force, and never the cursor of others', async () => {
  await emulator.control('/requests', { method: 'DELETE' });
  await taken();
  const [request] = (await emulator.control('/requests')).filter(({ path }) => path.includes('/messages'));
  assert.match(JSON.stringify(request), /force/);
});

test('the caller may change everything, and a client has it', async () => {
  const options = { ...calm, once: true, from: 'start' };
  const access = { accessToken: 'emulator-access-token-all' };
  const events = chatwork.syncRoomMessages(access, room, options);
  options.from = 'now';
  options.fetch = undefined;
  access.accessToken = 'changed';
  assert.equal((await next(events)).type, 'message');
  await events.return();
  const client = chatwork.createClient({ token, ...calm });
  assert.equal((await next(client.syncRoomMessages(room, { once: true, from: 'start' }))).type, 'message');
});
