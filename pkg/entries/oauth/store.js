// Where the caller keeps tokens: a database, a KV namespace, a file.

import { cutting } from '#cut';
import { isToken, kindOf } from './arguments.js';
import { oauthError, secretsOf } from './errors.js';

const OPERATION = 'tokenSource';

// One operation of a store gets so many milliseconds.
export const PATIENCE = 5000;

// What is wrong with something that should be tokens; nothing where it is right.
export function faultOf(tokens) {
  if (Object.prototype.toString.call(tokens) !== '[object Object]') return kindOf(tokens);
  const { accessToken, refreshToken, expiresAt } = tokens;
  if (!isToken(accessToken)) return "an object without 'accessToken'";
  if (refreshToken != null && !isToken(refreshToken)) return "an object whose 'refreshToken' is no token";
  return Number.isFinite(expiresAt) ? undefined : "an object whose 'expiresAt' is no number of milliseconds";
}

// A copy, which nobody changes.
export function copied({ accessToken, refreshToken, expiresAt, scope, tokenType }) {
  const isList = Array.isArray(scope) && scope.every((name) => typeof name === 'string');
  return {
    accessToken,
    ...(refreshToken != null && { refreshToken }),
    expiresAt,
    scope: isList ? [...scope] : [],
    tokenType: typeof tokenType === 'string' ? tokenType : 'Bearer',
  };
}

export async function get(store, secrets) {
  const stored = await inTime('get', () => store.get(), secrets);
  if (stored == null) return undefined;
  const fault = faultOf(stored);
  if (fault !== undefined) throw storeError('get', `gave ${fault}, which exchangeCode never gave`, secrets);
  return copied(stored);
}

export async function set(store, tokens, secrets) {
  const given = { ...tokens, scope: [...tokens.scope] };
  await inTime('set', () => store.set(given), [...secrets, ...secretsOf(tokens.accessToken, tokens.refreshToken)]);
}

async function inTime(name, operate, secrets) {
  const cut = cutting.begin(undefined, PATIENCE);
  const raced = await cutting.race(cut, (async () => operate())());
  cutting.close(cut);
  if (raced.length === 1) return raced[0];
  throw storeError(name, raced.length === 2 ? "failed (see 'cause')" : 'took too long', secrets, raced[1]);
}

function storeError(name, what, secrets, cause) {
  return oauthError(OPERATION, 'store', { said: `'store.${name}' ${what}`, advice: name, secrets, cause });
}
