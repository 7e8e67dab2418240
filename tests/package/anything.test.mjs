// Any value for any argument: a request as the reference has it, or a refusal, and nothing else. RUNS=… SEED=…

import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import * as chatwork from 'chatwork-wasm';
import fc from 'fast-check';
import { holds, isA, like, made, operation, same, shown, sightOf, value } from './anything.mjs';
import { MESSAGE_ID, endpoints, parametersOf, smallestArguments } from './endpoints.mjs';
import { ONCE, recording } from './fetches.mjs';
import { rejectionOf } from './rejections.mjs';
import { checkRequest } from './wire.mjs';

const OFFICIAL = 'https://api.chatwork.com/v2';
// Milliseconds for a call of which something may never settle.
const DEADLINE = 20;

const options = (await rejectionOf(() => chatwork.getMe('mark3r-t0ken', { '': 1 }))).expected.match(/(?<=')\w+(?=')/g);

before(() => {
  // Where the failure of an asynchronous hook goes.
  mock.method(console, 'error', () => {});
});
after(() => mock.restoreAll());

// Each call has an account of its own, so that none waits for the limits of another one.
let accounts = 0;
const account = () => `mark3r-t0ken-${(accounts += 1)}`;

const id = fc.oneof(fc.integer({ min: 1 }), fc.bigInt({ min: 1n, max: 10n ** 19n }), fc.constant(MESSAGE_ID)).map(same);

// What is right for a parameter, and what is nearly so.
function rightFor({ type, name, enum: words, format, pattern }) {
  if (type === 'binary') return fc.uint8Array({ maxLength: 9 }).map((bytes) => made(`Blob of ${bytes}`, () => new Blob([bytes])));
  if (words) return fc.constantFrom(...words, ...(words.includes(0) ? [true, false, '0', '1'] : [])).map(same);
  if (pattern) return fc.stringMatching(new RegExp(pattern), { maxLength: 60 }).map(same);
  if (format) return fc.array(fc.oneof(id, value), { minLength: 1, maxLength: 3 }).map((ids) => made(`ids ${fc.stringify(ids)}`, () => ids.map((each) => each.make())));
  if (type === 'integer' || name === 'message_id') return fc.oneof(id, fc.date().map(same));
  return fc.string({ unit: 'grapheme', minLength: 1 }).map(same);
}

const tokens = fc.oneof(
  { arbitrary: fc.constant(made('a token', account)), weight: 6 },
  { arbitrary: fc.constant(made('an access token', () => ({ accessToken: account() }))), weight: 2 },
  value,
  fc.tuple(value, fc.constantFrom('value', 'return', 'throw', 'reject')).map(([given, way]) =>
    made(`{ accessToken } (${way}) of ${fc.stringify(given)}`, () => {
      const accessToken = () => {
        if (way === 'throw') throw given.make();
        return way === 'reject' ? Promise.reject(given.make()) : given.make();
      };
      return { accessToken: way === 'value' ? given.make() : accessToken };
    }),
  ),
);

for (const endpoint of endpoints) {
  const declared = parametersOf(endpoint);
  const ids = endpoint.path_params.map(() => like(id));
  const params = declared.map((parameter) => [parameter.name, rightFor(parameter)]);
  // Where a function takes no parameters, its options stand there.
  const given = [...ids, ...(params.length > 0 ? [like(Object.fromEntries(params))] : [])];
  const call = chatwork[endpoint.function];

  test(`${endpoint.function} with any arguments`, async (t) => {
    const ways = fc.constantFrom('checked', 'unchecked', 'with the global fetch');
    await holds(t, [tokens, fc.tuple(...given), ways], async (token, makers, way) => {
      const { fetch, requests } = recording();
      globalThis.fetch = fetch;
      const isGlobal = way === 'with the global fetch';
      const own = { ...ONCE, fetch, deadline: 1000 * DEADLINE, timeout: DEADLINE, validate: way !== 'unchecked' };
      // A function that never tells a token would be waited for as long as a call takes at most.
      const args = [isGlobal ? account() : token.make(), ...makers.map((maker) => maker.make())];
      const end = await endOf(() => (isGlobal ? call(...args) : call(...args, own)), args);
      // A function of the caller may never tell a token.
      if (isA(end.reason, chatwork.ChatworkTimeoutError) && !isGlobal) {
        assert.ok(typeof args[0].accessToken === 'function');
      } else if (end.isRejected) {
        assert.ok(isA(end.reason, chatwork.ChatworkArgumentError), shown(end.reason));
      }
      assert.equal(requests.length, end.isRejected ? 0 : 1);
      for (const request of requests) {
        await checkRequest(endpoint, request, { baseUrl: OFFICIAL, isChecked: way !== 'unchecked' });
      }
      await stillWorks();
    });
  });
}

