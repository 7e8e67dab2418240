// Webhooks: who signed them, what they say, and what a server answers.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as chatwork from 'chatwork-wasm';
import { chatworkWebhook } from 'chatwork-wasm/hono';
import { settled } from './fetches.mjs';
import { rejectionOf } from './rejections.mjs';

const { parseWebhook, signWebhook, verifyWebhook, webhookHandler } = chatwork;

const token = 'Y2hhdHdvcmstZW11bGF0b3Itd2ViaG9vay1zZWNyZXQ=';
const other = btoa('another secret');
const HEADER = 'x-chatworkwebhooksignature';

// Computed elsewhere.
const VECTORS = [
  ['{"webhook_event_type":"message_created"}', 'JMM8fG+0Hd9M9nZPJUrGet4Sob7loN0ZdbAhWhIiYXU='],
  [
    '{"webhook_setting_id":"20417","webhook_event_type":"mention_to_me","webhook_event_time":1750000003,"webhook_event":' +
      '{"from_account_id":2210345,"to_account_id":2210399,"room_id":398765432,"message_id":"1976543210987654321","body":' +
      '"[To:2210399] 佐藤さん\\n確認お願いします","send_time":1750000001,"update_time":0}}',
    'NXMl+zFQmOj3JJS4HS6XErqKUCTYK1Z+W8oIqwuPPPM=',
  ],
];
const [[, SIGNATURE], [MENTION, MENTION_SIGNATURE]] = VECTORS;
const bytes = (text) => new TextEncoder().encode(text);

let messages = 0;

function eventOf(type, more) {
  messages += 1;
  const message = { message_id: `19765432109876${messages}`, room_id: 1, body: 'x', send_time: 1750000001, update_time: 0 };
  return JSON.stringify({
    webhook_setting_id: '20416',
    webhook_event_type: type,
    webhook_event_time: Math.floor(Date.now() / 1000),
    webhook_event: { ...message, account_id: 5, ...more },
  });
}

function requestOf(body, { headers, query = '', method = 'POST', ...more } = {}) {
  const signed = query === '' ? { [HEADER]: signWebhook({ token, body }) } : {};
  return new Request(`https://bot.example/hook${query}`, {
    method,
    headers: { 'content-type': 'application/json', ...signed, ...headers },
    body: method === 'GET' ? undefined : body,
    ...more,
  });
}

test('signatures that were computed elsewhere, of text and of bytes', () => {
  for (const [text, signature] of VECTORS) {
    const view = new Uint8Array([0, ...bytes(text), 0]).subarray(1, -1);
    for (const body of [text, bytes(text), bytes(text).buffer, view, new DataView(view.buffer, 1, view.length)]) {
      assert.equal(signWebhook({ token, body }), signature);
      assert.equal(verifyWebhook({ token, body, signature }), true);
    }
  }
});

test('what is not signed right', () => {
  const [body] = VECTORS[0];
  for (const signature of [
    undefined,
    null,
    '',
    5,
    {},
    [],
    'x',
    '署名',
    SIGNATURE.replace('+', ' '),
    SIGNATURE.replace('+', '-'),
    SIGNATURE.slice(0, -1),
    `${SIGNATURE}=`,
    ` ${SIGNATURE}`,
    MENTION_SIGNATURE,
    signWebhook({ token: other, body }),
    'A'.repeat(1_000_000),
  ]) {
    assert.equal(verifyWebhook({ token, body, signature }), false, String(signature).slice(0, 50));
  }
  assert.equal(verifyWebhook({ token, body: `${body} `, signature: SIGNATURE }), false);
});

test('one token takes the place of another', () => {
  const [[body, signature]] = VECTORS;
  assert.equal(verifyWebhook({ token: [other, token], body, signature }), true);
  assert.equal(verifyWebhook({ token: [other], body, signature }), false);
  assert.equal(signWebhook({ token: [token, other], body }), signature);
});

