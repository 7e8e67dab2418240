// OAuth 2.0: the addresses, the two grants over real sockets, and scopes. Sources that renew themselves are in
// source.test.mjs.

import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { inspect } from 'node:util';
import * as chatwork from 'chatwork-wasm';
import { endpoints } from './endpoints.mjs';
import { hostile } from './hostile.mjs';
import { rejectionOf } from './rejections.mjs';
import { GRANTED, granting, reply, startTokenServer } from './tokens.mjs';

const { ChatworkArgumentError, ChatworkConnectionError, ChatworkOAuthError, ChatworkTimeoutError } = chatwork;

const ID = 'a1b2c3';
const SECRET = 's3cret/+with=signs';
const CODE = 'c0de-that-is-secret';
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

let service;
before(async () => {
  service = await startTokenServer();
});
after(() => service?.stop());

const exchange = (more) => chatwork.exchangeCode({ clientId: ID, code: CODE, tokenUrl: service.tokenUrl, ...more });
const refresh = (more) =>
  chatwork.refreshAccessToken({ clientId: ID, refreshToken: 'r3fresh-1', tokenUrl: service.tokenUrl, ...more });

test('the address of the page, with all parameters and with the fewest', () => {
  const all = new URL(
    chatwork.authorizationUrl({
      clientId: ID,
      redirectUri: 'https://app.example/callback?a=b c',
      scope: ['rooms.info:read', 'offline_access'],
      state: 'x&y=z',
      codeChallenge: CHALLENGE,
    }),
  );
  assert.equal(all.origin + all.pathname, 'https://www.chatwork.com/packages/oauth2/login.php');
  assert.deepEqual(
    [...all.searchParams],
    [
      ['response_type', 'code'],
      ['client_id', ID],
      ['redirect_uri', 'https://app.example/callback?a=b c'],
      ['scope', 'rooms.info:read offline_access'],
      ['state', 'x&y=z'],
      ['code_challenge', CHALLENGE],
      ['code_challenge_method', 'S256'],
    ],
  );
  assert.ok(!all.href.includes('+'));
  const few = chatwork.authorizationUrl({
    clientId: ID,
    scope: 'users.all:read',
    pageUrl: 'http://127.0.0.1:8787/packages/oauth2/login.php',
    redirectUri: null,
    state: undefined,
  });
  const query = `response_type=code&client_id=${ID}&scope=users.all%3Aread`;
  assert.equal(few, `http://127.0.0.1:8787/packages/oauth2/login.php?${query}`);
});

test('a redirect URI stays as it is registered, with a custom scheme too', () => {
  for (const redirectUri of [
    'https://App.example',
    'myapp://callback',
    'http://localhost:3000/cb',
    new URL('https://a.example/'),
  ]) {
    const url = chatwork.authorizationUrl({ clientId: ID, scope: 'users.all:read', redirectUri });
    assert.equal(new URL(url).searchParams.get('redirect_uri'), redirectUri.href ?? redirectUri);
  }
});

const wrongPages = {
  clientId: [undefined, '', 'a b', 7],
  redirectUri: ['', '/callback', 'http://app.example/cb', 'https://app.example/#top', 7],
  scope: [undefined, '', [], 'rooms', ['rooms.all:read', 'x'], [7], ['users.all:read users.profile.me:read'], 7],
  state: ['', 'a\nb', 7],
  codeChallenge: ['', 'x'.repeat(42), 'x'.repeat(129), `${'x'.repeat(42)}+`],
  pageUrl: ['', 'http://www.example.com/', 'https://www.example.com/?a', '/login.php'],
  validate: ['false', 0],
  client_id: ['x'],
};

for (const [parameter, values] of Object.entries(wrongPages)) {
  test(`a wrong '${parameter}' of the page is refused`, () => {
    for (const value of values) {
      const options = { clientId: ID, scope: 'users.all:read', [parameter]: value };
      assert.throws(() => chatwork.authorizationUrl(options), argumentError(parameter), inspect(value));
    }
  });
}

