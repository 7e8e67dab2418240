// A token for all functions that renews itself.

import { ChatworkConnectionError, ChatworkOAuthError } from '#errors';
import { argumentsOf, isWithin, kinds, refusal, required } from './arguments.js';
import { copyOf, oauthError, secretsOf } from './errors.js';
import { renew } from './renewal.js';
import { ENDPOINT } from './request.js';
import { copied, faultOf, get } from './store.js';
import { begin, ended, isRunning, turnOf } from './turns.js';

const OPERATION = 'tokenSource';

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
    const isUsable = (tokens) => isGood(tokens) && tokens.expiresAt - leeway > Date.now();
    // Where it is only for now that nothing can be renewed, what is left of the leeway is still good.
    const unless = (error, tokens) => {
      if (isPassing(error) && isGood(tokens)) return tokens;
      throw error;
    };
    if (!isStoreRead) await readStore();
    for (;;) {
      const tokens = known;
      if (tokens !== undefined && isUsable(tokens)) return tokens;
      if (tokens?.refreshToken === undefined) throw withoutTokens(tokens);
      const key = [tokenUrl, clientId, tokens.refreshToken].join('\n');
      const last = turnOf(key);
      if (isRunning(last)) {
        await ended(last);
        if (last.failure !== undefined) return unless(copyOf(last.failure), tokens);
        if (last.tokens !== undefined) adopt(last.tokens, tokens);
        // However short their life is.
        if (last.tokens !== undefined && isGood(last.tokens)) return last.tokens;
      } else if (last?.isSaved && last.tokens.expiresAt > tokens.expiresAt) {
        // Another source of this isolate has renewed them: the store may not show it yet.
        adopt(last.tokens, tokens);
      } else {
        const unsaved = last?.isSaved === false ? last.tokens : undefined;
        const turn = begin(key, unsaved);
        try {
          const isFresh = await renew(turn, { client, store, tokens, isUsable });
          adopt(turn.tokens, tokens);
          if (isFresh) return turn.tokens;
        } catch (error) {
          turn.failure = error;
          return unless(error, tokens);
        } finally {
          turn.isOver = true;
        }
      }
    }
  }

  async function readStore() {
    const stored = await get(store, secretsOf(clientSecret, known?.accessToken, known?.refreshToken));
    isStoreRead = true;
    if (stored !== undefined && (known === undefined || stored.expiresAt > known.expiresAt)) known = stored;
  }

  // In place of what they were made from, unless there are newer ones by now.
  function adopt(next, tokens) {
    if (known === tokens || next.expiresAt > known.expiresAt) known = next;
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
    leeway: { expected: 'milliseconds from 0 to 86400000', isRight: (value) => isWithin(value, 0, 86_400_000) },
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

function isPassing(error) {
  return (
    error instanceof ChatworkConnectionError || (error instanceof ChatworkOAuthError && error.reason === 'unavailable')
  );
}

function withoutTokens(tokens) {
  const said = tokens ? 'the access token is not good any more, and there is no refresh token' : 'there are no tokens';
  return oauthError(OPERATION, 'no-tokens', { said });
}
