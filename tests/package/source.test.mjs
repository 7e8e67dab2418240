// Tokens that renew themselves: once, in time, and whoever vanishes or fails.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inspect } from 'node:util';
import * as chatwork from 'chatwork-wasm';
import { recording } from './fetches.mjs';
import { rejectionOf } from './rejections.mjs';
import { granting, memoryStore, reply, rotating, startTokenServer } from './tokens.mjs';

const { ChatworkArgumentError, ChatworkConnectionError, ChatworkOAuthError, ChatworkTimeoutError } = chatwork;

const HOUR = 3_600_000;
const SECRET = 'cl1ent-s3cret';

let service;
before(async () => {
  service = await startTokenServer();
});
after(() => service?.stop());

// Another module: what it remembers is its own, as in another isolate.
let copies = 0;
const isolate = () => {
  copies += 1;
  return import(`${import.meta.resolve('chatwork-wasm')}?isolate=${copies}`);
};

let made = 0;
// With a refresh token of its own, so that tests do not meet.
const tokensFor = (life = -1000, more = {}) => {
  made += 1;
  return { accessToken: `old-${made}`, refreshToken: `r3fresh-${made}`, expiresAt: Date.now() + life, ...more };
};
const sourceOf = (more, { tokenSource } = chatwork) =>
  tokenSource({ clientId: 'id', clientSecret: SECRET, tokenUrl: service.tokenUrl, ...more });
const times = (count, call) => Promise.all(Array.from({ length: count }, (_, index) => call(index)));

test('a token that is good is used as it is', async () => {
  service.answering(granting());
  const tokens = tokensFor(HOUR);
  assert.equal(await sourceOf({ tokens }).accessToken(), tokens.accessToken);
  const store = memoryStore(tokens);
  const source = sourceOf({ store });
  await times(3, () => source.accessToken());
  await source.accessToken();
  assert.deepEqual([await source.accessToken(), store.sets, service.requests.length], [tokens.accessToken, 0, 0]);
  assert.ok(store.gets <= 3);
});

test('it is renewed before its end, and saved before it is used', async () => {
  for (const [life, leeway, isRenewed] of [
    [59_000, undefined, true],
    [65_000, undefined, false],
    [65_000, 70_000, true],
    [5000, 0, false],
    [-1, 0, true],
  ]) {
    service.answering(granting());
    const tokens = tokensFor(life);
    const store = memoryStore(tokens);
    const source = sourceOf({ store, leeway });
    assert.equal(await source.accessToken(), isRenewed ? 'access-1' : tokens.accessToken);
    assert.equal(store.read().accessToken, isRenewed ? 'access-1' : tokens.accessToken);
    assert.deepEqual([service.requests.length, store.sets], isRenewed ? [1, 1] : [0, 0]);
    if (isRenewed) {
      assert.deepEqual(service.requests[0].form, { grant_type: 'refresh_token', refresh_token: tokens.refreshToken });
      assert.deepEqual(source.tokens(), store.read());
    }
  }
});

test('a source is a token for every function', async () => {
  service.answering(granting());
  const { fetch, requests } = recording();
  const source = sourceOf({ tokens: tokensFor() });
  assert.deepEqual([Object.keys(source), JSON.stringify(source)], [['accessToken'], '{}']);
  await chatwork.getRooms(source, { fetch });
  await chatwork.createClient({ token: source, fetch }).getMe();
  await chatwork.postRoomMessage(source, 1, { body: 'x' }, { fetch, dedupe: true });
  const sent = requests.map(({ init }) => new Headers(init.headers).get('authorization'));
  assert.deepEqual([sent, service.requests.length], [Array(3).fill('Bearer access-1'), 1]);
  source.tokens().scope.push('x');
  assert.deepEqual(source.tokens().scope, ['rooms.all:read_write']);
});

test('a hundred calls at once refresh once, even where they are from many sources', async () => {
  for (const sources of [1, 2, 100]) {
    service.answering((request, response, count) => setTimeout(() => rotating()(request, response, count), 50));
    const store = memoryStore(tokensFor());
    const list = Array.from({ length: sources }, () => sourceOf({ store }));
    const got = await times(100, (index) => list[index % sources].accessToken());
    assert.deepEqual([new Set(got).size, service.requests.length, store.sets], [1, 1, 1], `${sources} sources`);
  }
});

