// Failures of the service: which error, and what it tells.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import * as chatwork from 'chatwork-wasm';
import { startEmulator } from './emulator.mjs';
import { ONCE, answering } from './fetches.mjs';
import { rejectionOf } from './rejections.mjs';

const ROOM = 300765432;
const PATH = `/rooms/${ROOM}/messages`;

let emulator;
before(async () => {
  emulator = await startEmulator();
});
after(() => emulator?.stop());

const json = { 'content-type': 'application/json; charset=utf-8' };
const html = '<html><body><h1>503 Service Unavailable</h1></body></html>';

const classes = [
  [400, 'ChatworkBadRequestError', 'bad_request', 'answered'],
  [401, 'ChatworkAuthenticationError', 'authentication', 'answered'],
  [402, 'ChatworkApiError', 'unexpected_status', 'answered'],
  [403, 'ChatworkPermissionError', 'permission', 'answered'],
  [404, 'ChatworkNotFoundError', 'not_found', 'answered', { hidden: false }],
  [408, 'ChatworkApiError', 'unexpected_status', 'unknown'],
  [409, 'ChatworkApiError', 'unexpected_status', 'answered'],
  [413, 'ChatworkApiError', 'unexpected_status', 'answered'],
  [418, 'ChatworkApiError', 'unexpected_status', 'answered'],
  [429, 'ChatworkRateLimitError', 'rate_limit', 'refused', { scope: 'account', limit: 300 }],
  [500, 'ChatworkServerError', 'server', 'unknown'],
  [502, 'ChatworkServerError', 'server', 'unknown'],
  [503, 'ChatworkServerError', 'server', 'unknown'],
  [520, 'ChatworkServerError', 'server', 'unknown'],
  [599, 'ChatworkServerError', 'server', 'unknown'],
];

const bodies = [
  ['errors', JSON.stringify({ errors: ['One', 'Two: 日本語 🍣.'] }), ['One', 'Two: 日本語 🍣.']],
  ['no errors', JSON.stringify({ errors: [] }), []],
  [
    'OAuth',
    JSON.stringify({ error: 'invalid_grant', error_description: 'expired', error_uri: null }),
    ['invalid_grant', 'expired'],
  ],
  ['errors of other types', JSON.stringify({ errors: [1, null, { a: 1 }, 'One'] }), ['One']],
  ['errors that are no list', JSON.stringify({ errors: 'One' }), []],
  ['null', 'null', []],
  ['a number', '1', []],
  ['a list', '[]', []],
  ['HTML', html, []],
  ['half of a JSON', '{"errors":["One', []],
  ['nothing', '', []],
];

for (const [status, name, code, outcome, more] of classes) {
  test(`${status} is ${name}, whatever the body`, async () => {
    for (const [what, body, errors] of bodies) {
      await emulator.control('/faults', {
        method: 'POST',
        path: PATH,
        respond: { status, headers: { ...json, 'X-Mine': 'Yes' }, body_base64: Buffer.from(body).toString('base64') },
      });
      const options = { ...ONCE, baseUrl: emulator.baseUrl };
      const error = await rejectionOf(() => chatwork.getRoomMessages(emulator.token, ROOM, { force: true }, options));
      checkApiError(error, { status, name, code, outcome, errors, method: 'GET', ...more }, `${status} ${what}`);
      assert.equal(error.headers['x-mine'], 'Yes');
      assert.equal(error.headers['content-type'], json['content-type']);
      assert.equal((await emulator.control('/faults')).filter(({ done }) => !done).length, 0);
    }
  });

  test(`${status} of a custom fetch`, async () => {
    for (const [what, body, errors] of bodies) {
      const options = { ...ONCE, fetch: answering(status, body, { 'X-Mine': 'Yes' }) };
      const error = await rejectionOf(() => chatwork.postRoomMessage('mark3r-t0ken', ROOM, { body: 'x' }, options));
      checkApiError(error, { status, name, code, outcome, errors, method: 'POST', ...more }, `${status} ${what}`);
      assert.equal(error.headers['x-mine'], 'Yes');
    }
  });
}

