// Whatever `fetch` does, the call settles with an error of ours, nothing is unhandled, and the next call works.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as chatwork from 'chatwork-wasm';
import { startEmulator } from './emulator.mjs';
import { ONCE, answering, bodyOf, recording, settled } from './fetches.mjs';
import { hostile, throwingProxy } from './hostile.mjs';
import { rejectionOf } from './rejections.mjs';

const ROOM = 300765432;

let emulator;
before(async () => {
  emulator = await startEmulator();
});
after(() => emulator?.stop());

const unhandled = [];
process.on('unhandledRejection', (reason) => unhandled.push(reason));
process.on('uncaughtException', (thrown) => unhandled.push(thrown));
after(async () => {
  await settled();
  assert.deepEqual(unhandled, []);
});

const never = () => new Promise(() => {});
const thrower = () => {
  throw new Error('a trap');
};
const reply = (changes) => ({ status: 200, headers: new Headers(), text: async () => '{}', ...changes });
const getter = (name) => Object.defineProperty(reply(), name, { get: thrower });
// The body of an error is read in parts.
const failing = (reader) => reply({ status: 500, body: { getReader: () => reader } });

// What a fetch throws, and rejects with.
const thrown = {
  'a string': 'no network',
  'an empty string': '',
  undefined: undefined,
  null: null,
  'a number': 42,
  'a symbol': Symbol('x'),
  'an error': new TypeError('fetch failed'),
  'an error in itself': ringOfErrors(),
  'a DOMException': new DOMException('gone', 'AbortError'),
  'an object': { message: 'no', code: 5 },
  'an object without prototype': Object.create(null),
  'a frozen error': Object.freeze(new Error('x')),
  'a throwing proxy': throwingProxy(),
  'a throwing message': Object.defineProperty(new Error('x'), 'message', { get: thrower }),
  'a throwing cause': Object.defineProperty(new Error('x'), 'cause', { get: thrower }),
  'a throwing toString': { toString: thrower, [Symbol.toPrimitive]: thrower },
  'a class': class {},
  'a promise': Promise.resolve(1),
};

for (const [what, value] of Object.entries(thrown)) {
  test(`a fetch that throws ${what}, or rejects with it`, async () => {
    const fetches = [
      () => {
        throw value;
      },
      async () => {
        throw value;
      },
      () => ({ then: (_, reject) => reject(value) }),
      () => ({
        then() {
          throw value;
        },
      }),
      () =>
        Object.defineProperty({}, 'then', {
          get() {
            throw value;
          },
        }),
      async () =>
        reply({
          text() {
            throw value;
          },
        }),
      async () => reply({ text: () => Promise.reject(value) }),
      async () =>
        reply({
          arrayBuffer() {
            throw value;
          },
        }),
      async () => reply({ arrayBuffer: () => Promise.reject(value) }),
      async () =>
        failing({
          read() {
            throw value;
          },
        }),
      async () => failing({ read: () => Promise.reject(value) }),
    ];
    for (const fetch of fetches) {
      const options = { ...ONCE, fetch };
      checkConnectionError(await rejectionOf(() => chatwork.postRoomMessage('token', ROOM, { body: 'x' }, options)));
    }
    await nextWorks();
  });
}

test('the very value that a fetch threw is the cause', async () => {
  for (const [what, value] of Object.entries(thrown)) {
    // A throwing one cannot be searched for the token, and is left out.
    if (what.startsWith('a throwing') || what === 'a promise') continue;
    const error = await rejectionOf(() =>
      chatwork.getMe('mark3r-t0ken', {
        ...ONCE,
        fetch: () => {
          throw value;
        },
      }),
    );
    assert.ok(error.cause === value, what);
  }
});

const notResponses = {
  ...hostile,
  'an empty object': () => ({}),
  'a status that is no number': () => reply({ status: '200' }),
  'no status': () => reply({ status: undefined }),
  'a NaN status': () => reply({ status: NaN }),
  'an infinite status': () => reply({ status: Infinity }),
  'a negative status': () => reply({ status: -200 }),
  'a fraction of a status': () => reply({ status: 200.5 }),
  'a status of 0 and no text': () => ({ status: 0 }),
  'a status that throws': () => getter('status'),
  'no text': () => reply({ text: undefined }),
  'a text that is no function': () => reply({ text: '{}' }),
  'a text that throws': () => getter('text'),
  'a text with undefined': () => reply({ text: async () => undefined }),
  'a text with an object': () => reply({ text: async () => ({}) }),
  'a text with a number': () => reply({ text: () => 1 }),
  'a text with a boxed string': () => reply({ text: async () => new String('{}') }),
  'an arrayBuffer that throws': () => getter('arrayBuffer'),
  // As a mock that was never told what to give.
  'an arrayBuffer with undefined': () => reply({ arrayBuffer: async () => undefined }),
  'an arrayBuffer with null': () => reply({ arrayBuffer: async () => null }),
  'an arrayBuffer with an object': () => reply({ arrayBuffer: async () => ({}) }),
  'an arrayBuffer with a number': () => reply({ arrayBuffer: () => 1 }),
  'an arrayBuffer with a boxed string': () => reply({ arrayBuffer: async () => new String('{}') }),
  'an error with a body that throws': () => Object.defineProperty(failing(), 'body', { get: thrower }),
  'an error with a locked body': () => {
    const response = new Response('{}', { status: 500 });
    response.body.getReader();
    return response;
  },
  'an error with a reader of nothing': () => failing({ read: async () => undefined }),
  'an error with a reader of text': () => failing({ read: async () => ({ done: false, value: '{}' }) }),
  'a text that was read': () => {
    const response = new Response('{}');
    response.text();
    return response;
  },
};