test('a token that is none, or a body that is none, is a mistake of the caller', async () => {
  const [[body, signature]] = VECTORS;
  for (const wrong of ['', ' ', 'not base64!', `${token}\n`, undefined, null, 5, {}, [], [''], Array(1), [token, 'x'], [token, null]]) {
    assert.throws(() => verifyWebhook({ token: wrong, body, signature }), (error) => {
      assert.ok(error instanceof chatwork.ChatworkArgumentError && chatwork.isChatworkError(error));
      assert.deepEqual([error.code, error.parameter, error.name], ['argument', 'token', 'ChatworkArgumentError']);
      assert.ok(!error.message.includes('base64!'));
      return true;
    });
    if (wrong?.[0] !== token) assert.throws(() => signWebhook({ token: wrong, body }), { parameter: 'token' });
    const parsing = await rejectionOf(() => parseWebhook(requestOf(MENTION), { token: wrong }));
    assert.equal(parsing.code, 'argument');
  }
  const transferred = new TextEncoder().encode(body);
  structuredClone(transferred.buffer, { transfer: [transferred.buffer] });
  for (const wrong of [undefined, null, 5, {}, [], JSON.parse(body), transferred, transferred.buffer]) {
    assert.throws(() => verifyWebhook({ token, body: wrong, signature }), { code: 'argument', parameter: 'body' });
  }
  for (const maxAge of [-1, NaN, '300', {}, Symbol('300'), Object.create(null), 1n]) {
    assert.equal((await rejectionOf(() => parseWebhook(requestOf(MENTION), { token, maxAge }))).parameter, 'maxAge');
  }
});

test('events of each kind, and of one to come', async () => {
  for (const type of ['message_created', 'message_updated', 'mention_to_me']) {
    const body = eventOf(type);
    assert.deepEqual(await parseWebhook(requestOf(body), { token }), JSON.parse(body));
  }
  const { original_type: original, ...event } = await parseWebhook(requestOf(eventOf('room_renamed')), { token });
  assert.deepEqual([event.webhook_event_type, original, event.webhook_event.body], ['unknown', 'room_renamed', 'x']);
  assert.equal((await parseWebhook(requestOf(MENTION), { token })).webhook_event.message_id, '1976543210987654321');
});

test('the signature in the query, whatever a framework made of its plus', async () => {
  for (const given of [encodeURIComponent(MENTION_SIGNATURE), MENTION_SIGNATURE]) {
    const request = requestOf(MENTION, { query: `?chatwork_webhook_signature=${given}&mine=1` });
    assert.equal((await parseWebhook(request, { token })).webhook_event_type, 'mention_to_me');
  }
  // The header is the one that nobody changes on the way.
  const both = requestOf(MENTION, { query: `?chatwork_webhook_signature=${SIGNATURE}`, headers: { [HEADER]: MENTION_SIGNATURE } });
  assert.equal((await parseWebhook(both, { token })).webhook_event_type, 'mention_to_me');
});

test('what other servers have in place of a Request', async () => {
  const url = `/hook?chatwork_webhook_signature=${encodeURIComponent(MENTION_SIGNATURE)}`;
  for (const request of [
    { headers: { [HEADER]: MENTION_SIGNATURE }, body: MENTION },
    { headers: { [HEADER]: MENTION_SIGNATURE }, body: Buffer.from(MENTION) },
    { headers: new Headers({ [HEADER]: MENTION_SIGNATURE }), body: MENTION },
    { headers: { 'X-ChatWorkWebhookSignature': MENTION_SIGNATURE }, body: MENTION },
    { headers: { [HEADER]: [MENTION_SIGNATURE] }, body: MENTION },
    { headers: {}, url: new URL(url, 'https://bot.example'), body: MENTION },
    { headers: {}, url, body: MENTION },
    { headers: {}, url: `https://bot.example${url}`, body: MENTION },
  ]) {
    assert.equal((await parseWebhook(request, { token })).webhook_event_type, 'mention_to_me');
  }
  const parsed = { headers: { [HEADER]: MENTION_SIGNATURE }, body: JSON.parse(MENTION) };
  assert.equal((await rejectionOf(() => parseWebhook(parsed, { token }))).parameter, 'body');
});

