// Whatever is posted, edited and deleted, however the line and the process fail: every message comes once and in order,
// or a gap tells that it may be missing, and what is known of it at the end is what it is.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as chatwork from 'chatwork-wasm';
import { dice, pick, seed } from './dice.mjs';
import { startEmulator } from './emulator.mjs';
import { VirtualTime } from './virtual.mjs';

const ROUNDS = 8;
const RUNS = 6;
// Milliseconds after which nothing more is to come: longer than the slowest pace, and a window of the limit.
const QUIET = 700_000;

let emulator;
let time;
let world;
before(async () => {
  emulator = await startEmulator();
  world = await emulator.control('/world');
  time = new VirtualTime(emulator);
});
after(() => {
  time?.stop();
  emulator?.stop();
});

for (let round = 0; round < ROUNDS; round += 1) {
  test(`${RUNS} runs, SEED=${seed} round ${round}`, async () => {
    const roll = dice(seed * 7919 + round);
    const token = `${seed}round${round}`;
    world.accounts[0].token = token;
    await time.shift(0);
    await emulator.control('/reset', { method: 'POST', world });
    await emulator.control('/settings', { method: 'PUT', limits: { enabled: false } });
    await time.shift(0);
    const room = emulator.rooms.find(({ type }) => type === 'group').room_id;
    const options = { baseUrl: emulator.baseUrl, fetch: time.fetch, pace: false };
    const call = (name, ...args) => time.until(chatwork[name](token, room, ...args, options));

    const kept = new Map();
    const posted = [];
    const texts = new Map();
    const known = new Map();
    const gaps = [];
    // What may come again, because the process died before it was kept.
    let again = new Set();
    await time.until(chatwork.syncRoomMessages(token, room, { ...options, store: kept, once: true }).next());

    for (let run = 0; run < RUNS; run += 1) {
      let isDead = false;
      const store = { get: async (key) => kept.get(key), set: async (key, value) => isDead || kept.set(key, value) };
      const events = chatwork.syncRoomMessages(token, room, { ...options, retries: roll(2), store });
      const isLast = run === RUNS - 1;
      const inRun = new Set();
      let pending = events.next();
      for (let step = 1 + roll(4); step > 0; step -= 1) {
        await live();
        if (!isLast) await fail();
        let patience = isLast ? Infinity : roll(12);
        for (; patience > 0; patience -= 1) {
          const quiet = new Promise((resolve) => time.after(QUIET, resolve));
          const result = await time.until(Promise.race([pending, quiet]));
          if (result === undefined) break;
          note(result.value, inRun);
          pending = events.next();
        }
      }
      isDead = !isLast && roll(3) === 0;
      if (isDead) again = new Set([...again, ...inRun]);
      await time.until(events.return());
      await pending;
      assert.equal((await emulator.control('/faults', { method: 'DELETE' })).length, 0);
    }

    const missing = posted.filter((id) => !known.has(id));
    const isTold = (id) => gaps.some(([from = '0', to]) => BigInt(from) < BigInt(id) && BigInt(id) < BigInt(to));
    assert.deepEqual(missing.filter((id) => !isTold(id)), []);
    const newest = await call('getRoomMessages', { force: true });
    for (const { message_id: id, body } of newest) {
      if (known.has(id)) assert.equal(known.get(id), body, id);
      if (texts.has(id)) assert.equal(body, texts.get(id));
    }

    function note({ type, message, after: from, before: to }, inRun) {
      if (type === 'gap') gaps.push([from, to]);
      if (message === undefined) return;
      const { message_id: id, body } = message;
      if (type === 'message') {
        assert.ok(posted.includes(id), `${id} was there before`);
        assert.ok(!inRun.has(id), `${id} came twice in one run`);
        assert.ok(!known.has(id) || again.has(id), `${id} came twice`);
        for (const earlier of inRun) assert.ok(BigInt(earlier) < BigInt(id), `${earlier} came before ${id}`);
        inRun.add(id);
        again.delete(id);
      }
      known.set(id, body);
    }

    async function live() {
      for (let count = pick(roll, [0, 1, 2, 5, 30, 130]); count > 0; count -= 1) {
        const body = `text ${roll(1000)}`;
        const { message_id: id } = await call('postRoomMessage', { body });
        posted.push(id);
        texts.set(id, body);
      }
      for (let count = roll(4); count > 0 && posted.length > 0; count -= 1) {
        const id = posted.at(-1 - roll(Math.min(posted.length, 60)));
        if (texts.get(id) === '[deleted]') continue;
        const body = roll(4) === 0 ? '[deleted]' : `edited ${roll(1000)}`;
        await (body === '[deleted]' ? call('deleteRoomMessage', id) : call('putRoomMessage', id, { body }));
        texts.set(id, body);
      }
    }

    async function fail() {
      const faults = Array.from({ length: roll(4) }, () => ({
        method: 'GET',
        path: '/rooms/*/messages',
        skip: roll(3),
        ...pick(roll, [
          { respond: { status: pick(roll, [408, 429, 500, 502, 503]), body: '' } },
          { respond: { status: 200, body: pick(roll, ['', '<html>', '[]', '{}', 'null']) } },
          { reset: true },
          { cut: roll(200) },
        ]),
      }));
      const response = await fetch(`${emulator.controlUrl}/faults`, { method: 'POST', body: JSON.stringify(faults) });
      assert.ok(response.ok, await response.text());
    }
  });
}