for (const [what, make] of Object.entries(notResponses)) {
  test(`a fetch that resolves to ${what}`, async () => {
    for (const fetch of [make, async () => make()]) {
      const error = await rejectionOf(() => chatwork.getMe('mark3r-t0ken', { ...ONCE, fetch: () => fetch() }));
      checkConnectionError(error);
    }
    await nextWorks();
  });
}

test('a body of whatever bytes is read, whoever gives it', async () => {
  const text = '[{"name":"花 🍣"}]';
  const bytes = new TextEncoder().encode(text);
  const given = [bytes, Buffer.from(text), bytes.buffer, new DataView(bytes.buffer), text];
  for (const body of given) {
    for (const changes of [{ text: async () => body }, { arrayBuffer: async () => body }, { arrayBuffer: () => body }]) {
      const fetch = async () => reply(changes);
      assert.deepEqual(await chatwork.getRooms('token', { fetch }), JSON.parse(text));
    }
  }
  const fetch = async () => reply({ arrayBuffer: 'no function', text: async () => text });
  assert.deepEqual(await chatwork.getRooms('token', { fetch }), JSON.parse(text));
});

test('an error of which more is there than is read stays what it is, however its reader takes that', async () => {
  const value = new TextEncoder().encode('{"errors":["One"]}'.padEnd(100_000));
  for (const cancel of [async () => {}, () => Promise.reject(new Error('x')), never, undefined, () => {}, thrower]) {
    const reader = { read: async () => ({ done: false, value }), cancel };
    const fetch = async () => ({ ...failing(reader), status: 400 });
    const error = await rejectionOf(() => chatwork.getMe('mark3r-t0ken', { ...ONCE, fetch }));
    assert.deepEqual([error.status, error.errors], [400, ['One']], error.stack);
  }
});

const oddHeaders = {
  'no headers': () => undefined,
  null: () => null,
  'only a get': () => ({ get: () => null }),
  'a get of symbols': () => ({ get: () => Symbol('x') }),
  'a get of what trims itself': () => ({ get: () => ({ trim: () => Symbol('x') }) }),
  'a get of what throws as text': () => ({ get: () => ({ trim: () => ({ toString: thrower }) }) }),
  'a Map': () => new Map([['a', 'b']]),
  'a throwing iterator': () => ({ [Symbol.iterator]: thrower }),
  'names that throw': () => [[throwingProxy(), 'x']],
  'a throwing proxy': () => throwingProxy(),
  'a list that is none': () => [1, 2],
  'a symbol': () => Symbol('x'),
};

for (const [what, make] of Object.entries(oddHeaders)) {
  test(`an answer with headers that are ${what}`, async () => {
    const result = await chatwork.getMe('mark3r-t0ken', { fetch: async () => reply({ headers: make() }) });
    assert.deepEqual(result, {});
    assert.equal(typeof chatwork.responseOf(result).headers, 'object');
    const fetch = async () => reply({ status: 404, headers: make() });
    const error = await rejectionOf(() => chatwork.getMe('mark3r-t0ken', { fetch }));
    assert.ok(error instanceof chatwork.ChatworkNotFoundError, error.stack);
    assert.equal(typeof error.headers, 'object');
    JSON.stringify(error);
  });
}

const cyclic = {};
cyclic.a = cyclic;
const oddValues = {
  'a cyclic object': cyclic,
  'an object with a throwing getter': Object.defineProperty({}, 'x', { get: thrower, enumerable: true }),
  'a throwing proxy': throwingProxy(),
  'a symbol': Symbol('x'),
  undefined: undefined,
};

for (const [what, value] of Object.entries(oddValues)) {
  test(`an error whose headers have ${what} for a value`, { timeout: 5000 }, async () => {
    const fetch = async () => reply({ status: 404, headers: [['a', value]] });
    await assert.rejects(chatwork.getMe('mark3r-t0ken', { fetch }), { name: 'ChatworkNotFoundError', status: 404 });
    await nextWorks();
  });
}

