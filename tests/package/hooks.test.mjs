// What hooks, logger and pacer are told, and what becomes of a call when they misbehave.

import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { inspect } from 'node:util';
import * as chatwork from 'chatwork-wasm';
import { startEmulator } from './emulator.mjs';
import { settled } from './fetches.mjs';
import { rejectionOf } from './rejections.mjs';

let emulator;
let token;
let options;
let room;

before(async () => {
  emulator = await startEmulator();
  ({ token } = emulator);
  room = emulator.rooms.find(({ type }) => type === 'group').room_id;
  options = { baseUrl: emulator.baseUrl };
  Math.random = () => 0;
});
after(() => emulator?.stop());
afterEach(() => emulator.control('/faults', { method: 'DELETE' }));

const HOOKS = ['onRequest', 'onResponse', 'onRetry', 'onRateLimit', 'onPacerError'];

// Hooks that note what they are told.
function noting() {
  const told = [];
  const hooks = HOOKS.map((kind) => [kind, (event) => told.push({ kind, ...event })]);
  return { told, hooks: Object.fromEntries(hooks) };
}

function logging() {
  const lines = [];
  const line = (level) => [level, (message, event) => lines.push({ level, message, event })];
  return { lines, logger: Object.fromEntries(['debug', 'info', 'warn', 'error'].map(line)) };
}

const fault = (rule) => emulator.control('/faults', { method: 'POST', ...rule });

test('each attempt is told, and what became of it', async () => {
  await fault({ path: '/me', respond: { status: 503, body: '' } });
  const { told, hooks } = noting();
  await chatwork.getMe(token, { ...options, ...hooks });
  assert.deepEqual(
    told.map(({ kind, name, method, path, attempt, status, wait }) => [kind, name, method, path, attempt, status ?? wait]),
    [
      ['onRequest', 'getMe', 'GET', '/me', 1, undefined],
      ['onResponse', 'getMe', 'GET', '/me', 1, 503],
      ['onRetry', 'getMe', 'GET', '/me', 1, 100],
      ['onRequest', 'getMe', 'GET', '/me', 2, undefined],
      ['onResponse', 'getMe', 'GET', '/me', 2, 200],
    ],
  );
  const [, first, retry, , last] = told;
  assert.ok(retry.error instanceof chatwork.ChatworkServerError);
  assert.ok(first.duration >= 0 && last.headers['content-type'].startsWith('application/json'));
  assert.equal(last.rateLimit.limit, 300);
  assert.ok(last.rateLimit.resetAt instanceof Date);
});

test('events are frozen', async () => {
  const frozen = [];
  const hooks = HOOKS.map((kind) => [kind, (event) => frozen.push(Object.isFrozen(event))]);
  await chatwork.getMe(token, { ...options, ...Object.fromEntries(hooks) });
  assert.deepEqual(frozen, [true, true]);
});

for (const kind of ['onRequest', 'onResponse', 'onRetry']) {
  test(`${kind} that throws rejects the call with what it threw, whatever that is`, async () => {
    for (const thrown of [new Error('mine'), 'a string', undefined, null, 0]) {
      await fault({ path: '/me', respond: { status: 503 } });
      const hook = () => {
        throw thrown;
      };
      assert.equal(await rejectionOf(() => chatwork.getMe(token, { ...options, [kind]: hook })), thrown);
      await emulator.control('/faults', { method: 'DELETE' });
      // The module is as good as before.
      await chatwork.getMe(token, options);
    }
  });
}

test('onRateLimit that throws', async () => {
  const chat = chatwork.createClient({ token: 'nobody', ...options, fetch: async () => new Response('{}') });
  await Promise.all(Array.from({ length: 10 }, (_, index) => chat.postRoomMessage(7, { body: `${index}` })));
  const onRateLimit = () => {
    throw new Error('mine');
  };
  const error = await rejectionOf(() => chat.postRoomMessage(7, { body: 'x' }, { onRateLimit }));
  assert.equal(error.message, 'mine');
});

test('nobody waits for an asynchronous hook, and its failure is told', async () => {
  const { lines, logger } = logging();
  const onRequest = async () => {
    throw new Error('late');
  };
  const onResponse = () => new Promise(() => {});
  await chatwork.getMe(token, { ...options, onRequest, onResponse, logger });
  await new Promise(setImmediate);
  assert.deepEqual(lines.map(({ level, event }) => [level, event.message]), [['error', 'late']]);
});

test('what a hook resolves to may have a then only when it is asked again', async () => {
  let asked = 0;
  const late = {
    get then() {
      asked += 1;
      return asked > 1 ? (_, reject) => reject(new Error('asked again')) : undefined;
    },
  };
  const uncaught = [];
  const note = (reason) => uncaught.push(reason);
  process.on('unhandledRejection', note);
  await chatwork.getMe(token, { ...options, onRequest: async () => late });
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', note);
  assert.deepEqual([asked, uncaught], [1, []]);
});