const large = JSON.stringify({ x: 'x'.repeat(3_000_000) });
const signed = (body) => requestOf(body);
const refusals = [
  ['missing', () => requestOf(MENTION, { query: '?other=1' })],
  ['malformed', () => requestOf(MENTION, { headers: { [HEADER]: 'not base64' } })],
  ['malformed', () => requestOf(MENTION, { headers: { [HEADER]: SIGNATURE.replace('+', ' ') } })],
  ['malformed', () => requestOf(MENTION, { headers: { [HEADER]: '' } })],
  ['mismatch', () => requestOf(MENTION, { headers: { [HEADER]: SIGNATURE } })],
  ['mismatch', () => requestOf(MENTION, { headers: { [HEADER]: signWebhook({ token: other, body: MENTION }) } })],
  ['malformed', () => signed('')],
  ['malformed', () => signed('{"webhook_event_type":')],
  ['malformed', () => signed('null')],
  ['malformed', () => signed('[]')],
  ['malformed', () => signed('"x"')],
  ['malformed', () => signed('{}')],
  ['malformed', () => signed('{"webhook_event_type":"message_created","webhook_event_time":"1","webhook_event":{}}')],
  ['malformed', () => signed('{"webhook_event_type":"message_created","webhook_event_time":1,"webhook_event":null}')],
  ['malformed', () => signed(new Uint8Array([0x22, 0xff, 0x22]))],
  ['too-large', () => signed(large)],
  ['expired', () => signed(MENTION)],
];

for (const [index, [reason, request]] of refusals.entries()) {
  test(`refused, ${index}: ${reason}`, async () => {
    const error = await rejectionOf(() => parseWebhook(request(), { token, maxAge: 300_000 }));
    assert.ok(error instanceof chatwork.ChatworkWebhookError, String(error));
    const { name, code, outcome, reason: told, help } = error;
    assert.deepEqual([name, code, outcome, told], ['ChatworkWebhookError', 'webhook', 'refused', reason]);
    assert.match(help, /。\n.*\.$/);
    assert.ok(!JSON.stringify(error).includes(token));

    const errors = [];
    const handler = webhookHandler({ token, maxAge: 300_000, onEvent: assert.fail, onError: (thrown) => errors.push(thrown) });
    const response = await handler(request());
    assert.equal(response.status, reason === 'too-large' ? 413 : 401);
    assert.equal(await response.text(), '');
    assert.deepEqual(errors.map((thrown) => thrown.reason), [reason]);
  });
}

test('no more of a body is read than a webhook can have', async () => {
  let pulled = 0;
  const body = new ReadableStream({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(65_536));
    },
  });
  const endless = requestOf('', { body, duplex: 'half' });
  assert.equal((await rejectionOf(() => parseWebhook(endless, { token }))).reason, 'too-large');
  assert.ok(pulled < 20, `${pulled} pieces`);
});

test('a body that breaks off', async () => {
  const body = new ReadableStream({
    pull() {
      throw new Error('gone');
    },
  });
  const errors = [];
  const handler = webhookHandler({ token, onEvent: assert.fail, onError: (thrown) => errors.push(thrown.message) });
  assert.equal((await handler(requestOf('', { body, duplex: 'half' }))).status, 500);
  assert.deepEqual(errors, ['gone']);
});

test('the handler takes POST and JSON only', async () => {
  const handler = webhookHandler({ token, onEvent: assert.fail });
  for (const method of ['GET', 'PUT', 'DELETE']) {
    const response = await handler(requestOf(MENTION, { method }));
    assert.deepEqual([response.status, response.headers.get('allow')], [405, 'POST']);
  }
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', '']) {
    assert.equal((await handler(requestOf(MENTION, { headers: { 'content-type': type } }))).status, 415);
  }
  const events = [];
  const accepting = webhookHandler({ token, onEvent: (event) => events.push(event) });
  for (const type of ['application/json', 'Application/JSON ; charset=utf-8']) {
    const response = await accepting(requestOf(eventOf('message_created'), { headers: { 'content-type': type } }));
    assert.deepEqual([response.status, await response.text()], [200, '']);
  }
  assert.equal(events.length, 2);
});

test('a mistake in the settings is told when the handler is made, as none of its webhooks would come twice', () => {
  const onEvent = () => {};
  for (const [parameter, options] of [
    ['onEvent', undefined],
    ['onEvent', { token }],
    ['onEvent', { token, onEvent: 5 }],
    ['onError', { token, onEvent, onError: 5 }],
    ['maxAge', { token, onEvent, maxAge: '60000' }],
    ['maxAge', { token, onEvent, maxAge: -1 }],
    ['ownAccountId', { token, onEvent, ownAccountId: [Object.create(null)] }],
    ['ownAccountId', { token, onEvent, ownAccountId: Symbol('1') }],
    ['ownAccountId', { token, onEvent, ownAccountId: 'me' }],
    ['events', { token, onEvent, events: [] }],
    ['events', { token, onEvent, events: 'mention_to_me' }],
    ['seen', { token, onEvent, seen: {} }],
    ['onevent', { token, onEvent, onevent: onEvent }],
  ]) {
    assert.throws(() => webhookHandler(options), { code: 'argument', parameter }, parameter);
  }
  webhookHandler({ token, onEvent, onError: null, maxAge: null, ownAccountId: undefined, events: null, seen: null });
});

