// Tells the hooks and the logger of a call what it does.

import { metadataOf } from './answers.js';
import { hide } from './errors.js';

const levels = ['debug', 'info', 'warn', 'error'];

// For each kind of event the level at which the logger is told, and the words.
const kinds = {
  onRequest: ['debug', ({ method, path, attempt }) => `${method} ${path}, attempt ${attempt}`],
  onResponse: ['debug', ({ status, duration }) => `${status} after ${duration} ms`],
  onRateLimit: ['info', ({ scope, wait }) => `waits ${wait} ms for the rate limit of the ${scope}`],
  onRetry: ['warn', ({ wait, error }) => `tries again in ${wait} ms, after ${error.message}`],
  onPacerError: ['warn', ({ error }) => `watches the limits alone, as the pacer failed: ${error}`],
  onError: ['error', ({ error }) => `failed: ${error?.message ?? error}`],
};

export const watch = {
  // Returns what a hook threw, in an array. `reply` is what came back, and `details` is for the logger only, at `debug`.
  tell(watchers, kind, name, method, path, attempt, more, reply, reset, details, secret) {
    const { logger, logLevel = 'warn' } = watchers;
    const told = hide({ name, method, path, attempt, ...(reply && metadataOf(reply, reset)) }, secret);
    // `more` has no secret, but perhaps a value of the caller, which is not ours to look into.
    const event = Object.freeze({ ...told, ...more });
    const [level, words] = kinds[kind];
    if (levels.indexOf(level) >= levels.indexOf(logLevel)) {
      log(logger, level, () => [`${name}: ${words(event)}`, { ...event, ...hide(plain(details), secret) }]);
    }
    try {
      // Nobody waits for an asynchronous hook, but its failure must not end the process.
      const failed = (thrown) => log(logger ?? console, 'error', () => [`${name}: ${kind} failed`, thrown]);
      // Not by `catch`: it would ask once more for a `then` what the hook has resolved to, and nobody would catch that.
      Promise.resolve(watchers[kind]?.(event)).then(() => {}, failed);
    } catch (thrown) {
      return [thrown];
    }
    return undefined;
  },
};

// What a logger does, now or later, is no reason for a call to fail, or for a process to end.
async function log(logger, level, words) {
  try {
    await logger?.[level](...words());
  } catch {
    // Nobody else could be told.
  }
}

function plain({ headers, body } = {}) {
  return { ...(headers && { headers: Object.fromEntries(headers) }), ...(body !== undefined && { body }) };
}