test('a scope that this version does not know passes where it is told not to look', () => {
  const url = chatwork.authorizationUrl({ clientId: ID, scope: ['drive.all:read'], validate: false });
  assert.equal(new URL(url).searchParams.get('scope'), 'drive.all:read');
  const broken = { clientId: ID, scope: ['a b'], validate: false };
  assert.throws(() => chatwork.authorizationUrl(broken), argumentError('scope'));
});

test('hostile options are refused, and nothing is sent', async () => {
  service.answering(granting());
  for (const [what, make] of Object.entries(hostile)) {
    for (const name of ['authorizationUrl', 'tokenSource']) {
      assert.throws(() => chatwork[name](make()), ChatworkArgumentError, `${name}: ${what}`);
    }
    // Where nothing is wrong with its options, there is no state in them.
    assert.throws(
      () => chatwork.readCallback(make(), make()),
      (error) => error instanceof ChatworkArgumentError || error.reason === 'state',
      `readCallback: ${what}`,
    );
    for (const name of ['exchangeCode', 'refreshAccessToken']) {
      const error = await rejectionOf(() => chatwork[name](make()), `${name}: ${what}`);
      assert.ok(error instanceof ChatworkArgumentError, `${name}: ${what}: ${inspect(error)}`);
    }
  }
  for (const [what, make] of Object.entries(hostile)) {
    for (const parameter of [
      'clientId',
      'clientSecret',
      'code',
      'redirectUri',
      'codeVerifier',
      'tokenUrl',
      'fetch',
      'signal',
      'timeout',
    ]) {
      if (parameter === 'fetch' && make() == null) continue;
      const call = () => exchange({ fetch: async () => new Response('{}'), [parameter]: make() });
      const error = await call().catch((reason) => reason);
      assert.ok(chatwork.isChatworkError(error), `${parameter}: ${what}: ${inspect(error)}`);
    }
  }
  assert.equal(service.requests.length, 0);
});

test('PKCE is that of RFC 7636, appendix B', async () => {
  assert.deepEqual(await chatwork.createPkce(VERIFIER), { verifier: VERIFIER, challenge: CHALLENGE, method: 'S256' });
});

test('PKCE and states are random, and right for the page', async () => {
  const made = await Promise.all(Array.from({ length: 100 }, () => chatwork.createPkce()));
  const states = made.map(() => chatwork.createState());
  assert.equal(new Set([...made.map(({ verifier }) => verifier), ...states]).size, 200);
  for (const [index, { verifier, challenge }] of made.entries()) {
    assert.match(verifier, /^[\w-]{43}$/);
    assert.match(states[index], /^[\w-]{43}$/);
    chatwork.authorizationUrl({
      clientId: ID,
      scope: 'users.all:read',
      codeChallenge: challenge,
      state: states[index],
    });
  }
  for (const wrong of ['', 'short', 'x'.repeat(129), 'ä'.repeat(43), 7, null]) {
    const error = await rejectionOf(() => chatwork.createPkce(wrong));
    assert.ok(argumentError('verifier')(error));
  }
});

