// What goes wrong, over real sockets: what the caller gets, how many requests the server received, and how many messages
// stand in the room afterwards. A read is `getMyStatus`, which does no harm twice; a post may never arrive twice.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import * as chatwork from 'chatwork-wasm';
import { startEmulator } from './emulator.mjs';
import { rejectionOf } from './rejections.mjs';

const HTML = { 'content-type': 'text/html' };
const PAGE = '<!DOCTYPE html><title>Bad gateway</title>';

let emulator;
let options;
let room;
let posts = 0;

before(async () => {
  emulator = await startEmulator();
  options = { baseUrl: emulator.baseUrl, pace: false };
  room = emulator.rooms.find(({ type }) => type === 'group').room_id;
  await emulator.control('/settings', { method: 'PUT', limits: { enabled: false } });
  // The shortest waits that there are.
  Math.random = () => 0;
});
after(() => emulator?.stop());

const page = (status, more) => ({ respond: { status, headers: HTML, body: PAGE, ...more } });
const invalid = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]).toString('base64');

// `unknown`: nobody knows whether it was done. `answered`: it was done, or refused for good. `done` says of a fault that
// the message stands in the room nevertheless, `options` is what a slow one needs. A redirect is unknown and final.
const FAULTS = {
  '500 with HTML': { fault: page(500), error: 'server', outcome: 'unknown' },
  '502 with HTML': { fault: page(502), error: 'server', outcome: 'unknown' },
  '502, and it was done': { fault: { ...page(502), when: 'after' }, error: 'server', outcome: 'unknown', done: true },
  '503, a maintenance page': {
    fault: page(503, { body: '<h1>メンテナンス中</h1>' }),
    error: 'server',
    outcome: 'unknown',
  },
  '500 with an empty body': { fault: page(500, { body: '' }), error: 'server', outcome: 'unknown' },
  'a reset before the answer': { fault: { reset: true }, error: 'connection', outcome: 'unknown' },
  'a reset, and it was done': {
    fault: { reset: true, when: 'after' },
    error: 'connection',
    outcome: 'unknown',
    done: true,
  },
  'a body shorter than its content-length': { fault: { cut: 5 }, error: 'connection', outcome: 'unknown', done: true },
  'headers and no body': { fault: { cut: 0 }, error: 'connection', outcome: 'unknown', done: true },
  'headers that do not come': { fault: { hang: true }, error: 'timeout', outcome: 'unknown', options: { timeout: 80 } },
  'slow headers': {
    fault: { delay_ms: 3000 },
    error: 'timeout',
    outcome: 'unknown',
    options: { timeout: 80 },
    done: true,
  },
  'a slow body': {
    fault: { slow_body_ms: 60_000 },
    error: 'timeout',
    outcome: 'unknown',
    options: { timeout: 80 },
    done: true,
  },
  'JSON that is none': {
    fault: { when: 'after', respond: { status: 200, body: '{"message_id":' } },
    error: 'parse',
    outcome: 'answered',
    done: true,
  },
  'HTML that calls itself a success': {
    fault: { when: 'after', ...page(200) },
    error: 'parse',
    outcome: 'answered',
    done: true,
  },
  'bytes that are not UTF-8': {
    fault: { when: 'after', respond: { status: 200, body_base64: invalid } },
    error: 'parse',
    outcome: 'answered',
    done: true,
  },
  'a redirect': {
    fault: { respond: { status: 302, headers: { location: 'https://example.com/' } } },
    error: 'unexpected_status',
    outcome: 'unknown',
    isFinal: true,
  },
  '408': { fault: page(408), error: 'unexpected_status', outcome: 'unknown' },
  '400': { fault: page(400), error: 'bad_request', outcome: 'answered' },
  '401': { fault: page(401), error: 'authentication', outcome: 'answered' },
  '403': { fault: page(403), error: 'permission', outcome: 'answered' },
  '404': { fault: page(404), error: 'not_found', outcome: 'answered' },
  '409': { fault: page(409), error: 'unexpected_status', outcome: 'answered' },
  '429 that tells nothing': { fault: page(429), error: 'rate_limit', outcome: 'refused' },
};

async function fault(rule) {
  await emulator.control('/faults', { method: 'DELETE' });
  await emulator.control('/requests', { method: 'DELETE' });
  await emulator.control('/faults', { method: 'POST', ...rule });
}

async function received(path) {
  const requests = await emulator.control('/requests');
  return requests.filter((request) => request.path.endsWith(path)).length;
}

// Never on a connection that was kept from the test before: it may have been broken.
const read = (more) => chatwork.getMyStatus(emulator.token, { ...options, ...more });

function post(more) {
  posts += 1;
  const body = `post number ${posts}`;
  return { body, posting: chatwork.postRoomMessage(emulator.token, room, { body }, { ...options, ...more }) };
}

async function stands(body) {
  const { rooms } = await emulator.control('/world');
  return rooms.find(({ room_id }) => room_id === room).messages.filter((message) => message.body === body).length;
}