function checkApiError(error, expected, what) {
  const { name, errors } = expected;
  const said = `${what}: ${error?.stack}`;
  for (const parent of ['ChatworkError', 'ChatworkApiError', name]) {
    assert.ok(error instanceof chatwork[parent], said);
  }
  assert.ok(error instanceof Error);
  assert.equal(error instanceof chatwork.ChatworkConnectionError, false);
  assert.ok(Object.hasOwn(error, 'name') && Object.hasOwn(error, 'code'), said);
  const { headers, help, ...own } = error;
  const expectedOnes = { ...expected, path: PATH, attempts: 1 };
  assert.deepEqual({ name: error.name, ...own }, expectedOnes, said);
  assert.ok(error.message.includes(String(expected.status)), said);
  for (const text of errors) assert.ok(error.message.includes(text.replace(/\.$/, '')), said);
  const [japanese, english, ...rest] = help.split('\n');
  assert.match(japanese, /。$/, said);
  assert.ok(error.message.endsWith(` ${english}`), said);
  assert.deepEqual(rest, []);
  assert.ok(chatwork.isChatworkError(error));
  assert.ok(error.stack.startsWith(name), error.stack);
  const written = JSON.parse(JSON.stringify(error));
  assert.deepEqual(written, { message: error.message, ...expectedOnes, headers, help }, said);
}

test('both rate limits of the service', async (t) => {
  // What is learnt of an account here must not hold back its calls in other tests.
  const limited = await startEmulator();
  t.after(() => limited.stop());
  const options = { ...ONCE, baseUrl: limited.baseUrl };
  await limited.control('/settings', { method: 'PUT', limits: { posts: 1, requests: 4 } });
  const post = () => chatwork.postRoomMessage(limited.token, ROOM, { body: 'x' }, options);
  await post();
  const room = await rejectionOf(post);
  assert.ok(room instanceof chatwork.ChatworkRateLimitError);
  assert.match(room.errors[0], /per room/);
  assert.ok(Number(room.headers['x-ratelimit-remaining']) > 0);
  assert.equal(room.rateLimit.remaining, Number(room.headers['x-ratelimit-remaining']));
  assert.deepEqual([room.scope, room.limit, room.roomId], ['room', 10, String(ROOM)]);
  let general;
  for (let number = 0; number < 5 && general === undefined; number += 1) {
    await chatwork.getMe(limited.token, options).catch((error) => {
      general = error;
    });
  }
  assert.ok(general instanceof chatwork.ChatworkRateLimitError);
  assert.equal(general.outcome, 'refused');
  assert.equal(general.headers['x-ratelimit-remaining'], '0');
  assert.equal(general.rateLimit.remaining, 0);
  assert.equal('roomId' in general, false);
  assert.equal(general.scope, 'account');
  // Known by now, so nothing is sent.
  const sent = (await limited.control('/requests')).length;
  const held = await rejectionOf(() => chatwork.getMe(limited.token, { ...options, pace: true, rateLimit: 'reject' }));
  assert.ok(held instanceof chatwork.ChatworkRateLimitError);
  assert.deepEqual([held.scope, held.outcome, held.attempts], ['account', 'not-sent', 0]);
  assert.equal((await limited.control('/requests')).length, sent);
  for (const error of [room, general, held]) {
    assert.ok(error.retryAfter >= 1000, `${error.retryAfter}`);
    assert.ok(error.resetAt instanceof Date);
  }
});

test('the limit of an account is what the service says it is', async () => {
  const fetch = answering(429, '', {
    'x-ratelimit-limit': '500',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 200),
  });
  const options = { fetch, rateLimit: 'reject' };
  const refused = await rejectionOf(() => chatwork.getMe('five-hundred', options));
  const held = await rejectionOf(() => chatwork.getMe('five-hundred', options));
  assert.deepEqual([refused.outcome, refused.limit, refused.rateLimit.limit], ['refused', 500, 500]);
  assert.deepEqual([held.outcome, held.limit], ['not-sent', 500]);
});