test('the callback gives its code to who knows the state', () => {
  const state = 'st4te';
  for (const url of [
    `https://app.example/callback?code=${CODE}&state=${state}`,
    `/callback?state=${state}&code=${CODE}&more=1`,
    new URL(`myapp://callback?code=${CODE}&state=${state}`),
    `https://app.example/callback?code=${CODE}&state=${state}#x`,
  ]) {
    assert.deepEqual(chatwork.readCallback(url, { state }), { code: CODE });
  }
  const wrong = [
    ['state', ''],
    ['state', `?code=${CODE}`],
    ['state', `?code=${CODE}&state=`],
    ['state', `?code=${CODE}&state=st4t`],
    ['state', `?code=${CODE}&state=st4te5`],
    ['state', `?code=${CODE}&state=ST4TE`],
    ['state', `?code=${CODE}&state=${state}&state=${state}`],
    ['state', '?error=access_denied'],
    ['denied', `?error=access_denied&state=${state}`],
    ['callback', `?error=server_error&error_description=${state}%20x&state=${state}`],
    ['callback', `?state=${state}`],
    ['callback', `?code=&state=${state}`],
    ['callback', `?code=${CODE}&code=x&state=${state}`],
  ];
  for (const [reason, query] of wrong) {
    assert.throws(
      () => chatwork.readCallback(`https://app.example/callback${query}`, { state }),
      (error) => {
        assert.ok(error instanceof ChatworkOAuthError, inspect(error));
        assert.deepEqual([error.code, error.reason, error.outcome], ['oauth', reason, 'not-sent'], query);
        checkSilence(error, [CODE, state]);
        return true;
      },
      query,
    );
  }
  for (const kept of [undefined, null]) {
    const read = () => chatwork.readCallback(`/?code=${CODE}&state=`, { state: kept });
    assert.throws(read, { code: 'oauth', reason: 'state' });
  }
  assert.throws(() => chatwork.readCallback('/callback', { state: '' }), argumentError('state'));
  assert.throws(() => chatwork.readCallback('http://', { state }), argumentError('url'));
});

test('what is wrong with a callback is said', () => {
  const said = (query, state = 'st4te') => {
    try {
      return chatwork.readCallback(`/callback${query}`, { state });
    } catch (error) {
      return error.message;
    }
  };
  assert.match(said(`?code=${CODE}`), /^readCallback: the 'state' is missing or another one\. /);
  assert.match(said(`?code=${CODE}&state=x`), /^readCallback: the 'state' is missing or another one\. /);
  assert.match(said(`?code=${CODE}&state=x`, null), /^readCallback: no 'state' was kept\. /);
  assert.match(said('?state=st4te'), /^readCallback: there is neither a code nor an error\. /);
  assert.match(said('?state=st4te&error=server_error'), /^readCallback: server_error\. /);
});

test('the addresses of the service are used as they are given', async () => {
  service.answering(granting());
  for (const path of ['/token/', '/token', '/a/b//', '/']) {
    const tokenUrl = service.origin + path;
    await exchange({ tokenUrl });
    await refresh({ tokenUrl: new URL(tokenUrl) });
    const tokens = { accessToken: 'a', refreshToken: path, expiresAt: 0 };
    await chatwork.tokenSource({ clientId: ID, tokens, tokenUrl }).accessToken();
    const asked = service.requests.splice(0).map((request) => request.path);
    assert.deepEqual(asked, [path, path, path]);
    const pageUrl = `https://a.example${path}`;
    assert.ok(chatwork.authorizationUrl({ clientId: ID, scope: 'users.all:read', pageUrl }).startsWith(`${pageUrl}?r`));
  }
});

test('a confidential client proves itself by Basic, and never in the body', async () => {
  service.answering(granting());
  const start = Date.now();
  const tokens = await exchange({
    clientSecret: SECRET,
    redirectUri: 'https://app.example/cb',
    codeVerifier: VERIFIER,
  });
  const [{ method, path, headers, form, body }] = service.requests;
  assert.deepEqual([method, path], ['POST', '/token']);
  assert.equal(headers['content-type'], 'application/x-www-form-urlencoded');
  const basic = Buffer.from(headers.authorization.replace(/^Basic /, ''), 'base64').toString();
  assert.equal(basic, `${ID}:s3cret%2F%2Bwith%3Dsigns`);
  assert.deepEqual(form, {
    grant_type: 'authorization_code',
    code: CODE,
    redirect_uri: 'https://app.example/cb',
    code_verifier: VERIFIER,
  });
  assert.ok(!body.includes('s3cret'));
  const { expiresAt, ...rest } = tokens;
  assert.ok(expiresAt >= start + 1_800_000 && expiresAt <= Date.now() + 1_800_000);
  assert.deepEqual(rest, {
    accessToken: 'access-1',
    refreshToken: 'refresh-1',
    scope: ['rooms.all:read_write'],
    tokenType: 'Bearer',
  });
  assert.deepEqual(JSON.parse(JSON.stringify(tokens)), tokens);
});