for (const [what, { fault: rule, error: code, outcome, done = false, isFinal, options: more }] of Object.entries(FAULTS)) {
  const isReadAgain = outcome !== 'answered' && !isFinal;

  test(`${what}, once: a read`, async () => {
    await fault({ path: '/my/status', ...rule });
    if (isReadAgain) {
      const status = await read(more);
      assert.equal(chatwork.responseOf(status).attempts, 2);
      assert.equal(typeof status.unread_num, 'number');
      assert.equal(await received('/my/status'), 2);
    } else {
      const error = await rejectionOf(() => read(more));
      assert.deepEqual([error.code, error.outcome, error.attempts], [code, outcome, 1], error.message);
      assert.equal(await received('/my/status'), 1);
    }
  });

  test(`${what}, always: a read`, async () => {
    await fault({ path: '/my/status', times: 10, ...rule });
    const error = await rejectionOf(() => read(more));
    const attempts = isReadAgain ? 3 : 1;
    assert.deepEqual([error.code, error.outcome, error.attempts], [code, outcome, attempts], error.message);
    assert.equal(await received('/my/status'), attempts);
  });

  test(`${what}: a post`, async () => {
    await fault({ path: '/rooms/*/messages', method: 'POST', times: 10, ...rule });
    const { body, posting } = post(more);
    const error = await rejectionOf(() => posting);
    const attempts = outcome === 'refused' ? 3 : 1;
    assert.deepEqual([error.code, error.outcome, error.attempts], [code, outcome, attempts], error.message);
    assert.equal(await received('/messages'), attempts);
    assert.equal(await stands(body), done ? 1 : 0);
  });
}

test('a post that was refused is posted in the end, once', async () => {
  await fault({ path: '/rooms/*/messages', method: 'POST', times: 2, ...page(429) });
  const { body, posting } = post();
  const { message_id } = await posting;
  assert.equal(typeof message_id, 'string');
  assert.equal(await received('/messages'), 3);
  assert.equal(await stands(body), 1);
});

test('nobody listens: tried again, as nothing was sent', async () => {
  const server = createServer(() => {});
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  for (const call of [read, (more) => post(more).posting]) {
    const error = await rejectionOf(() => call({ baseUrl: `http://127.0.0.1:${port}/v2` }));
    assert.deepEqual([error.code, error.outcome, error.attempts], ['connection', 'not-sent', 3]);
  }
});

test('a name that nobody has: tried again, as nothing was sent', async () => {
  const error = await rejectionOf(() => post({ baseUrl: 'https://nobody.invalid/v2' }).posting);
  assert.deepEqual([error.code, error.outcome, error.attempts], ['connection', 'not-sent', 3], `${error.cause?.cause}`);
});

