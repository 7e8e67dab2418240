// What a turn does: from tokens that are not good any more to new ones that are saved.

import { secretsOf } from './errors.js';
import { renewed } from './grants.js';
import { PATIENCE, get, set } from './store.js';
import { extend } from './turns.js';

// Before each look or try, in milliseconds: another isolate may be about to save, and a KV namespace takes one write in
// a second.
const WAITS = [0, 200, 1000];

// Puts tokens into the turn. Those from the service have the time when they came.
export async function renew(turn, { client, store, tokens, isUsable }) {
  const look = async () => {
    extend(turn, PATIENCE);
    return get(store, secretsOf(client.clientSecret, tokens.accessToken, tokens.refreshToken));
  };
  if (turn.tokens === undefined) {
    const stored = store && (await look());
    // Another isolate was here before.
    if (stored && isNewer(stored)) turn.tokens = stored;
    else await refresh();
  }
  // What the store had is saved.
  if (store && turn.madeAt !== undefined) await save();
  turn.isSaved = true;

  // Never what ends earlier: a store may show for long what was there before.
  function isNewer(stored) {
    const isRenewable = stored.refreshToken !== tokens.refreshToken;
    return isOther(stored) && stored.expiresAt > tokens.expiresAt && (isRenewable || isUsable(stored));
  }

  function isOther(stored) {
    return stored.accessToken !== tokens.accessToken;
  }

  async function refresh() {
    for (let tries = 1; ; tries += 1) {
      try {
        const attempting = () => extend(turn, client.timeout);
        const next = await renewed('tokenSource', client, tokens.refreshToken, undefined, attempting);
        // What the answer leaves out is as it was.
        turn.tokens = next.scope.length > 0 ? next : { ...next, scope: tokens.scope };
        turn.madeAt = Date.now();
        return;
      } catch (error) {
        const isLost = error.outcome === 'unknown';
        const isUsed = error.error === 'invalid_grant';
        if (store && (isLost || isUsed)) {
          // The answer, or the refresh token, may be with another isolate, which saves what it got.
          turn.tokens = await lookAfter(isUsed);
          if (turn.tokens !== undefined) return;
        }
        // The service may have dealt with it, and may take the same refresh token once more.
        if (!isLost || tries > 1) throw error;
      }
    }
  }

  async function lookAfter(isUsed) {
    // Where nothing can be made of the refresh token any more, all that is good is better.
    const isBetter = (stored) => isNewer(stored) || (isUsed && isOther(stored) && isUsable(stored));
    for (const wait of isUsed ? WAITS : WAITS.slice(0, 1)) {
      await slept(wait);
      const stored = await look();
      if (stored && isBetter(stored)) return stored;
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