test('a public client names itself in the body', async () => {
  service.answering(granting());
  await exchange({ codeVerifier: VERIFIER });
  await refresh({ scope: ['rooms.info:read', 'users.all:read'] });
  const [first, second] = service.requests;
  assert.equal(first.headers.authorization, undefined);
  assert.deepEqual(first.form, {
    grant_type: 'authorization_code',
    code: CODE,
    code_verifier: VERIFIER,
    client_id: ID,
  });
  const scope = 'rooms.info:read users.all:read';
  assert.deepEqual(second.form, { grant_type: 'refresh_token', refresh_token: 'r3fresh-1', scope, client_id: ID });
});

test('only what every runtime allows is set on the request', async () => {
  const seen = [];
  const fetch = async (url, init) => {
    seen.push([url, Object.keys(init).sort()]);
    return Response.json({ access_token: 'a' });
  };
  await chatwork.exchangeCode({ clientId: ID, code: CODE, fetch });
  assert.deepEqual(seen, [['https://oauth.chatwork.com/token', ['body', 'headers', 'method', 'redirect', 'signal']]]);
});

test('expires_in may be anything', async () => {
  const lives = [
    ['1800', 1800],
    [1800, 1800],
    [' 900 ', 900],
    ['0.5', 0.5],
    [undefined, 900],
    [null, 900],
    ['', 900],
    ['soon', 900],
    ['1501138041000', 900],
    [1501138041000, 900],
    [0, 900],
    ['-1', 900],
    ['NaN', 900],
    ['Infinity', 900],
    [{}, 900],
    [[1800], 900],
    [true, 900],
  ];
  for (const [given, seconds] of lives) {
    service.answering(granting({ expires_in: given }));
    const start = Date.now();
    const { expiresAt } = await exchange();
    const life = expiresAt - start;
    assert.ok(life >= seconds * 1000 && life < seconds * 1000 + 5000, `${inspect(given)}: ${life}`);
  }
});

test('what an answer may leave out', async () => {
  for (const missing of [undefined, null, '', 7]) {
    service.answering(granting({ refresh_token: missing }));
    assert.equal('refreshToken' in (await exchange()), false);
    assert.equal((await refresh()).refreshToken, 'r3fresh-1');
  }
  service.answering(granting());
  assert.equal((await refresh()).refreshToken, 'refresh-1');
  service.answering(granting({ scope: undefined, token_type: undefined }));
  const { scope, tokenType } = await exchange();
  assert.deepEqual([scope, tokenType], [[], 'Bearer']);
  service.answering(granting({ token_type: 'bearer' }));
  assert.equal((await exchange()).tokenType, 'Bearer');
});

const refusals = [
  [
    'an OAuth error',
    400,
    { error: 'invalid_grant', error_description: 'The code has expired', error_uri: null },
    {},
    { reason: 'refused', error: 'invalid_grant', description: 'The code has expired', outcome: 'answered' },
  ],
  [
    'an unknown client',
    401,
    { error: 'invalid_client', error_description: 'Unknown client' },
    {},
    { reason: 'refused', error: 'invalid_client', outcome: 'answered' },
  ],
  [
    'an empty body with a header',
    401,
    '',
    { 'www-authenticate': 'Basic realm="oauth", error="invalid_client", error_description="no \\"such\\" client"' },
    { reason: 'refused', error: 'invalid_client', description: 'no "such" client', outcome: 'answered' },
  ],
  [
    'an empty body with a header without quotes',
    400,
    '',
    { 'www-authenticate': 'Bearer error=invalid_request' },
    { error: 'invalid_request' },
  ],
  ['an empty body', 401, '', {}, { reason: 'refused', error: undefined, outcome: 'answered' }],
  ['the errors of the API', 400, { errors: ['a', 'b'] }, {}, { reason: 'refused', description: 'a; b' }],
  ['an HTML page', 502, '<html><h1>Bad Gateway</h1></html>', {}, { reason: 'unavailable', outcome: 'unknown' }],
  ['too many requests', 429, '', {}, { reason: 'unavailable', outcome: 'refused' }],
  ['a time-out of the server', 408, '', {}, { reason: 'unavailable', outcome: 'unknown' }],
  ['a redirect', 302, '', { location: 'https://elsewhere.example/token' }, { reason: 'refused', outcome: 'unknown' }],
  ['an HTML page as a success', 200, '<html>sign in</html>', {}, { reason: 'unreadable', outcome: 'answered' }],
  ['an empty success', 204, undefined, {}, { reason: 'unreadable', outcome: 'answered' }],
  ['a success without a token', 200, { token_type: 'Bearer' }, {}, { reason: 'unreadable' }],
  ['a success with a wrong token', 200, { access_token: 'a b' }, {}, { reason: 'unreadable' }],
  ['another type of token', 200, { access_token: 'a', token_type: 'mac' }, {}, { reason: 'unreadable' }],
  [
    'an error as a success',
    200,
    { error: 'invalid_grant' },
    {},
    { reason: 'refused', error: 'invalid_grant', outcome: 'answered' },
  ],
  ['a list', 200, [], {}, { reason: 'unreadable' }],
  ['null', 400, 'null', {}, { reason: 'refused' }],
];

