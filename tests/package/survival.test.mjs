// What must not cost more than the call it happens in: a dead instance would take every later call with it.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { bodyOf, recording } from './fetches.mjs';

// A copy of the package with an instance of its own for each test.
let copies = 0;
function freshCopy() {
  copies += 1;
  return import(`${import.meta.resolve('chatwork-wasm')}?copy=${copies}`);
}

function cyclic() {
  const list = [];
  list.push(list);
  return list;
}

function deep() {
  let list = [1];
  for (let depth = 0; depth < 50_000; depth += 1) list = [list];
  return list;
}

for (const [what, make] of [
  ['an array in itself', cyclic],
  ['a very deep array', deep],
]) {
  for (const validate of [true, false]) {
    test(`${what} is refused like any wrong argument (validate: ${validate})`, async () => {
      const chatwork = await freshCopy();
      const { fetch, requests } = recording();
      for (let round = 0; round < 3; round += 1) {
        const call = chatwork.postRoomTasks('mark3r-t0ken', 7, { body: 'x', to_ids: make() }, { fetch, validate });
        await assert.rejects(call, { code: 'argument', parameter: 'to_ids' });
        await assert.rejects(chatwork.getRoom('mark3r-t0ken', make(), { fetch, validate }), {
          code: 'argument',
          parameter: 'roomId',
        });
      }
      assert.equal(requests.length, 0);
      await stillWorks(chatwork);
    });
  }
}

test('a call at the very end of the stack fails alone', () => {
  // In a process of its own: Node itself complains where even a rejection finds no room.
  const script = `
    import * as chatwork from 'chatwork-wasm';
    process.on('unhandledRejection', () => {});
    const options = { retries: 0, pace: false, fetch: async () => new Response('{}') };
    const call = () => chatwork.postRoomTasks('mark3r-t0ken', 7, { body: 'x'.repeat(100), to_ids: [1, 2] }, options);
    const calls = [];
    // From the deepest frame on, one frame higher each time: the stack ends at every possible place of the call.
    const dive = () => {
      try { dive() } catch {}
      if (calls.length < 400) try { calls.push(call().catch(() => 'failed')) } catch { calls.push('threw') }
    };
    await call();
    for (let round = 0; round < 3; round += 1) {
      calls.length = 0;
      try { dive() } catch {}
      await Promise.all(calls);
    }
    console.log(JSON.stringify(await call()));`;
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
    timeout: 60_000,
  });
  assert.equal(child.stdout, '{}\n', child.stderr.slice(-2000));
});

test('a getter, a token function, a fetch, a listener, a pacer, a hook and a logger may call the library', async () => {
  const chatwork = await freshCopy();
  const { fetch } = recording();
  const inner = [];
  const callers = new Set();
  const calling = (who, result) => () => {
    callers.add(who);
    inner.push(chatwork.getRooms('inner', { fetch }));
    return result;
  };
  const told = { 'x-ratelimit-remaining': '9', 'x-ratelimit-reset': '1' };
  const options = {
    get fetch() {
      calling('a getter of the options')();
      return async (url, init) => {
        callers.add('fetch');
        await chatwork.getMe('inner', { fetch });
        await fetch(url, init);
        return Response.json({}, { headers: told });
      };
    },
    signal: {
      aborted: false,
      reason: undefined,
      addEventListener: calling('addEventListener'),
      removeEventListener: calling('removeEventListener'),
    },
    pacer: { reserve: calling('reserve', { wait: 0 }), learn: calling('learn') },
    onRequest: calling('onRequest'),
    onResponse: calling('onResponse'),
    logger: { debug: calling('debug'), info() {}, warn() {}, error() {} },
    logLevel: 'debug',
  };
  const token = { accessToken: calling('accessToken', 'outer') };
  const params = {
    get body() {
      return calling('a getter of the parameters', 'x')();
    },
  };
  assert.deepEqual(await chatwork.postRoomMessage(token, 7, params, options), {});
  assert.equal(callers.size, 11, [...callers].join());
  await Promise.all(inner);
  await stillWorks(chatwork);
});

async function stillWorks(chatwork) {
  const { fetch, requests } = recording(() => Response.json([{ room_id: 1 }]));
  assert.deepEqual(await chatwork.getRooms('mark3r-t0ken', { fetch }), [{ room_id: 1 }]);
  await chatwork.postRoomMessage('mark3r-t0ken', 7, { body: '🍣'.repeat(30_000) }, { fetch });
  assert.equal(new URLSearchParams(await bodyOf(requests[1])).get('body'), '🍣'.repeat(30_000));
}
