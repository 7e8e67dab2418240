// The README: the first bot, webhooks, rooms that are followed, and files.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseEnv } from 'node:util';
import * as chatwork from 'chatwork-wasm';
import { ROOM, WEBHOOK, begin, blocks, emulator, post, ran, receive, run, textsIn, token } from './readme.mjs';

test('README: Your first bot', async () => {
  const [bot] = blocks('Your first bot');
  const [world] = blocks('Your first bot', 'json').map((code) => ran.add(code) && JSON.parse(code));
  const [config] = blocks('Your first bot', 'jsonc').map((code) => ran.add(code) && JSON.parse(code));
  assert.equal(config.main, 'bot.js');
  const [variables] = blocks('Your first bot', 'ini').map((code) => ran.add(code) && parseEnv(code));
  begin(world);
  const { fetch: handler } = await run(bot, { console });
  receive((request) => handler(request, { ...variables, CHATWORK_BASE_URL: emulator.baseUrl }));
  const [{ room_id: room }] = world.rooms;
  const { message_id: id } = await chatwork.postRoomMessage(token, room, { body: '[To:102] hello' });
  await emulator.settled();
  const answered = ['[To:102] hello', `[rp aid=101 to=500-${id}]\nHello!`];
  assert.deepEqual(await textsIn(room), answered);
  const asked = [`[rp aid=102 to=500-${id}]\nthanks`, '[toall]'];
  for (const body of asked) await chatwork.postRoomMessage(token, room, { body });
  await emulator.settled();
  assert.deepEqual(await textsIn(room), [...answered, ...asked]);
});

test('README: Follow a room', async () => {
  const [loop, stores, worker] = blocks('Follow a room');
  const { syncRoomMessages } = chatwork;
  const done = new Error('seen');
  const handle = async ({ body }) => {
    assert.equal(body, 'something new');
    throw done;
  };
  const looping = assert.rejects(run(loop, { token, roomId: ROOM, handle, update() {} }), done);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await post('something new');
  await looping;

  const [kept, local] = [new Map(), new Map()];
  const POSITIONS = { get: async (key) => kept.get(key) ?? null, put: async (key, value) => void kept.set(key, value) };
  const localStorage = { getItem: (key) => local.get(key) ?? null, setItem: (key, value) => local.set(key, value) };
  const env = { POSITIONS, CHATWORK_API_TOKEN: token, ROOM_ID: ROOM };
  const made = await run(stores, { env, localStorage }, ['memory', 'kv', 'page', 'file']);
  for (const [name, store] of Object.entries(made)) {
    const look = async () => {
      const texts = [];
      for await (const { message } of syncRoomMessages(token, ROOM, { store, once: true })) texts.push(message.body);
      return texts;
    };
    assert.deepEqual(await look(), [], name);
    await post(`for ${name}`);
    assert.deepEqual(await look(), [`for ${name}`], name);
    assert.deepEqual(await look(), [], name);
  }

  const handled = [];
  const scope = { syncRoomMessages, handle: ({ body }) => handled.push(body) };
  kept.clear();
  const { scheduled } = await run(worker, scope);
  await scheduled({}, env);
  await post('for the Worker');
  await scheduled({}, env);
  assert.deepEqual(handled, ['for the Worker']);
});

test('README: Files', async () => {
  const [download, upload] = blocks('Files');
  const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index);
  const lines = [];
  const console = { log: (line) => lines.push(line) };
  await run(upload, { token, roomId: ROOM, bytes, console });
  assert.deepEqual([lines[0], lines.at(-1)], ['0 %', '100 %']);
  const file = (await chatwork.getRoomFiles(token, ROOM)).find(({ filename }) => filename === 'minutes.pdf');
  await run(download, { token, roomId: ROOM, fileId: file.file_id });
  assert.deepEqual(new Uint8Array(readFileSync(`${file.file_id}.bin`)), bytes);
});

test('README: Webhooks', async () => {
  const [parts, hono] = blocks('Webhooks');
  const hook = { account_id: emulator.accounts[0].account_id, url: 'https://bot.example/', events: ['mention_to_me'] };
  const webhook = { ...hook, token: WEBHOOK.CHATWORK_WEBHOOK_TOKEN };
  await emulator.ask('POST /webhooks', webhook);
  await post(`[To:${hook.account_id}] hello`);
  await emulator.settled();

  const [{ signature, body }] = (await emulator.ask('GET /deliveries')).slice(-1);
  const headers = { 'content-type': 'application/json', 'x-chatworkwebhooksignature': signature };
  const request = () => new Request('https://bot.example/webhook', { method: 'POST', headers, body });
  const scope = { request: request(), token: webhook.token, body, signature };
  const { event, isGenuine, made } = await run(parts, scope, ['event', 'isGenuine', 'made']);
  assert.deepEqual([event, isGenuine, made], [JSON.parse(body), true, signature]);

  // The example hono-bot is tried with Hono itself.
  const lines = [];
  let route;
  const app = { post: (...given) => (route = given) };
  await run(hono, { app, console: { log: (line) => lines.push(line) } });
  const [path, middleware, handle] = route;
  const c = { var: {}, env: WEBHOOK, req: { raw: request(), url: '', arrayBuffer: () => c.req.raw.arrayBuffer() } };
  Object.assign(c, { set: (name, value) => (c.var[name] = value), body: (_, status) => status });
  const answer = await middleware(c, () => handle(c));
  assert.deepEqual([path, lines, answer], ['/webhook', ['mention_to_me'], 200]);
});
