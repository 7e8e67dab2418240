// The parameters of a request: what is taken, what is refused before anything is sent, and how each stands on the wire.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import vm from 'node:vm';
import * as chatwork from 'chatwork-wasm';
import { MESSAGE_ID, endpoints, parametersOf, smallestArguments } from './endpoints.mjs';
import { ONCE, bodyOf, recording } from './fetches.mjs';
import { throwingProxy } from './hostile.mjs';
import { refusalOf } from './rejections.mjs';

const EMOJI = '🍣';
const MAX = 65_535;

const taken = {
  flag: [
    [true, '1'],
    [false, '0'],
    [1, '1'],
    [0, '0'],
    ['1', '1'],
    ['0', '0'],
  ],
  time: [
    [new Date('2030-01-01T00:00:00.999Z'), '1893456000'],
    [vm.runInNewContext('new Date(1893456000000)'), '1893456000'],
    [1893456000, '1893456000'],
    ['1893456000', '1893456000'],
    [1893456000n, '1893456000'],
    [0, '0'],
  ],
  text: [
    'x',
    ' ',
    '\n',
    'a\r\nb',
    'a+b=c&d=e%20#?/',
    '\0',
    EMOJI,
    '\ufffd',
    '\u202eabc',
    'é',
    '[To:1] さん\n(bow)',
    EMOJI.repeat(MAX),
    'あ'.repeat(MAX),
    '%F0%9F',
    'x'.repeat(MAX),
    '--boundary\r\n\r\n',
    '\'"<>\\',
  ].map((text) => [text, text]),
  choice: [
    ['none', 'none'],
    ['date', 'date'],
    ['time', 'time'],
  ],
  code: ['a', 'A-z_0', 'x'.repeat(50)].map((text) => [text, text]),
  name: ['x', EMOJI.repeat(255)].map((text) => [text, text]),
  description: ['', 'x', EMOJI.repeat(100_000)].map((text) => [text, text]),
};

const refused = {
  flag: [2, -1, NaN, '', 'true', 'false', 'yes', '01', ' 1', {}, [], [1], () => true, Symbol('1'), new Boolean(true)],
  time: [
    new Date(NaN),
    new Date(-1),
    new Date(8.64e15),
    -1,
    1.5,
    NaN,
    Infinity,
    1e21,
    '',
    ' ',
    '-1',
    '+1',
    '1e9',
    '1.0',
    'x',
    '2030-01-01',
    '9'.repeat(30),
    -1n,
    10n ** 30n,
    true,
    {},
    [],
    () => 1,
    Symbol('1'),
  ],
  text: [
    '',
    1,
    0,
    1n,
    true,
    false,
    {},
    [],
    ['x'],
    () => 'x',
    Symbol('x'),
    new String('x'),
    new Date(),
    { toString: () => 'x' },
    'x'.repeat(MAX + 1),
    EMOJI.repeat(MAX + 1),
    '\ud83c',
    `a${EMOJI[0]}`,
    `${EMOJI[1]}a`,
    `\ufffd${EMOJI[0]}`,
    EMOJI.slice(1) + EMOJI[0],
    throwingProxy(),
  ],
  choice: ['', 'None', 'date ', 'x', 'toString', '__proto__', 0, 1, true, {}, ['date'], Symbol('date')],
  code: ['', ' ', 'a b', 'あ', 'a/b', 'a.b', 'x'.repeat(51), '\n', 'a\n', 1, {}, null, undefined].slice(0, -2),
  name: ['', 'x'.repeat(256), EMOJI.repeat(256), '\ud83c', 1, {}],
  description: [1, {}, [], '\udc00'],
};

// One parameter of each kind.
const parameters = {
  flag: [
    'self_unread',
    (value, options) => chatwork.postRoomMessage('mark3r-t0ken', 7, { body: 'x', self_unread: value }, options),
  ],
  time: ['limit', (value, options) => chatwork.postRoomTasks('mark3r-t0ken', 7, { body: 'x', to_ids: 1, limit: value }, options)],
  text: ['body', (value, options) => chatwork.postRoomMessage('mark3r-t0ken', 7, { body: value }, options)],
  choice: [
    'limit_type',
    (value, options) => chatwork.postRoomTasks('mark3r-t0ken', 7, { body: 'x', to_ids: 1, limit_type: value }, options),
  ],
  code: ['code', (value, options) => chatwork.postRoomLink('mark3r-t0ken', 7, { code: value }, options)],
  name: ['name', (value, options) => chatwork.putRoom('mark3r-t0ken', 7, { name: value }, options)],
  description: ['description', (value, options) => chatwork.putRoom('mark3r-t0ken', 7, { description: value }, options)],
};

