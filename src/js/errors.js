// The classes a caller catches, and the one place that makes them. Plain JavaScript, so that `instanceof` works and a
// bundler may rename them: what identifies an error is its own `name` and `code`.

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
export class ChatworkWebhookError extends ChatworkError {}

// Two copies of the package (one imported, one required) have two sets of classes, and one brand.
export function isChatworkError(value) {
  return value instanceof Error && value[brand] === true;
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

// `secret` must not show anywhere: a service, a proxy or a custom fetch may repeat what it received.
export function makeError(name, message, fields, cause, secret) {
  return new classes[name](name, hide(message, secret), hide(fields, secret), hideInCause(cause, secret));
}

function hide(value, secret) {
  // Fewer characters are no credential, and would be found in any text.
  if (secret.length < 4) return value;
  if (typeof value === 'string') return value.split(secret).join('***');
  if (Array.isArray(value)) return value.map((item) => hide(item, secret));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, hide(item, secret)]));
}

// The very value that was thrown, unless the secret is in it or in what caused it.
function hideInCause(cause, secret) {
  if (typeof cause === 'string') return hide(cause, secret);
  try {
    const text = inWords(cause);
    return text === hide(text, secret) ? cause : new Error(hide(String(cause.message), secret));
  } catch {
    return undefined;
  }
}

// Four links are more than any runtime nests, and end a ring.
function inWords(error, depth = 4) {
  if (typeof error !== 'object' || error === null || depth === 0) return String(error);
  return [error.message, error.stack, JSON.stringify(error), inWords(error.cause, depth - 1)].join('\n');
}
