// Signals and times: what ends a call early, with what, and what is left afterwards.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import * as chatwork from 'chatwork-wasm';
import { startEmulator } from './emulator.mjs';
import { ONCE, answering, recording, settled } from './fetches.mjs';
import { rejectionOf } from './rejections.mjs';

let emulator;
before(async () => {
  emulator = await startEmulator();
});
after(() => emulator?.stop());

const reasons = {
  'an error': new Error('mine'),
  'a string': 'enough',
  'an empty string': '',
  null: null,
  zero: 0,
  false: false,
  'an object': { mine: true },
  'a symbol': Symbol('mine'),
  'an error of this library': Object.create(chatwork.ChatworkError.prototype),
};

// A plain object that does what a signal does.
function fakeSignal() {
  const listeners = new Set();
  return {
    aborted: false,
    reason: undefined,
    listeners,
    addEventListener: (_, listener) => listeners.add(listener),
    removeEventListener: (_, listener) => listeners.delete(listener),
    abort(reason) {
      this.aborted = true;
      this.reason = reason;
      for (const listener of listeners) listener();
    },
  };
}

for (const [what, reason] of Object.entries(reasons)) {
  test(`an abort with ${what}: the call rejects with that very value, whenever it comes`, async () => {
    // Before the call.
    const { fetch, requests } = recording();
    const early = fakeSignal();
    early.abort(reason);
    for (const signal of [AbortSignal.abort(reason), early]) {
      assert.equal(await rejectionOf(() => chatwork.getMe('mark3r-t0ken', { fetch, signal })), reason);
    }
    assert.equal(requests.length, 0);

    const pending = () => new Promise(() => {});
    const replying = (changes) => async () => ({ status: 200, headers: new Headers(), text: pending, ...changes });
    const moments = [
      // While the token is asked for, while the request is under way, while the body comes.
      [{ accessToken: pending }, { fetch }],
      ['mark3r-t0ken', { fetch: pending }],
      ['mark3r-t0ken', { fetch: replying() }],
      ['mark3r-t0ken', { fetch: replying({ arrayBuffer: pending }) }],
      ['mark3r-t0ken', { fetch: replying({ status: 500, body: { getReader: () => ({ read: pending }) } }) }],
      // While a pacer thinks, while a limit holds the request back, while the next attempt is waited for.
      ['mark3r-t0ken', { fetch, pacer: { reserve: pending } }],
      ['mark3r-t0ken', { fetch, pacer: { reserve: () => ({ wait: 30_000 }) } }],
      ['mark3r-t0ken', { fetch: answering(503, '', { 'retry-after': '30' }) }],
      ['mark3r-t0ken', { fetch: answering(429, '', { 'retry-after': '30' }) }],
      // A fetch that heeds its signal rejects with something of its own.
      [
        'mark3r-t0ken',
        {
          fetch: (_, { signal }) =>
            new Promise((__, no) => signal.addEventListener('abort', () => no(new Error('its own')))),
        },
      ],
      [
        'mark3r-t0ken',
        {
          fetch: (_, { signal }) =>
            new Promise((yes) => signal.addEventListener('abort', () => yes(new Response('{}')))),
        },
      ],
    ];
    for (const [token, options] of moments) {
      for (const waits of [0, 20]) {
        const controller = new AbortController();
        const fake = fakeSignal();
        const calls = [
          chatwork.getMe(token, { ...options, signal: controller.signal }),
          chatwork.getMe(token, { ...options, signal: fake }),
        ];
        if (waits > 0) await settled(waits);
        controller.abort(reason);
        fake.abort(reason);
        for (const call of calls) assert.equal(await rejectionOf(() => call), reason);
        assert.equal(fake.listeners.size, 0);
      }
    }
    assert.equal(requests.length, 0);
  });
}

test('an abort without a reason is an AbortError, as with fetch', async () => {
  await assert.rejects(chatwork.getMe('mark3r-t0ken', { signal: AbortSignal.abort() }), { name: 'AbortError' });
  const fake = fakeSignal();
  fake.abort(undefined);
  assert.equal(await rejectionOf(() => chatwork.getMe('mark3r-t0ken', { signal: fake })), undefined);
});