test('a source made later knows what an earlier one got, though the store does not show it yet', async () => {
  service.answering(rotating());
  const old = tokensFor();
  const slow = { get: async () => old, set: async () => {} };
  assert.equal(await sourceOf({ store: slow }).accessToken(), 'access-1');
  assert.equal(await sourceOf({ store: slow }).accessToken(), 'access-1');
  assert.equal(service.requests.length, 1);
});

test('isolates with one store: who comes too late takes what is there', async () => {
  for (const delay of [0, 30, 300]) {
    const answer = rotating();
    service.answering(answer);
    const memory = memoryStore(tokensFor());
    const store = {
      get: memory.get,
      set: async (tokens) => {
        await new Promise((resolve) => setTimeout(resolve, delay));
        await memory.set(tokens);
      },
    };
    const isolates = await times(4, isolate);
    const got = await Promise.all(isolates.map((module) => sourceOf({ store }, module).accessToken()));
    assert.equal(new Set(got).size, 1, `${delay}: ${got}`);
    assert.equal(got[0], memory.read().accessToken);
  }
});

test('a refresh token that stays the same is used again', async () => {
  service.answering(granting({ refresh_token: null, expires_in: 1, scope: undefined }));
  const tokens = tokensFor(-1000, { scope: ['rooms.all:read'] });
  const store = memoryStore(tokens);
  const source = sourceOf({ store, leeway: 0 });
  assert.equal(await source.accessToken(), 'access-1');
  assert.deepEqual([store.read().refreshToken, store.read().scope], [tokens.refreshToken, ['rooms.all:read']]);
  await new Promise((resolve) => setTimeout(resolve, 1050));
  assert.equal(await source.accessToken(), 'access-2');
  assert.equal(service.requests[1].form.refresh_token, tokens.refreshToken);
});

test('tokens that live shorter than the leeway are shared by who waited for them', async () => {
  service.answering(granting({ expires_in: 5 }));
  const source = sourceOf({ tokens: tokensFor() });
  const got = await times(50, () => source.accessToken());
  assert.deepEqual([new Set(got).size, service.requests.length], [1, 1]);
});

test('what the service has refused is renewed, once for all calls', async () => {
  const answer = ({ init }) => {
    const sent = new Headers(init.headers).get('authorization');
    const headers = { 'www-authenticate': 'Bearer error="invalid_token"' };
    return sent.startsWith('Bearer access-')
      ? new Response('{"account_id":1}')
      : new Response('', { status: 401, headers });
  };
  service.answering(rotating());
  const { fetch, requests } = recording((url, init) => answer({ init }));
  const store = memoryStore(tokensFor(HOUR));
  const source = sourceOf({ store });
  const got = await times(20, () => chatwork.getMe(source, { fetch }));
  assert.deepEqual(got, Array(20).fill({ account_id: 1 }));
  assert.deepEqual([service.requests.length, requests.length, store.sets], [1, 40, 1]);
  // Who comes with the old one later gets the new one.
  assert.equal(await source.accessToken({ rejected: `old-${made}` }), 'access-1');
  assert.equal(service.requests.length, 1);
  // And the new one may be refused, too.
  assert.equal(await source.accessToken({ rejected: 'access-1' }), 'access-2');
});

// Where the source asks far more often than it should, the test ends, rather than the machine.
const atMost = (most, answer) => (request, response, count) =>
  count > most ? reply(response, 400, { error: 'too_often' }) : answer(request, response, count);

test('a store that shows previous tokens for long does not bring them back', async () => {
  for (const life of [-1000, 1_500_000]) {
    const old = tokensFor(life);
    const next = `next-of-${old.refreshToken}`;
    service.answering(
      atMost(20, ({ form }, response, count) => {
        if (form.refresh_token === next) return reply(response, 400, { error: 'invalid_grant' });
        return granting({ refresh_token: next })(undefined, response, count);
      }),
    );
    const source = sourceOf({ store: { get: async () => old, set: async () => {} } });
    assert.equal(await source.accessToken({ rejected: old.accessToken }), 'access-1');
    const got = await source.accessToken({ rejected: 'access-1' }).catch((error) => error);
    if (life < 0) assert.deepEqual([got.reason, got.error], ['refused', 'invalid_grant'], inspect(got));
    // By its time it is still good, and nothing else is left: the service may judge.
    else assert.equal(got, old.accessToken);
    assert.equal(service.requests.length, 2);
    assert.equal(source.tokens().accessToken, 'access-1');
  }
});

