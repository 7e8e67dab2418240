// The code in the README, as it stands there, against the local Chatwork.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as chatwork from 'chatwork-wasm';
import { createEmulator } from 'chatwork-wasm/emulator';

const AsyncFunction = (async () => {}).constructor;
const ROOM = 300765432;
const WEBHOOK = { CHATWORK_WEBHOOK_TOKEN: 'Y2hhdHdvcmstZW11bGF0b3Itd2ViaG9vay1zZWNyZXQ=' };
const [clientId, clientSecret] = ['emulator-confidential-client', 'emulator-client-secret'];
const redirectUri = 'https://app.example.jp/callback';

const folder = mkdtempSync(join(tmpdir(), 'chatwork-readme-'));
const [here, originalFetch] = [process.cwd(), globalThis.fetch];
process.chdir(folder);
after(() => {
  process.chdir(here);
  globalThis.fetch = originalFetch;
  rmSync(folder, { recursive: true, force: true });
});

let emulator;
let token;
let others;
beforeEach(() => {
  emulator = createEmulator({ onWebhook: (request) => receiver?.(request) ?? new Response() });
  [{ token }, { token: others }] = emulator.accounts;
  // The code names no address: whatever it asks, the local Chatwork answers.
  globalThis.fetch = emulator.fetch;
});
let receiver;

const readmes = ['README.md', 'README.ja.md'].map((name) => {
  const root = join(dirname(fileURLToPath(import.meta.resolve('chatwork-wasm'))), '..');
  return readFileSync(join(root, name), 'utf8');
});

function codeOf(text) {
  return [...text.matchAll(/```(\w+)\n(.*?)```/gs)].map(([, language, code]) => ({ language, code }));
}

// The blocks of JavaScript below a heading.
function blocks(heading) {
  const [section] = readmes[0].split(`\n## ${heading}\n`)[1].split('\n## ');
  return codeOf(section).filter(({ language }) => language === 'js').map(({ code }) => code);
}

// Runs a block with what is around it, and returns its default export, or else what it declares of `wanted`.
function run(code, scope, wanted = []) {
  const body = code
    .replace(/^import (\{[^}]*\}) from '([^']+)';$/gm, "const $1 = await load('$2');")
    .replace(/^export default /m, 'return ');
  const names = ['load', ...Object.keys(scope)];
  const made = new AsyncFunction(...names, `${body}\nreturn { ${wanted.join(', ')} };`);
  return made((name) => import(name), ...Object.values(scope));
}

const post = (body, by = others) => chatwork.postRoomMessage(by, ROOM, { body }, { pace: false });
const textsIn = async () => (await chatwork.getRoomMessages(token, ROOM, { force: true })).map(({ body }) => body);

test('both READMEs show the same code', () => {
  assert.deepEqual(...readmes.map(codeOf));
});

