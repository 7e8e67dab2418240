// OAuth of the local Chatwork, from the authorization page to a call with the token.

import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { getMe, getRooms, postRoomMessage } from 'chatwork-wasm';
import { createEmulator } from 'chatwork-wasm/emulator';
import { startEmulator } from './emulator.mjs';

// As a program of its own, and as a `fetch` in this one.
const places = [
  async () => ({ ...(await startEmulator()), send: fetch }),
  () => {
    const emulator = createEmulator();
    return { ...emulator, send: emulator.fetch, stop() {} };
  },
];

function on(name, run) {
  test(name, async () => {
    for (const start of places) {
      const emulator = await start();
      try {
        await run(emulator);
      } finally {
        emulator.stop();
      }
    }
  });
}

const form = (fields) => ({ method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

async function decide({ send, oauth, accounts }, asked, decision = 'allow') {
  const fields = { ...asked, account_id: accounts[0].account_id, decision };
  const response = await send(oauth.authorizationUrl, form(fields));
  assert.equal(response.status, 302);
  return new URL(response.headers.get('location'));
}

on('a confidential client', async (emulator) => {
  const { send, oauth, accounts, baseUrl } = emulator;
  const [client] = oauth.clients;
  const redirect_uri = client.redirect_uris[0];
  const asked = { response_type: 'code', client_id: client.client_id, redirect_uri, scope: 'users.profile.me:read', state: '日' };
  const page = await send(`${oauth.authorizationUrl}?${new URLSearchParams(asked)}`);
  assert.match(await page.text(), /<form method="post"/);
  const denied = await decide(emulator, asked, 'deny');
  assert.deepEqual([...denied.searchParams], [['error', 'access_denied'], ['state', '日']]);
  const back = await decide(emulator, asked);
  assert.equal(back.searchParams.get('state'), '日');
  assert.equal(`${back.origin}${back.pathname}`, redirect_uri);

  const headers = { authorization: `Basic ${btoa(`${client.client_id}:${client.client_secret}`)}` };
  const fields = { grant_type: 'authorization_code', code: back.searchParams.get('code'), redirect_uri };
  const inBody = await send(oauth.tokenUrl, form({ ...fields, client_id: client.client_id, client_secret: client.client_secret }));
  assert.deepEqual([inBody.status, (await inBody.json()).error], [401, 'invalid_client']);
  const response = await send(oauth.tokenUrl, { ...form(fields), headers });
  const tokens = await response.json();
  assert.deepEqual([response.status, tokens.expires_in, tokens.token_type], [200, '1800', 'Bearer']);

  const options = { baseUrl, fetch: send };
  const credential = { accessToken: tokens.access_token };
  assert.equal((await getMe(credential, options)).account_id, accounts[0].account_id);
  await assert.rejects(getRooms(credential, options), { status: 403 });
  const refreshed = await send(oauth.tokenUrl, {
    ...form({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token }),
    headers,
  });
  assert.notEqual((await refreshed.json()).access_token, tokens.access_token);
});

on('a public client with PKCE', async (emulator) => {
  const { send, oauth, baseUrl, rooms } = emulator;
  const client = oauth.clients.find(({ client_secret }) => client_secret === undefined);
  const verifier = randomBytes(32).toString('base64url');
  const asked = {
    response_type: 'code',
    client_id: client.client_id,
    scope: 'rooms.messages:write',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  const code = (await decide(emulator, asked)).searchParams.get('code');
  const exchange = (code_verifier) =>
    send(oauth.tokenUrl, form({ grant_type: 'authorization_code', client_id: client.client_id, code, code_verifier }));
  assert.equal((await exchange(randomBytes(32).toString('base64url'))).status, 400);
  const { access_token } = await (await exchange(verifier)).json();
  const group = rooms.find(({ type }) => type === 'group');
  const posted = await postRoomMessage({ accessToken: access_token }, group.room_id, { body: 'a' }, { baseUrl, fetch: send });
  assert.match(posted.message_id, /^\d+$/);
});

test('in this program the hosts of the service answer too', async () => {
  const { fetch } = createEmulator();
  assert.equal((await fetch('https://www.chatwork.com/packages/oauth2/login.php')).status, 400);
  assert.equal((await fetch('https://oauth.chatwork.com/token', form({ client_id: 'nobody' }))).status, 401);
});