test('after a 401, a store that still shows older tokens is no reason not to renew', async () => {
  service.answering(atMost(20, rotating()));
  const old = tokensFor(1_500_000);
  const source = sourceOf({ store: { get: async () => old, set: async () => {} } }, await isolate());
  assert.equal(await source.accessToken({ rejected: old.accessToken }), 'access-1');
  assert.equal(await source.accessToken({ rejected: 'access-1' }), 'access-2');
  assert.equal(service.requests.length, 2);
});

test('a store with ever newer tokens that are not good ends the call', async () => {
  service.answering((request, response) => reply(response, 400, { error: 'invalid_grant' }));
  let gets = 0;
  const get = async () => {
    gets += 1;
    if (gets > 100) throw new Error('a flood');
    return tokensFor(-1_000_000 + gets * 1000);
  };
  const error = await rejectionOf(() => sourceOf({ store: { get, set() {} } }).accessToken());
  assert.ok(error instanceof ChatworkOAuthError, inspect(error));
  assert.deepEqual([error.reason, error.outcome, error.cause], ['unavailable', 'not-sent', undefined]);
  assert.ok(gets < 20, `${gets}`);
});

test('a call that vanishes while it saves: the next one saves', async () => {
  service.answering(rotating());
  const memory = memoryStore(tokensFor());
  let tries = 0;
  const set = (tokens) => {
    tries += 1;
    return tries === 1 ? new Promise(() => {}) : memory.set(tokens);
  };
  const { setTimeout: real } = globalThis;
  const source = sourceOf({ store: { get: memory.get, set } });
  // As on Workers: no timer of the first call but the shortest ones ever comes back.
  globalThis.setTimeout = (run, wait, ...more) => real(wait > 2 ? () => {} : run, Math.min(wait, 2), ...more);
  source.accessToken();
  while (tries === 0) await new Promise(setImmediate);
  globalThis.setTimeout = real;
  assert.deepEqual(await times(10, () => source.accessToken()), Array(10).fill('access-1'));
  assert.deepEqual([memory.read()?.refreshToken, tries, service.requests.length], ['refresh-1', 2, 1]);
});

test('a store without tokens, or without a refresh token, is looked at again', async () => {
  service.answering(granting());
  for (const first of [undefined, { accessToken: 'x', expiresAt: 1 }]) {
    const store = memoryStore(first);
    const source = sourceOf({ store });
    const error = await rejectionOf(() => source.accessToken());
    assert.deepEqual([error.reason, store.gets], ['no-tokens', 1]);
    const tokens = tokensFor(HOUR);
    await store.set(tokens);
    assert.equal(await source.accessToken(), tokens.accessToken);
    assert.equal(await source.accessToken(), tokens.accessToken);
    assert.equal(store.gets, 2);
  }
  assert.equal(service.requests.length, 0);
});

test('a token without a refresh token is used until its end', async () => {
  service.answering(granting());
  const tokens = tokensFor(300, { refreshToken: undefined });
  for (const more of [{ tokens }, { store: memoryStore(tokens) }]) {
    assert.equal(await sourceOf(more).accessToken(), tokens.accessToken);
    const refused = await rejectionOf(() => sourceOf(more).accessToken({ rejected: tokens.accessToken }));
    assert.equal(refused.reason, 'no-tokens');
  }
  const source = sourceOf({ tokens });
  await new Promise((resolve) => setTimeout(resolve, 350));
  assert.equal((await rejectionOf(() => source.accessToken())).reason, 'no-tokens');
  assert.equal(service.requests.length, 0);
});

test('while the store cannot be read, a token is used until its end', async () => {
  service.answering(granting());
  for (const life of [HOUR, 30_000]) {
    const tokens = tokensFor(life);
    const get = async () => {
      throw new Error('no database');
    };
    const source = sourceOf({ tokens, store: { get, set() {} } });
    assert.deepEqual(await times(3, () => source.accessToken()), Array(3).fill(tokens.accessToken), `${life}`);
    const error = await rejectionOf(() => source.accessToken({ rejected: tokens.accessToken }));
    assert.equal(error.reason, 'store');
  }
  // And where it could be read at first.
  const memory = memoryStore(tokensFor(30_000));
  let gets = 0;
  const get = async () => {
    gets += 1;
    if (gets > 1) throw new Error('no database');
    return memory.get();
  };
  const source = sourceOf({ store: { get, set: memory.set } });
  assert.deepEqual(await times(3, () => source.accessToken()), Array(3).fill(memory.read().accessToken));
  assert.equal(service.requests.length, 0);
});