test('only the kinds that are wanted, and a twin that is not takes no place', async () => {
  const handled = [];
  const onEvent = ({ webhook_event_type: type, webhook_event: { to_account_id: to } }) => handled.push([type, to]);
  const handler = webhookHandler({ token, events: ['mention_to_me'], onEvent });
  await handler(requestOf(eventOf('message_created', { message_id: '1' })));
  for (const to_account_id of [10, 11, 11]) {
    await handler(requestOf(eventOf('mention_to_me', { message_id: '1', to_account_id })));
  }
  assert.deepEqual(handled, [['mention_to_me', 10], ['mention_to_me', 11]]);
  const unknown = webhookHandler({ token, onEvent });
  await unknown(requestOf(eventOf('message_created', { message_id: '2' })));
  await unknown(requestOf(eventOf('reaction_added', { message_id: '2' })));
  assert.equal(handled.length, 4);
});

test('where one fails, its twin is handled', async () => {
  const handled = [];
  const onEvent = ({ webhook_event_type: type }) => {
    handled.push(type);
    if (handled.length === 1) throw new Error('mine');
  };
  const handler = webhookHandler({ token, onEvent, onError() {} });
  for (const type of ['message_created', 'mention_to_me', 'mention_to_me']) {
    await handler(requestOf(eventOf(type, { message_id: '1' })));
  }
  assert.deepEqual(handled, ['message_created', 'mention_to_me']);
});

test('a body that somebody has read, and a context that fails', async () => {
  const request = requestOf(MENTION);
  await request.text();
  const locked = requestOf(MENTION);
  locked.body.getReader();
  for (const used of [request, locked]) {
    assert.equal((await rejectionOf(() => parseWebhook(used, { token }))).parameter, 'request');
  }
  const waitUntil = () => {
    throw new Error('too late');
  };
  const handler = webhookHandler({ token, onEvent: () => {} });
  assert.equal((await handler(requestOf(eventOf('message_created')), {}, { waitUntil })).status, 200);
});

test('an event, its environment and its context; the token out of the environment', async () => {
  const told = [];
  const handler = webhookHandler({ token: async ({ SECRET }) => SECRET, onEvent: (...given) => told.push(given) });
  const environment = { SECRET: token };
  const context = {};
  assert.equal((await handler(requestOf(MENTION), environment, context)).status, 200);
  assert.deepEqual(told, [[JSON.parse(MENTION), environment, context]]);
  const errors = [];
  const wrong = webhookHandler({ token: ({ NONE }) => NONE, onEvent: assert.fail, onError: (error) => errors.push(error.code) });
  assert.equal((await wrong(requestOf(MENTION), environment)).status, 500);
  assert.deepEqual(errors, ['argument']);
});

test('a message that comes twice is handled once, and each of its later texts once more', async () => {
  const handled = [];
  const handler = webhookHandler({ token, onEvent: ({ webhook_event_type: type }) => handled.push(type) });
  const message_id = '1';
  await handler(requestOf(eventOf('message_created', { message_id })));
  await handler(requestOf(eventOf('mention_to_me', { message_id })));
  await handler(requestOf(eventOf('message_updated', { message_id, update_time: 5 })));
  await handler(requestOf(eventOf('message_updated', { message_id, update_time: 5 })));
  await handler(requestOf(eventOf('message_updated', { message_id, update_time: 5, body: 'in the same second' })));
  assert.deepEqual(handled, ['message_created', 'message_updated', 'message_updated']);
  // What is remembered has a bound.
  for (let index = 0; index < 1000; index += 1) await handler(requestOf(eventOf('message_created')));
  await handler(requestOf(eventOf('message_created', { message_id })));
  assert.equal(handled.length, 1004);
});

test('a record of the caller says what was handled', async () => {
  const keys = [];
  const seen = {
    async add(key, environment) {
      keys.push([key, environment]);
      return keys.length !== 2;
    },
  };
  let handled = 0;
  const handler = webhookHandler({ token, seen, onEvent: () => (handled += 1) });
  for (const message_id of ['1', '2', '3']) await handler(requestOf(eventOf('message_created', { message_id })), 'env');
  assert.deepEqual([handled, new Set(keys.map(([key]) => key)).size, keys[0][1]], [2, 3, 'env']);
});