test('AbortSignal.timeout and AbortSignal.any give their reason', async () => {
  const fetch = () => new Promise(() => {});
  await assert.rejects(chatwork.getMe('mark3r-t0ken', { fetch, signal: AbortSignal.timeout(10) }), { name: 'TimeoutError' });
  const controller = new AbortController();
  const call = chatwork.getMe('mark3r-t0ken', {
    fetch,
    signal: AbortSignal.any([controller.signal, AbortSignal.timeout(60_000)]),
  });
  controller.abort('enough');
  assert.equal(await rejectionOf(() => call), 'enough');
});

test('wrong arguments win over an aborted signal: they are a mistake, however it ends', async () => {
  const signal = AbortSignal.abort('enough');
  await assert.rejects(chatwork.getRoom('mark3r-t0ken', -1, { signal }), { code: 'argument' });
});

test('the fetch sees the abort and the time on its signal', async () => {
  const seen = [];
  const fetch = (_, { signal }) =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => {
        seen.push(signal.reason);
        reject(signal.reason);
      });
    });
  const controller = new AbortController();
  const call = chatwork.getMe('mark3r-t0ken', { fetch, signal: controller.signal });
  await settled();
  controller.abort('enough');
  assert.equal(await rejectionOf(() => call), 'enough');
  await assert.rejects(chatwork.getMe('mark3r-t0ken', { ...ONCE, fetch, timeout: 10 }), { code: 'timeout' });
  assert.equal(seen.length, 2);
  assert.equal(seen[0], 'enough');
});

test('an abort reaches the service: the request is given up', async () => {
  await emulator.control('/faults', { method: 'POST', hang: true });
  const controller = new AbortController();
  const call = chatwork.getMe(emulator.token, { baseUrl: emulator.baseUrl, signal: controller.signal });
  while ((await emulator.control('/requests')).length === 0);
  controller.abort('enough');
  assert.equal(await rejectionOf(() => call), 'enough');
});

test('an abort after the end changes nothing', async () => {
  const controller = new AbortController();
  const { fetch, requests } = recording(() => Response.json({ account_id: 1 }));
  const result = await chatwork.getMe('mark3r-t0ken', { fetch, signal: controller.signal });
  controller.abort('late');
  await settled();
  assert.deepEqual(result, { account_id: 1 });
  assert.equal(requests[0].init.signal.aborted, false);
});

test('listeners are gone after every kind of end', async () => {
  const ends = {
    'a result': { fetch: async () => new Response('{}') },
    'a second attempt': { fetch: answering(503, '', { 'retry-after': '0' }), retries: 1 },
    'a wait for a limit': { fetch: async () => new Response('{}'), pacer: holdingOnce() },
    'a limit that is not waited for': { pacer: { reserve: () => ({ wait: 1 }) }, rateLimit: 'reject' },
    'an error of the service': { fetch: async () => new Response('', { status: 500 }) },
    'an unreadable body': { fetch: async () => new Response('<') },
    'a fetch that throws': {
      fetch: () => {
        throw new Error('x');
      },
    },
    'a fetch that resolves to nothing': { fetch: async () => undefined },
    'a time': { fetch: () => new Promise(() => {}), timeout: 5 },
    'a wrong argument': { timeout: -1 },
  };
  for (const [what, options] of Object.entries(ends)) {
    const signal = fakeSignal();
    const given = { retries: 0, ...options, signal };
    await chatwork.getMe('mark3r-t0ken', given).catch(() => {});
    await chatwork
      .getMe(
        {
          accessToken: () => {
            throw new Error('x');
          },
        },
        given,
      )
      .catch(() => {});
    assert.equal(signal.listeners.size, 0, what);
  }
});

function holdingOnce() {
  const waits = [1];
  return { reserve: () => ({ wait: waits.pop() ?? 0 }) };
}

test('a real signal that many calls share collects no listeners', async () => {
  const warnings = [];
  const onWarning = (warning) => warnings.push(warning);
  process.on('warning', onWarning);
  const controller = new AbortController();
  let listening = 0;
  for (const [name, change] of [
    ['addEventListener', 1],
    ['removeEventListener', -1],
  ]) {
    const original = controller.signal[name];
    controller.signal[name] = function (...given) {
      listening += change;
      return original.apply(this, given);
    };
  }
  const { fetch } = recording();
  for (let number = 0; number < 100; number += 1) await chatwork.getMe('mark3r-t0ken', { fetch, signal: controller.signal });
  assert.equal(listening, 0);
  const hanging = () => new Promise(() => {});
  const call = () => chatwork.getMe('mark3r-t0ken', { fetch: hanging, signal: controller.signal });
  const ends = Promise.allSettled(Array.from({ length: 50 }, call));
  await settled();
  assert.equal(listening, 1);
  controller.abort('enough');
  for (const end of await ends) assert.equal(end.reason, 'enough');
  assert.equal(listening, 0);
  await settled();
  process.off('warning', onWarning);
  assert.deepEqual(warnings, []);
});

