// The README: a person allows an app to act, and the token is renewed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocks, emulator, run } from './readme.mjs';

const [clientId, clientSecret] = ['emulator-confidential-client', 'emulator-client-secret'];
const redirectUri = 'https://app.example.jp/callback';

test('README: OAuth', async () => {
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
