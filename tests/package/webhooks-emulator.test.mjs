// Webhooks of the local Chatwork: as a program of its own, and as a `fetch` in this one.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { createClient } from 'chatwork-wasm';
import { createEmulator } from 'chatwork-wasm/emulator';
import { startEmulator } from './emulator.mjs';

const TOKEN = 'Y2hhdHdvcmstZW11bGF0b3Itd2ViaG9vay1zZWNyZXQ=';
const ROOM = 300765433;

const hook = (url, rest = { room_id: ROOM, events: ['message_created', 'message_updated'] }) => ({
  account_id: 1210345,
  token: TOKEN,
  url,
  ...rest,
});

// The signature as a receiver computes it, from other code than the emulator's.
const signed = (body) => createHmac('sha256', Buffer.from(TOKEN, 'base64')).update(body).digest('base64');

// An emulator in this program with its client, one hook, and a way to ask its log.
async function inProcess(options, url = 'http://receiver.localhost/hook?own=1') {
  const emulator = createEmulator(options);
  await emulator.ask('POST /webhooks', hook(url));
  const client = createClient({ token: emulator.accounts[0].token, fetch: emulator.fetch });
  // Without the client, which has timers of its own and paces posts.
  const post = (init) =>
    emulator.fetch(`${emulator.baseUrl}/rooms/${ROOM}/messages`, {
      method: 'POST',
      headers: { 'x-chatworktoken': emulator.accounts[0].token },
      body: new URLSearchParams({ body: 'a' }),
      ...init,
    });
  return { ...emulator, client, post, log: () => emulator.ask('GET /deliveries') };
}

test('a post arrives at a server, signed', async () => {
  const emulator = await startEmulator();
  const seen = [];
  const server = createServer(async (request, response) => {
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    seen.push({ headers: request.headers, url: request.url, body: Buffer.concat(pieces).toString() });
    response.end('ok');
  });
  try {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${server.address().port}/hook?own=1`;
    await emulator.control('/webhooks', { method: 'POST', ...hook(url) });
    const client = createClient({ token: emulator.token, baseUrl: emulator.baseUrl });
    const { message_id } = await client.postRoomMessage(ROOM, { body: 'おはよう' });
    let log = [];
    while (typeof log[0]?.failed !== 'boolean') log = await emulator.control('/deliveries');
    const [{ headers, url: path, body }] = seen;
    assert.equal(seen.length, 1);
    assert.equal(JSON.parse(body).webhook_event.message_id, message_id);
    assert.ok(body.includes('おはよう'));
    assert.equal(headers['x-chatworkwebhooksignature'], signed(body));
    assert.equal(new URL(path, url).searchParams.get('chatwork_webhook_signature'), signed(body));
    assert.match(path, /^\/hook\?chatwork_webhook_signature=[^+/&]+&own=1$/);
    assert.deepEqual([headers['content-type'], headers['user-agent']], ['application/json', 'ChatWork-Webhook/1.0.0']);
    assert.deepEqual([log[0].status, log[0].answer_bytes, log[0].failed], [200, 2, false]);
  } finally {
    server.close();
    emulator.stop();
  }
});

test('onWebhook receives them in this program, and settled waits for what they cause', async () => {
  const seen = [];
  const emulator = await inProcess({
    async onWebhook(request) {
      const text = await request.text();
      assert.ok(request instanceof Request);
      assert.equal(request.headers.get('x-chatworkwebhooksignature'), signed(text));
      const { body, account_id } = JSON.parse(text).webhook_event;
      seen.push([request.method, new URL(request.url).pathname, body]);
      if (account_id === 1210345 && body !== 'answer') await emulator.client.postRoomMessage(ROOM, { body: 'answer' });
      return new Response('ok');
    },
  });
  await emulator.settled();
  await emulator.client.postRoomMessage(ROOM, { body: 'question' });
  await emulator.settled();
  assert.deepEqual(seen, [
    ['POST', '/hook', 'question'],
    ['POST', '/hook', 'answer'],
  ]);
  assert.deepEqual((await emulator.log()).map((entry) => entry.failed), [false, false]);
});

test('what a receiver may answer, and what counts as an error', async () => {
  const endless = () => new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1000)) });
  const read = new Response('x');
  await read.text();
  const cases = [
    [() => new Response('x'.repeat(2048)), 200, 2048, null],
    [() => new Response(null), 200, 0, null],
    [() => new Response('x'.repeat(2049)), 200, 2049, /more than 2048 bytes/],
    [() => new Response(endless()), 200, 2049, /more than 2048 bytes/],
    [() => new Response('', { status: 500 }), 500, 0, /answered 500/],
    [() => Response.redirect('http://receiver.localhost/there'), 302, 0, /answered 302/],
    [() => undefined, null, null, /no Response/],
    [() => read, null, null, /body was read/],
    [() => Promise.reject(new Error('down', { cause: new Error('no route') })), null, null, /^down: no route$/],
    [
      () => {
        throw null;
      },
      null,
      null,
      /no Error/,
    ],
  ];
  for (const [answer, status, bytes, error] of cases) {
    for (const name of ['onWebhook', 'fetch']) {
      let times = 0;
      const receive = () => {
        times += 1;
        return answer();
      };
      const emulator = await inProcess({ [name]: receive });
      await emulator.post();
      await emulator.settled();
      const [entry] = await emulator.log();
      assert.deepEqual([entry.status, entry.answer_bytes, entry.failed, times], [status, bytes, error !== null, 1]);
      if (error) assert.match(entry.error, error);
    }
  }
});

test('the global fetch sends them where nothing else is given', async (context) => {
  const urls = [];
  context.mock.method(globalThis, 'fetch', async (request) => {
    urls.push(request.url);
    return new Response('ok');
  });
  const emulator = await inProcess();
  await emulator.client.postRoomMessage(ROOM, { body: 'a' });
  await emulator.settled();
  assert.equal(urls.length, 1);
  assert.ok(urls[0].startsWith('http://receiver.localhost/hook?chatwork_webhook_signature='));
});

test('a receiver that never answers is given up after 10 seconds', async (context) => {
  let signal;
  const emulator = await inProcess({
    onWebhook(request) {
      signal = request.signal;
      return new Promise(() => {});
    },
  });
  context.mock.timers.enable({ apis: ['setTimeout'] });
  await emulator.post();
  context.mock.timers.tick(9_999);
  assert.equal((await emulator.log())[0].failed, null);
  context.mock.timers.tick(1);
  await emulator.settled();
  assert.match((await emulator.log())[0].error, /had not answered after 10000 ms/);
  assert.ok(signal.aborted);
});

test('a caller that leaves does not take its webhooks along', async () => {
  const seen = [];
  const emulator = await inProcess({ onWebhook: (request) => (seen.push(request), new Response('')) });
  await emulator.ask('POST /faults', { path: '/rooms', when: 'after', hang: true });
  await assert.rejects(emulator.post({ signal: AbortSignal.timeout(50) }), { name: 'TimeoutError' });
  await emulator.settled();
  assert.equal(seen.length, 1);
});

test('options that are no functions are refused', () => {
  assert.throws(() => createEmulator({ onWebhook: 'http://127.0.0.1' }), /onWebhook is a function/);
  assert.throws(() => createEmulator({ fetch: 5 }), /fetch is a function/);
  assert.throws(() => createEmulator({ webhooks: [] }), /webhooks/);
});
