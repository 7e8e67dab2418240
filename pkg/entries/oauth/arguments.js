// Reads what a caller gave: each property once, as everywhere in this library, so that nothing changes on the way.

import { platform } from '#platform';
import { refusal } from '../refusal.js';

// Visible ASCII: what a header can carry.
const TOKEN = /^[\x21-\x7e]+$/;

// What an argument may be: text with a pattern, what passes a check, or what `read` gives in an array. Nothing is
// called here, so that a bundle without OAuth is without all this.
export const kinds = {
  clientId: { expected: 'the id of a registered client', pattern: TOKEN },
  secret: { expected: 'the secret of a registered client', pattern: /^[\x20-\x7e]+$/ },
  token: { expected: 'a token as the service gave it', pattern: TOKEN },
  code: { expected: 'the code of the callback', pattern: /^[\x20-\x7e]+$/ },
  state: { expected: 'a state as createState() makes it', pattern: /^[\x20-\x7e]+$/ },
  proof: {
    expected: '43 to 128 of the characters A-Z a-z 0-9 - . _ ~, as createPkce() makes them',
    pattern: /^[\w.~-]{43,128}$/,
  },
  flag: { expected: 'true or false', isRight: (value) => typeof value === 'boolean' },
  fetch: { expected: 'a function', isRight: (value) => typeof value === 'function' },
  signal: { expected: 'an AbortSignal', isRight: isSignal },
  timeout: { expected: 'milliseconds from 0 to 2147483647', isRight: (value) => isWithin(value, 0, 2_147_483_647) },
  endpoint: { expected: 'an absolute https URL (http for localhost) without a query', read: secureUrl },
  redirectUri: { expected: 'the redirect URI as it is registered, without a fragment', read: redirectUri },
};

export function required(kind) {
  return { ...kind, isRequired: true };
}

export function isToken(value) {
  return typeof value === 'string' && TOKEN.test(value);
}

export function isWithin(value, least, most) {
  return typeof value === 'number' && value >= least && value <= most;
}

// In an array what is kept of a value, or what is wrong with it. Never the value itself, which may be a secret.
export function readAs({ pattern, isRight, read }, value) {
  const kept = attempt(() => {
    if (read) return read(value);
    return (pattern ? typeof value === 'string' && pattern.test(value) : isRight(value)) ? [value] : undefined;
  });
  return kept ?? kindOf(value);
}

// The values that were given, by the names of `wanted`. Throws for what is not right; `operation` is who says so.
export function argumentsOf(operation, given, wanted) {
  const entries = entriesOf(operation, given);
  const unknown = entries.find(([name]) => !Object.hasOwn(wanted, name));
  if (unknown) throw refusal(operation, unknown[0], `one of ${Object.keys(wanted).join(', ')}`, 'an unknown name');
  const own = Object.fromEntries(entries);
  const values = {};
  for (const [name, kind] of Object.entries(wanted)) {
    const value = own[name];
    if (value == null && !kind.isRequired) continue;
    const kept = readAs(kind, value);
    if (!Array.isArray(kept)) throw refusal(operation, name, kind.expected, kept);
    values[name] = kept[0];
  }
  return values;
}

export function kindOf(value) {
  if (value === '') return 'an empty string (is the environment variable set?)';
  if (value == null) return `${value}`;
  if (attempt(() => Array.isArray(value))) return 'an array';
  return `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`;
}

function entriesOf(operation, given) {
  const isPlain = attempt(() => Object.prototype.toString.call(given) === '[object Object]');
  if (!isPlain) throw refusal(operation, 'options', 'a plain object', kindOf(given));
  try {
    return Object.entries(given);
  } catch (thrown) {
    throw refusal(operation, 'options', 'readable', "an exception (see 'cause')", { cause: thrown });
  }
}

// Https, or http on this machine: what goes there must not be read on the way.
function secureUrl(value) {
  const text = typeof value === 'string' ? value : attempt(() => value.href);
  if (typeof text !== 'string') return kindOf(value);
  const checked = platform.baseOf(text);
  // With the slash at its end, if there is one: that is another address.
  return Array.isArray(checked) ? [new URL(text).href] : checked;
}

// Kept as it is: the service compares it with what is registered, letter by letter.
function redirectUri(value) {
  const text = typeof value === 'string' ? value : attempt(() => value.href);
  const url = attempt(() => new URL(text));
  if (!url) return typeof text === 'string' && text !== '' ? 'a string that is no absolute URL' : kindOf(value);
  if (text.includes('#')) return 'a URL with a fragment';
  // A custom scheme belongs to an app of this machine.
  const isPlain = url.protocol === 'http:' && !Array.isArray(platform.baseOf(url.origin));
  return isPlain ? 'an http URL, over which others could read the code' : [text];
}

function isSignal(value) {
  return typeof value.aborted === 'boolean' && typeof value.addEventListener === 'function';
}

function attempt(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}