for (const [kind, [name, call]] of Object.entries(parameters)) {
  test(`${kind}: what is taken`, async () => {
    for (const [value, text] of taken[kind]) {
      const { fetch, requests } = recording();
      await call(value, { ...ONCE, fetch });
      assert.equal(new URLSearchParams(await bodyOf(requests[0])).get(name), text);
    }
  });

  test(`${kind}: what is refused`, async () => {
    for (const value of refused[kind]) {
      const { fetch, requests } = recording();
      await refusalOf(() => call(value, { fetch }), name, `${kind} ${typeof value}`);
      assert.equal(requests.length, 0);
    }
  });
}

test('milliseconds are no seconds, and the message says so', async () => {
  const call = parameters.time[1];
  for (const value of [1893456000000, '1893456000000', 1893456000000n]) {
    const error = await refusalOf(() => call(value, {}), 'limit');
    assert.match(error.message, /milliseconds/);
  }
});

test('what was given is not repeated in the message: a swapped argument may be a token', async () => {
  for (const call of [
    () => chatwork.getRoom('mark3r-t0ken', 'my-secret-token'),
    () => chatwork.deleteRooms('mark3r-t0ken', 7, { action_type: 'my-secret-token' }),
    () => chatwork.postRoomMessage('mark3r-t0ken', 7, 'my-secret-token'),
    () => chatwork.getMe('mark3r-t0ken', 'my-secret-token'),
    () => chatwork.getMe('mark3r-t0ken', { baseUrl: 'my-secret-token' }),
  ]) {
    await assert.rejects(
      call,
      (error) => !JSON.stringify(error).includes('my-secret') && !error.message.includes('my-secret'),
    );
  }
});

for (const endpoint of endpoints.filter((endpoint) => parametersOf(endpoint).length > 0)) {
  const names = parametersOf(endpoint).map(({ name }) => name);
  const given = smallestArguments(endpoint);
  const [ids, smallest] = [given.slice(0, -1), given.at(-1)];
  const call = (params, options) => chatwork[endpoint.function]('mark3r-t0ken', ...ids, params, options);

  test(`${endpoint.function}: missing and unknown parameters`, async () => {
    const { fetch, requests } = recording();
    for (const name of Object.keys(smallest)) {
      const { [name]: left, ...rest } = smallest;
      assert.ok(left !== undefined);
      for (const params of [rest, { ...rest, [name]: undefined }, { ...rest, [name]: null }]) {
        await refusalOf(() => call(params, { fetch }), name);
      }
    }
    const unknown = ['bodY', 'roomId', 'room_id_', 'hasOwnProperty', 'constructor', '', '__proto__'];
    for (const name of unknown) {
      const params = { ...smallest };
      Object.defineProperty(params, name, { value: 'x', enumerable: true, configurable: true });
      const error = await refusalOf(() => call(params, { fetch }), name);
      for (const known of names) assert.ok(error.expected.includes(`'${known}'`), error.message);
    }
    assert.equal(requests.length, 0);
  });

  test(`${endpoint.function}: optional parameters that are left out`, async () => {
    const { fetch, requests } = recording();
    const left = names.filter((name) => !(name in smallest));
    for (const nothing of [undefined, null]) {
      await call({ ...smallest, ...Object.fromEntries(left.map((name) => [name, nothing])) }, { fetch });
    }
    if (Object.keys(smallest).length === 0) {
      for (const nothing of [undefined, null, {}]) await call(nothing, { fetch });
    }
    for (const { url, init } of requests) {
      const request = new Request(url, init);
      const form = init.body ? await request.formData() : new FormData();
      for (const name of left) assert.ok(!new URL(url).searchParams.has(name) && !form.has(name), name);
    }
  });
}

// With `Object.entries` alone these look like an object without parameters, and the request says something else than meant.
const containers = {
  'a string': 'x',
  'a number': 1,
  'a boolean': true,
  'a bigint': 1n,
  'a symbol': Symbol('x'),
  'a function': () => ({ message_id: MESSAGE_ID }),
  'an array': [],
  'an array of pairs': [['message_id', MESSAGE_ID]],
  'a Map': new Map([['message_id', MESSAGE_ID]]),
  'a Set': new Set(['message_id']),
  'a promise, for which an await was forgotten': Promise.resolve({ message_id: MESSAGE_ID }),
  'a FormData': new FormData(),
  'a URLSearchParams': new URLSearchParams({ message_id: MESSAGE_ID }),
  'a Date': new Date(),
};

for (const [what, params] of Object.entries(containers)) {
  test(`${what} is no object of parameters`, async () => {
    const { fetch, requests } = recording();
    await refusalOf(() => chatwork.putRoomMessagesRead('mark3r-t0ken', 7, params, { fetch }), 'params');
    assert.equal(requests.length, 0);
  });
}