test('an error page of 100 MB: no more than its beginning is read', async () => {
  const MEGABYTES = 100;
  const megabyte = Buffer.alloc(1 << 20, 'x');
  let given = 0;
  const server = createServer(async (request, response) => {
    response.writeHead(500, HTML);
    response.on('error', () => {});
    for (; given < MEGABYTES && !response.destroyed; given += 1) {
      if (!response.write(megabyte)) {
        await new Promise((resolve) => response.once('drain', resolve).once('close', resolve));
      }
    }
    response.end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${server.address().port}/v2`;
  const error = await rejectionOf(() => read({ baseUrl, retries: 0 }));
  assert.deepEqual([error.code, error.errors], ['server', []]);
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  assert.ok(given < MEGABYTES, 'all of it was taken');
});

test('getRoomMessages: without force a lost answer is not asked for again, and says how to get the messages', async () => {
  const get = (params) => chatwork.getRoomMessages(emulator.token, room, params, options);
  await fault({ path: '/rooms/*/messages', reset: true, when: 'after' });
  const error = await rejectionOf(() => get({}));
  assert.deepEqual([error.outcome, error.attempts], ['unknown', 1]);
  assert.match(error.message, /force: true/);
  assert.match(error.help, /force: true/);
  await fault({ path: '/rooms/*/messages', reset: true, when: 'after' });
  assert.equal(chatwork.responseOf(await get({ force: true })).attempts, 2);
});

test('replay: true accepts that it may be done twice, and false that a read is not tried again', async () => {
  await fault({ path: '/rooms/*/messages', method: 'POST', when: 'after', ...page(502) });
  const { body, posting } = post({ replay: true });
  await posting;
  assert.equal(await stands(body), 2);
  await fault({ path: '/my/status', ...page(502) });
  const error = await rejectionOf(() => read({ replay: false }));
  assert.deepEqual([error.outcome, error.attempts], ['unknown', 1]);
});

test('after an attempt that may have been carried out, the outcome is unknown whatever comes next', async () => {
  await fault({ path: '/rooms/*/messages', method: 'POST', when: 'after', ...page(502) });
  let requests = 0;
  const refusing = async (...given) => {
    requests += 1;
    if (requests === 1) return fetch(...given);
    throw Object.assign(new TypeError('fetch failed'), { code: 'ECONNREFUSED' });
  };
  const { body, posting } = post({ replay: true, fetch: refusing });
  const error = await rejectionOf(() => posting);
  assert.deepEqual([error.code, error.outcome, error.attempts], ['connection', 'unknown', 3]);
  assert.match(error.message, /may have been carried out/);
  assert.equal(await stands(body), 1);
});

test('retries', async () => {
  for (const [retries, attempts] of [
    [0, 1],
    [1, 2],
    [5, 6],
  ]) {
    await fault({ path: '/my/status', times: 100, ...page(500) });
    const error = await rejectionOf(() => read({ retries }));
    assert.equal(error.attempts, attempts);
    assert.equal(await received('/my/status'), attempts);
  }
});

const future = (seconds) => new Date(Date.now() + seconds * 1000).toUTCString();
for (const [what, header, isKept] of [
  ['seconds', () => '7', (wait) => wait === 7000],
  ['seconds in spaces', () => ' 7 ', (wait) => wait === 7000],
  ['no time at all', () => '0', (wait) => wait === 0],
  ['a date', () => future(7), (wait) => wait > 4000 && wait <= 7000],
  ['a date that has passed', () => future(-7), (wait) => wait === 0],
  ['nonsense', () => 'soon', (wait) => wait === 100],
  ['a number that is no time', () => '-5', (wait) => wait === 100],
  ['a fraction', () => '1.5', (wait) => wait === 100],
  ['a date as nobody writes it', () => '2026-11-21', (wait) => wait === 100],
]) {
  test(`Retry-After is ${what}`, async () => {
    await fault({ path: '/my/status', respond: { status: 503, headers: { 'retry-after': header() } } });
    // Told before it is waited for; the abort saves the time, although nobody listens yet.
    const controller = new AbortController();
    const waits = [];
    const onRetry = ({ wait }) => {
      waits.push(wait);
      controller.abort();
    };
    const { signal } = controller;
    assert.equal(await rejectionOf(() => read({ onRetry, signal })), signal.reason);
    assert.ok(waits.length === 1 && isKept(waits[0]), `${waits}`);
  });
}

test('a Retry-After above maxWait is refused at once, and not shortened', async () => {
  for (const status of [429, 503]) {
    await fault({ path: '/my/status', respond: { status, headers: { 'retry-after': '61' } } });
    const error = await rejectionOf(() => read());
    assert.equal(error.attempts, 1);
    if (status === 429) assert.equal(error.retryAfter, 61_000);
  }
});

test('the deadline is that of the whole call', async () => {
  await fault({ path: '/my/status', times: 10, ...page(503, { headers: { 'retry-after': '5' } }) });
  const early = await rejectionOf(() => read({ deadline: 3000 }));
  assert.deepEqual([early.code, early.attempts], ['server', 1]);
  await fault({ path: '/my/status', times: 10, hang: true });
  const late = await rejectionOf(() => read({ deadline: 150, timeout: 60 }));
  assert.equal(late.code, 'timeout');
  const only = await rejectionOf(() => read({ deadline: 60 }));
  assert.deepEqual([only.which, only.after, only.attempts], ['deadline', 60, 1]);
});

test('an access token that expires in between is asked for again, once', async () => {
  const tokens = ['emulator-access-token-expired', 'emulator-access-token-all', 'never asked for'];
  let asked = 0;
  const token = { accessToken: async () => tokens[asked++] };
  const me = await chatwork.getMe(token, options);
  assert.equal(chatwork.responseOf(me).attempts, 2);
  const worn = { accessToken: () => 'emulator-access-token-expired' };
  const error = await rejectionOf(() => chatwork.getMe(worn, options));
  assert.deepEqual([error.code, error.attempts], ['authentication', 2]);
});

test('the free plan hides messages: the answer says so', async () => {
  const limited = { 'chatwork-message-limitation': 'true', 'chatwork-message-limitation-summary': '40 days' };
  await fault({ path: '/rooms/*/messages', respond: { status: 200, headers: limited, body: [] } });
  const messages = await chatwork.getRoomMessages(emulator.token, room, { force: true }, options);
  assert.equal(chatwork.responseOf(messages).limitation, '40 days');
  await fault({ path: '/rooms/', respond: { status: 404, headers: limited, body: { errors: ['Not found'] } } });
  const error = await rejectionOf(() => chatwork.getRoomMessage(emulator.token, room, '1', options));
  assert.deepEqual([error.hidden, error.limitation], [true, '40 days']);
  assert.match(error.message, /free plan/);
  await fault({ path: '/rooms/', ...page(404) });
  const missing = await rejectionOf(() => chatwork.getRoomMessage(emulator.token, room, '1', options));
  assert.deepEqual([missing.hidden, missing.limitation], [false, undefined]);
});
