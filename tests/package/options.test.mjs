// The last argument of every function, and the argument of createClient.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as chatwork from 'chatwork-wasm';
import { endpoints, smallestArguments } from './endpoints.mjs';
import { bodyOf, recording } from './fetches.mjs';
import { throwingProxy } from './hostile.mjs';
import { refusalOf } from './rejections.mjs';

const baseUrls = [
  [undefined, 'https://api.chatwork.com/v2/me'],
  [null, 'https://api.chatwork.com/v2/me'],
  ['https://proxy.example/chatwork/v2', 'https://proxy.example/chatwork/v2/me'],
  ['https://proxy.example/chatwork/v2/', 'https://proxy.example/chatwork/v2/me'],
  ['https://proxy.example', 'https://proxy.example/me'],
  ['https://proxy.example:8443/v2', 'https://proxy.example:8443/v2/me'],
  ['HTTPS://Proxy.Example/V2', 'https://proxy.example/V2/me'],
  [new URL('https://proxy.example/v2'), 'https://proxy.example/v2/me'],
  ['http://localhost', 'http://localhost/me'],
  ['http://localhost:8080/v2', 'http://localhost:8080/v2/me'],
  ['http://127.0.0.1:8080/v2', 'http://127.0.0.1:8080/v2/me'],
  ['http://127.1/v2', 'http://127.0.0.1/v2/me'],
  ['http://127.0.0.1./v2', 'http://127.0.0.1/v2/me'],
  ['http://[::1]:8080/v2', 'http://[::1]:8080/v2/me'],
];

for (const [baseUrl, url] of baseUrls) {
  test(`the address ${String(baseUrl)}`, async () => {
    const { fetch, requests } = recording();
    await chatwork.getMe('mark3r-t0ken', { fetch, baseUrl });
    assert.equal(requests[0].url, url);
  });
}

const badBaseUrls = [
  '',
  ' ',
  'v2',
  '/v2',
  '//proxy.example/v2',
  'proxy.example/v2',
  'https://',
  'https:///',
  'http://api.chatwork.com/v2',
  'http://example.com',
  'http://127.0.0.1.evil.example',
  'http://127.0.0.1evil.example',
  'http://127.evil.example',
  'http://1270.0.0.1',
  'http://128.0.0.1',
  'http://localhost.evil.example',
  'http://localhostevil.example',
  'http://localhost@evil.example',
  'http://127.0.0.1@evil.example/v2',
  'http://evil.example#localhost',
  'http://evil.example?localhost',
  'http://evil.example\\@localhost',
  'http://localhost:1@evil.example',
  'https://user@proxy.example/v2',
  'https://user:secret@proxy.example/v2',
  'https://proxy.example/v2?a=1',
  'https://proxy.example/v2#a',
  'https://proxy.example/v2?',
  'https://proxy.example/v2#',
  'javascript:alert(1)',
  'data:text/plain,x',
  'file:///etc/hosts',
  'ftp://localhost/v2',
  'ws://localhost/v2',
  'blob:https://proxy.example/1',
  'http://0.0.0.0',
  'http://[::]',
  'http://[::2]',
  'http://10.0.0.1',
  'http://192.168.0.1',
  'http://localhost.',
  1,
  1n,
  true,
  {},
  [],
  () => 'https://proxy.example',
  Symbol('x'),
  { href: 1 },
  throwingProxy(),
];

for (const [index, baseUrl] of badBaseUrls.entries()) {
  test(`no address: ${typeof baseUrl === 'string' ? baseUrl : `${typeof baseUrl} (${index})`}`, async () => {
    const { fetch, requests } = recording();
    await refusalOf(() => chatwork.getMe('mark3r-t0ken', { fetch, baseUrl }), 'baseUrl');
    await refusalOf(() => chatwork.getMe('mark3r-t0ken', { fetch, baseUrl, validate: false }), 'baseUrl');
    assert.equal(requests.length, 0);
  });
}

const signal = (changes) => ({
  aborted: false,
  reason: undefined,
  addEventListener() {},
  removeEventListener() {},
  ...changes,
});