test('a token whose life is shorter than the leeway is used until half of it is over', async () => {
  service.answering(granting({ expires_in: 2, refresh_token: 'of-short-lives' }));
  const store = memoryStore(tokensFor());
  const source = sourceOf({ store, leeway: 600_000 });
  for (let call = 0; call < 5; call += 1) {
    assert.equal(await source.accessToken(), 'access-1');
    // Another one of this isolate, as there is one for each request on Workers.
    assert.equal(await sourceOf({ store, leeway: 600_000 }).accessToken(), 'access-1');
  }
  assert.equal(service.requests.length, 1);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  assert.equal(await source.accessToken(), 'access-2');
  assert.equal(service.requests.length, 2);
});

test('a lost answer is asked for once more, and then given up', async () => {
  service.answering((request, response, count) =>
    count === 1 ? response.destroy() : granting()(request, response, count),
  );
  const tokens = tokensFor();
  const store = memoryStore(tokens);
  assert.equal(await sourceOf({ store }).accessToken(), 'access-2');
  const asked = service.requests.map(({ form }) => form.refresh_token);
  assert.deepEqual(asked, [tokens.refreshToken, tokens.refreshToken]);

  service.answering((request, response) => response.destroy());
  const error = await rejectionOf(() => sourceOf({ tokens: tokensFor() }).accessToken());
  assert.ok(error instanceof ChatworkConnectionError);
  assert.deepEqual([error.outcome, service.requests.length], ['unknown', 2]);
});

test('where an answer is lost and the store holds newer tokens, these are used', async () => {
  const store = memoryStore(tokensFor());
  const other = tokensFor(HOUR);
  service.answering(async (request, response) => {
    await store.set(other);
    response.destroy();
  });
  assert.equal(await sourceOf({ store }).accessToken(), other.accessToken);
  assert.equal(service.requests.length, 1);
});

test('a refresh token that is not good any more', async () => {
  service.answering((request, response) => reply(response, 400, { error: 'invalid_grant' }));
  for (const more of [{ tokens: tokensFor() }, { store: memoryStore(tokensFor()) }]) {
    service.requests.length = 0;
    const source = sourceOf(more);
    const errors = await times(20, () => rejectionOf(() => source.accessToken()));
    assert.equal(service.requests.length, 1);
    assert.equal(new Set(errors).size, 20);
    for (const error of errors) {
      assert.ok(error instanceof ChatworkOAuthError);
      assert.deepEqual([error.reason, error.error, error.status], ['refused', 'invalid_grant', 400]);
    }
    // The next call tries anew: by then the person may have authorized again.
    await rejectionOf(() => source.accessToken());
    assert.equal(service.requests.length, 2);
  }
});

test('after the person authorized again, the tokens of the store are used', async () => {
  service.answering((request, response) => reply(response, 400, { error: 'invalid_grant' }));
  const store = memoryStore(tokensFor());
  const source = sourceOf({ store });
  await rejectionOf(() => source.accessToken());
  const fresh = tokensFor(HOUR);
  await store.set(fresh);
  assert.equal(await source.accessToken(), fresh.accessToken);
  assert.equal(service.requests.length, 1);
});

test('without tokens, and without a refresh token', async () => {
  service.answering(granting());
  for (const more of [
    { store: memoryStore(undefined) },
    { store: { get: () => null, set() {} } },
    { tokens: { accessToken: 'x', expiresAt: 0 } },
    { tokens: { accessToken: 'x', expiresAt: Date.now() - 1000, refreshToken: null } },
  ]) {
    const error = await rejectionOf(() => chatwork.getMe(sourceOf(more)));
    assert.ok(error instanceof ChatworkOAuthError, inspect(error));
    assert.deepEqual([error.reason, error.outcome], ['no-tokens', 'not-sent']);
  }
  assert.equal(service.requests.length, 0);
});

test('a store without tokens gets those that were given, with the first refresh', async () => {
  service.answering(granting());
  const store = memoryStore(undefined);
  const [older, newer] = [tokensFor(-HOUR), tokensFor(-1000)];
  assert.equal(await sourceOf({ store, tokens: older }).accessToken(), 'access-1');
  assert.equal(store.read().refreshToken, 'refresh-1');
  const stored = memoryStore(newer);
  await sourceOf({ store: stored, tokens: older }).accessToken();
  assert.equal(service.requests[1].form.refresh_token, newer.refreshToken);
});