test('a logger is told from its level on', async () => {
  for (const [logLevel, levels] of [
    ['debug', ['debug', 'debug', 'warn', 'debug', 'debug', 'warn', 'debug', 'debug', 'error']],
    ['info', ['warn', 'warn', 'error']],
    [undefined, ['warn', 'warn', 'error']],
    ['error', ['error']],
  ]) {
    await fault({ path: '/me', respond: { status: 503 }, times: 3 });
    const { lines, logger } = logging();
    await rejectionOf(() => chatwork.getMe(token, { ...options, logger, logLevel }));
    assert.deepEqual(lines.map(({ level }) => level), levels, `${logLevel}`);
    for (const { message } of lines) assert.match(message, /^getMe: ./);
  }
});

test('a logger that throws, now or later, is no reason to fail', async () => {
  const late = async () => {
    throw new Error('full disk');
  };
  const now = () => {
    throw new Error('full disk');
  };
  // Where nobody handles a rejection, the test fails.
  for (const fail of [now, late]) {
    const logger = { debug: fail, info: fail, warn: fail, error: fail };
    const me = await chatwork.getMe(token, { ...options, logger, logLevel: 'debug', onRequest: late });
    assert.equal(typeof me.account_id, 'number');
    await settled();
  }
});

// Nothing of it may be looked into: that would throw, or never end.
function untouchables() {
  const ring = {};
  ring.itself = ring;
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const getter = {
    get any() {
      throw new Error('a getter');
    },
  };
  return [ring, proxy, getter];
}

test('whatever an abort, a hook or a pacer gives as a reason, the call ends with it', async () => {
  for (const reason of untouchables()) {
    const { logger } = logging();
    const fail = () => {
      throw reason;
    };
    const controller = new AbortController();
    const given = { ...options, logger, signal: controller.signal };
    const ends = Promise.allSettled([
      chatwork.postRoomMessage(token, room, { body: 'x' }, { ...given, fetch: () => new Promise(() => {}) }),
      chatwork.getMe(token, { ...options, logger, onRequest: fail }),
    ]);
    await settled();
    controller.abort(reason);
    for (const end of await ends) assert.ok(end.reason === reason);
    const me = await chatwork.getMe(token, { ...options, logger, pacer: pacer(fail) });
    assert.equal(typeof me.account_id, 'number');
  }
});

test('onRateLimit tells again where the wait becomes longer', async () => {
  const waits = [5, 5, 40, 20, 0];
  const told = [];
  const pace = pacer(() => ({ wait: waits.shift(), scope: 'account' }));
  await chatwork.getMe(token, { ...options, pacer: pace, onRateLimit: ({ wait }) => told.push(wait) });
  assert.deepEqual(told, [5, 40]);
});

test('bodies and headers are for the logger only, at debug, and a token for nobody', async () => {
  const { told, hooks } = noting();
  const { lines, logger } = logging();
  const body = `tell nobody that ${token} is my token`;
  const given = { ...options, ...hooks, logger, logLevel: 'debug' };
  await chatwork.postRoomMessage(token, room, { body }, { ...given, headers: { 'x-mine': token } });
  await chatwork.postRoomFiles(token, room, { file: new Blob(['x']), message: body }, given);
  await chatwork.getMe({ accessToken: 'emulator-access-token-all' }, given);
  await rejectionOf(() => chatwork.getRoom('wrong-token-here', 1, given));
  const shown = inspect([told, lines], { depth: 9 });
  assert.ok(lines.length > 6 && told.length > 6);
  for (const secret of [token, 'emulator-access-token-all', 'wrong-token-here']) {
    assert.ok(!shown.includes(secret), shown);
  }
  assert.match(lines[0].event.headers['x-chatworktoken'], /^\*\*\*$/);
  assert.match(decodeURIComponent(lines[0].event.body).replaceAll('+', ' '), /tell nobody that \*\*\* is my token/);
  assert.match(lines[1].event.body, /message_id/);
  assert.ok(told.every((event) => event.body === undefined));
});

test('responseOf: what came with a result', async () => {
  const me = await chatwork.getMe(token, options);
  const { status, url, attempts, duration, headers, limitation, rateLimit } = chatwork.responseOf(me);
  assert.deepEqual([status, url, attempts, limitation], [200, `${options.baseUrl}/me`, 1, undefined]);
  assert.ok(duration >= 0 && Object.isFrozen(chatwork.responseOf(me)));
  assert.equal(headers['x-ratelimit-limit'], '300');
  assert.equal(rateLimit.remaining, Number(headers['x-ratelimit-remaining']));
  assert.deepEqual(Object.getOwnPropertySymbols(me), []);
  for (const empty of [undefined, null, 1, 'x', {}, []]) assert.equal(chatwork.responseOf(empty), undefined);
  const contacts = await chatwork.getContacts(token, { ...options, fetch: async () => new Response(null, { status: 204 }) });
  assert.equal(chatwork.responseOf(contacts).status, 204);
});

