// Any value at all, for properties: from plain data to objects that throw, end, or answer differently each time.

import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { seed } from './dice.mjs';
import { hostile } from './hostile.mjs';

// A value is made anew for each run, because some are used up. What makes it can be printed, which not all of them can.
export function made(what, make) {
  return { make, [fc.toStringMethod]: () => (typeof what === 'function' ? what() : what) };
}

export const same = (value) => made(() => fc.stringify(value), () => value);

const data = fc
  .anything({
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
    withUnicodeString: true,
  })
  .map(same);

const NUMBERS = [-0, 5e-324, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 1e21, -Infinity, 2n ** 64n, -(2n ** 63n), 10n ** 19n - 1n];
const TEXTS = ['1', '00', '-0', '1.0', '1,2', ',', '１', '../../v1/me', '//host.example/v2', '1?a=b', '1#', '1\r\nx: y', '\ud83c', '𠮷'];

const simple = fc.oneof(
  fc.constantFrom(...NUMBERS, ...TEXTS).map(same),
  fc.string({ unit: 'binary' }).map(same),
  fc.nat(1_000_000).map((length) => made(`'あ' × ${length}`, () => 'あ'.repeat(length))),
  fc.bigInt().map(same),
  fc.double().map(same),
);

const named = fc.constantFrom(...Object.keys(hostile)).map((name) => made(name, hostile[name]));

const NAMES = ['then', 'toString', 'valueOf', 'toJSON', 'length', 'constructor', '__proto__', 'href', 'text', 'name', 'status'];
const key = fc.oneof(fc.constantFrom(...NAMES, Symbol.toPrimitive, Symbol.toStringTag, Symbol.iterator), fc.string());

// `restless` answers differently each time, and so cannot be compared.
const restless = new WeakSet();

const { value, operation } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: simple, weight: 2 },
    { arbitrary: data, weight: 2 },
    { arbitrary: named, weight: 3 },
    { arbitrary: tie('list'), weight: 1 },
    { arbitrary: tie('object'), weight: 1 },
    { arbitrary: tie('ring'), weight: 1 },
    { arbitrary: tie('changing'), weight: 1 },
    { arbitrary: tie('thing'), weight: 1 },
    { arbitrary: tie('proxy'), weight: 1 },
    { arbitrary: tie('thenable'), weight: 1 },
    { arbitrary: tie('operation'), weight: 1 },
  ),
  list: fc.array(fc.option(tie('value')), { maxLength: 4 }).map((items) =>
    made(`[${items.map((item) => (item === null ? '' : fc.stringify(item)))}]`, () => {
      const list = Array(items.length);
      for (const [index, item] of items.entries()) if (item !== null) list[index] = item.make();
      return list;
    }),
  ),
  object: fc
    .tuple(fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }), fc.boolean())
    .map(([entries, isBare]) => made(`object ${fc.stringify(entries)}`, () => objectOf(entries, isBare))),
  ring: fc.tuple(key, fc.boolean()).map(([name, isArray]) =>
    made(`${isArray ? 'array' : 'object'} with itself as ${String(name)}`, () => {
      const ring = isArray ? [] : {};
      return Object.defineProperty(ring, isArray ? 0 : name, { value: ring, enumerable: true });
    }),
  ),
  // An object whose properties are another value each time they are read.
  changing: fc.tuple(fc.array(key, { maxLength: 4 }), fc.array(tie('value'), { minLength: 1, maxLength: 3 })).map(([names, answers]) =>
    made(`object with ${fc.stringify(names)} of ${fc.stringify(answers)}`, () => {
      const get = inTurn(answers);
      const object = {};
      for (const name of names) Object.defineProperty(object, name, { get, enumerable: true, configurable: true });
      return object;
    }),
  ),
  // What looks like an object of the platform and is none, because its methods want an object with another inside.
  thing: fc
    .constantFrom(Date, Map, Set, Promise, RegExp, Uint8Array, ArrayBuffer, Blob, Headers, Request, Response, AbortSignal, URL, Error)
    .map((type) => made(`Object.create(${type.name}.prototype)`, () => Object.create(type.prototype))),
  proxy: fc.array(tie('value'), { minLength: 1, maxLength: 3 }).map((answers) =>
    made(`proxy that answers ${fc.stringify(answers)}`, () => {
      const next = inTurn(answers);
      const traps = ['has', 'ownKeys', 'getOwnPropertyDescriptor', 'getPrototypeOf'];
      // What says that it is an error of this package is taken for one.
      const get = (_, name) => (name === Symbol.for('chatwork.error') ? undefined : next());
      const proxy = new Proxy({}, { ...Object.fromEntries(traps.map((name) => [name, next])), get });
      restless.add(proxy);
      return proxy;
    }),
  ),
  thenable: fc.tuple(tie('value'), fc.constantFrom('resolve', 'reject', 'throw', 'both', 'never')).map(([answer, way]) =>
    made(`thenable (${way}) of ${fc.stringify(answer)}`, () => ({ then: thenOf(answer.make(), way) })),
  ),
  operation: fc.tuple(tie('value'), fc.constantFrom('return', 'throw', 'reject', 'resolve')).map(([answer, way]) =>
    made(`function (${way}) of ${fc.stringify(answer)}`, () => operationOf(answer, way)),
  ),
}));

