// The first argument of every function.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as chatwork from 'chatwork-wasm';
import { answering, recording, settled } from './fetches.mjs';
import { throwingProxy } from './hostile.mjs';
import { refusalOf, rejectionOf } from './rejections.mjs';

const thrown = new Error('no token today');

const good = [
  ['an API token', 'mark3r-t0ken', 'x-chatworktoken', 'mark3r-t0ken'],
  [
    'all visible ASCII',
    '!"#$%&\'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~',
    'x-chatworktoken',
    '!"#$%&\'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~',
  ],
  ['an access token', { accessToken: 'mark3r-t0ken' }, 'authorization', 'Bearer mark3r-t0ken'],
  ['a function', { accessToken: () => 'mark3r-t0ken' }, 'authorization', 'Bearer mark3r-t0ken'],
  ['an async function', { accessToken: async () => 'mark3r-t0ken' }, 'authorization', 'Bearer mark3r-t0ken'],
  [
    'a function with a thenable',
    { accessToken: () => ({ then: (done) => done('mark3r-t0ken') }) },
    'authorization',
    'Bearer mark3r-t0ken',
  ],
  ['a frozen object', Object.freeze({ accessToken: 'mark3r-t0ken' }), 'authorization', 'Bearer mark3r-t0ken'],
];

for (const [what, token, header, value] of good) {
  test(`${what} is sent as ${header}`, async () => {
    const { fetch, requests } = recording();
    await chatwork.getMe(token, { fetch });
    assert.deepEqual([...new Headers(requests[0].init.headers)], [[header, value]]);
  });
}

const bad = {
  undefined: undefined,
  null: null,
  'an empty string': '',
  'a line break at the end, as files have': 'mark3r-t0ken\n',
  'a header in the token': 'mark3r-t0ken\r\nx-other: 1',
  'a space': 'a b',
  'a null character': 'mark3r-t0ken\0',
  Japanese: 'トークン',
  'half of an emoji': 'mark3r-t0ken\ud83c',
  'a number': 123,
  'a bigint': 123n,
  true: true,
  'a symbol': Symbol('mark3r-t0ken'),
  'a function': () => 'mark3r-t0ken',
  'an array': ['mark3r-t0ken'],
  'an empty object': {},
  'a boxed string': new String('mark3r-t0ken'),
  'another name': { token: 'mark3r-t0ken' },
  'a name too many': { accessToken: 'mark3r-t0ken', refreshToken: 'def' },
  'an empty access token': { accessToken: '' },
  'an access token with a scheme': { accessToken: 'Bearer mark3r-t0ken' },
  'an access token of undefined': { accessToken: undefined },
  'a promise of an access token': { accessToken: Promise.resolve('mark3r-t0ken') },
  'a function that throws': {
    accessToken: () => {
      throw thrown;
    },
  },
  'a function that throws undefined': {
    accessToken: () => {
      throw undefined;
    },
  },
  'a function that rejects': { accessToken: () => Promise.reject(thrown) },
  'a function that rejects with nothing': { accessToken: () => Promise.reject() },
  'a function with nothing': { accessToken: () => undefined },
  'a function with an empty string': { accessToken: async () => '' },
  'a function with an object': { accessToken: async () => ({ access_token: 'mark3r-t0ken' }) },
  'a function with a line break': { accessToken: async () => 'mark3r-t0ken\n' },
  'a function with a thenable that throws': {
    accessToken: () => ({
      then: () => {
        throw thrown;
      },
    }),
  },
  'a class': { accessToken: class {} },
  'a getter that throws': {
    get accessToken() {
      throw thrown;
    },
  },
  'a throwing proxy': throwingProxy(),
};

for (const [what, token] of Object.entries(bad)) {
  test(`as a token, ${what} is refused`, async () => {
    const { fetch, requests } = recording();
    const error = await refusalOf(() => chatwork.postRoomMessage(token, 7, { body: 'x' }, { fetch }), 'token', what);
    assert.equal(requests.length, 0);
    if (error.cause !== undefined && what !== 'a class' && what !== 'a throwing proxy')
      assert.equal(error.cause, thrown);
    await refusalOf(() => chatwork.getMe(token, { fetch, validate: false }), 'token', what);
    await refusalOf(() => chatwork.createClient({ token, fetch }).getMe(), 'token', `${what}, in a client`);
    assert.equal(requests.length, 0);
  });
}

test('what a token function threw is the cause', async () => {
  for (const accessToken of [
    () => {
      throw thrown;
    },
    () => Promise.reject(thrown),
  ]) {
    assert.equal((await rejectionOf(() => chatwork.getMe({ accessToken }))).cause, thrown);
  }
});

test('a token function is asked once for each call that goes well, without this and arguments', async () => {
  const { fetch, requests } = recording();
  const asked = [];
  const token = {
    accessToken(...given) {
      asked.push([this, given]);
      return `token-${asked.length}`;
    },
  };
  const client = chatwork.createClient({ token, fetch });
  await client.getMe();
  await client.getRooms();
  assert.deepEqual(asked, [
    [undefined, []],
    [undefined, []],
  ]);
  const sent = requests.map(({ init }) => new Headers(init.headers).get('authorization'));
  assert.deepEqual(sent, ['Bearer token-1', 'Bearer token-2']);
});

test('after a 401 a token function is told what was refused, for the rest of the call', async () => {
  const statuses = [401, 503, 200, 200];
  const { fetch } = recording(() => new Response('{}', { status: statuses.shift(), headers: { 'retry-after': '0' } }));
  const asked = [];
  const token = {
    accessToken(...given) {
      asked.push([this, given]);
      return `token-${asked.length}`;
    },
  };
  await chatwork.getMe(token, { fetch });
  await chatwork.getMe(token, { fetch });
  const told = [undefined, [{ rejected: 'token-1' }]];
  assert.deepEqual(asked, [[undefined, []], told, told, [undefined, []]]);
});

