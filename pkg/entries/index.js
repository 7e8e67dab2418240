// What `import … from 'chatwork-wasm'` gives. `#errors` is the file the wasm module itself makes its errors from, and
// `#functions` is generated from the declarations in src/api.

// First, so that the packed module stands before all other code: gzip looks back 32 KB, which is less than its length.
import '#chatwork/start';

export * from '#functions';
export {
  ChatworkApiError,
  ChatworkArgumentError,
  ChatworkAuthenticationError,
  ChatworkBadRequestError,
  ChatworkConnectionError,
  ChatworkError,
  ChatworkNotFoundError,
  ChatworkOAuthError,
  ChatworkParseError,
  ChatworkPermissionError,
  ChatworkRateLimitError,
  ChatworkServerError,
  ChatworkTimeoutError,
  ChatworkWebhookError,
  isChatworkError,
} from '#errors';
export { responseOf } from '#answers';
export { rateLimitOf } from './limits.js';
export { parseWebhook, signWebhook, verifyWebhook } from './webhooks.js';
export { webhookHandler } from './handler.js';
export {
  authorizationUrl,
  createPkce,
  createState,
  exchangeCode,
  readCallback,
  refreshAccessToken,
  scopesFor,
  tokenSource,
} from './oauth.js';
