// The two grants of the service: a code for tokens, and a refresh token for newer ones.

import { argumentsOf, kinds, required } from './arguments.js';
import { tokensFor } from './request.js';
import { scopeKind } from './scopes.js';

export async function exchangeCode(options) {
  const operation = 'exchangeCode';
  const wanted = { code: required(kinds.code), redirectUri: kinds.redirectUri, codeVerifier: kinds.proof };
  const { code, redirectUri, codeVerifier, ...client } = argumentsFor(operation, options, wanted);
  const fields = { code, redirect_uri: redirectUri, code_verifier: codeVerifier };
  return tokensFor(operation, client, { grant_type: 'authorization_code', ...fields });
}

export async function refreshAccessToken(options) {
  const operation = 'refreshAccessToken';
  // A person may have allowed scopes that this version does not know.
  const wanted = { refreshToken: required(kinds.token), scope: scopeKind(false) };
  const { refreshToken, scope, ...client } = argumentsFor(operation, options, wanted);
  return renewed(operation, client, refreshToken, scope);
}

// Where no refresh token comes back, the old one stays good.
export async function renewed(operation, client, refreshToken, scope, beforeEach) {
  const fields = { grant_type: 'refresh_token', refresh_token: refreshToken, scope };
  const tokens = await tokensFor(operation, client, fields, beforeEach);
  return { ...tokens, refreshToken: tokens.refreshToken ?? refreshToken };
}

function argumentsFor(operation, options, wanted) {
  return argumentsOf(operation, options, {
    clientId: required(kinds.clientId),
    clientSecret: kinds.secret,
    tokenUrl: kinds.endpoint,
    fetch: kinds.fetch,
    signal: kinds.signal,
    timeout: kinds.timeout,
    ...wanted,
  });
}