// A pacer that answers with this, and notes what it is asked.
function pacer(answer, learn) {
  const asked = [];
  return { asked, reserve: async (request) => (asked.push(request), answer()), learn };
}

test('a pacer is asked before each request, and told what the service said', async () => {
  const learnt = [];
  const pace = pacer(() => ({ wait: 0 }), (told) => void learnt.push(told));
  const chat = chatwork.createClient({ token, ...options, pacer: pace });
  await chat.getMe();
  await chat.postRoomMessage(room, { body: 'x' });
  const [{ account }] = pace.asked;
  assert.match(account, /^\d{1,20}$/);
  assert.deepEqual(pace.asked, [{ account }, { account, roomId: `${room}` }]);
  assert.equal(learnt.length, 2);
  assert.deepEqual(Object.keys(learnt[0]), ['account', 'limit', 'remaining', 'resetIn']);
  assert.ok(learnt[0].limit === 300 && learnt[0].resetIn > 0 && learnt[0].resetIn <= 300_000);
  assert.ok(!inspect([pace.asked, learnt]).includes(token));
});

test('a pacer makes a request wait', async () => {
  const waits = [{ wait: 30, scope: 'room' }, { wait: 20 }, { wait: 0 }];
  const pace = pacer(() => waits.shift());
  const { told, hooks } = noting();
  await chatwork.getMe(token, { ...options, ...hooks, pacer: pace });
  assert.equal(pace.asked.length, 3);
  assert.deepEqual(
    told.filter(({ kind }) => kind === 'onRateLimit').map(({ scope, wait, beforeSending }) => [scope, wait, beforeSending]),
    [['room', 30, true]],
  );
});

test('a pacer makes a request wait for too long', async () => {
  const pace = pacer(() => ({ wait: 90_000, scope: 'account' }));
  const error = await rejectionOf(() => chatwork.getMe(token, { ...options, pacer: pace }));
  const { code, outcome, scope, retryAfter } = error;
  assert.deepEqual([code, outcome, scope, retryAfter], ['rate_limit', 'not-sent', 'account', 90_000]);
});

test('a pacer that never lets anything pass', async () => {
  const pace = pacer(() => ({ wait: 5 }));
  const error = await rejectionOf(() => chatwork.getMe(token, { ...options, pacer: pace, maxWait: 100 }));
  assert.deepEqual([error.code, error.outcome], ['rate_limit', 'not-sent']);
});

for (const [what, answer] of Object.entries({
  throws: () => {
    throw new Error('down');
  },
  'throws nothing': () => {
    throw undefined;
  },
  'answers nothing': () => undefined,
  'answers a number': () => 5,
  'answers NaN': () => ({ wait: NaN }),
  'answers a time in the past': () => ({ wait: -1 }),
  'answers next year': () => ({ wait: 3e10 }),
  'answers for ever': () => ({ wait: Infinity }),
  'answers a proxy that throws': () => {
    return new Proxy({}, {
      get(_, name) {
        if (name === 'then') return undefined;
        throw new Error('down');
      },
    });
  },
  'is too slow': () => new Promise(() => {}),
})) {
  test(`a pacer that ${what}: the call goes on by itself, and says so`, async () => {
    const { told, hooks } = noting();
    const { lines, logger } = logging();
    const me = await chatwork.getMe(token, { ...options, ...hooks, logger, pacer: pacer(answer) });
    assert.equal(typeof me.account_id, 'number');
    assert.deepEqual(told.map(({ kind }) => kind), ['onPacerError', 'onRequest', 'onResponse']);
    assert.deepEqual(lines.map(({ level }) => level), ['warn']);
  });
}

test('a pacer that fails: the limits are watched from here', async () => {
  const pace = pacer(() => undefined);
  const fetch = async () => new Response('{}');
  const chat = chatwork.createClient({ token: 'another', fetch, pacer: pace, rateLimit: 'reject' });
  const posts = Array.from({ length: 12 }, (_, index) => chat.postRoomMessage(8, { body: `${index}` }));
  const ends = await Promise.allSettled(posts);
  assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, 10);
});

test('a pacer that cannot learn', async () => {
  for (const learn of [
    async () => {
      throw new Error('down');
    },
    () => {
      throw new Error('down');
    },
    () => new Promise(() => {}),
  ]) {
    const me = await chatwork.getMe(token, { ...options, pacer: pacer(() => ({ wait: 0 }), learn) });
    assert.equal(typeof me.account_id, 'number');
  }
});

test('an abort while the pacer thinks', async () => {
  const controller = new AbortController();
  const pace = pacer(() => new Promise(() => {}));
  const call = chatwork.getMe(token, { ...options, pacer: pace, signal: controller.signal });
  setImmediate(() => controller.abort('enough'));
  assert.equal(await rejectionOf(() => call), 'enough');
});