test('Follow a room', async () => {
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

test('Files', async () => {
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

test('Webhooks', async () => {
  const [worker, parts, hono] = blocks('Webhooks');
  const { fetch: handler } = await run(worker, { console });
  const env = { ...WEBHOOK, CHATWORK_API_TOKEN: token };
  receiver = (request) => handler(request, env);
  const hook = { account_id: emulator.accounts[0].account_id, url: 'https://bot.example/', events: ['mention_to_me'] };
  const webhook = { ...hook, token: WEBHOOK.CHATWORK_WEBHOOK_TOKEN };
  await emulator.ask('POST /webhooks', webhook);
  const { message_id: id } = await post(`[To:${hook.account_id}] hello`);
  await emulator.settled();
  assert.equal((await textsIn()).at(-1), `[rp aid=${emulator.accounts[1].account_id} to=${ROOM}-${id}]\nOK`);
  receiver = undefined;

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
  const c = { var: {}, env, req: { raw: request(), url: '', arrayBuffer: () => c.req.raw.arrayBuffer() } };
  Object.assign(c, { set: (name, value) => (c.var[name] = value), body: (_, status) => status });
  const answer = await middleware(c, () => handle(c));
  assert.deepEqual([path, lines, answer], ['/webhook', ['mention_to_me'], 200]);
});

test('Messages', async () => {
  const [bot, write, read, show, markdown, long] = blocks('Messages');
  const { fetch: handler } = await run(bot, {});
  const LOGS = { get: async () => 'if [ 1 ]; then [toall]; fi' };
  const env = { ...WEBHOOK, CHATWORK_API_TOKEN: token, LOGS };
  receiver = (request) => handler(request, env);
  const [{ account_id: own }, { account_id: author, name }] = emulator.accounts;
  const hook = { account_id: own, url: 'https://bot.example/', events: ['mention_to_me'] };
  const webhook = { ...hook, token: WEBHOOK.CHATWORK_WEBHOOK_TOKEN };
  await emulator.ask('POST /webhooks', webhook);
  const asked = `[To:${own}] hello`;
  const { message_id: id } = await post(asked);
  await emulator.settled();
  const { send_time: time } = await chatwork.getRoomMessage(token, ROOM, id);
  const answer = [
    `[rp aid=${author} to=${ROOM}-${id}]`,
    `[qt][qtmeta aid=${author} time=${time}]${asked}[/qt]`,
    `[info][title]Log[/title][code]${await LOGS.get()}[/code][/info]`,
  ];
  assert.equal((await textsIn()).at(-1), answer.join('\n'));
  const count = (await textsIn()).length;
  await post(`[rp aid=${own} to=${ROOM}-${id}]\nthanks`);
  await post('[toall]');
  await emulator.settled();
  assert.equal((await textsIn()).length, count + 2);
  receiver = undefined;

  const scope = { token, roomId: ROOM };
  await run(write, { ...scope, accountId: author, name, userInput: '[toall]' });
  assert.equal((await textsIn()).at(-1), `[To:${author}] ${name}さん\n[\u200btoall]`);

  // What the comments say that it gives.
  const { tree, changed } = await run(read, {}, ['tree', 'changed']);
  const [comment] = read.match(/^\/\/ \[$.*^\/\/ \]$/ms);
  const { told } = await run(`const told = ${comment.replaceAll(/^\/\/ /gm, '')};`, {}, ['told']);
  told[0].accountId = 6;
  assert.deepEqual(tree, told);
  assert.ok(read.includes(`// '${changed.replaceAll('\n', '\\n')}'`));

  const lines = [];
  const { page } = await run(show, { ...scope, console: { log: (line) => lines.push(line) } }, ['page']);
  assert.equal(lines.at(-1), `@${name}さん\n[\u200btoall]`);
  assert.match(page.at(-1), /^<article><span class="cw-to" data-account-id="\d+">/);
  assert.ok(lines.some((line) => line.startsWith(`Re: ${name}さん\n> ${name} (`)), lines.join('\n'));

  const { body } = await run(markdown, scope, ['body']);
  assert.equal((await textsIn()).at(-1), `${body}`);
  assert.ok(markdown.includes(`${body}`.replaceAll(/^/gm, '// ')), `${body}`);

  await run(long, { ...scope, report: `${'a'.repeat(65_000)}\n\n${'b'.repeat(1_000)}` });
  assert.deepEqual((await textsIn()).slice(-2), [`${'a'.repeat(65_000)}\n\n`, 'b'.repeat(1_000)]);
});

test('OAuth', async () => {
  const [begin, finish, renew] = blocks('OAuth');
  const { state, verifier, url } = await run(begin, { clientId, redirectUri }, ['state', 'verifier', 'url']);
  const form = new URL(url).searchParams;
  form.set('account_id', emulator.accounts[0].account_id);
  form.set('decision', 'allow');
  const back = await fetch(url.split('?')[0], { method: 'POST', body: form, redirect: 'manual' });
  const request = { url: back.headers.get('location') };
  const stored = new Map();
  const store = { set: async (tokens) => void stored.set('user', JSON.stringify(tokens)) };
  await run(finish, { request, state, verifier, clientId, clientSecret, redirectUri, store });

  // The time passes on both sides: the first call has to renew.
  const { accessToken, ...tokens } = JSON.parse(stored.get('user'));
  await emulator.ask('PUT /clock', { advance: 3_600_000 });
  stored.set('user', JSON.stringify({ accessToken, ...tokens, expiresAt: Date.now() - 1 }));
  const TOKENS = { get: async (key) => JSON.parse(stored.get(key)), put: async (key, value) => void stored.set(key, value) };
  const { rooms } = await run(renew, { env: { TOKENS }, userId: 'user', clientId, clientSecret }, ['rooms']);
  assert.ok(rooms.length > 0);
  assert.notEqual(JSON.parse(stored.get('user')).accessToken, accessToken);
});
