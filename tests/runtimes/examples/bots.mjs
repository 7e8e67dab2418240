// worker-bot and hono-bot: somebody writes to a room, the webhook reaches the Worker, its answer stands in the room.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { DATE } from '../cloudflare/wrangler.mjs';
import { modulesIn, serveWorker } from '../workerd/workerd.mjs';
import { Room, control, enter } from './room.mjs';
import { deploy, dev, useEmulator } from './start.mjs';

const HANA = 101;
const BOT = 102;

export async function bots(harness) {
  const worker = await harness.example('worker-bot');

  await harness.check('example worker-bot: what is deployed answers, in workerd', async (settings, signal) => {
    const bindings = useEmulator(worker, settings);
    await deploy(worker, 'deployed', signal);
    const folder = join(worker, 'deployed');
    const url = await serveWorker(folder, { modules: modulesIn(folder, 'index.js'), date: DATE, bindings, signal });
    await answersMentions(worker, settings, url);
  });

  await harness.check('example worker-bot: npm run dev', async (settings, signal) => {
    useEmulator(worker, settings);
    await answersMentions(worker, settings, await dev(worker, signal));
  });

  const hono = await harness.example('hono-bot');

  await harness.check('example hono-bot: npm run dev, npm run deploy', async (settings, signal) => {
    useEmulator(hono, settings);
    await makesTasks(hono, settings, `${await dev(hono, signal)}/webhook`);
    await deploy(hono, 'deployed', signal);
  });
}

async function answersMentions(project, settings, url) {
  const { room, person, bot, webhook } = await meet(project, settings, url);
  const id = await room.say(`[To:${BOT}] hello`);
  const answered = [
    { author: HANA, body: `[To:${BOT}] hello` },
    { author: BOT, body: `[rp aid=${HANA} to=500-${id}]\nこんにちは！ / Hello!` },
  ];
  assert.deepEqual(await room.settled(answered.length), answered);

  const others = [
    // Itself, everybody, a reply to it, and nobody.
    { token: bot, body: `[To:${BOT}] hello` },
    { token: person, body: `[toall] hello` },
    { token: person, body: `[rp aid=${BOT} to=500-${id}]\nthanks` },
    { token: person, body: `[rp aid=${BOT} to=500-${id}]\n[code][To:${BOT}] hello[/code]` },
    { token: person, body: `[toall] [qt][qtmeta aid=${HANA}][To:${BOT}] hello[/qt]` },
    { token: person, body: 'hello' },
  ];
  for (const { token, body } of others) await room.say(body, token);
  const said = others.map(({ token, body }) => ({ author: token === bot ? BOT : HANA, body }));
  assert.deepEqual(await room.settled(), [...answered, ...said]);
  // The first one, and all of the others but the last.
  await hasDelivered(settings, others.length);

  const body = eventOf({ webhook, type: 'mention_to_me', event: { from_account_id: HANA, to_account_id: BOT } });
  await refusesForeign(url, webhook, body);
  assert.equal((await room.settled()).length, answered.length + said.length);
}

async function makesTasks(project, settings, url) {
  const { room, bot, webhook } = await meet(project, settings, url);
  const id = await room.say('/todo 水やり\n夕方に');
  const messages = await room.settled(3);
  assert.deepEqual(messages[0], { author: HANA, body: '/todo 水やり\n夕方に' });
  // Between them stands the notice of the service.
  assert.equal(messages.length, 3);
  assert.equal(messages[1].author, BOT);
  assert.deepEqual(messages[2], {
    author: BOT,
    body: `[rp aid=${HANA} to=500-${id}]\nタスクにしました / It is a task now`,
  });
  // All three came to the bot.
  await hasDelivered(settings, 3);

  await room.say(`/todo [toall] [To:${BOT}] ボットさん\n[code][toall][/code]`);
  await room.settled(6);
  const tasks = await room.tasks();
  const expected = ['水やり\n夕方に', '@全員 @ボットさん\n[\u200btoall]'];
  assert.deepEqual(tasks.map(({ assignee, body }) => [assignee, body]), expected.map((body) => [HANA, body]));

  await room.say('/todo mine', bot);
  await room.say('nothing /todo');
  await room.say('/todo ');
  assert.equal((await room.settled()).length, 9);
  assert.equal((await room.tasks()).length, 2);

  const body = eventOf({ webhook, type: 'message_created', event: { account_id: HANA } });
  await refusesForeign(url, webhook, body);
  assert.equal((await room.settled()).length, 9);
}

// The room of the example's world, whose webhook is sent to the Worker.
async function meet(project, settings, url) {
  const { accounts, rooms, webhooks } = await enter(settings, project);
  const [webhook] = webhooks;
  const [person, bot] = accounts.map(({ token }) => token);
  await control(settings, `/webhooks/${webhook.webhook_setting_id}`, 'PUT', { url });
  return { room: new Room(settings, { token: person, room: rooms[0].room_id }), person, bot, webhook };
}

async function hasDelivered(settings, count) {
  const deliveries = await control(settings, '/deliveries');
  assert.deepEqual(deliveries.map(({ status, failed }) => [status, failed]), Array(count).fill([200, false]));
}

function eventOf({ webhook, type, event }) {
  const time = Math.floor(Date.now() / 1000);
  const message = { message_id: '9', room_id: 500, body: `[To:${BOT}] /todo x`, send_time: time, update_time: 0 };
  return JSON.stringify({
    webhook_setting_id: webhook.webhook_setting_id,
    webhook_event_type: type,
    webhook_event_time: time,
    webhook_event: { ...message, ...event },
  });
}

// What somebody else has signed, or nobody.
async function refusesForeign(url, webhook, body) {
  const foreign = createHmac('sha256', Buffer.from('another token')).update(body).digest('base64');
  for (const headers of [{ 'x-chatworkwebhooksignature': foreign }, {}]) {
    const init = { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } };
    const response = await fetch(url, init);
    assert.equal(response.status, 401);
  }
}
