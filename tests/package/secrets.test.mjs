// The token shows nowhere: not in an error, however hard somebody tries to put it there.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { inspect } from 'node:util';
import * as chatwork from 'chatwork-wasm';
import { ONCE } from './fetches.mjs';
import { rejectionOf } from './rejections.mjs';
import { MARKER, whereIn } from './secrets.mjs';

let server;
let baseUrl;
const connections = new Set();

// Answers with everything it was told, in every place it can.
before(async () => {
  server = createServer((request, response) => {
    request.resume();
    const told = request.headers['x-chatworktoken'] ?? request.headers.authorization;
    const [, what] = /\/(\d+)$/.exec(request.url) ?? [];
    const answers = {
      1: [401, JSON.stringify({ errors: [`Invalid token ${told}`, told] })],
      2: [400, JSON.stringify({ error: told, error_description: `${told}${told}` })],
      3: [502, `<html>${JSON.stringify(request.headers)}</html>`],
      4: [200, `<html>${JSON.stringify(request.headers)}</html>`],
      5: [429, told],
      6: [200, `${'x'.repeat(1015)}${told}`],
      7: [500, JSON.stringify({ errors: [{ told }], told })],
    };
    const [status, body] = answers[what] ?? [404, told];
    response.writeHead(status, {
      'x-told': told,
      'set-cookie': [`a=${told}`, 'b=1'],
      location: `/?t=${told}`,
      'chatwork-message-limitation': 'true',
      'chatwork-message-limitation-summary': told,
    });
    if (what === '8') response.destroy();
    else response.end(body);
  });
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${server.address().port}/v2`;
});
after(() => {
  for (const socket of connections) socket.destroy();
  server?.close();
});

const tokens = {
  'an API token': MARKER,
  'an access token': { accessToken: MARKER },
  'a token function': { accessToken: async () => MARKER },
};

for (const [what, token] of Object.entries(tokens)) {
  for (let answer = 1; answer <= 9; answer += 1) {
    test(`${what} that a server repeats (${answer})`, async () => {
      const options = { ...ONCE, baseUrl };
      checkSilence(await rejectionOf(() => chatwork.getRoom(token, answer, options)));
      checkSilence(await rejectionOf(() => chatwork.postRoomLink(token, answer, {}, options)), false);
    });
  }

  for (const [name, fetch] of Object.entries(tellingFetches())) {
    test(`${what} in ${name}`, async () => {
      checkSilence(await rejectionOf(() => chatwork.getMe(token, { ...ONCE, fetch, timeout: 50 })));
    });
  }
}

test('a token function that tells', async () => {
  const telling = [
    () => {
      throw new Error('another secret');
    },
    async () => MARKER + '\n',
    async () => ({ access_token: MARKER }),
    () => [MARKER],
  ];
  for (const accessToken of telling.slice(1)) checkSilence(await rejectionOf(() => chatwork.getMe({ accessToken })));
  // What the caller's own function throws is the caller's: the library does not know a token yet.
  const error = await rejectionOf(() => chatwork.getMe({ accessToken: telling[0] }));
  assert.equal(error.message.includes('another secret'), false);
});

test('a token in the wrong place', async () => {
  const calls = [
    () => chatwork.getMe(`${MARKER}\n`),
    () => chatwork.getMe({ accessToken: `${MARKER} ` }),
    () => chatwork.getMe({ token: MARKER }),
    () => chatwork.getMe([MARKER]),
    () => chatwork.getMe({ accessToken: { value: MARKER } }),
    () => chatwork.getRoom('t', MARKER),
    () => chatwork.postRoomMessage(7, MARKER, { body: 'x' }),
    () => chatwork.postRoomMessage('t', 7, MARKER),
    () => chatwork.putRoomTaskStatus('t', 7, 7, { body: MARKER }),
    () => chatwork.postRoomTasks('t', 7, { body: 'x', to_ids: MARKER }),
    () => chatwork.getMe('t', MARKER),
    () => chatwork.getMe('t', { baseUrl: MARKER }),
    () => chatwork.getMe('t', { baseUrl: `https://${MARKER}@proxy.example` }),
    () => chatwork.getMe('t', { timeout: MARKER }),
    () => chatwork.getMe(MARKER, { headers: { 'x-chatworktoken': MARKER } }),
    () => chatwork.getMe(MARKER, { headers: { [MARKER]: 'a\nb' } }),
    () => chatwork.getRoomMessages(MARKER, 7, { [MARKER]: 1 }),
    () => chatwork.getMe(MARKER, { [MARKER]: 1 }),
    () => chatwork.createClient({ token: MARKER, nonsense: MARKER }).getMe(),
  ];
  for (const call of calls) checkSilence(await rejectionOf(call));
});

test('not even a part of the token, where a text is cut', async () => {
  for (let before = 1024 - MARKER.length; before <= 1024; before += 1) {
    const fetch = async () => new Response('x'.repeat(before) + MARKER);
    const { text } = await rejectionOf(() => chatwork.getMe(MARKER, { fetch }));
    assert.ok(!text.includes(MARKER.slice(0, 4)), text.slice(-MARKER.length));
  }
});