test('what the headers of an answer tell is in its error', async () => {
  const resetIn = 120_000;
  const now = Math.floor(Date.now() / 1000) * 1000;
  const told = {
    // A clock that is an hour ahead.
    date: new Date(now + 3_600_000).toUTCString(),
    'x-ratelimit-limit': '300',
    'x-ratelimit-remaining': '123',
    'x-ratelimit-reset': String((now + 3_600_000 + resetIn) / 1000),
    'retry-after': '30',
    'chatwork-message-limitation': 'true',
    'chatwork-message-limitation-summary': 'Too old.',
  };
  const failed = async (status, body, headers) => {
    const options = { ...ONCE, fetch: answering(status, body, headers) };
    return rejectionOf(() => chatwork.postRoomMessage('told', ROOM, { body: 'x' }, options));
  };

  const before = Date.now();
  const hidden = await failed(404, '', told);
  const after = Date.now();
  assert.deepEqual([hidden.hidden, hidden.limitation], [true, 'Too old.']);
  assert.match(hidden.message, /free plan/);
  const { limit, remaining, resetAt } = hidden.rateLimit;
  assert.deepEqual([limit, remaining], [300, 123]);
  assert.ok(before + resetIn <= resetAt.getTime() && resetAt.getTime() <= after + resetIn, `${resetAt}`);

  const limited = await failed(429, '', told);
  assert.deepEqual([limited.scope, limited.roomId, limited.retryAfter], ['room', String(ROOM), 30_000]);
  assert.ok(after + 30_000 <= limited.resetAt.getTime());

  const none = await failed(404, '', { 'x-ratelimit-limit': '300', 'chatwork-message-limitation': 'false' });
  assert.equal(none.hidden, false);
  for (const name of ['rateLimit', 'limitation']) assert.equal(name in none, false, name);
});

test('of the body of an error only the beginning is read, and the rest is cancelled', async () => {
  let parts = 0;
  let isCancelled = false;
  const body = new ReadableStream({
    pull(controller) {
      parts += 1;
      controller.enqueue(new TextEncoder().encode((parts === 1 ? '{"errors":["One"]}' : '').padEnd(10_000)));
    },
    cancel() {
      isCancelled = true;
    },
  });
  const fetch = async () => new Response(body, { status: 400 });
  const error = await rejectionOf(() => chatwork.getMe('mark3r-t0ken', { ...ONCE, fetch }));
  assert.deepEqual(error.errors, ['One']);
  assert.ok(isCancelled);
  assert.ok(parts < 20, `${parts} parts`);
});

test('a wrong token, a missing scope, an unknown room and a wrong parameter of the real kind', async () => {
  const options = { ...ONCE, baseUrl: emulator.baseUrl };
  const reader = { accessToken: 'emulator-access-token-read' };
  await assert.rejects(chatwork.getMe('wrong', options), { status: 401, code: 'authentication' });
  await assert.rejects(chatwork.getMe({ accessToken: 'emulator-access-token-expired' }, options), { status: 401 });
  await assert.rejects(chatwork.getContacts(reader, options), { status: 403, code: 'permission' });
  await assert.rejects(chatwork.getRoomTask(emulator.token, ROOM, 1, options), { status: 404, code: 'not_found' });
  const call = chatwork.postRoomMessage(emulator.token, ROOM, {}, { ...options, validate: false });
  await assert.rejects(call, { status: 400, errors: ["Parameter 'body' is required"] });
});

