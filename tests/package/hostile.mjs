// Values that no caller means and that some caller passes. A function for each, so that every test has its own.

import vm from 'node:vm';

const thrower = () => {
  throw new Error('a trap of the caller');
};

// A proxy that throws whatever is done to it.
export function throwingProxy(target = {}) {
  const traps = Reflect.ownKeys(Reflect).filter((name) => typeof Reflect[name] === 'function');
  return new Proxy(target, Object.fromEntries(traps.map((name) => [name, thrower])));
}

function revoked(target) {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

function detached() {
  const buffer = new ArrayBuffer(8);
  structuredClone(buffer, { transfer: [buffer] });
  return buffer;
}

export const hostile = {
  undefined: () => undefined,
  null: () => null,
  true: () => true,
  false: () => false,
  zero: () => 0,
  'minus one': () => -1,
  // Of a time so long that no call is over it.
  'a fraction': () => 30_000.5,
  NaN: () => NaN,
  Infinity: () => Infinity,
  'an unsafe integer': () => 2 ** 53,
  'the empty string': () => '',
  'a space': () => ' ',
  'a path': () => '../me',
  'an encoded path': () => '%2e%2e%2fme',
  'a null character': () => '1\0',
  'half of an emoji': () => '\ud83c',
  'a long string': () => 'x'.repeat(200_000),
  'a bigint': () => -1n,
  'a huge bigint': () => 10n ** 400n,
  'a symbol': () => Symbol('symbol'),
  'a well-known symbol': () => Symbol.iterator,
  'an arrow function': () => () => 1,
  'a throwing function': () => thrower,
  'a class': () => class {},
  'an empty array': () => [],
  'an array of arrays': () => [[1], [2]],
  'a sparse array': () => [, , 1],
  'an array of symbols': () => [Symbol('symbol')],
  'an array of throwing proxies': () => [throwingProxy()],
  'an empty object': () => ({}),
  'an object without prototype': () => Object.create(null),
  'a frozen object': () => Object.freeze({ a: 1 }),
  'an object with a throwing getter': () => Object.defineProperty({}, 'body', { get: thrower, enumerable: true }),
  'an object that throws when converted': () => ({
    toString: thrower,
    valueOf: thrower,
    toJSON: thrower,
    [Symbol.toPrimitive]: thrower,
  }),
  'an object with a throwing tag': () => Object.defineProperty({}, Symbol.toStringTag, { get: thrower }),
  'a throwing proxy': () => throwingProxy(),
  'a throwing proxy of an array': () => throwingProxy([]),
  'a throwing proxy of a function': () => throwingProxy(() => 1),
  'a revoked proxy': () => revoked({}),
  'a revoked proxy of an array': () => revoked([]),
  'a thenable that throws': () => Object.defineProperty({}, 'then', { get: thrower }),
  'a promise': () => Promise.resolve(1),
  'a Map': () => new Map([['body', 'x']]),
  'a Set': () => new Set([1]),
  'an invalid Date': () => new Date(NaN),
  'a Date of year 300,000': () => new Date(8.64e15),
  'an object with a throwing getTime': () => ({ getTime: thrower }),
  'a regular expression': () => /x/g,
  'an error': () => new Error('x'),
  'a boxed string': () => new String('1'),
  'a boxed number': () => new Number(1),
  'a typed array': () => new Uint8Array([1]),
  'a detached buffer': detached,
  'a WeakMap': () => new WeakMap(),
  'an object of another realm': () => vm.runInNewContext('({ a: [1] })'),
  globalThis: () => globalThis,
};
