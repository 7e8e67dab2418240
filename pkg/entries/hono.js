// `chatwork-wasm/hono`: a middleware that lets nothing pass but webhooks that were signed.

import { isChatworkError, parseWebhook } from 'chatwork-wasm';

export function chatworkWebhook({ token, maxAge }) {
  return async (c, next) => {
    try {
      const tokens = typeof token === 'function' ? await token(c) : token;
      // Through Hono, which keeps it for who reads it before or after.
      const body = await c.req.arrayBuffer();
      const request = { headers: c.req.raw.headers, url: c.req.url, body };
      c.set('chatwork', await parseWebhook(request, { token: tokens, maxAge }));
    } catch (error) {
      if (!isChatworkError(error) || error.code !== 'webhook') throw error;
      return c.body(null, error.reason === 'too-large' ? 413 : 401);
    }
    return next();
  };
}
