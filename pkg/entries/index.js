// What `import … from 'chatwork-wasm'` gives. `#errors` is the file the wasm module itself makes its errors from, and
// `#functions` is generated from the declarations in src/api.

export * from '#functions';
export {
  ChatworkApiError,
  ChatworkArgumentError,
  ChatworkAuthenticationError,
  ChatworkBadRequestError,
  ChatworkConnectionError,
  ChatworkError,
  ChatworkNotFoundError,
  ChatworkParseError,
  ChatworkPermissionError,
  ChatworkRateLimitError,
  ChatworkServerError,
  ChatworkTimeoutError,
  ChatworkWebhookError,
  isChatworkError,
} from '#errors';
