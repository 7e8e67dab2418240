// The classes a caller catches, and the one place that makes them. Plain JavaScript, so that `instanceof` works and a
// bundler may rename them: what identifies an error is its own `name` and `code`.

import { metadataOf } from './answers.js';

const brand = Symbol.for('chatwork.error');

export class ChatworkError extends Error {
  constructor(name, message, fields, cause) {
    super(message, cause === undefined ? undefined : { cause });
    Object.defineProperty(this, 'name', { value: name, configurable: true, writable: true });
    Object.assign(this, fields);
  }

  // The message is no enumerable property, so JSON.stringify would leave it out.
  toJSON() {
    return { name: this.name, message: this.message, ...this };
  }
}
Object.defineProperty(ChatworkError.prototype, brand, { value: true });

export class ChatworkApiError extends ChatworkError {}
export class ChatworkBadRequestError extends ChatworkApiError {}
export class ChatworkAuthenticationError extends ChatworkApiError {}
export class ChatworkPermissionError extends ChatworkApiError {}
export class ChatworkNotFoundError extends ChatworkApiError {}
export class ChatworkRateLimitError extends ChatworkApiError {}
export class ChatworkServerError extends ChatworkApiError {}
export class ChatworkConnectionError extends ChatworkError {}
export class ChatworkTimeoutError extends ChatworkConnectionError {}
export class ChatworkParseError extends ChatworkError {}
export class ChatworkArgumentError extends ChatworkError {}
export class ChatworkOAuthError extends ChatworkError {}
export class ChatworkWebhookError extends ChatworkError {}

// Two copies of the package (one imported, one required, one in another realm) have two sets of classes, and one brand.
export function isChatworkError(value) {
  // A proxy may throw.
  return attempt(() => Object.prototype.toString.call(value) === '[object Error]' && value[brand] === true) ?? false;
}

const classes = {
  ChatworkError,
  ChatworkApiError,
  ChatworkBadRequestError,
  ChatworkAuthenticationError,
  ChatworkPermissionError,
  ChatworkNotFoundError,
  ChatworkRateLimitError,
  ChatworkServerError,
  ChatworkConnectionError,
  ChatworkTimeoutError,
  ChatworkParseError,
  ChatworkArgumentError,
};

// `secret` must not show anywhere: a service, a proxy or a custom fetch may repeat what it received. Nothing here may
// throw, whatever a custom fetch threw or gave for headers.
export function makeError(name, code, message, help, outcome, method, path, attempts, more, reply, reset, cause, secret) {
  // An access token function of this library says best why it has none.
  const said = code === 'argument' && attempt(() => cause[brand] && Object.assign(cause, { outcome }));
  if (said) return said;
  const fields = { code, outcome, method, path, attempts, ...more, help, ...(reply && metadataOf(reply, reset)) };
  const shown = { ...hide(fields, secret) };
  // Enough to recognise a body by, and cut only now: half of a secret is none that could be found.
  if (shown.text) shown.text = shown.text.slice(0, 1024);
  return new classes[name](name, hide(message, secret), shown, withoutSecret(cause, secret));
}

// Without the secret in the texts of arrays and plain objects, which become frozen copies.
export function hide(value, secret) {
  // Fewer characters are no credential, and would be found in any text.
  if (secret.length < 4) return value;
  if (typeof value === 'string') return value.split(secret).join('***');
  if (Array.isArray(value)) return Object.freeze(value.map((item) => hide(item, secret)));
  if (Object.getPrototypeOf(value ?? '') !== Object.prototype) return value;
  return Object.freeze(Object.fromEntries(Object.entries(value).map((entry) => hide(entry, secret))));
}

// The very value that was thrown, unless the secret can be seen in it.
export function withoutSecret(cause, secret) {
  if (secret.length < 4) return cause;
  if (typeof cause === 'string') return hide(cause, secret);
  return holds(cause, secret) ? new Error(hide(attempt(() => `${cause.message}`) ?? '', secret)) : cause;
}

// Looks at all that a console would show.
function holds(cause, secret) {
  // A Set also goes through what is added on the way.
  const found = new Set([cause]);
  for (const value of found) {
    // What has more parts cannot be searched in time.
    if (found.size > 10_000 || (typeof value === 'string' && value.includes(secret))) return true;
    if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
      for (const part of partsOf(value)) found.add(part);
    }
  }
  return false;
}

function partsOf(value) {
  const own = attempt(() => Reflect.ownKeys(value)) ?? [];
  const values = own.map((key) => attempt(() => Reflect.getOwnPropertyDescriptor(value, key).value));
  // These may be inherited, or made when they are asked for.
  const shown = ['message', 'stack', 'cause', 'headers', 'url', 'href'].map((name) => attempt(() => value[name]));
  const entries = attempt(() => ['Headers', 'Map', 'Set'].includes(value[Symbol.toStringTag]) && [...value]) || [];
  return [...own, ...values, ...shown, ...entries];
}

function attempt(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}
