// What a turn does: from tokens that are not good any more to new ones that are saved.

import { secretsOf } from './errors.js';
import { renewed } from './grants.js';
import { PATIENCE, get, set } from './store.js';
import { extend } from './turns.js';

// Before each look or try, in milliseconds: another isolate may be about to save, and a KV namespace takes one write in
// a second.
const WAITS = [0, 200, 1000];

// Puts tokens into the turn. Whether they are fresh: those that the store had, or that could not be saved before, may be
// old ones.
export async function renew(turn, { client, store, tokens, isUsable }) {
  const look = async () => {
    extend(turn, PATIENCE);
    return get(store, secretsOf(client.clientSecret, tokens.accessToken, tokens.refreshToken));
  };
  const isUnsaved = turn.tokens !== undefined;
  if (!isUnsaved) {
    const stored = store && (await look());
    const isNewer = stored !== undefined && stored.accessToken !== tokens.accessToken;
    // Another isolate was here before.
    if (isNewer && (isUsable(stored) || (stored.expiresAt > tokens.expiresAt && isOther(stored)))) return found(stored);
    const refreshed = await refresh();
    if (refreshed.stored !== undefined) return found(refreshed.stored);
    turn.tokens = refreshed.tokens;
  }
  if (store) await save();
  turn.isSaved = true;
  return !isUnsaved;

  function isOther(stored) {
    return stored.refreshToken !== tokens.refreshToken;
  }

  function found(stored) {
    turn.tokens = stored;
    turn.isSaved = true;
    return false;
  }

  async function refresh() {
    for (let tries = 1; ; tries += 1) {
      try {
        const attempting = () => extend(turn, client.timeout);
        const next = await renewed('tokenSource', client, tokens.refreshToken, undefined, attempting);
        // What the answer leaves out is as it was.
        return { tokens: next.scope.length > 0 ? next : { ...next, scope: tokens.scope } };
      } catch (error) {
        const isLost = error.outcome === 'unknown';
        const isUsed = error.error === 'invalid_grant';
        if (store && (isLost || isUsed)) {
          // The answer, or the refresh token, may be with another isolate, which saves what it got.
          const stored = await lookAfter(isUsed ? WAITS : WAITS.slice(0, 1));
          if (stored !== undefined) return { stored };
        }
        // The service may have dealt with it, and may take the same refresh token once more.
        if (!isLost || tries > 1) throw error;
      }
    }
  }

  async function lookAfter(waits) {
    for (const wait of waits) {
      await slept(wait);
      const stored = await look();
      if (stored !== undefined && (isOther(stored) || (isUsable(stored) && stored.accessToken !== tokens.accessToken)))
        return stored;
    }
    return undefined;
  }

  async function save() {
    for (const [index, wait] of WAITS.entries()) {
      await slept(wait);
      extend(turn, PATIENCE);
      try {
        return await set(store, turn.tokens, secretsOf(client.clientSecret, tokens.accessToken, tokens.refreshToken));
      } catch (error) {
        if (index === WAITS.length - 1) throw error;
      }
    }
    return undefined;
  }
}

function slept(milliseconds) {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