test('while it cannot renew, a token is used until its end', async () => {
  service.answering((request, response) => reply(response, 503, '<html>'));
  const tokens = tokensFor(30_000);
  const source = sourceOf({ tokens });
  assert.deepEqual(await times(5, () => source.accessToken()), Array(5).fill(tokens.accessToken));
  assert.equal(service.requests.length, 2);
  const error = await rejectionOf(() => source.accessToken({ rejected: tokens.accessToken }));
  assert.deepEqual([error.reason, error.status], ['unavailable', 503]);
});

test('a store that cannot save: the caller is told, nothing is lost, and nothing is refreshed twice', async () => {
  service.answering(rotating());
  const memory = memoryStore(tokensFor());
  let isBroken = true;
  let tries = 0;
  const store = {
    get: memory.get,
    set: async (tokens) => {
      tries += 1;
      if (isBroken) throw new Error(`no space for ${JSON.stringify(tokens)}`);
      await memory.set(tokens);
    },
  };
  const source = sourceOf({ store });
  const { fetch, requests } = recording();
  const errors = await times(5, () => rejectionOf(() => chatwork.postRoomMessage(source, 1, { body: 'x' }, { fetch })));
  for (const error of errors) {
    assert.ok(error instanceof ChatworkOAuthError, inspect(error));
    assert.deepEqual([error.reason, error.outcome], ['store', 'not-sent']);
    assert.ok(error.cause instanceof Error);
    checkSilence(error, ['access-1', 'refresh-1', SECRET]);
  }
  assert.deepEqual([tries, requests.length, service.requests.length], [3, 0, 1]);
  await rejectionOf(() => source.accessToken());
  assert.equal(tries, 6);
  isBroken = false;
  // Another source of this isolate rescues them, too.
  assert.equal(await sourceOf({ store }).accessToken(), 'access-1');
  assert.equal(await source.accessToken(), 'access-1');
  assert.deepEqual([memory.read().accessToken, service.requests.length], ['access-1', 1]);
});

test('tokens that are saved when they are not good any more are renewed at once', async () => {
  service.answering(granting({ expires_in: 1, refresh_token: 'rescued' }));
  const memory = memoryStore(tokensFor());
  let isBroken = true;
  const set = async (tokens) => {
    if (isBroken) throw new Error('no space');
    await memory.set(tokens);
  };
  const source = sourceOf({ store: { get: memory.get, set } });
  await rejectionOf(() => source.accessToken());
  isBroken = false;
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.equal(await source.accessToken(), 'access-2');
  assert.deepEqual([service.requests.length, service.requests[1].form.refresh_token], [2, 'rescued']);
  assert.equal(memory.read().accessToken, 'access-2');
});

test('a store that saves at the third try', async () => {
  service.answering(rotating());
  const memory = memoryStore(tokensFor());
  let tries = 0;
  const set = async (tokens) => {
    tries += 1;
    if (tries < 3) throw new Error('429');
    await memory.set(tokens);
  };
  assert.equal(await sourceOf({ store: { get: memory.get, set } }).accessToken(), 'access-1');
  assert.equal(memory.read().accessToken, 'access-1');
});

test('a store that cannot be read, or gives something else', async () => {
  service.answering(granting());
  const tokens = tokensFor();
  const wrong = [
    () => {
      throw new Error(`no database for ${SECRET}`);
    },
    async () => {
      throw undefined;
    },
    async () => JSON.stringify(tokens),
    async () => ({ access_token: 'x' }),
    async () => ({ accessToken: 'a b', expiresAt: 1 }),
    async () => ({ accessToken: 'x', expiresAt: '1' }),
    async () => ({ accessToken: 'x', expiresAt: NaN }),
    async () => ({ accessToken: 'x', expiresAt: 1, refreshToken: 7 }),
    async () => [tokens],
    async () => 7,
  ];
  for (const get of wrong) {
    const error = await rejectionOf(() => chatwork.getMe(sourceOf({ store: { get, set() {} } })));
    assert.ok(error instanceof ChatworkOAuthError, inspect(error));
    assert.deepEqual([error.reason, error.outcome], ['store', 'not-sent']);
    checkSilence(error, [tokens.refreshToken, tokens.accessToken, SECRET]);
  }
  assert.equal(service.requests.length, 0);
});