const noNumbers = [NaN, Infinity, -Infinity, 1e21, '', '1', 1n, true, {}, [1], () => 1, new Date(), Symbol('x')];
const noMilliseconds = [-1, -0.001, 2 ** 31, ...noNumbers];
const noFlags = ['false', 0, 1, '', {}, [], () => false, Symbol('x')];
const noFunctions = ['fetch', 1, true, {}, [], Symbol('x'), Promise.resolve()];
const silent = { debug() {}, info() {}, warn() {}, error() {} };
const hooks = ['onRequest', 'onResponse', 'onRetry', 'onRateLimit', 'onPacerError'];

const bad = {
  fetch: noFunctions,
  timeout: noMilliseconds,
  deadline: noMilliseconds,
  maxWait: noMilliseconds,
  retries: [-1, 0.5, 101, 2 ** 32, ...noNumbers],
  replay: noFlags,
  dedupe: noFlags,
  pace: noFlags,
  rateLimit: ['', 'Wait', 'wait ', 'throw', 'toString', '__proto__', 0, true, {}, ['wait'], Symbol('wait'), () => 1],
  pacer: ['x', 1, true, {}, [], () => 1, Symbol('x'), { reserve: 1 }, { learn() {} }, new Map(), throwingProxy()],
  logger: ['console', 1, true, {}, [], () => 1, Symbol('x'), { ...silent, error: undefined }, throwingProxy()],
  logLevel: ['', 'Warn', 'trace', 'silent', 'toString', 1, true, {}, ['warn'], Symbol('warn'), () => 1],
  ...Object.fromEntries(hooks.map((name) => [name, noFunctions])),
  signal: [
    'x',
    1,
    true,
    {},
    [],
    () => 1,
    Symbol('x'),
    { aborted: false },
    new EventTarget(),
    new AbortController(),
    signal({ aborted: undefined }),
    signal({ addEventListener: undefined }),
    signal({ removeEventListener: 1 }),
    Object.defineProperty(signal(), 'aborted', {
      get() {
        throw new Error('no');
      },
    }),
    throwingProxy(),
  ],
  headers: [
    'x',
    1,
    true,
    Symbol('x'),
    () => 1,
    throwingProxy(),
    { 'x-a': 'b\r\nx-c: d' },
    { 'x-a': 'b\nc' },
    { 'x-a': '\0' },
    { 'x-a': 'あ' },
    { 'x\ny': 'a' },
    { 'x y': 'a' },
    { '': 'a' },
    { 'x-chatworktoken': 'mine' },
    { 'X-ChatworkToken': 'mine' },
    { 'content-type': 'text/plain' },
    [['X-CHATWORKTOKEN', 'mine']],
    new Headers({ 'x-chatworktoken': 'mine' }),
    [['one']],
    { 'x-a': Symbol('x') },
    {
      get 'x-a'() {
        throw new Error('no');
      },
    },
  ],
  validate: noFlags,
};

for (const [name, values] of Object.entries(bad)) {
  test(`the option ${name}: what is refused`, async () => {
    for (const [index, value] of values.entries()) {
      const { fetch, requests } = recording();
      await refusalOf(() => chatwork.getMe('mark3r-t0ken', { fetch, [name]: value }), name, `${name} ${index}`);
      assert.equal(requests.length, 0);
    }
  });
}

const milliseconds = [0, 1000, 2 ** 31 - 1, undefined, null];
const flags = [true, false, undefined, null];

const good = {
  timeout: [0.5, ...milliseconds],
  deadline: [1000.5, ...milliseconds],
  maxWait: [0.5, ...milliseconds],
  retries: [0, -0, 1, 100, undefined, null],
  replay: flags,
  dedupe: flags,
  pace: flags,
  rateLimit: ['wait', 'reject', undefined, null],
  pacer: [{ reserve: () => ({ wait: 0 }) }, { reserve: async () => ({ wait: 0 }), learn() {} }, undefined, null],
  logger: [console, silent, undefined, null],
  logLevel: ['debug', 'info', 'warn', 'error', undefined, null],
  ...Object.fromEntries(hooks.map((name) => [name, [() => {}, async () => {}, undefined, null]])),
  signal: [new AbortController().signal, signal(), undefined, null],
  headers: [
    {},
    { 'user-agent': 'mine' },
    [],
    [['x-a', 'b']],
    new Headers({ 'x-a': 'b' }),
    new Map([['x-a', 'b']]),
    undefined,
    null,
  ],
  validate: flags,
};

