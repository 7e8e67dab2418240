// The page on which a person lets an app in.

import { argumentsOf, kinds, required } from './arguments.js';
import { randomText } from './pkce.js';
import { scopeKind } from './scopes.js';

const PAGE = 'https://www.chatwork.com/packages/oauth2/login.php';

export function authorizationUrl(options) {
  const wanted = {
    clientId: required(kinds.clientId),
    redirectUri: kinds.redirectUri,
    // What is not checked is for the service to judge: it may know more scopes by then.
    scope: required(scopeKind(!isUnchecked(options))),
    state: kinds.state,
    codeChallenge: kinds.proof,
    pageUrl: kinds.endpoint,
    validate: kinds.flag,
  };
  const {
    clientId,
    redirectUri,
    scope,
    state,
    codeChallenge,
    pageUrl = PAGE,
  } = argumentsOf('authorizationUrl', options, wanted);
  const query = new URLSearchParams({ response_type: 'code', client_id: clientId });
  if (redirectUri !== undefined) query.set('redirect_uri', redirectUri);
  query.set('scope', scope);
  if (state !== undefined) query.set('state', state);
  if (codeChallenge !== undefined) {
    query.set('code_challenge', codeChallenge);
    query.set('code_challenge_method', 'S256');
  }
  // Spaces as %20, which every server takes for spaces.
  return `${pageUrl}?${query.toString().replaceAll('+', '%20')}`;
}

export function createState() {
  return randomText();
}

function isUnchecked(options) {
  try {
    return options.validate === false;
  } catch {
    return false;
  }
}
