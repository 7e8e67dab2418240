// OAuth 2.0: from the page on which a person lets an app in, to a token for the functions.

export { authorizationUrl, createState } from './oauth/authorization.js';
export { readCallback } from './oauth/callback.js';
export { createPkce } from './oauth/pkce.js';
export { scopesFor } from './oauth/scopes.js';
export { tokenSource } from './oauth/source.js';
export { exchangeCode, refreshAccessToken } from './oauth/grants.js';
