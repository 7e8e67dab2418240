// Whatever goes wrong, in whatever order: every call settles, a message stands in its room at most once, and exactly once
// where the call was fulfilled.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as chatwork from 'chatwork-wasm';
import { dice, pick, seed } from './dice.mjs';
import { startEmulator } from './emulator.mjs';

const ROUNDS = 6;
const SCRIPTS = 50;
const FIRST_ROOM = 1000;
// Milliseconds. A call may take no longer than the deadline; nobody waits for one that takes ten times as long.
const DEADLINE = 2000;

// One thing that goes wrong with one request.
function faultOf(roll) {
  const when = pick(roll, ['before', 'after']);
  const status = pick(roll, [200, 302, 400, 401, 403, 404, 408, 429, 429, 500, 502, 503, 504, 520]);
  const headers = pick(roll, [
    {},
    { 'content-type': 'text/html' },
    { 'retry-after': pick(roll, ['0', '1', '99', 'soon', new Date().toUTCString()]) },
    { 'x-ratelimit-limit': '300', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' },
  ]);
  const body = pick(roll, ['', '<html>', '{"errors":["no"]}', '{"message_id":', 'null', '[]', '"x"', '0']);
  return pick(roll, [
    // Nothing could tell a success that is none, or a refusal that is none, from the truth.
    { when: { 200: 'after', 429: 'before' }[status] ?? when, respond: { status, headers, body } },
    { when, reset: true },
    { when, hang: true },
    { cut: roll(40) },
    { slow_body_ms: pick(roll, [1, 50, 60_000]) },
    { delay_ms: pick(roll, [1, 30, 400]) },
  ]);
}

let emulator;
before(async () => {
  emulator = await startEmulator();
});
after(() => emulator?.stop());

for (let round = 0; round < ROUNDS; round += 1) {
  test(`${SCRIPTS} calls, SEED=${seed} round ${round}`, { timeout: 10 * DEADLINE }, async () => {
    const roll = dice(seed * 7919 + round);
    const scripts = Array.from({ length: SCRIPTS }, (_, index) => scriptOf(roll, round, index));
    const members = [{ account_id: 1, role: 'admin' }];
    const accounts = [{ account_id: 1, name: 'Bot', token: 'a token of the bot'.replaceAll(' ', '-') }];
    const rooms = scripts.map(({ room }) => ({ room_id: room, type: 'group', name: `${room}`, members }));
    const world = { accounts, rooms, settings: { limits: { enabled: round % 2 === 0 } } };
    await emulator.control('/reset', { method: 'POST', world });
    await addFaults(scripts.flatMap(({ faults }) => faults));

    const ends = await Promise.all(scripts.map((script) => end(script, accounts[0].token)));

    const stored = await emulator.control('/world');
    for (const [index, { room, body, faults, options }] of scripts.entries()) {
      const { messages } = stored.rooms.find(({ room_id }) => room_id === room);
      const stands = messages.filter((message) => message.body === body);
      const { status, value, reason } = ends[index];
      const said = `room ${room}: ${JSON.stringify({ faults, options })} ended with ${reason ?? JSON.stringify(value)}`;
      assert.ok(stands.length <= 1, `${stands.length} messages in ${said}`);
      if (status === 'fulfilled' && typeof value?.message_id === 'string') {
        assert.deepEqual(stands.map(({ message_id }) => String(message_id)), [value.message_id], said);
      } else if (status === 'fulfilled') {
        assert.equal(stands.length, 1, said);
      } else {
        assert.ok(chatwork.isChatworkError(reason) || reason === options.signal?.reason, said);
        if (['not-sent', 'refused'].includes(reason.outcome)) assert.equal(stands.length, 0, said);
      }
    }
  });
}

function scriptOf(roll, round, index) {
  const room = FIRST_ROOM + index;
  const path = `/rooms/${room}/messages`;
  const faults = Array.from({ length: roll(6) }, () => ({ path, ...faultOf(roll) }));
  const options = {
    baseUrl: emulator.baseUrl,
    deadline: DEADLINE,
    timeout: pick(roll, [40, 150, 0]),
    retries: roll(4),
    dedupe: roll(2) === 0,
    pace: roll(3) > 0,
    maxWait: pick(roll, [0, 1500, 60_000]),
    rateLimit: pick(roll, ['wait', 'wait', 'reject']),
    signal: roll(4) === 0 ? AbortSignal.timeout(1 + roll(DEADLINE)) : undefined,
  };
  return { room, body: `message ${round} ${index}`, faults, options };
}

async function end({ room, body, options }, token) {
  const [settled] = await Promise.allSettled([chatwork.postRoomMessage(token, room, { body }, options)]);
  return settled;
}

// A rule has a method of its own, so `control` cannot send it.
async function addFaults(rules) {
  const response = await fetch(`${emulator.controlUrl}/faults`, { method: 'POST', body: JSON.stringify(rules) });
  assert.ok(response.ok, await response.text());
}
