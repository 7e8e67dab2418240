// A token for all functions that renews itself.

import { ChatworkConnectionError, ChatworkOAuthError } from '#errors';
import { refusal } from '../refusal.js';
import { argumentsOf, isWithin, kinds, required } from './arguments.js';
import { copyOf, oauthError, secretsOf } from './errors.js';
import { renew } from './renewal.js';
import { ENDPOINT } from './request.js';
import { copied, faultOf, get } from './store.js';
import { begin, ended, isRunning, madeAt, turnOf } from './turns.js';

const OPERATION = 'tokenSource';

// How often one call looks for tokens that are good, before it gives up: whatever the store and the service do, a call
// asks for no more than that.
const ROUNDS = 6;

export function tokenSource(options) {
  const given = argumentsFor(options);
  const { clientId, clientSecret, store, leeway = 60_000, tokenUrl = ENDPOINT, fetch, timeout = 10_000 } = given;
  const client = { clientId, clientSecret, tokenUrl, fetch, timeout };
  // The newest tokens this source knows of.
  let known = given.tokens;
  let isStoreRead = store === undefined;

  const source = {
    accessToken: async (told) => (await current(told?.rejected)).accessToken,
  };
  // Not enumerable: a token has nothing but its access token.
  return Object.defineProperty(source, 'tokens', { value: () => known && copied(known) });

  async function current(rejected) {
    const isGood = ({ accessToken, expiresAt }) => accessToken !== rejected && expiresAt > Date.now();
    const isUsable = (tokens) => isGood(tokens) && renewalOf(tokens) > Date.now();
    // Where it is only for now that nothing can be renewed, what is left of the leeway is still good.
    const unless = (error, tokens, turn) => {
      // New tokens that the store does not take are told of, so that somebody mends it while there is time.
      const isPassing = isAnswerless(error) || (error.reason === 'store' && turn?.tokens === undefined);
      if (isPassing && tokens && isGood(tokens)) return tokens;
      throw error;
    };
    let isLooked = false;
    const look = async () => {
      isLooked = true;
      await readStore();
    };
    if (!isStoreRead) {
      try {
        await look();
      } catch (error) {
        return unless(error, known);
      }
    }
    for (let round = 1; ; round += 1) {
      const tokens = known;
      if (tokens !== undefined && isUsable(tokens)) return tokens;
      if (round > ROUNDS) return unless(withoutEnd(), tokens);
      if (tokens?.refreshToken === undefined) {
        if (tokens !== undefined && isGood(tokens)) return tokens;
        // By now the person may have authorized.
        if (store === undefined || isLooked) throw withoutTokens(tokens);
        await look();
        continue;
      }
      const key = [tokenUrl, clientId, tokens.refreshToken].join('\n');
      const last = turnOf(key);
      if (isRunning(last)) {
        await ended(last);
        if (last.failure !== undefined) return unless(copyOf(last.failure), tokens, last);
        // What is not saved has lost its call: the next turn saves it.
        if (!last.isSaved) continue;
        adopt(last, tokens);
        // However short their life is.
        if (isGood(last.tokens)) return last.tokens;
      } else if (last?.isSaved && last.tokens.expiresAt > tokens.expiresAt) {
        // Another source of this isolate has renewed them: the store may not show it yet.
        adopt(last, tokens);
      } else {
        const turn = begin(key, last);
        const isRescue = turn.tokens !== undefined;
        try {
          await renew(turn, { client, store, tokens, isUsable });
          adopt(turn, tokens);
          const isFresh = turn.madeAt !== undefined && !isRescue;
          if (isFresh || isUsable(turn.tokens)) return turn.tokens;
        } catch (error) {
          turn.failure = error;
          return unless(error, tokens, turn);
        } finally {
          turn.isOver = true;
        }
      }
    }
  }

  // From when on to renew: the leeway before the end, but not in the first half of a life, or else every call would
  // renew tokens that live no longer than the leeway. Of tokens from elsewhere nobody knows when their life began.
  function renewalOf(tokens) {
    const { expiresAt } = tokens;
    const start = madeAt(tokens) ?? -Infinity;
    return Math.max(expiresAt - leeway, (start + expiresAt) / 2);
  }

  async function readStore() {
    const stored = await get(store, secretsOf(clientSecret, known?.accessToken, known?.refreshToken));
    isStoreRead = true;
    if (stored !== undefined && (known === undefined || stored.expiresAt > known.expiresAt)) known = stored;
  }

  // What a turn has made of tokens, in their place, unless there are newer ones by now. What the store had must be
  // newer in any case: a step back would begin everything again.
  function adopt({ tokens: next, madeAt: time }, tokens) {
    if (next.expiresAt > known.expiresAt || (known === tokens && time !== undefined)) known = next;
  }
}

function argumentsFor(options) {
  const tokens = {
    expected: 'tokens as exchangeCode gives them: { accessToken, refreshToken, expiresAt }',
    read: (value) => faultOf(value) ?? [copied(value)],
  };
  const given = argumentsOf(OPERATION, options, {
    clientId: required(kinds.clientId),
    clientSecret: kinds.secret,
    tokens,
    store: {
      expected: "an object with the functions 'get' and 'set'",
      isRight: (value) => typeof value.get === 'function' && typeof value.set === 'function',
    },
    leeway: { expected: 'milliseconds from 0 to 600000', isRight: (value) => isWithin(value, 0, 600_000) },
    tokenUrl: kinds.endpoint,
    fetch: kinds.fetch,
    // Others wait for as long where a call has vanished.
    timeout: { expected: 'milliseconds from 1 to 60000', isRight: (value) => isWithin(value, 1, 60_000) },
  });
  if (given.tokens === undefined && given.store === undefined) {
    throw refusal(OPERATION, 'tokens', `${tokens.expected}, where there is no 'store'`, 'undefined');
  }
  return given;
}

function isAnswerless(error) {
  return (
    error instanceof ChatworkConnectionError || (error instanceof ChatworkOAuthError && error.reason === 'unavailable')
  );
}

function withoutEnd() {
  return oauthError(OPERATION, 'unavailable', { said: `none of the tokens is good, after ${ROUNDS} looks` });
}

function withoutTokens(tokens) {
  const said = tokens ? 'the access token is not good any more, and there is no refresh token' : 'there are no tokens';
  return oauthError(OPERATION, 'no-tokens', { said });
}