for (const status of [301, 302, 303, 307, 308]) {
  test(`${status}: neither the token nor the message follows to another origin`, async (t) => {
    const received = [];
    const server = createServer((request, response) => {
      received.push(request.url);
      request.resume();
      response.end('{"account_id":1}');
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.after(() => server.close());
    const options = { ...ONCE, baseUrl: emulator.baseUrl };
    const location = `http://127.0.0.1:${server.address().port}/v2/me`;
    for (const token of [emulator.token, { accessToken: 'emulator-access-token-all' }]) {
      for (const call of [
        () => chatwork.getMe(token, options),
        () => chatwork.postRoomMessage(token, ROOM, { body: 'secret' }, options),
      ]) {
        await emulator.control('/faults', { method: 'POST', respond: { status, headers: { location } } });
        const error = await rejectionOf(call);
        assert.ok(error instanceof chatwork.ChatworkApiError, error.stack);
        assert.equal(error.status, status);
        assert.match(error.message, /[Rr]edirect/);
      }
    }
    assert.deepEqual(received, []);
  });
}

test('304 and other statuses that are no success are errors', async () => {
  for (const status of [300, 304, 399]) {
    const fetch = async () => ({ status, headers: new Headers(), text: async () => '' });
    await assert.rejects(chatwork.getMe('mark3r-t0ken', { ...ONCE, fetch }), { name: 'ChatworkApiError', status });
  }
  // What a browser makes of a redirect that is not followed.
  const fetch = async () => ({ status: 0, type: 'opaqueredirect', headers: new Headers(), text: async () => '' });
  await assert.rejects(chatwork.getMe('mark3r-t0ken', { ...ONCE, fetch }), {
    name: 'ChatworkApiError',
    status: 0,
    message: /[Rr]edirect/,
  });
});

test('nobody listens: nothing was sent', async () => {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  const options = { ...ONCE, baseUrl: `http://127.0.0.1:${port}/v2` };
  const error = await rejectionOf(() => chatwork.postRoomMessage('mark3r-t0ken', ROOM, { body: 'x' }, options));
  assert.ok(error instanceof chatwork.ChatworkConnectionError);
  assert.deepEqual([error.name, error.code, error.outcome], ['ChatworkConnectionError', 'connection', 'not-sent']);
  assert.deepEqual([error.method, error.path], ['POST', PATH]);
  assert.match(error.message, /ECONNREFUSED/);
  assert.ok(error.cause instanceof TypeError);
});

test('the codes of a network error', async () => {
  const codes = {
    ECONNREFUSED: 'not-sent',
    ENOTFOUND: 'not-sent',
    EAI_AGAIN: 'not-sent',
    UND_ERR_CONNECT_TIMEOUT: 'not-sent',
    ECONNRESET: 'unknown',
    EPIPE: 'unknown',
    ETIMEDOUT: 'unknown',
    UND_ERR_SOCKET: 'unknown',
    UND_ERR_HEADERS_TIMEOUT: 'unknown',
    toString: 'unknown',
  };
  for (const [code, outcome] of Object.entries(codes)) {
    const cause = new TypeError('fetch failed', { cause: Object.assign(new Error('inner'), { code }) });
    const fetch = async () => {
      throw cause;
    };
    const error = await rejectionOf(() => chatwork.getMe('mark3r-t0ken', { ...ONCE, fetch }));
    assert.equal(error.outcome, outcome, code);
    assert.equal(error.cause, cause);
  }
});

test('a success that is no JSON was carried out', async () => {
  const notUtf8 = Uint8Array.from([...new TextEncoder().encode('{"message_id":"'), 0xe3, 0x81, 0x22, 0x7d]);
  for (const body of [html, 'OK', '{"message_id":', '\0', '[1,]', 'undefined', notUtf8]) {
    for (const status of [200, 201, 202]) {
      const options = { ...ONCE, fetch: answering(status, body) };
      const error = await rejectionOf(() => chatwork.postRoomMessage('mark3r-t0ken', ROOM, { body: 'x' }, options));
      assert.ok(error instanceof chatwork.ChatworkParseError);
      assert.ok(error instanceof chatwork.ChatworkError);
      assert.equal(error instanceof chatwork.ChatworkApiError, false);
      const { name, code, outcome, method, path, attempts, text } = error;
      assert.deepEqual(
        { name, code, outcome, method, path, attempts, status: error.status, text },
        {
          name: 'ChatworkParseError',
          code: 'parse',
          outcome: 'answered',
          method: 'POST',
          path: PATH,
          attempts: 1,
          status,
          text: await new Response(body).text(),
        },
      );
      assert.ok(error.cause instanceof (body === notUtf8 ? TypeError : SyntaxError));
    }
  }
  const long = await rejectionOf(() => chatwork.getMe('mark3r-t0ken', { fetch: answering(200, '<'.repeat(1_000_000)) }));
  assert.equal(long.text, '<'.repeat(1024));
});

test('an empty success is an empty list or an empty object', async () => {
  for (const status of [200, 204]) {
    const fetch = async () => new Response(status === 204 ? null : '', { status });
    assert.deepEqual(await chatwork.getContacts('mark3r-t0ken', { fetch }), []);
    assert.deepEqual(await chatwork.deleteRooms('mark3r-t0ken', 7, { action_type: 'leave' }, { fetch }), {});
    assert.deepEqual(await chatwork.getMe('mark3r-t0ken', { fetch }), {});
  }
});

test('other values than the expected come through untouched', async () => {
  for (const body of ['null', '0', 'false', '""', '"x"', '{}', '[]', '[null]', '{"__proto__":{"a":1},"a":1e400}']) {
    const result = await chatwork.getRooms('mark3r-t0ken', { fetch: answering(200, body) });
    assert.deepEqual(result, JSON.parse(body));
  }
  assert.equal({}.a, undefined);
});

test('isChatworkError knows the errors of a second copy, and nothing else', async () => {
  const copy = await import(`${import.meta.resolve('chatwork-wasm')}?copy`);
  assert.notEqual(copy.ChatworkError, chatwork.ChatworkError);
  const error = await rejectionOf(() => copy.getMe(''));
  assert.equal(error instanceof chatwork.ChatworkError, false);
  assert.ok(chatwork.isChatworkError(error));
  for (const value of [
    undefined,
    null,
    'x',
    1,
    {},
    new Error('x'),
    () => 1,
    { [Symbol.for('chatwork.error')]: true },
  ]) {
    assert.equal(chatwork.isChatworkError(value), false);
  }
});

test('classes, names and codes survive a minifier', async (t) => {
  const { build } = await import(pathToFileURL(process.env.ESBUILD));
  const folder = mkdtempSync(join(import.meta.dirname, 'minified-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(
    join(folder, 'entry.mjs'),
    `import * as chatwork from 'chatwork-wasm';
    const caught = async (status) => {
      const fetch = async () => new Response('', { status });
      const error = await chatwork.getMe('mark3r-t0ken', { fetch, retries: 0 }).catch((error) => error);
      return [error.name, error.code, error instanceof chatwork.ChatworkApiError, error instanceof chatwork.ChatworkServerError,
        chatwork.isChatworkError(error), error.stack.split(':')[0], String(error).split(':')[0]];
    };
    console.log(JSON.stringify([await caught(404), await caught(500)]));`,
  );
  const outfile = join(folder, 'bundle.mjs');
  await build({ entryPoints: [join(folder, 'entry.mjs')], outfile, bundle: true, minify: true, format: 'esm' });
  const child = spawnSync(process.execPath, [outfile], { encoding: 'utf8' });
  const [notFound, server] = ['ChatworkNotFoundError', 'ChatworkServerError'];
  assert.equal(child.stderr, '');
  assert.deepEqual(JSON.parse(child.stdout), [
    [notFound, 'not_found', true, false, true, notFound, notFound],
    [server, 'server', true, true, true, server, server],
  ]);
});

test('the stack of an error leads to the call', async () => {
  async function theBotsOwnFunction() {
    return chatwork.getMe('mark3r-t0ken', { ...ONCE, fetch: answering(500, '{}') });
  }
  const failed = await rejectionOf(theBotsOwnFunction);
  const refused = await rejectionOf(() => chatwork.getRoom('mark3r-t0ken', -1));
  for (const error of [failed, refused]) {
    assert.match(error.stack, /errors\.test\.mjs/);
    assert.ok(error.stack.startsWith(`${error.name}: ${error.message}\n`), error.stack);
    assert.equal(Object.keys(error).includes('stack'), false);
  }
  assert.match(failed.stack, /theBotsOwnFunction/);
});