for (const [name, values] of Object.entries(good)) {
  test(`the option ${name}: what is taken`, async () => {
    for (const value of values) {
      const { fetch, requests } = recording();
      await chatwork.getMe('mark3r-t0ken', { fetch, [name]: value });
      assert.equal(requests.length, 1);
    }
  });
}

test('headers of the caller are added, and ours win', async () => {
  const { fetch, requests } = recording();
  await chatwork.postRoomMessage(
    'mark3r-t0ken',
    7,
    { body: 'x' },
    { fetch, headers: { 'User-Agent': 'my bot', authorization: 'Basic cHJveHk=' } },
  );
  assert.deepEqual(Object.fromEntries(new Headers(requests[0].init.headers)), {
    authorization: 'Basic cHJveHk=',
    'content-type': 'application/x-www-form-urlencoded',
    'user-agent': 'my bot',
    'x-chatworktoken': 'mark3r-t0ken',
  });
  const oauth = { accessToken: 'abc' };
  for (const name of ['authorization', 'Authorization', 'x-chatworktoken']) {
    const error = await refusalOf(() => chatwork.getMe(oauth, { fetch, headers: { [name]: 'mine' } }), 'headers');
    assert.ok(error.expected.includes(name.toLowerCase()));
  }
  assert.equal(requests.length, 1);
});

test('unknown options are refused, and wrong containers', async () => {
  const { fetch, requests } = recording();
  for (const name of ['baseurl', 'baseURL', 'retry', 'token', '__proto__', 'constructor', '']) {
    const options = Object.defineProperty({ fetch }, name, { value: 'x', enumerable: true });
    const error = await refusalOf(() => chatwork.getMe('mark3r-t0ken', options), name);
    assert.ok(error.expected.includes("'baseUrl'"), error.message);
  }
  for (const options of ['x', 1, 1n, true, Symbol('x'), () => 1, [], [1]]) {
    await refusalOf(() => chatwork.getMe('mark3r-t0ken', options), 'options');
  }
  for (const options of [
    new Map([['fetch', fetch]]),
    new Set(),
    Promise.resolve({ fetch }),
    new AbortController().signal,
  ]) {
    globalThis.fetch = fetch;
    await refusalOf(() => chatwork.getMe('mark3r-t0ken', options), 'options', Object.prototype.toString.call(options));
  }
  assert.equal(requests.length, 0);
});

test('fetch is called without this, with two arguments', async () => {
  let given;
  function fetch(...args) {
    given = [this, args.length];
    return new Response('{}');
  }
  await chatwork.getMe('mark3r-t0ken', { fetch });
  assert.deepEqual(given, [undefined, 2]);
});

test('the global fetch is looked up at the moment of the call', async () => {
  const original = globalThis.fetch;
  try {
    const { fetch, requests } = recording();
    globalThis.fetch = fetch;
    await chatwork.getMe('mark3r-t0ken');
    assert.equal(requests.length, 1);
    globalThis.fetch = undefined;
    await assert.rejects(chatwork.getMe('mark3r-t0ken'), { name: 'ChatworkError', code: 'runtime', outcome: 'not-sent' });
  } finally {
    globalThis.fetch = original;
  }
});