test('a record that fails loses no event', async () => {
  const fail = async () => {
    throw new Error('down');
  };
  const errors = [];
  let handled = 0;
  const onError = ({ message }) => errors.push(message);
  const handler = webhookHandler({ token, seen: { add: fail }, onEvent: () => (handled += 1), onError });
  assert.equal((await handler(requestOf(eventOf('message_created')))).status, 200);
  assert.deepEqual([handled, errors], [1, ['down']]);
});

test('own posts are left out', async () => {
  const authors = [];
  const onEvent = ({ webhook_event: { account_id, from_account_id } }) => authors.push(from_account_id ?? account_id);
  for (const ownAccountId of [5, '5', ({ OWN }) => OWN, async () => 5]) {
    const handler = webhookHandler({ token, ownAccountId, onEvent });
    const handle = (type, more) => handler(requestOf(eventOf(type, more)), { OWN: '5' });
    await handle('message_created', { account_id: 5 });
    await handle('message_created', { account_id: 6 });
    await handle('mention_to_me', { account_id: undefined, from_account_id: 5 });
    await handle('mention_to_me', { account_id: undefined, from_account_id: 7 });
    assert.deepEqual(authors.splice(0), [6, 7]);
  }
});

test('with waitUntil the answer comes first, without it last', async () => {
  for (const fails of [false, true]) {
    const errors = [];
    let finish;
    const onEvent = () => new Promise((resolve, reject) => (finish = fails ? () => reject(new Error('mine')) : resolve));
    const handler = webhookHandler({ token, onEvent, onError: ({ message }) => errors.push(message) });
    const waits = [];
    const response = await handler(requestOf(eventOf('message_created')), {}, { waitUntil: (work) => waits.push(work) });
    assert.equal(response.status, 200);
    await settled();
    finish();
    await Promise.all(waits);

    const waiting = handler(requestOf(eventOf('message_created')));
    assert.equal(await Promise.race([waiting, settled()]), undefined);
    finish();
    assert.equal((await waiting).status, fails ? 500 : 200);
    assert.deepEqual(errors, fails ? ['mine', 'mine'] : []);
  }
});

test('onError that fails is no reason to leave the service without an answer', async (t) => {
  t.mock.method(console, 'error', () => {});
  const fail = async () => {
    throw new Error('mine');
  };
  const handler = webhookHandler({ token, onEvent: fail, onError: fail });
  assert.equal((await handler(requestOf(eventOf('message_created')))).status, 500);
  assert.equal((await handler(requestOf(MENTION, { headers: { [HEADER]: 'x' } }))).status, 401);
  assert.equal(console.error.mock.callCount(), 2);
});

test('the middleware for Hono', async () => {
  const middleware = chatworkWebhook({ token: ({ env }) => env.SECRET, maxAge: 0 });
  const run = async (request, env) => {
    const variables = {};
    const req = { raw: request, url: request.url, arrayBuffer: () => request.arrayBuffer() };
    const c = { env, req, set: (name, value) => (variables[name] = value), body: (_, status) => status };
    return [await middleware(c, async () => {}), variables.chatwork?.webhook_event_type];
  };
  const env = { SECRET: token };
  assert.deepEqual(await run(requestOf(MENTION), env), [undefined, 'mention_to_me']);
  assert.deepEqual(await run(requestOf(MENTION, { headers: { [HEADER]: SIGNATURE } }), env), [401, undefined]);
  assert.deepEqual(await run(requestOf(large), env), [413, undefined]);
  await assert.rejects(run(requestOf(MENTION), { SECRET: '' }), { code: 'argument' });
});

test('null where an object belongs is an error of this library', async () => {
  const { ChatworkArgumentError, parseWebhook, signWebhook, verifyWebhook } = chatwork;
  assert.throws(() => verifyWebhook(null), ChatworkArgumentError);
  assert.throws(() => signWebhook(null), ChatworkArgumentError);
  await assert.rejects(parseWebhook(requestOf(MENTION), null), ChatworkArgumentError);
  assert.equal((await rejectionOf(() => parseWebhook(null, { token }))).parameter, 'request');
  assert.equal((await rejectionOf(() => parseWebhook(undefined, { token }))).parameter, 'request');
});
