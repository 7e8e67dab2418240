// oauth-login: a browser goes from /login to the page of the service and back, redirect by redirect.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { listen } from '../listen.mjs';
import { serve } from '../processes.mjs';
import { control } from './room.mjs';
import { bareEnv, commandOf, useEmulator } from './start.mjs';

// The name of the account that logs in: a person may call themself so.
const NAME = '<b>花</b> & "鳥"';

export async function login(harness) {
  const project = await harness.example('oauth-login');
  const [node, ...args] = commandOf(project, 'dev');

  await harness.check('example oauth-login: allowed, denied, another state, a used code', async (settings, signal) => {
    const app = await freeOrigin();
    const set = useEmulator(project, settings);
    const account = await meet(settings, set, app);
    const env = { ...bareEnv, REDIRECT_URI: `${app}/callback`, PORT: new URL(app).port };
    const ready = (line) => line === `Open ${app}/`;
    await serve(node, args, { cwd: project, env, signal, ready });

    const home = await get(`${app}/`);
    const [, link] = home.text.match(/href="([^"]+)"/);
    const begin = `${app}${link}`;

    const allowed = await decide(begin, account, 'allow');
    const seen = await get(allowed.callback, allowed.cookie);
    assert.equal(seen.status, 200, seen.text);
    assert.ok(seen.text.includes(`&#60;b&#62;花&#60;/b&#62; &#38; &#34;鳥&#34; (${account})`), seen.text);
    assert.match(seen.setCookie, /^login=; Path=\/callback; Max-Age=0; HttpOnly; SameSite=Lax$/);
    const again = await get(allowed.callback, allowed.cookie);
    assert.equal(again.status, 400);
    assert.match(again.text, /href="\/login"/);

    const denied = await decide(begin, account, 'deny');
    assert.equal((await get(denied.callback, denied.cookie)).status, 403);

    // Somebody sends a person to a callback with a code of their own: to a browser without a cookie, and to one that
    // has begun, too.
    const foreign = await decide(begin, account, 'allow');
    const own = await decide(begin, account, 'allow');
    const asked = await exchanges(settings);
    assert.equal((await get(foreign.callback)).status, 400);
    assert.equal((await get(foreign.callback, own.cookie)).status, 400);
    assert.equal(await exchanges(settings), asked);
    assert.equal((await get(own.callback, own.cookie)).status, 200);

    const late = await decide(begin, account, 'allow');
    await control(settings, '/faults', 'POST', { path: '/token', respond: { status: 503 }, times: 9 });
    assert.equal((await get(late.callback, late.cookie)).status, 502);

    assert.equal((await fetch(late.callback, { method: 'HEAD', signal })).status, 405);
    assert.equal((await get(`${app}//`)).status, 500);
    assert.equal((await get(`${app}/favicon.ico`)).status, 404);
  });
}

// The standard world, with the address of the app as that of the client. Resolves to the account that logs in.
async function meet(settings, { CHATWORK_CLIENT_ID: id }, app) {
  const world = await control(settings, '/world');
  world.accounts[0].name = NAME;
  world.oauth_clients.find(({ client_id }) => client_id === id).redirect_uris = [`${app}/callback`];
  await control(settings, '/reset', 'POST', { world });
  return world.accounts[0].account_id;
}

// What a person does between /login and the callback.
async function decide(begin, account, decision) {
  const begun = await get(begin);
  assert.equal(begun.status, 302);
  assert.match(begun.setCookie, /^login=[^;]+; Path=\/callback; Max-Age=600; HttpOnly; SameSite=Lax$/);
  assert.equal(new URL(begun.location).searchParams.get('code_challenge_method'), 'S256');
  const page = await get(begun.location);
  assert.equal(page.status, 200, page.text);
  const [, action] = page.text.match(/<form method="post" action="([^"]*)"/) ?? [undefined, begun.location];
  const hidden = [...page.text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  const fields = hidden.map(([, name, value]) => [name, value.replaceAll('&amp;', '&')]);
  const body = new URLSearchParams([...fields, ['account_id', account], ['decision', decision]]);
  const decided = await fetch(new URL(action, begun.location), { method: 'POST', body, redirect: 'manual' });
  assert.equal(decided.status, 302, await decided.text());
  const [cookie] = begun.setCookie.split(';');
  return { callback: decided.headers.get('location'), cookie };
}

async function get(url, cookie) {
  const headers = cookie === undefined ? {} : { cookie: `theme=dark; ${cookie}` };
  const response = await fetch(url, { redirect: 'manual', headers });
  return {
    status: response.status,
    text: await response.text(),
    location: response.headers.get('location'),
    setCookie: response.headers.get('set-cookie'),
  };
}

async function exchanges(settings) {
  const requests = await control(settings, '/requests');
  return requests.filter(({ path }) => path === '/token').length;
}

async function freeOrigin() {
  const server = createServer();
  const origin = await listen(server);
  await new Promise((closed) => server.close(closed));
  return origin;
}