test('createClient gives the same functions without the token', async () => {
  const { fetch, requests } = recording(() => Response.json([]));
  const client = chatwork.createClient({ token: 'abc', fetch, baseUrl: 'https://proxy.example/v2' });
  const names = [...endpoints.map((endpoint) => endpoint.function), 'downloadRoomFile', 'syncRoomMessages'];
  assert.deepEqual(Object.keys(client).sort(), names.sort());
  for (const [index, endpoint] of endpoints.entries()) {
    const given = smallestArguments(endpoint);
    await client[endpoint.function](...given);
    const alone = recording(() => Response.json([]));
    await chatwork[endpoint.function]('abc', ...given, { fetch: alone.fetch, baseUrl: 'https://proxy.example/v2' });
    assert.equal(requests[index].url, alone.requests[0].url);
    assert.equal(requests[index].init.method, alone.requests[0].init.method);
    if (endpoint.function !== 'postRoomFiles')
      assert.equal(await bodyOf(requests[index]), await bodyOf(alone.requests[0]));
    assert.deepEqual([...requests[index].init.headers], [...alone.requests[0].init.headers]);
  }
});

test('an option of a call wins over that of the client, and undefined does not', async () => {
  const { fetch, requests } = recording();
  const { getMe, getRoomMessages, getRoom } = chatwork.createClient({
    token: 'abc',
    fetch,
    baseUrl: 'https://a.example',
    timeout: 5,
  });
  await getMe();
  await getMe({ baseUrl: 'https://b.example' });
  await getMe(undefined);
  await getMe(null);
  await getMe({});
  await getRoomMessages(7, undefined, { baseUrl: 'https://b.example' });
  await getRoom(7, { baseUrl: undefined });
  const hosts = requests.map(({ url }) => new URL(url).host[0]).join('');
  assert.equal(hosts, 'abaaaba');
});

test('a client refuses what a call refuses', async () => {
  const { fetch, requests } = recording();
  const client = chatwork.createClient({ token: 'abc', fetch });
  await refusalOf(() => client.getMe('x'), 'options');
  await refusalOf(() => client.getMe({ token: 'def' }), 'token');
  await refusalOf(() => client.getMe({ nonsense: 1 }), 'nonsense');
  await refusalOf(() => chatwork.createClient({ token: 'abc', nonsense: 1 }).getMe(), 'nonsense');
  for (const settings of [undefined, {}, { token: '' }, { fetch }]) {
    await refusalOf(() => chatwork.createClient(settings).getMe({ fetch }), 'token');
  }
  assert.equal(requests.length, 0);
});

test('a client refuses options that are no object of options', async () => {
  const { fetch, requests } = recording();
  const client = chatwork.createClient({ token: 'abc', fetch });
  for (const options of [[], new Map(), Promise.resolve({}), throwingProxy()]) {
    await refusalOf(() => client.getMe(options), 'options');
  }
  assert.equal(requests.length, 0);
});

test('createClient does not throw, the calls of its client reject', async () => {
  const { fetch, requests } = recording();
  for (const settings of [null, 'abc', 1, [], Symbol('x'), () => 1, throwingProxy()]) {
    let client;
    assert.doesNotThrow(
      () => {
        client = chatwork.createClient(settings);
      },
      typeof settings,
    );
    await assert.rejects(client.getMe({ fetch }), { code: 'argument' });
  }
  assert.equal(requests.length, 0);
});

test('a client keeps what it was given, whatever becomes of the object', async () => {
  const { fetch, requests } = recording();
  const settings = { token: 'before', fetch };
  const client = chatwork.createClient(settings);
  settings.token = 'afterwards';
  delete settings.fetch;
  await client.getMe();
  assert.equal(new Headers(requests[0].init.headers).get('x-chatworktoken'), 'before');
});

test('more arguments than a function takes are refused: options among them would be ignored', async () => {
  const { fetch, requests } = recording();
  const client = chatwork.createClient({ token: 'abc', fetch });
  for (const call of [
    () => chatwork.getMe('abc', {}, { fetch }),
    () => chatwork.getRoom('abc', 7, undefined, { fetch }),
    () => chatwork.postRoomMessage('abc', 7, { body: 'x' }, { fetch }, 1),
    () => client.getMe({}, { fetch }),
  ]) {
    await assert.rejects(call, { name: 'ChatworkArgumentError', parameter: 'options', outcome: 'not-sent' });
  }
  assert.equal(requests.length, 0);
  await chatwork.getMe('abc', { fetch }, undefined);
  assert.equal(requests.length, 1);
});