test('what was never the token stays as it is', async () => {
  const cause = new Error('no network', { cause: { code: 'ECONNRESET', host: 'api.chatwork.com' } });
  const error = await rejectionOf(() =>
    chatwork.getMe(MARKER, {
      ...ONCE,
      fetch: () => {
        throw cause;
      },
    }),
  );
  assert.equal(error.cause, cause);
  // A word that is no token must not be cut out of the sentences of this library.
  const short = await rejectionOf(() => chatwork.getMe('e', { fetch: async () => new Response('', { status: 404 }) }));
  assert.match(short.message, /Check the ids/);
});

// A call cannot tell everything: `headers.get` of a custom fetch, for one. These do what real ones do.
function tellingFetches() {
  const told = ({ headers }) => Object.fromEntries(new Headers(headers));
  const text = (init) => JSON.stringify(told(init));
  const thrown = (make) => (url, init) => {
    throw make(init);
  };
  return {
    'the message of a thrown error': thrown((init) => new Error(`failed: ${text(init)}`)),
    'a thrown string': thrown(text),
    'a thrown object': thrown((init) => ({ message: 'failed', config: { headers: told(init) } })),
    'a property of a thrown error': thrown((init) =>
      Object.assign(new Error('failed'), { config: { headers: told(init) } }),
    ),
    'a property that is not enumerable': thrown((init) =>
      Object.defineProperty(new Error('failed'), 'request', { value: told(init) }),
    ),
    'a property with a symbol': thrown((init) =>
      Object.assign(new Error('failed'), { [Symbol('request')]: told(init) }),
    ),
    'a Map of a thrown error': thrown((init) =>
      Object.assign(new Error('failed'), { headers: new Map(Object.entries(told(init))) }),
    ),
    'a Headers object of a thrown error': thrown((init) =>
      Object.assign(new Error('failed'), { headers: init.headers }),
    ),
    'the request of a thrown error': (url, init) => {
      throw Object.assign(new Error('failed'), { request: new Request(url, init) });
    },
    'a class of a thrown error': thrown(
      (init) =>
        new (class Failure extends Error {
          headers = told(init);
        })('failed'),
    ),
    'the name of a thrown error': thrown((init) => Object.assign(new Error('failed'), { name: text(init) })),
    'the code of a thrown error': thrown((init) => Object.assign(new Error('failed'), { code: text(init) })),
    'the stack of a thrown error': thrown((init) => Object.assign(new Error('failed'), { stack: text(init) })),
    'a cause': thrown((init) => new Error('failed', { cause: new Error(text(init)) })),
    'a cause of a cause of a cause': thrown((init) => nested(3, text(init))),
    'a cause ten levels down': thrown((init) => nested(10, text(init))),
    'a cause that is an object': thrown((init) => new Error('failed', { cause: { deep: { deeper: [told(init)] } } })),
    'an AggregateError': thrown((init) => new AggregateError([new Error(text(init))], 'failed')),
    'a ring': thrown((init) => ring(told(init))),
    'a text that rejects': async (url, init) => ({
      status: 200,
      headers: new Headers(),
      text: async () => {
        throw new Error(text(init));
      },
    }),
    'a text that throws': async (url, init) => ({
      status: 200,
      headers: new Headers(),
      text() {
        throw new Error(text(init));
      },
    }),
    'an arrayBuffer that rejects': async (url, init) => ({
      status: 200,
      headers: new Headers(),
      text() {},
      arrayBuffer: () => Promise.reject(new Error(text(init))),
    }),
    'the body of an error that breaks off': async (url, init) => ({
      status: 500,
      headers: new Headers(),
      text() {},
      body: new ReadableStream({ start: (controller) => controller.error(new Error(text(init))) }),
    }),
    'bytes that are no text': async (url, init) =>
      new Response(Uint8Array.of(...new TextEncoder().encode(text(init)), 0xff)),
    'a text that is no JSON': async (url, init) => new Response(text(init) + 'x'),
    'a JSON that is cut': async (url, init) => new Response(`{"a":"${Object.values(told(init))[0]}`),
    'the headers of an answer': async (url, init) => new Response('', { status: 400, headers: told(init) }),
    'the names of headers': async () => new Response('', { status: 400, headers: { [`x-${MARKER}`]: '1' } }),
    'an answer that throws': async (url, init) => ({
      get status() {
        throw new Error(text(init));
      },
    }),
    'a rejection with a thenable': (url, init) => ({ then: (_, reject) => reject({ then: () => {}, ...told(init) }) }),
    'a time that is over': () => new Promise(() => {}),
  };
}

function nested(levels, text) {
  let error = new Error(text);
  for (let level = 0; level < levels; level += 1) error = new Error('failed', { cause: error });
  return error;
}

function ring(told) {
  const error = Object.assign(new Error('failed'), { request: { headers: told } });
  error.request.error = error;
  return error;
}

function checkSilence(error, isDeep = true) {
  assert.ok(error instanceof chatwork.ChatworkError, String(error));
  const ways = {
    message: error.message,
    stack: error.stack,
    String: String(error),
    JSON: JSON.stringify(error),
    'JSON of toJSON': JSON.stringify(error.toJSON()),
    inspect: inspect(error, {
      depth: Infinity,
      showHidden: true,
      getters: true,
      maxStringLength: Infinity,
      maxArrayLength: Infinity,
    }),
  };
  for (const [way, text] of Object.entries(ways)) assert.ok(!text.includes(MARKER), `${way}: ${text.slice(0, 2000)}`);
  if (isDeep) assert.equal(whereIn(error, 'error'), undefined);
}
