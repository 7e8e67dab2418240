// PKCE (RFC 7636), and what else takes random bytes. The one place that asks the platform for cryptography.

import { ChatworkError } from '#errors';
import { refusal } from '../refusal.js';
import { kinds, readAs } from './arguments.js';

export async function createPkce(verifier = randomText()) {
  const read = readAs(kinds.proof, verifier);
  if (!Array.isArray(read)) throw refusal('createPkce', 'verifier', kinds.proof.expected, read);
  const digest = await platformCrypto('subtle').digest('SHA-256', new TextEncoder().encode(verifier));
  return { verifier, challenge: base64Url(new Uint8Array(digest)), method: 'S256' };
}

// 43 characters that nobody can guess.
export function randomText() {
  return base64Url(platformCrypto('getRandomValues').getRandomValues(new Uint8Array(32)));
}

// The part `name` of `crypto`, or the whole where that is a function: it needs its `this`.
function platformCrypto(name) {
  const { crypto } = globalThis;
  const part = crypto?.[name];
  if (part === undefined) {
    const message = `this runtime has no crypto.${name}. A page has it over https and on localhost only.`;
    throw new ChatworkError('ChatworkError', message, { code: 'runtime', outcome: 'not-sent' });
  }
  return typeof part === 'function' ? crypto : part;
}

function base64Url(bytes) {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
