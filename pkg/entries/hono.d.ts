import type { Context, MiddlewareHandler } from 'hono';
import type { WebhookEvent, WebhookToken } from './index.js';

/**
 * 署名の正しい Webhook だけを通し、イベントを `c.var.chatwork` に置くミドルウェア。署名が正しくなければ 401、大きすぎれば 413 を返します。
 * `token` には、`c.env` からトークンを返す関数も渡せます。
 *
 * A middleware that lets only webhooks pass that were signed right, and puts the event into `c.var.chatwork`; it answers
 * 401 for any other, and 413 where it is too large. `token` may be a function that takes it from `c.env`.
 */
export declare function chatworkWebhook(options: {
  readonly token: WebhookToken | ((c: Context<any>) => WebhookToken | Promise<WebhookToken>);
  /** ミリ秒 / Milliseconds, as for `parseWebhook`. */
  readonly maxAge?: number | undefined;
}): MiddlewareHandler<{ Variables: { chatwork: WebhookEvent } }>;
