// Where the person comes back from the page.

import { refusal } from '../refusal.js';
import { argumentsOf, kindOf, kinds } from './arguments.js';
import { oauthError, secretsOf } from './errors.js';

const OPERATION = 'readCallback';

export function readCallback(url, options) {
  const { state } = argumentsOf(OPERATION, options, { state: kinds.state });
  const query = queryOf(url);
  // First, because whoever does not know the state may have made up the rest. Where none was kept, nobody began here.
  if (state === undefined) throw oauthError(OPERATION, 'state', { said: "no 'state' was kept" });
  if (!isSame(only(query, 'state'), state)) {
    throw oauthError(OPERATION, 'state', { said: "the 'state' is missing or another one" });
  }
  const error = only(query, 'error');
  if (error !== undefined) {
    const description = only(query, 'error_description');
    throw oauthError(OPERATION, error === 'access_denied' ? 'denied' : 'callback', {
      error,
      description,
      secrets: secretsOf(state),
    });
  }
  const code = only(query, 'code');
  if (!code) throw oauthError(OPERATION, 'callback', { said: 'there is neither a code nor an error' });
  return { code };
}

// Node gives a path, and others a whole URL.
function queryOf(url) {
  try {
    return new URL(typeof url === 'string' ? url : url.href, 'http://localhost').searchParams;
  } catch {
    const got = typeof url === 'string' ? 'another string' : kindOf(url);
    throw refusal(OPERATION, 'url', 'the address that the person was sent back to, with its query', got);
  }
}

// A parameter that is there twice is one that somebody has added.
function only(query, name) {
  const values = query.getAll(name);
  return values.length === 1 ? values[0] : undefined;
}

// Looks at every character, whichever is the first to differ: the time it takes tells nothing about the others.
function isSame(got = '', expected) {
  let difference = got.length ^ expected.length;
  for (let index = 0; index < expected.length; index += 1) {
    difference |= got.charCodeAt(index % (got.length || 1)) ^ expected.charCodeAt(index);
  }
  return difference === 0;
}