for (const [what, status, body, headers, expected] of refusals) {
  test(`the endpoint answers ${what}`, async () => {
    service.answering((request, response) => reply(response, status, body ?? '', headers));
    for (const [name, call] of [
      ['exchangeCode', () => exchange({ clientSecret: SECRET, codeVerifier: VERIFIER })],
      ['refreshAccessToken', () => refresh({ clientSecret: SECRET })],
    ]) {
      service.requests.length = 0;
      const error = await rejectionOf(call);
      assert.ok(error instanceof ChatworkOAuthError, inspect(error));
      assert.ok(chatwork.isChatworkError(error));
      const { code, method, path, attempts } = error;
      assert.deepEqual(
        [error.name, code, error.status, method, path, attempts],
        ['ChatworkOAuthError', 'oauth', status, 'POST', '/token', 1],
      );
      for (const [field, value] of Object.entries(expected)) assert.equal(error[field], value, field);
      assert.match(error.message, new RegExp(`^${name}: ${status}`));
      assert.match(error.help, /^[^\n]*[ぁ-ん][^\n]*\n[\x20-\x7e]+$/);
      assert.ok(error.message.endsWith(error.help.split('\n')[1]), error.message);
      // Nothing is tried again.
      assert.equal(service.requests.length, 1);
    }
  });
}

test('advice is for what went wrong', async () => {
  const said = async (call, status, body, headers) => {
    service.answering((request, response) => reply(response, status, body, headers));
    return (await rejectionOf(call)).message;
  };
  assert.match(await said(exchange, 400, { error: 'invalid_grant' }), /one minute/);
  assert.match(await said(refresh, 400, { error: 'invalid_grant' }), /let the person authorize again/);
  assert.match(await said(exchange, 401, ''), /confidential/);
  assert.match(await said(exchange, 400, { error: 'invalid_scope' }), /scopes/);
  assert.match(await said(exchange, 301, '', { location: '/' }), /tokenUrl/);
  // Not even where it is the name of another piece of advice.
  assert.match(await said(exchange, 400, { error: 'set' }), /registration/);
});

test('a code is not sent again where it may have arrived', async () => {
  service.answering((request, response) => response.destroy());
  const lost = await rejectionOf(exchange);
  assert.ok(lost instanceof ChatworkConnectionError);
  assert.deepEqual([lost.code, lost.outcome, lost.attempts, service.requests.length], ['connection', 'unknown', 1, 1]);
  service.answering((request, response) => {
    response.writeHead(200, { 'content-length': 1000 });
    response.write('{"access_token":"');
    setTimeout(() => response.destroy(), 20);
  });
  const broken = await rejectionOf(exchange);
  assert.deepEqual([broken.code, broken.outcome, service.requests.length], ['connection', 'unknown', 1]);
  service.answering(() => {});
  const slow = await rejectionOf(() => exchange({ timeout: 50 }));
  assert.ok(slow instanceof ChatworkTimeoutError);
  assert.deepEqual([slow.outcome, slow.which, slow.after, service.requests.length], ['unknown', 'timeout', 50, 1]);
  checkSilence([lost, broken, slow], [CODE]);
});