test('promises that throw when they are awaited', { timeout: 5000 }, async () => {
  const awkward = (value) => Object.defineProperty(Promise.resolve(value), 'constructor', { get: thrower });
  for (const fetch of [
    () => awkward(reply()),
    async () => reply({ text: () => awkward('{}') }),
    async () => reply({ arrayBuffer: () => awkward(new ArrayBuffer(0)) }),
    async () => failing({ read: () => awkward({ done: true }) }),
  ]) {
    checkConnectionError(await rejectionOf(() => chatwork.getMe('mark3r-t0ken', { ...ONCE, fetch })));
  }
  const accessToken = () => awkward('token');
  await assert.rejects(chatwork.getMe({ accessToken }, { fetch: async () => reply() }), { code: 'argument' });
  await nextWorks();
});

test('headers that throw when they are asked for', async () => {
  const fetch = async () => Object.defineProperty(reply({ status: 404 }), 'headers', { get: thrower });
  await assert.rejects(chatwork.getMe('mark3r-t0ken', { fetch }), { status: 404 });
});

for (const [what, fetch] of [
  ['never settles', never],
  ['never gives its body', async () => reply({ text: never })],
  ['never gives its bytes', async () => reply({ arrayBuffer: never })],
  ['never gives the body of an error', async () => failing({ read: never })],
  ['is a thenable that does nothing', () => ({ then() {} })],
]) {
  test(`a fetch that ${what} ends with the time, and with an abort`, async () => {
    const late = await rejectionOf(() => chatwork.getMe('mark3r-t0ken', { ...ONCE, fetch, timeout: 20 }));
    assert.ok(late instanceof chatwork.ChatworkTimeoutError);
    assert.ok(late instanceof chatwork.ChatworkConnectionError);
    const { name, code, outcome, attempts, which, after } = late;
    assert.deepEqual(
      [name, code, outcome, attempts, which, after],
      ['ChatworkTimeoutError', 'timeout', 'unknown', 1, 'timeout', 20],
    );
    // The time of the whole call ends it where the attempt has more.
    const options = { fetch, timeout: 0, deadline: 20 };
    const { which: other, after: whole } = await rejectionOf(() => chatwork.getMe('mark3r-t0ken', options));
    assert.deepEqual([other, whole], ['deadline', 20]);
    const controller = new AbortController();
    const call = chatwork.getMe('mark3r-t0ken', { fetch, signal: controller.signal, timeout: 0 });
    await settled();
    controller.abort('enough');
    assert.equal(await rejectionOf(() => call), 'enough');
    await nextWorks();
  });
}

test('a fetch that settles twice, late, or after everything was over', async () => {
  const twice = () => ({
    then(resolve, reject) {
      resolve(reply());
      resolve(reply({ status: 500 }));
      reject(new Error('late'));
    },
  });
  assert.deepEqual(await chatwork.getMe('mark3r-t0ken', { fetch: twice }), {});
  let late;
  const fetch = () =>
    new Promise((_, reject) => {
      late = reject;
    });
  await assert.rejects(chatwork.getMe('mark3r-t0ken', { ...ONCE, fetch, timeout: 10 }), { code: 'timeout' });
  late(new Error('afterwards'));
  await settled();
});

for (const [what, rule, outcome] of [
  ['the connection is reset', { reset: true }, 'unknown'],
  ['the body is cut', { cut: 5 }, 'unknown'],
  ['no byte of the body comes', { cut: 0 }, 'unknown'],
]) {
  test(`${what}: a connection error, over a real socket`, async () => {
    await emulator.control('/faults', { method: 'POST', ...rule });
    const options = { ...ONCE, baseUrl: emulator.baseUrl };
    const error = await rejectionOf(() => chatwork.getRooms(emulator.token, options));
    checkConnectionError(error);
    assert.equal(error.outcome, outcome);
    assert.equal(error.path, '/rooms');
    assert.equal((await chatwork.getMe(emulator.token, options)).account_id, emulator.accounts[0].account_id);
  });
}

for (const [what, rule] of [
  ['no headers come', { hang: true }],
  ['the body is slow', { slow_body_ms: 60_000 }],
]) {
  test(`${what}: the time ends it, over a real socket`, async () => {
    await emulator.control('/faults', { method: 'POST', times: 2, ...rule });
    const options = { ...ONCE, baseUrl: emulator.baseUrl };
    const late = await rejectionOf(() => chatwork.getRooms(emulator.token, { ...options, timeout: 100 }));
    assert.ok(late instanceof chatwork.ChatworkTimeoutError, late.stack);
    assert.equal(late.outcome, 'unknown');
    const controller = new AbortController();
    const reason = new Error('mine');
    setTimeout(() => controller.abort(reason), 50);
    const call = () => chatwork.getRooms(emulator.token, { ...options, signal: controller.signal });
    assert.equal(await rejectionOf(call), reason);
    await nextWorks();
  });
}