test('an error of this library that a token function throws is what the call rejects with', async () => {
  const { fetch, requests } = recording();
  const thrown = await rejectionOf(() => chatwork.getRoom('', 1));
  const given = [thrown, Object.freeze(await rejectionOf(() => chatwork.getRoom('', 1)))];
  const accessToken = async () => {
    throw given[0];
  };
  const error = await rejectionOf(() => chatwork.postRoomMessage({ accessToken }, 1, { body: 'x' }, { fetch }));
  assert.equal(error, thrown);
  assert.equal(error.outcome, 'not-sent');
  given.shift();
  const wrapped = await rejectionOf(() => chatwork.postRoomMessage({ accessToken }, 1, { body: 'x' }, { fetch }));
  assert.deepEqual([wrapped.parameter, wrapped.cause], ['token', given[0]]);
  assert.equal(requests.length, 0);
});

test('its outcome is that of the call, which an earlier attempt may have left in doubt', async () => {
  const { fetch } = recording(answering(503, '', { 'retry-after': '0' }));
  const thrown = await rejectionOf(() => chatwork.getRoom('', 1));
  let asked = 0;
  const accessToken = () => {
    asked += 1;
    if (asked > 1) throw thrown;
    return 'mark3r-t0ken';
  };
  const post = () => chatwork.postRoomMessage({ accessToken }, 1, { body: 'x' }, { fetch, replay: true });
  assert.equal(await rejectionOf(post), thrown);
  assert.equal(thrown.outcome, 'unknown');
});

test('a token function is asked again for the next attempt, and after a 401 there is only one', async () => {
  for (const [status, retries, attempts] of [
    [503, 2, 3],
    [401, 2, 2],
    [401, 0, 1],
  ]) {
    const { fetch, requests } = recording(answering(status, '', { 'retry-after': '0' }));
    let asked = 0;
    const accessToken = () => {
      asked += 1;
      return `token-${asked}`;
    };
    const error = await rejectionOf(() => chatwork.getMe({ accessToken }, { fetch, retries }));
    assert.deepEqual([error.status, error.attempts, asked], [status, attempts, attempts]);
    // The one object of headers is that of the last attempt.
    assert.equal(requests.length, attempts);
    const last = new Headers(requests.at(-1).init.headers).get('authorization');
    assert.equal(last, `Bearer token-${attempts}`);
  }
});

test('a hook that throws what looks like a 401 does not make a post go out again', async () => {
  const { fetch, requests } = recording();
  const mine = Object.assign(new Error('mine'), { status: 401 });
  const onResponse = () => {
    throw mine;
  };
  const post = () => chatwork.postRoomMessage({ accessToken: () => 'mark3r-t0ken' }, 1, { body: 'x' }, { fetch, onResponse });
  assert.equal(await rejectionOf(post), mine);
  assert.equal(requests.length, 1);
});

test('a token that cannot change is not tried again after a 401', async () => {
  for (const token of ['mark3r-t0ken', { accessToken: 'mark3r-t0ken' }]) {
    const { fetch, requests } = recording(answering(401, ''));
    const error = await rejectionOf(() => chatwork.getMe(token, { fetch }));
    assert.deepEqual([error.attempts, requests.length], [1, 1]);
  }
});

test('a token function is not asked where an argument is wrong', async () => {
  const { fetch, requests } = recording();
  let asked = 0;
  const token = {
    accessToken: () => {
      asked += 1;
      return 'mark3r-t0ken';
    },
  };
  await refusalOf(() => chatwork.getRoom(token, -1, { fetch }), 'roomId');
  await refusalOf(() => chatwork.postRoomMessage(token, 7, {}, { fetch }), 'body');
  await refusalOf(() => chatwork.getMe(token, { fetch, timeout: -1 }), 'timeout');
  assert.equal(asked, 0);
  assert.equal(requests.length, 0);
});

test('a token function that never answers ends with the time, and nothing was sent', { timeout: 5000 }, async (t) => {
  const { fetch, requests } = recording();
  const accessToken = () => new Promise(() => {});
  for (const retries of [0, 1]) {
    // The signal ends a call that goes on for ever.
    const options = { fetch, timeout: 20, retries, signal: t.signal };
    const error = await rejectionOf(() => chatwork.getMe({ accessToken }, options));
    assert.ok(error instanceof chatwork.ChatworkTimeoutError);
    assert.deepEqual([error.outcome, error.attempts, error.which, error.after], ['not-sent', 0, 'timeout', 20]);
  }
  assert.equal(requests.length, 0);
});

test('a token function that answers after the abort sends nothing', async () => {
  const { fetch, requests } = recording();
  const controller = new AbortController();
  let answer;
  const accessToken = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  const call = chatwork.getMe({ accessToken }, { fetch, signal: controller.signal });
  await settled();
  controller.abort('enough');
  assert.equal(await rejectionOf(() => call), 'enough');
  answer('mark3r-t0ken');
  await settled();
  assert.equal(requests.length, 0);
});

test('the token is read before the call returns', async () => {
  const { fetch, requests } = recording();
  const token = { accessToken: 'before' };
  const call = chatwork.getMe(token, { fetch });
  token.accessToken = 'afterwards';
  await call;
  assert.equal(new Headers(requests[0].init.headers).get('authorization'), 'Bearer before');
});
