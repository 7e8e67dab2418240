import type { Pacer, PacerAnswer, PacerNews, PacerRequest } from './index.js';

/**
 * アカウントごとに 1 つの Durable Object として、すべての isolate のリクエストを数えます。Worker から export し、`durable_objects` と
 * `migrations` に登録してください。
 *
 * Counts the requests of all isolates, as one Durable Object for each account. Export it from the Worker and name it in
 * `durable_objects` and `migrations`.
 */
export declare class ChatworkPacer {
  constructor(ctx: any, env: any);
  /** Cloudflare の型が Durable Object を見分けるための印 / By this the types of Cloudflare know a Durable Object. */
  readonly __DURABLE_OBJECT_BRAND: never;
  reserve(request: PacerRequest): PacerAnswer;
  learn(told: PacerNews): Promise<void>;
}

/**
 * `DurableObjectNamespace` のうち、使う部分。
 *
 * What is used of a `DurableObjectNamespace`.
 */
export interface DurableObjectNamespaceLike {
  idFromName(name: string): any;
  get(id: any): any;
}

/**
 * {@link ChatworkPacer} に尋ねる `pacer` を作ります。`env.CHATWORK_PACER` のようなバインディングを渡してください。
 *
 * Makes a `pacer` that asks {@link ChatworkPacer}. Give it the binding, as `env.CHATWORK_PACER`.
 */
export declare function durablePacer(namespace: DurableObjectNamespaceLike): Pacer;