const broken = () => {
  throw new Error('a trap');
};

test('signals that throw: the call settles', async () => {
  const { fetch } = recording();
  const options = (changes) => ({ fetch, signal: { ...fakeSignal(), ...changes } });
  await assert.rejects(chatwork.getMe('mark3r-t0ken', options({ addEventListener: broken })), { name: /^Chatwork/ });
  assert.deepEqual(await chatwork.getMe('mark3r-t0ken', options({ removeEventListener: broken })), {});
  const reason = Object.defineProperty(fakeSignal(), 'reason', { get: broken });
  reason.aborted = true;
  await rejectionOf(() => chatwork.getMe('mark3r-t0ken', { fetch, signal: reason }));
  // Calls its listener at once, twice, and long after the end.
  let late;
  const eager = fakeSignal();
  eager.addEventListener = (_, listener) => {
    eager.aborted = true;
    eager.reason = 'at once';
    late = listener;
    listener();
    listener();
  };
  assert.equal(
    await rejectionOf(() => chatwork.getMe('mark3r-t0ken', { fetch: () => new Promise(() => {}), signal: eager })),
    'at once',
  );
  try {
    late();
  } catch {
    // Whoever calls a removed listener may be told so.
  }
  assert.deepEqual(await chatwork.getMe('mark3r-t0ken', { fetch }), {});
});

test('timers are cleared: a process with a long timeout ends at once', () => {
  const script = `
    import * as chatwork from 'chatwork-wasm';
    const options = { timeout: 2147483647, deadline: 2147483647, retries: 0 };
    const signal = new AbortController().signal;
    const reply = async () => new Response('{}');
    await chatwork.getMe('mark3r-t0ken', { ...options, fetch: reply, signal });
    await chatwork.getMe('mark3r-t0ken', { ...options, fetch: async () => new Response('', { status: 500 }) }).catch(() => {});
    await chatwork.getMe('mark3r-t0ken', { ...options, fetch: () => { throw 1 } }).catch(() => {});
    await chatwork.getMe({ accessToken: () => Promise.reject(1) }, { ...options, fetch: reply }).catch(() => {});
    await chatwork.getMe('mark3r-t0ken', { ...options, fetch: reply, signal: AbortSignal.abort() }).catch(() => {});
    const controller = new AbortController();
    const call = chatwork.getMe('mark3r-t0ken', { ...options, fetch: () => new Promise(() => {}), signal: controller.signal });
    const busy = async () => new Response('', { status: 503, headers: { 'retry-after': '30' } });
    const waiting = chatwork.getMe('mark3r-t0ken', { ...options, retries: 1, fetch: busy, signal: controller.signal });
    const held = { reserve: () => ({ wait: 30000 }) };
    const holding = chatwork.getMe('mark3r-t0ken', { ...options, pacer: held, fetch: reply, signal: controller.signal });
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    await Promise.allSettled([call, waiting, holding]);
    console.log(process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length);`;
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
    timeout: 60_000,
  });
  assert.deepEqual([child.stdout, child.stderr, child.signal], ['0\n', '', null]);
});

// What is no promise when it is asked for its `then`, and then one that never settles.
function turncoat() {
  let asked = 0;
  return Object.defineProperty({}, 'then', { get: () => ((asked += 1) === 1 ? undefined : () => {}) });
}

test('a value that becomes a promise when it is asked again ends nothing but itself', async () => {
  const options = { ...ONCE, deadline: 50 };
  const told = await rejectionOf(() => chatwork.getMe({ accessToken: turncoat }, { ...options, fetch: answering(200, '{}') }));
  assert.equal(told.code, 'argument');
  const answered = await rejectionOf(() => chatwork.getMe('mark3r-t0ken', { ...options, fetch: turncoat }));
  assert.equal(answered.code, 'connection');
});