// Values that can be looked at: what a proxy of the caller throws in a function that does not promise anything is the
// caller's, as everywhere in JavaScript.
const seemly = Object.keys(hostile).filter((name) => !/proxy|throw|class/.test(name));
export const tame = fc.oneof(
  { depthSize: 'small', withCrossShrink: true },
  simple,
  data,
  fc.constantFrom(...seemly).map((name) => made(name, hostile[name])),
  fc.array(fc.oneof(simple, data), { maxLength: 3 }).map((items) => made(`[${items.map(fc.stringify)}]`, () => items.map((item) => item.make()))),
);
export const tameOperation = fc.tuple(tame, fc.constantFrom('return', 'throw', 'reject', 'resolve')).map(([answer, way]) =>
  made(`function (${way}) of ${fc.stringify(answer)}`, () => operationOf(answer, way)),
);

function objectOf(entries, isBare) {
  const object = isBare ? Object.create(null) : {};
  for (const [name, maker] of entries) {
    Object.defineProperty(object, name, { value: maker.make(), enumerable: true, configurable: true, writable: true });
  }
  return object;
}

function inTurn(makers) {
  let asked = -1;
  return () => makers[(asked += 1) % makers.length].make();
}

function thenOf(answer, way) {
  const ways = {
    resolve: (resolve) => resolve(answer),
    reject: (_, reject) => reject(answer),
    throw: () => {
      throw answer;
    },
    both: (resolve, reject) => {
      reject(answer);
      resolve(answer);
      throw answer;
    },
    never: () => {},
  };
  return ways[way];
}

function operationOf(answer, way) {
  const ways = {
    return: () => answer.make(),
    throw: () => {
      throw answer.make();
    },
    reject: () => quiet(Promise.reject(answer.make())),
    resolve: () => quiet((async () => answer.make())()),
  };
  return ways[way];
}

// Who converts an object with a `toString` that rejects has no promise to catch. Not by `catch`: it would pass on a value
// that has a `then` only now.
function quiet(promise) {
  const ignore = () => {};
  promise.then(ignore, ignore);
  return promise;
}

export { operation, value };

// An argument like the one given, but for some of what is in it. A leaf of the example is a value or an arbitrary.
export function like(example, wrong = value) {
  return fc.oneof({ withCrossShrink: true }, { arbitrary: rightly(example, wrong), weight: 4 }, wrong);
}

function rightly(example, wrong) {
  if (example instanceof fc.Arbitrary) return example;
  const isPlain = Object.getPrototypeOf(Object(example)) === Object.prototype;
  if (!isPlain) return fc.constant(same(example));
  const fields = Object.fromEntries(Object.entries(example).map(([name, each]) => [name, like(each, wrong)]));
  const more = fc.array(fc.tuple(key, wrong), { maxLength: 1 });
  return fc.tuple(fc.record(fields, { requiredKeys: [] }), fc.oneof({ arbitrary: fc.constant([]), weight: 4 }, more)).map(([own, rest]) => {
    const entries = [...Object.entries(own), ...rest];
    return made(`{ ${entries.map(([name, each]) => `${String(name)}: ${fc.stringify(each)}`).join(', ')} }`, () =>
      objectOf(entries, false),
    );
  });
}

function kindOf(value) {
  try {
    return Object.prototype.toString.call(value);
  } catch {
    return undefined;
  }
}

// A value in words, whatever it does when it is asked.
export function shown(value) {
  try {
    return inspect(value, { customInspect: false, maxStringLength: 200 });
  } catch {
    return `something of type ${typeof value}`;
  }
}

export function isA(value, type) {
  try {
    return value instanceof type;
  } catch {
    return false;
  }
}

// What changes by itself.
function isRestless(value) {
  return restless.has(value) || value === globalThis || kindOf(value) === '[object AbortSignal]';
}

// All that can be seen of a value, to see whether a call has changed it.
export function sightOf(value, seen = new Set(), sight = []) {
  sight.push(value);
  if (Object(value) !== value || isRestless(value) || seen.has(value)) return sight;
  seen.add(value);
  try {
    sight.push(Object.getPrototypeOf(value), Object.isExtensible(value));
    for (const name of Reflect.ownKeys(value)) {
      const { value: inside, ...rest } = Reflect.getOwnPropertyDescriptor(value, name);
      sight.push(name, ...Object.values(rest));
      sightOf(inside, seen, sight);
    }
    if (isA(value, Date)) sight.push(value.getTime());
    if (isA(value, Set)) for (const item of value) sightOf(item, seen, sight);
    if (isA(value, Map)) for (const item of [...value].flat()) sightOf(item, seen, sight);
  } catch {
    // It throws when it is looked at, and did the time before.
  }
  return sight;
}

// How often each property is tried. RUNS=5000 SEED=… node --test …
export const RUNS = Number(process.env.RUNS ?? 100);

// Nobody waits for a call that takes so long; what is given to it settles at once or never.
const PATIENCE = 10_000;

// Tries `check` with what the arbitraries make, other values for each test. Whatever nobody has caught fails the run in
// which it was thrown.
export async function holds({ name }, arbitraries, check) {
  const uncaught = [];
  const note = (reason) => uncaught.push(reason);
  process.on('unhandledRejection', note);
  const property = fc.asyncProperty(...arbitraries, async (...makers) => {
    uncaught.length = 0;
    let timer;
    const hung = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`nothing settled within ${PATIENCE} ms`)), PATIENCE);
    });
    try {
      await Promise.race([check(...makers), hung]);
    } finally {
      clearTimeout(timer);
    }
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(uncaught.length, 0, `a rejection that nobody caught: ${shown(uncaught[0])}`);
  });
  try {
    const own = [...name].reduce((hash, char) => (hash * 31 + char.codePointAt(0)) | 0, seed);
    await fc.assert(property, { numRuns: RUNS, seed: own });
  } catch (error) {
    throw new Error(`SEED=${seed} RUNS=${RUNS}: ${error.message}\n${error.cause?.stack}`);
  } finally {
    process.off('unhandledRejection', note);
  }
}