test('the objects of the caller stay as they are, and may be frozen', async () => {
  const bytes = Object.freeze({ file: new Uint8Array([1, 2]), filename: 'a', message: 'b' });
  const params = { body: 'x', to_ids: [1, '2', 3n], limit: new Date(1893456000000), limit_type: 'date' };
  const before = structuredClone(params);
  const headers = { 'user-agent': 'mine' };
  for (const freeze of [(value) => value, Object.freeze]) {
    const { fetch } = recording();
    const options = freeze({ ...ONCE, fetch, headers: freeze(headers), timeout: 100 });
    freeze(params.to_ids);
    await chatwork.postRoomTasks(freeze({ accessToken: 'abc' }), 7, freeze(params), options);
    await chatwork.postRoomFiles('mark3r-t0ken', 7, bytes, options);
    assert.deepEqual(params, before);
    assert.deepEqual(headers, { 'user-agent': 'mine' });
    assert.deepEqual(Object.keys(options), [...Object.keys(ONCE), 'fetch', 'headers', 'timeout']);
    assert.deepEqual([...bytes.file], [1, 2]);
  }
  const shared = new Headers(headers);
  await chatwork.getMe('mark3r-t0ken', { headers: shared, fetch: recording().fetch });
  assert.deepEqual([...shared], [['user-agent', 'mine']]);
});

test('everything is read before the call returns, and once', async () => {
  const { fetch, requests } = recording();
  const reads = [];
  const params = {
    get body() {
      reads.push('body');
      return 'before';
    },
    get to_ids() {
      reads.push('to_ids');
      return list;
    },
  };
  const list = [1, 2];
  const headers = { 'x-mine': 'before' };
  const options = { ...ONCE, fetch, headers };
  const bytes = new Uint8Array([1, 2, 3]);
  const moment = new Date(1893456000000);
  const file = { file: bytes };
  const calls = [
    chatwork.postRoomTasks('mark3r-t0ken', 7, params, options),
    chatwork.postRoomFiles('mark3r-t0ken', 7, file, options),
    chatwork.postRoomTasks('mark3r-t0ken', 7, { body: 'x', to_ids: 1, limit: moment }, options),
  ];
  list.push(3);
  headers['x-mine'] = 'afterwards';
  options.baseUrl = 'https://elsewhere.example';
  options.fetch = undefined;
  bytes.fill(9);
  file.file = undefined;
  moment.setTime(0);
  await Promise.all(calls);

  assert.deepEqual(reads.sort(), ['body', 'to_ids']);
  assert.equal(requests.length, 3);
  const [task, upload, timed] = requests;
  assert.equal(await bodyOf(task), 'body=before&to_ids=1%2C2');
  assert.equal(new Headers(task.init.headers).get('x-mine'), 'before');
  assert.deepEqual([...new Uint8Array(await upload.init.body.get('file').arrayBuffer())], [1, 2, 3]);
  assert.match(await bodyOf(timed), /limit=1893456000/);
});

test('a getter that throws is named', async () => {
  const cause = new Error('mine');
  const params = Object.defineProperty({}, 'body', {
    enumerable: true,
    get() {
      throw cause;
    },
  });
  const error = await refusalOf(() => chatwork.postRoomMessage('mark3r-t0ken', 7, params), 'params');
  assert.equal(error.cause, cause);
});

test('without checks the service judges, but the path stays checked', async () => {
  const { fetch, requests } = recording();
  const options = { ...ONCE, fetch, validate: false };
  const sent = async () => new URLSearchParams(await bodyOf(requests.at(-1)));
  await chatwork.postRoomMessage('mark3r-t0ken', 7, {}, options);
  assert.equal((await sent()).toString(), '');
  await chatwork.postRoomMessage('mark3r-t0ken', 7, undefined, options);
  assert.equal((await sent()).toString(), '');
  await chatwork.postRoomMessage('mark3r-t0ken', 7, { body: '', self_unread: 2, added: [1, 'a'], when: new Date(5000) }, options);
  assert.equal(
    (await sent()).toString(),
    new URLSearchParams({ body: '', self_unread: '2', added: '1,a', when: '5' }).toString(),
  );
  await chatwork.postRoomMessage('mark3r-t0ken', 7, { body: 'x'.repeat(MAX + 1), self_unread: true }, options);
  assert.equal((await sent()).get('self_unread'), '1');
  await chatwork.deleteRooms('mark3r-t0ken', 7, { action_type: 'archive' }, options);
  assert.equal((await sent()).get('action_type'), 'archive');
  await chatwork.getRooms('mark3r-t0ken', options);
  for (const value of [{}, Symbol('x'), () => 1, [{}]]) {
    await refusalOf(() => chatwork.postRoomMessage('mark3r-t0ken', 7, { body: value }, options), 'body');
  }
  await refusalOf(() => chatwork.getRoom('mark3r-t0ken', '../me', options), 'roomId');
});