test('a call that vanishes while it refreshes holds nobody for ever', async () => {
  service.answering(granting());
  const tokens = tokensFor();
  const { setTimeout: real } = globalThis;
  // As on Workers: neither its timers nor its request ever come back.
  globalThis.setTimeout = () => 0;
  sourceOf({ tokens, timeout: 500, fetch: () => new Promise(() => {}) }).accessToken();
  await new Promise(setImmediate);
  globalThis.setTimeout = real;
  const start = Date.now();
  const source = sourceOf({ tokens, timeout: 500 });
  assert.deepEqual(await times(10, () => source.accessToken()), Array(10).fill('access-1'));
  const waited = Date.now() - start;
  assert.ok(waited > 2000 && waited < 4000, `${waited} ms`);
  assert.equal(service.requests.length, 1);
});

test('a slow endpoint: the call ends in its own time, and the refresh is not in vain', async () => {
  service.answering((request, response, count) => setTimeout(() => rotating()(request, response, count), 300));
  const { fetch, requests } = recording();
  const source = sourceOf({ tokens: tokensFor() });
  const error = await rejectionOf(() => chatwork.getMe(source, { fetch, timeout: 50, retries: 0 }));
  assert.ok(error instanceof ChatworkTimeoutError);
  assert.deepEqual([error.outcome, requests.length], ['not-sent', 0]);
  const controller = new AbortController();
  setTimeout(() => controller.abort('enough'), 20);
  assert.equal(await rejectionOf(() => chatwork.getMe(source, { fetch, signal: controller.signal })), 'enough');
  await chatwork.getMe(source, { fetch });
  assert.deepEqual([service.requests.length, requests.length], [1, 1]);

  service.answering(() => {});
  const slow = await rejectionOf(() => sourceOf({ tokens: tokensFor(), timeout: 50 }).accessToken());
  assert.deepEqual([slow.code, slow.outcome, slow.after, service.requests.length], ['timeout', 'unknown', 50, 2]);
});

test('within a call, the outcome is that of the call', async () => {
  service.answering((request, response) => response.destroy());
  const { fetch, requests } = recording();
  const post = () =>
    chatwork.postRoomMessage(sourceOf({ tokens: tokensFor() }), 1, { body: 'x' }, { fetch, dedupe: true });
  const error = await rejectionOf(post);
  assert.ok(error instanceof ChatworkConnectionError);
  assert.deepEqual([error.outcome, error.method, error.path, requests.length], ['not-sent', 'POST', '/token', 0]);
});

test('no secret shows', async () => {
  const tokens = tokensFor();
  const told = ({ headers, body, form }) => JSON.stringify({ headers, body, form, secret: SECRET });
  for (const answer of [
    (request, response) => reply(response, 400, { error: 'x', error_description: told(request) }),
    (request, response) => reply(response, 500, told(request)),
    (request, response) => reply(response, 200, { access_token: `${told(request)} ` }),
  ]) {
    service.answering(answer);
    checkSilence(await rejectionOf(() => chatwork.getMe(sourceOf({ tokens }))), [tokens.refreshToken, SECRET]);
  }
});

test('wrong arguments throw', () => {
  const tokens = tokensFor();
  const wrong = {
    clientId: [undefined, ''],
    clientSecret: ['', 'a\n'],
    tokens: [7, {}, { accessToken: 'x' }, { accessToken: '', expiresAt: 1 }, [tokens], JSON.stringify(tokens)],
    store: [{}, { get() {} }, () => {}, 'x'],
    leeway: [-1, 600_001, '1', NaN],
    timeout: [0, -1, 60_001, '1'],
    tokenUrl: ['http://oauth.chatwork.com/token'],
    fetch: [1],
    refreshToken: ['x'],
    signal: [AbortSignal.timeout(1)],
  };
  for (const [parameter, values] of Object.entries(wrong)) {
    for (const value of values) {
      assert.throws(
        () => sourceOf({ tokens, [parameter]: value }),
        (error) => error instanceof ChatworkArgumentError && error.parameter === parameter,
        `${parameter}: ${inspect(value)}`,
      );
    }
  }
  assert.throws(
    () => sourceOf({}),
    ({ parameter }) => parameter === 'tokens',
  );
});

function checkSilence(error, secrets) {
  const seen = inspect(error, { depth: Infinity, showHidden: true, getters: true, maxStringLength: Infinity });
  const text = `${String(error)}\n${error.stack}\n${JSON.stringify(error)}\n${seen}`;
  for (const secret of secrets) assert.ok(!text.includes(secret), `${secret} in ${text.slice(0, 2000)}`);
}
