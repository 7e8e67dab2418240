// Asks the token endpoint.

import { cutting } from '#cut';
import { ChatworkError } from '#errors';
import { platform } from '#platform';
import { complaintOf, tokensOf } from './answer.js';
import { connectionError, formOf, refusedError, secretsOf, timeoutError } from './errors.js';
import { lossOf, outcomeOf } from './network.js';

export const ENDPOINT = 'https://oauth.chatwork.com/token';

// How often a request is made that never leaves, and the longest wait before the second one, in milliseconds.
const ATTEMPTS = 3;
const WAIT = 500;

// One grant, for tokens. What may have arrived is not sent again: a code is good for one use.
export async function tokensFor(operation, client, fields, beforeEach) {
  const { tokenUrl = ENDPOINT, signal, timeout = 30_000 } = client;
  const request = requestOf(client, fields);
  for (let attempts = 1; ; attempts += 1) {
    beforeEach?.();
    try {
      return await send(operation, { tokenUrl, signal, timeout, attempts, ...request });
    } catch (error) {
      const isUnsent = error instanceof ChatworkError && error.code === 'connection' && error.outcome === 'not-sent';
      if (!isUnsent || attempts === ATTEMPTS) throw error;
    }
    await slept(Math.random() * WAIT * attempts, signal);
  }
}

function requestOf({ clientId, clientSecret, fetch = globalThis.fetch }, given) {
  if (typeof fetch !== 'function') {
    const message = "this runtime has no global 'fetch'. Pass one as the 'fetch' option.";
    throw new ChatworkError('ChatworkError', message, { code: 'runtime', outcome: 'not-sent' });
  }
  const form = new URLSearchParams();
  const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
  const { code, code_verifier: verifier, refresh_token: refreshToken } = given;
  const secrets = [code, verifier, refreshToken, clientSecret];
  if (clientSecret === undefined) {
    form.set('client_id', clientId);
  } else {
    // Assumption: the service decodes both, as RFC 6749 §2.3.1 says. What consists of letters and digits is the same
    // either way.
    const basic = btoa(`${formOf(clientId)}:${formOf(clientSecret)}`);
    headers.authorization = `Basic ${basic}`;
    secrets.push(basic);
  }
  for (const [name, value] of Object.entries(given)) if (value !== undefined) form.set(name, value);
  // A Blob, because Deno sends text a second time where a connection it had kept open breaks. That of jsdom cannot be
  // read.
  const blob = new Blob([form.toString()]);
  const body = typeof blob.stream === 'function' ? blob : form.toString();
  // A redirect would take code and secrets along.
  const init = { method: 'POST', headers, body, redirect: 'manual' };
  return { fetch, init, secrets: secretsOf(...secrets), isCode: code !== undefined };
}

async function send(operation, { tokenUrl, signal, timeout, attempts, fetch, init, secrets, isCode }) {
  if (signal?.aborted) throw signal.reason;
  const sent = (outcome) => ({ outcome, method: 'POST', path: new URL(tokenUrl).pathname, attempts });
  const again = isCode ? 'lost' : 'again';
  const lost = (said, outcome, cause) => {
    const advice = outcome === 'not-sent' ? outcome : again;
    return connectionError(operation, { said, advice, sent: sent(outcome), secrets, cause });
  };
  const start = Date.now();
  const cut = cutting.begin(signal, timeout);
  // What comes of a promise, or the error that came before.
  const before = async (promise, failed) => {
    const raced = await cutting.race(cut, promise);
    if (raced.length === 1) return raced[0];
    if (raced.length === 2) throw failed(raced[1]);
    if (signal?.aborted) throw signal.reason;
    throw timeoutError(operation, { after: timeout, advice: again, sent: sent('unknown') });
  };
  try {
    const given = { ...init, headers: { ...init.headers }, signal: cut.controller.signal };
    const reply = await before(platform.call(fetch, [tokenUrl, given]), (thrown) => {
      const { said, outcome } = lossOf(thrown);
      return lost(said, outcome, thrown);
    });
    const { status, header, body } = await before(readReply(reply), (thrown) =>
      lost('the body broke off', 'unknown', thrown),
    );
    if (status === undefined) throw lost("'fetch' resolved to something without 'status' or 'text()'", 'unknown');
    const isSuccess = status >= 200 && status < 300;
    const tokens = isSuccess ? tokensOf(body, start) : 'an error';
    if (typeof tokens !== 'string') return tokens;
    const outcome = isSuccess ? 'answered' : outcomeOf(status);
    const failure = { status, ...complaintOf(body, header), secrets, sent: sent(outcome) };
    throw refusedError(operation, { ...failure, again, problem: isSuccess ? `but ${tokens}` : undefined });
  } finally {
    cutting.close(cut);
  }
}

// Nothing where it is no answer.
async function readReply(reply) {
  const status = reply?.status;
  if (!Number.isInteger(status) || typeof reply.text !== 'function') return {};
  const [, parsed] = await platform.bodyOf(reply, true);
  return { status, header: headerOf(reply), body: Array.isArray(parsed) ? parsed[0] : undefined };
}

function headerOf(reply) {
  try {
    return `${reply.headers.get('www-authenticate')}`;
  } catch {
    return '';
  }
}

async function slept(milliseconds, signal) {
  const cut = cutting.begin(signal, Math.max(1, milliseconds));
  await cutting.race(cut);
  cutting.close(cut);
  if (signal?.aborted) throw signal.reason;
}