test('what never left is tried three times', async () => {
  const closed = createServer();
  await new Promise((resolve) => closed.listen(0, '127.0.0.1', resolve));
  const tokenUrl = `http://127.0.0.1:${closed.address().port}/token`;
  await new Promise((resolve) => closed.close(resolve));
  const error = await rejectionOf(() => exchange({ tokenUrl }));
  assert.deepEqual([error.code, error.outcome, error.attempts], ['connection', 'not-sent', 3]);
  let tries = 0;
  const fetch = async (url, init) => {
    tries += 1;
    if (tries < 3) throw Object.assign(new Error('no'), { code: 'ECONNREFUSED' });
    return globalThis.fetch(url, init);
  };
  service.answering(granting());
  assert.equal((await exchange({ fetch })).accessToken, 'access-1');
  assert.equal(tries, 3);
});

test('a redirect is not followed', async () => {
  service.answering((request, response, count) => {
    if (count === 1) reply(response, 307, '', { location: `${service.origin}/elsewhere` });
    else granting()(request, response, count);
  });
  await rejectionOf(exchange);
  assert.equal(service.requests.length, 1);
});

test('an abort rejects with its reason, before, during and between', async () => {
  service.answering(() => {});
  assert.equal(await rejectionOf(() => exchange({ signal: AbortSignal.abort('enough') })), 'enough');
  assert.equal(service.requests.length, 0);
  const during = new AbortController();
  setTimeout(() => during.abort('now'), 30);
  assert.equal(await rejectionOf(() => exchange({ signal: during.signal })), 'now');
  const between = new AbortController();
  const fetch = async () => {
    setTimeout(() => between.abort('later'), 0);
    throw Object.assign(new Error('no'), { code: 'ECONNREFUSED' });
  };
  assert.equal(await rejectionOf(() => exchange({ fetch, signal: between.signal })), 'later');
});

test('a fetch that does not do what fetch does', async () => {
  for (const fetch of [
    async () => undefined,
    async () => ({}),
    async () => ({ status: '200', text: async () => '{}' }),
    async () => ({ status: 200 }),
    () => {
      throw undefined;
    },
    async () => {
      throw 'text';
    },
    async () => ({ status: 200, headers: undefined, text: () => Promise.reject(new Error('x')) }),
  ]) {
    const error = await rejectionOf(() => exchange({ fetch }));
    assert.ok(error instanceof ChatworkConnectionError, inspect(error));
    assert.equal(error.outcome, 'unknown');
  }
  const plain = { status: 200, headers: { get: () => null }, text: async () => '{"access_token":"a"}' };
  assert.equal((await exchange({ fetch: async () => plain })).accessToken, 'a');
  const bare = { status: 400, text: async () => '{"error":"invalid_grant"}' };
  assert.equal((await rejectionOf(() => exchange({ fetch: async () => bare }))).error, 'invalid_grant');
});

test('wrong arguments of the grants', async () => {
  service.answering(granting());
  const wrong = {
    clientId: [undefined, '', `${ID}\n`],
    clientSecret: ['', `${SECRET}\n`, '秘密', 7],
    code: [undefined, '', 7],
    redirectUri: ['/cb', 'http://app.example/cb'],
    codeVerifier: ['short', 7],
    tokenUrl: ['http://oauth.chatwork.com/token', 'https://u:p@x.example/token', 'x'],
    timeout: [-1, 2 ** 31, '1000', NaN],
    signal: [{}, new AbortController()],
    fetch: ['fetch'],
    client_secret: [SECRET],
  };
  for (const [parameter, values] of Object.entries(wrong)) {
    for (const value of values) {
      const error = await rejectionOf(() => exchange({ [parameter]: value }), parameter);
      assert.ok(argumentError(parameter)(error), inspect(error));
      checkSilence(error, [SECRET, CODE]);
    }
  }
  assert.ok(argumentError('refreshToken')(await rejectionOf(() => refresh({ refreshToken: '' }))));
  for (const scope of ['', [], ['a b'], [7]]) {
    assert.ok(argumentError('scope')(await rejectionOf(() => refresh({ scope }))), inspect(scope));
  }
  assert.equal(service.requests.length, 0);
});

