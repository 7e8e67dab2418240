// "Log in with Chatwork", from a `Request` to its `Response`: /login sends people to the page on which they allow it,
// and when they come back, the address of `REDIRECT_URI` shows who they are.

import {
  ChatworkOAuthError,
  authorizationUrl,
  createPkce,
  createState,
  exchangeCode,
  getMe,
  readCallback,
  scopesFor,
} from 'chatwork-wasm';

export async function handle(request, env) {
  // A HEAD would use up the code of a callback.
  if (request.method !== 'GET') return new Response(null, { status: 405, headers: { allow: 'GET' } });
  const { pathname } = new URL(request.url);
  if (pathname === '/') return page(200, '<a href="/login">Chatwork でログイン / Log in with Chatwork</a>');
  if (pathname === '/login') return login(env);
  if (pathname === new URL(env.REDIRECT_URI).pathname) return callback(request, env);
  return page(404, 'ページがありません / There is no such page');
}

async function login(env) {
  const state = createState();
  const { verifier, challenge } = await createPkce();
  const location = authorizationUrl({
    clientId: env.CHATWORK_CLIENT_ID,
    redirectUri: env.REDIRECT_URI,
    scope: scopesFor('getMe'),
    state,
    codeChallenge: challenge,
    pageUrl: env.CHATWORK_PAGE_URL,
  });
  const cookie = cookieOf(env, new URLSearchParams({ state, verifier }), 600);
  return new Response(null, { status: 302, headers: { location, 'set-cookie': cookie } });
}

async function callback(request, env) {
  // Whatever comes of it, what was kept is good for one try.
  const headers = { 'set-cookie': cookieOf(env, '', 0) };
  try {
    const kept = keptIn(request);
    const { code } = readCallback(request.url, { state: kept.get('state') });
    const { accessToken } = await exchangeCode({
      clientId: env.CHATWORK_CLIENT_ID,
      clientSecret: env.CHATWORK_CLIENT_SECRET,
      redirectUri: env.REDIRECT_URI,
      code,
      codeVerifier: kept.get('verifier'),
      tokenUrl: env.CHATWORK_TOKEN_URL,
    });
    const me = await getMe({ accessToken }, { baseUrl: env.CHATWORK_BASE_URL });
    // Here an app begins a session of its own for `me.account_id`, and stores the tokens if it calls Chatwork later.
    return page(200, `こんにちは / Hello, ${escaped(me.name)} (${me.account_id})`, headers);
  } catch (error) {
    console.error(error);
    return page(...problemOf(error), headers);
  }
}

function problemOf(error) {
  const reason = error instanceof ChatworkOAuthError ? error.reason : undefined;
  if (reason === 'denied') return [403, `許可されませんでした / You did not allow it. ${AGAIN}`];
  if (reason === 'state' || reason === 'callback' || error.error === 'invalid_grant') {
    return [400, `ログインできませんでした / This login did not work. ${AGAIN}`];
  }
  return [502, `Chatwork を利用できません / Chatwork is not available. ${AGAIN}`];
}

const AGAIN = '<a href="/login">もう一度 / Try again</a>';

// The cookie that binds a callback to the browser that began. `Lax`: the browser comes back from another site.
function cookieOf({ REDIRECT_URI: uri }, value, seconds) {
  const { protocol, pathname } = new URL(uri);
  const secure = protocol === 'https:' ? '; Secure' : '';
  return `login=${value}; Path=${pathname}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

function keptIn(request) {
  const [, value] = (request.headers.get('cookie') ?? '').match(/(?:^|; )login=([^;]*)/) ?? [];
  return new URLSearchParams(value);
}

function page(status, content, headers) {
  const head = '<!doctype html><html lang="ja"><meta charset="utf-8"><title>oauth-login</title>';
  return new Response(`${head}<p>${content}</p></html>`, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      // The address of a callback has the code in it.
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none'",
      ...headers,
    },
  });
}

function escaped(text) {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
