// Any value for what is exported beside the functions of the API: what they give, or an error of this library.

import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import * as chatwork from 'chatwork-wasm';
import * as markdown from 'chatwork-wasm/markdown';
import * as messages from 'chatwork-wasm/notation';
import fc from 'fast-check';
import { holds, isA, like as likely, made, same, shown, tame, tameOperation as operation } from './anything.mjs';
import { endpoints } from './endpoints.mjs';

const like = (example) => likely(example, tame);
const DEADLINE = 20;
const SECRET = 'c2VjcmV0';
const BODY = JSON.stringify({
  webhook_setting_id: '1',
  webhook_event_type: 'message_created',
  webhook_event_time: 1,
  webhook_event: { message_id: '1', room_id: 1, account_id: 1, body: 'x', send_time: 1, update_time: 0 },
});
const SIGNATURE = chatwork.signWebhook({ token: SECRET, body: BODY });

const text = fc.string({ unit: 'grapheme' }).map(same);
const id = fc.nat().map(same);
const delivery = () =>
  new Request('https://bot.example/', { method: 'POST', body: BODY, headers: { 'content-type': 'application/json', 'x-chatworkwebhooksignature': SIGNATURE } });
const request = fc.oneof(
  fc.constant(made('a delivery', delivery)),
  like({ headers: { 'x-chatworkwebhooksignature': SIGNATURE, 'content-type': 'application/json' }, body: BODY, url: 'https://bot.example/', method: 'POST' }),
);
const fetch = fc.oneof(
  fc.constant(made('fetch', () => async () => Response.json({ access_token: 'a', refresh_token: 'r', expires_in: '1', token_type: 'Bearer', scope: 'x' }))),
  operation,
);
const network = { clientId: 'id', clientSecret: 'secret', fetch };
const grant = { ...network, timeout: DEADLINE };
const tokens = { accessToken: 'a', refreshToken: 'r', expiresAt: 1, scope: ['x'], tokenType: 'Bearer' };
const message = { message_id: '1', room_id: 1, account: { account_id: 1, name: 'x' }, body: text, send_time: 1 };
const tree = [...messages.parseNotation('[To:1] [info][title]a[/title]b[/info] [code]c[/code]')].map(same);

// What each would be called with, which is where it goes wrong from. What is left out here is called with anything.
const calls = {
  createClient: [{ token: 'a', fetch, retries: 0 }],
  rateLimitOf: ['a', { baseUrl: 'https://proxy.example' }],
  verifyWebhook: [{ token: SECRET, body: BODY, signature: SIGNATURE }],
  signWebhook: [{ token: SECRET, body: BODY }],
  parseWebhook: [request, { token: SECRET, maxAge: 0 }],
  webhookHandler: [{ token: fc.oneof(fc.constant(same(SECRET)), operation), onEvent: operation, onError: operation, maxAge: 0, ownAccountId: operation, seen: { add: operation, delete: operation } }],
  authorizationUrl: [{ clientId: 'id', redirectUri: 'https://bot.example/', scope: 'rooms.all:read', state: 's' }],
  createPkce: ['x'.repeat(43)],
  readCallback: ['https://bot.example/?code=c&state=s', { state: 's' }],
  exchangeCode: [{ ...grant, code: 'c', redirectUri: 'https://bot.example/', codeVerifier: 'x'.repeat(43) }],
  refreshAccessToken: [{ ...grant, refreshToken: 'r', scope: 'rooms.all:read' }],
  tokenSource: [{ ...grant, tokens, store: { get: operation, set: operation }, leeway: 0 }],
  scopesFor: ['getMe', 'getRooms'],
  syncRoomMessages: ['a', 1, { fetch, deadline: DEADLINE, once: true, store: { get: operation, set: operation }, onError: operation }],
  downloadRoomFile: ['a', 1, 1, { fetch, deadline: DEADLINE }],
  withUploadProgress: [operation, fetch],
  fromMarkdown: [text, { names: operation }],
  notation: [Object.assign(['a', 'b'], { raw: ['a', 'b'] }), text],
  to: [id, text, { honorific: 'さん' }],
  reply: [message, text],
  quote: [message],
  info: [text, text],
  join: [[text, text], text],
  splitMessage: [text, 100],
  renderHtml: [text, { names: operation }],
  renderText: [text, { names: operation }],
  renderMarkdown: [text, { names: operation }],
  stringifyNotation: [tree],
};

const own = new Set(endpoints.map((endpoint) => endpoint.function));
const exported = { ...chatwork, ...messages, ...markdown };
const others = Object.entries(exported).filter(([name, each]) => /^[a-z]/.test(name) && typeof each === 'function' && !own.has(name));

before(() => {
  // Where the failure of a handler goes.
  mock.method(console, 'error', () => {});
  mock.method(globalThis, 'fetch', async () => Response.json([]));
});
after(() => mock.restoreAll());

for (const [name, operate] of others) {
  const example = calls[name] ?? [tame, tame];

  test(`${name} with anything`, async (t) => {
    const given = fc.tuple(...example.map((each) => like(each)));
    await holds(t, [given, fc.nat(example.length)], async (makers, count) => {
      const args = makers.slice(0, count === 0 ? undefined : count).map((maker) => maker.make());
      let result;
      try {
        result = operate(...args);
        // A client, a generator, a source, a handler or a `fetch`: what it does is a call, too.
        result = await used(name, result, args);
      } catch (reason) {
        // What a store of the caller throws ends its sync.
        const isStores = name === 'syncRoomMessages' && args[2]?.store !== undefined;
        assert.ok(isStores || isA(reason, chatwork.ChatworkError), shown(reason));
      }
    });
  });
}

async function used(name, result, args) {
  if (name === 'createClient') return result.getMe();
  if (name === 'syncRoomMessages') {
    // It goes on for ever otherwise.
    if (args[2]?.once === true) await result.next();
    return result.return();
  }
  if (name === 'tokenSource') return result.accessToken();
  if (name === 'webhookHandler') {
    const response = await result(delivery());
    assert.ok(response instanceof Response);
    return response;
  }
  return result;
}