test('which scopes may be kept is for the service to judge', async () => {
  service.answering(granting());
  await refresh({ scope: ['drive.all:read', 'rooms.all:read'] });
  assert.equal(service.requests[0].form.scope, 'drive.all:read rooms.all:read');
});

// The grants have rules of their own, which have to be those of the other functions.
test('the outcome of a grant is that of every other function', async () => {
  const answering = (status) => async () => ({ status, headers: new Headers(), text: async () => '' });
  const throwing = (make) => async () => {
    throw make();
  };
  const coded = (code) => Object.assign(new Error('x'), { code });
  const unsent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'ConnectionRefused'];
  const lost = [
    ...['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'econnrefused'],
    ...['UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ConnectionClosed', 'FailedToOpenSocket'],
    ...['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', ''],
  ];
  const cases = [
    ...[0, ...Array.from({ length: 300 }, (_, index) => 300 + index), 600, 999].map((status) => [
      `status ${status}`,
      answering(status),
    ]),
    ...[...unsent, ...lost].flatMap((code) => [
      [`code '${code}'`, throwing(() => coded(code))],
      [`code '${code}' in the cause`, throwing(() => new TypeError('fetch failed', { cause: coded(code) }))],
    ]),
    ['no code', throwing(() => new TypeError('fetch failed'))],
  ];
  const seen = new Map();
  await Promise.all(
    cases.map(async ([what, fetch]) => {
      const options = { fetch, retries: 0, pace: false };
      const [told, ...grants] = await Promise.all([
        rejectionOf(() => chatwork.getMe('mark3r-t0ken', options), what),
        rejectionOf(() => exchange({ fetch }), what),
        rejectionOf(() => refresh({ fetch }), what),
      ]);
      for (const error of grants) assert.equal(error.outcome, told.outcome, what);
      seen.set(told.outcome, (seen.get(told.outcome) ?? 0) + 1);
    }),
  );
  // Five codes, each in two places, and 429.
  assert.deepEqual([seen.get('not-sent'), seen.get('refused'), [...seen.keys()].length], [10, 1, 4]);
});

// The endpoint, or something before it, repeats all that it was told.
for (const [name, call, secrets] of [
  [
    'exchangeCode',
    (more) => exchange({ clientSecret: SECRET, codeVerifier: VERIFIER, ...more }),
    [SECRET, CODE, VERIFIER],
  ],
  ['refreshAccessToken', (more) => refresh({ clientSecret: SECRET, ...more }), [SECRET, 'r3fresh-1']],
]) {
  const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]);
  const basic = Buffer.from(`${ID}:s3cret%2F%2Bwith%3Dsigns`).toString('base64');

  test(`no secret shows in an error of ${name}`, async () => {
    const told = ({ headers, body, form }) => JSON.stringify({ headers, body, form, basic: SECRET });
    const answers = [
      (request, response) => reply(response, 400, { error: told(request), error_description: told(request) }),
      (request, response) => reply(response, 400, { error: 'x', error_description: request.body }),
      (request, response) => reply(response, 400, { error: 'x', error_description: 'y'.repeat(990) + told(request) }),
      (request, response) =>
        reply(response, 401, '', {
          'www-authenticate': `Basic error="${request.body}", error_description="${request.headers.authorization}"`,
        }),
      (request, response) => reply(response, 400, { errors: [told(request)] }),
      (request, response) => reply(response, 500, `<html>${told(request)}</html>`),
      (request, response) => reply(response, 200, `<html>${told(request)}</html>`),
      (request, response) => reply(response, 200, { access_token: 'a b', error: request.body }),
      (request, response) => reply(response, 302, told(request), { location: `/?${request.body}` }),
    ];
    for (const answer of answers) {
      service.answering(answer);
      checkSilence(await rejectionOf(() => call({})), [...forms, basic]);
    }
    const thrown = [
      (init) => Object.assign(new Error('failed'), { init }),
      (init) => new Error(`failed: ${JSON.stringify(init.headers)}`),
      (init) => JSON.stringify(init.headers),
      (init) => new Error('failed', { cause: { headers: init.headers } }),
      (init) => Object.assign(new Error('failed'), { code: init.headers.authorization }),
    ];
    for (const make of thrown) {
      const fetch = async (url, init) => {
        throw make(init);
      };
      checkSilence(await rejectionOf(() => call({ fetch })), [...forms, basic]);
    }
  });
}