test('a hundred calls at once, some of which fail', async () => {
  const options = { ...ONCE, baseUrl: emulator.baseUrl };
  await emulator.control('/settings', { method: 'PUT', limits: { enabled: false } });
  await emulator.control('/faults', { method: 'POST', path: '/contacts', times: 20, reset: true });
  const calls = Array.from({ length: 100 }, (_, index) => {
    return index % 5 === 0
      ? chatwork.getContacts(emulator.token, options)
      : chatwork.getRoom(emulator.token, ROOM, options);
  });
  const ends = await Promise.allSettled(calls);
  for (const [index, end] of ends.entries()) {
    if (index % 5 === 0) checkConnectionError(end.reason);
    else assert.equal(end.value.room_id, ROOM);
  }
});

test('two tokens at once: each caller gets the answer to its own', async () => {
  const [one, two] = emulator.accounts;
  const options = { baseUrl: emulator.baseUrl };
  const calls = Array.from({ length: 60 }, async (_, index) => {
    const account = index % 2 === 0 ? one : two;
    // The answers come in another order than the questions.
    if (index % 3 === 0) await settled(index);
    const me = await chatwork.getMe(
      index % 4 === 0 ? { accessToken: async () => access(account) } : account.token,
      options,
    );
    return [me.account_id, index % 4 === 0 ? one.account_id : account.account_id];
  });
  for (const [got, expected] of await Promise.all(calls)) assert.equal(got, expected);

  function access() {
    return 'emulator-access-token-all';
  }
});

test('a body of 10 MB, as an answer, as an error and as a message', async () => {
  const big = '🍣あx'.repeat(1_500_000);
  const good = async () => Response.json([{ body: big }]);
  assert.deepEqual(await chatwork.getRoomMessages('token', ROOM, {}, { fetch: good }), [{ body: big }]);
  for (const [status, body] of [
    [500, big],
    [400, JSON.stringify({ errors: [big] })],
    [200, big],
  ]) {
    const error = await rejectionOf(() => chatwork.getMe('mark3r-t0ken', { ...ONCE, fetch: answering(status, body) }));
    assert.ok(error instanceof chatwork.ChatworkError);
    assert.equal(error.status, status);
  }
  const { fetch, requests } = recording();
  await chatwork.postRoomMessage('token', ROOM, { body: big }, { fetch, validate: false });
  assert.equal(new URLSearchParams(await bodyOf(requests[0])).get('body'), big);
  await nextWorks();
});

test('memory does not grow with failing calls', async () => {
  // The memory of the module is its own affair: the only way to it is to be there when it starts.
  let memory;
  const { Instance } = WebAssembly;
  WebAssembly.Instance = function (...given) {
    const instance = new Instance(...given);
    memory = instance.exports.memory;
    return instance;
  };
  const chatwork = await import(`${import.meta.resolve('chatwork-wasm')}?copy`);
  await chatwork.getMe('').catch(() => {});
  WebAssembly.Instance = Instance;
  const fails = [
    {
      fetch: () => {
        throw new Error('x');
      },
    },
    { fetch: answering(500, 'x'.repeat(70_000)) },
    { fetch: never, timeout: 1 },
    { timeout: -1 },
    { fetch: answering(503, '', { 'retry-after': '0' }), retries: 1 },
    { pace: true, pacer: { reserve: () => ({ wait: 1 }) }, rateLimit: 'reject' },
  ];
  const round = async () => {
    for (const options of fails) {
      await Promise.allSettled(Array.from({ length: 250 }, () => chatwork.getMe('mark3r-t0ken', { ...ONCE, ...options })));
    }
  };
  await round();
  await round();
  const before = memory.buffer.byteLength;
  for (let rounds = 0; rounds < 6; rounds += 1) await round();
  assert.equal(memory.buffer.byteLength, before);
});

function checkConnectionError(error) {
  assert.ok(error instanceof chatwork.ChatworkConnectionError, error?.stack ?? String(error));
  assert.deepEqual([error.name, error.code], ['ChatworkConnectionError', 'connection']);
  assert.ok(['unknown', 'not-sent'].includes(error.outcome));
  assert.equal(typeof error.message, 'string');
  assert.equal(error.attempts, 1);
  assert.equal(error.help.split('\n').length, 2);
}

async function nextWorks() {
  assert.deepEqual(await chatwork.getMe('mark3r-t0ken', { fetch: async () => reply() }), {});
}

function ringOfErrors() {
  const error = new Error('ring');
  error.cause = error;
  return error;
}