// What a custom `fetch` may do: answer rightly, answer anything, never answer.
const headers = fc.dictionary(
  fc.constantFrom('retry-after', 'x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset', 'date', 'content-type'),
  fc.oneof(fc.nat().map(String), fc.constantFrom('', 'soon', 'Wed, 21 Oct 2099 07:28:00 GMT')),
);
const answers = fc.oneof(
  fc.constant(made('a right answer', () => Response.json({ ok: true }))),
  fc.tuple(fc.constantFrom(200, 200, 200, 204, 302, 400, 401, 404, 429, 429, 500, 503), headers, fc.oneof(fc.json(), fc.string())).map(
    ([status, headers, body]) =>
      made(fc.stringify({ status, headers, body }), () => new Response(status === 204 ? null : body, { status, headers })),
  ),
  like({ status: fc.integer({ min: 0, max: 999 }).map(same), headers: value, text: value, body: value, arrayBuffer: value }),
  fc.constant(made('a response that ends never', () => new Response(new ReadableStream({})))),
  value,
);
const fetches = fc.tuple(answers, fc.constantFrom('return', 'resolve', 'throw', 'reject', 'never'));

// What passes for an option, with anything inside it.
const words = (...all) => fc.constantFrom(...all).map(same);
const proxied = fc.webUrl({ validSchemes: ['https'] });
const right = {
  baseUrl: fc.oneof(proxied.map(same), proxied.map((href) => made(`{ href: ${href} }`, () => ({ href }))), words(`${OFFICIAL}/`)),
  signal: fc.oneof(
    words(AbortSignal.abort(new Error('aborted'))),
    fc.nat(DEADLINE).map((time) => made(`aborted after ${time} ms`, () => AbortSignal.timeout(time))),
    like({ aborted: words(false, true), reason: value, addEventListener: operation, removeEventListener: operation }),
  ),
  timeout: fc.integer({ min: 1, max: DEADLINE }).map(same),
  retries: words(0, 1, 100),
  rateLimit: words('wait', 'reject'),
  maxWait: fc.nat(DEADLINE).map(same),
  pacer: like({ reserve: operation, report: operation }),
  headers: fc.dictionary(fc.stringMatching(/^[a-z]+$/), fc.string()).map(same),
  logger: like({ debug: operation, info: operation, warn: operation, error: operation }),
  logLevel: words('debug', 'info', 'warn', 'error'),
};
const optionFor = (name) => {
  const taken = right[name] ?? (name.startsWith('on') ? operation : words(true, false));
  return fc.oneof({ arbitrary: taken, weight: 4 }, value).map((maker) => [name, maker]);
};

// `fetch` is one of ours, which notes what it is given; the deadline is one that nobody has to wait for.
const others = options.filter((name) => !['fetch', 'deadline'].includes(name));
const shape = fc.uniqueArray(fc.oneof(...others.map(optionFor)), { maxLength: 5, selector: ([name]) => name });
const mayThrow = ['signal', 'logger', 'pacer', ...others.filter((name) => name.startsWith('on'))];

for (const endpoint of endpoints) {
  const given = smallestArguments(endpoint);

  test(`${endpoint.function} with any options`, async (t) => {
    await holds(t, [tokens, shape, fetches], async (token, makers, [answer, way]) => {
      const requests = [];
      const fetch = (url, init) => {
        requests.push({ url, init });
        if (way === 'never') return new Promise(() => {});
        if (way === 'throw') throw answer.make();
        if (way === 'reject') return Promise.reject(answer.make());
        return way === 'resolve' ? Promise.resolve(answer.make()) : answer.make();
      };
      const own = { fetch, deadline: DEADLINE };
      for (const [name, maker] of makers) own[name] = maker.make();
      const args = [token.make(), ...given, own];
      const { reason, isRejected } = await endOf(() => chatwork[endpoint.function](...args), args);
      if (isRejected && !isA(reason, chatwork.ChatworkError)) {
        assert.ok(mayThrow.some((name) => own[name] !== undefined), shown(reason));
        assert.ok(!isA(reason, WebAssembly.RuntimeError), shown(reason));
      }
      for (const request of requests) {
        const isSearch = endpoint.function === 'postRoomMessage' && request.init.method === 'GET';
        const asked = isSearch ? endpoints.find(({ function: name }) => name === 'getRoomMessages') : endpoint;
        await checkRequest(asked, request, { baseUrl: baseOf(own.baseUrl), hasOwnHeaders: 'headers' in own });
      }
      await stillWorks();
    });
  });
}

// What the caller means by a base URL that was taken.
function baseOf(given) {
  if (given === undefined || given === null) return OFFICIAL;
  const { origin, pathname } = new URL(given.href ?? given);
  return `${origin}${pathname}`.replace(/\/+$/, '');
}

// The promise settled, and nothing of the caller's was changed meanwhile.
async function endOf(call, args) {
  const sights = args.map((arg) => sightOf(arg));
  let promise;
  try {
    promise = call();
  } catch (thrown) {
    assert.fail(`it threw ${shown(thrown)}`);
  }
  assert.ok(promise instanceof Promise);
  const [{ value: result, reason, status }] = await Promise.allSettled([promise]);
  for (const [index, arg] of args.entries()) {
    const [was, is] = [sights[index], sightOf(arg)];
    assert.ok(was.length === is.length && was.every((each, at) => Object.is(each, is[at])), `argument ${index} was changed`);
  }
  return { result, reason, isRejected: status === 'rejected' };
}

async function stillWorks() {
  const { fetch } = recording(() => Response.json([{ ok: true }]));
  assert.deepEqual(await chatwork.getRooms('mark3r-t0ken', { fetch, pace: false }), [{ ok: true }]);
}