test('scopesFor tells the least scopes, for every function', () => {
  for (const { function: name, auth_scopes: scopes } of endpoints) {
    const needed = chatwork.scopesFor(name);
    assert.equal(needed.length, 1, name);
    assert.ok(scopes.includes(needed[0]), name);
    const narrow = scopes.filter((scope) => !scope.includes('.all:'));
    assert.equal(needed[0], narrow.at(-1) ?? scopes.find((scope) => !scope.endsWith('read_write')), name);
    chatwork.authorizationUrl({ clientId: ID, scope: scopes });
  }
  assert.deepEqual(chatwork.scopesFor(), []);
  assert.deepEqual(chatwork.scopesFor('syncRoomMessages', 'downloadRoomFile'), ['rooms.messages:read', 'rooms.files:read']);
  assert.deepEqual(chatwork.scopesFor('getRooms', 'postRoomMessage', 'getRoom'), [
    'rooms.info:read',
    'rooms.messages:write',
  ]);
  assert.deepEqual(chatwork.scopesFor('postRoomMessage', 'getRooms'), ['rooms.info:read', 'rooms.messages:write']);
  for (const wrong of [
    'getRoomz',
    '',
    'constructor',
    '__proto__',
    'createClient',
    undefined,
    7,
    ['getRooms'],
    Symbol('x'),
  ]) {
    assert.throws(() => chatwork.scopesFor('getMe', wrong), argumentError('functions'), inspect(wrong));
  }
});

test('all scopes of the reference are known', () => {
  const scopes = [
    ...['offline_access', 'users.all:read', 'users.profile.me:read', 'users.status.me:read', 'users.tasks.me:read'],
    ...['rooms.all:read_write', 'rooms.all:read', 'rooms.all:write', 'rooms:write'],
    ...['info', 'members', 'messages', 'tasks', 'files'].flatMap((part) => [
      `rooms.${part}:read`,
      `rooms.${part}:write`,
    ]),
    ...['contacts.all:read_write', 'contacts.all:read', 'contacts.all:write'],
  ];
  assert.equal(scopes.length, 22);
  const url = chatwork.authorizationUrl({ clientId: ID, scope: scopes });
  assert.deepEqual(new URL(url).searchParams.get('scope').split(' '), scopes);
  assert.throws(
    () => chatwork.authorizationUrl({ clientId: ID, scope: 'x' }),
    ({ expected }) => scopes.every((scope) => expected.includes(scope)),
  );
  assert.equal(GRANTED.scope, 'rooms.all:read_write');
});

function argumentError(parameter) {
  return (error) => {
    assert.ok(error instanceof ChatworkArgumentError, inspect(error));
    assert.deepEqual([error.code, error.outcome, error.parameter], ['argument', 'not-sent', parameter], error.message);
    assert.ok(error.message.includes(`'${parameter}'`));
    return true;
  };
}

function checkSilence(error, secrets) {
  const seen = inspect(error, { depth: Infinity, showHidden: true, getters: true, maxStringLength: Infinity });
  const text = `${String(error)}\n${error.stack}\n${JSON.stringify(error)}\n${seen}`;
  for (const secret of secrets) assert.ok(!text.includes(secret), `${secret} in ${text.slice(0, 2000)}`);
}
