// Many calls at once, with many tokens, or to many rooms, without a network, in a process of their own.

import { answer } from './child.mjs';
import { memoryNow } from './memory.mjs';

const CALLS = 10_000;

const ME = JSON.stringify({ account_id: 101, name: '佐藤 健', chatwork_id: 'sato', organization_name: '開発部' });
const headers = {
  'x-ratelimit-limit': '1000000000',
  'x-ratelimit-remaining': '999999999',
  'x-ratelimit-reset': `${Math.ceil(Date.now() / 1000) + 300}`,
};

await answer(async ({ inFlight = 10, tokens = 1, rooms = 0 }) => {
  // After memory.mjs, which wants to see the module start.
  const { getMe, postRoomMessage } = await import('chatwork-wasm');
  const waiting = [];
  let turn = () => new Promise((resolve) => setImmediate(resolve));
  async function fetch() {
    await turn();
    return new Response(ME, { headers });
  }
  function call(number) {
    const token = `token-${number % tokens}`;
    if (rooms === 0) return getMe(token, { fetch });
    // Ten posts to a room in ten seconds, and all others would wait.
    return postRoomMessage(token, 1 + (number % rooms), { body: '了解しました' }, { fetch, pace: false });
  }

  for (let count = 0; count < 1000; count += 1) await call(0);
  const before = memoryNow();
  const first = await callAll(call, inFlight);
  const between = memoryNow();
  const second = await callAll(call, inFlight);
  const after = memoryNow();

  // Those that are on their way.
  turn = () => new Promise((resolve) => waiting.push(resolve));
  const calls = Array.from({ length: inFlight }, (_, number) => call(number));
  while (waiting.length < inFlight) await new Promise((resolve) => setImmediate(resolve));
  const during = memoryNow();
  for (const resolve of waiting) resolve();
  await Promise.all(calls);

  return {
    time: Math.min(first, second),
    held: (during.heap - after.heap) / inFlight,
    kept: after.heap - before.heap,
    rss: during.rss,
    wasm: during.wasm,
    grown: during.wasm - before.wasm,
    grownLater: after.wasm - between.wasm,
  };
});

// Microseconds per call, of the processor.
async function callAll(call, inFlight) {
  const start = process.cpuUsage();
  let number = 0;
  async function callAgain() {
    while (number < CALLS) await call((number += 1));
  }
  await Promise.all(Array.from({ length: inFlight }, callAgain));
  const { user, system } = process.cpuUsage(start);
  return (user + system) / CALLS;
}
