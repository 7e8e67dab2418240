/**
 * Webhook のトークン (Webhook の設定画面に表示される base64 の文字列)。入れ替えのあいだは複数を配列で渡せます。API トークンとは別のものです。
 *
 * The token of a webhook, in base64 as the settings of the webhook show it; several as an array while one takes the place
 * of another. It is not the API token.
 */
export type WebhookToken = string | readonly string[];

/**
 * Webhook の署名を確かめます。どのランタイムでも同期的です。比較にかかる時間から正しい署名は分かりません。
 *
 * Checks the signature of a webhook, synchronously on every runtime and in constant time.
 *
 * @param options.body 受け取ったままの本文。解析して書き直したものでは署名が合いません / The body as it was received: one that was parsed and written again has another signature.
 * @param options.signature `x-chatworkwebhooksignature` ヘッダーの値 / The value of the header `x-chatworkwebhooksignature`.
 * @returns 署名がない、base64 でない、合わないときは `false` / `false` where it is missing, no base64, or another one
 * @throws {ChatworkArgumentError} トークンが空か base64 でない、または本文が文字列でもバイト列でもない / where the token is empty or no base64, or the body is neither text nor bytes
 * @see https://developer.chatwork.com/docs/webhook
 */
export declare function verifyWebhook(options: {
  readonly token: WebhookToken;
  readonly body: string | ArrayBuffer | ArrayBufferView;
  readonly signature: string | null | undefined;
}): boolean;

/**
 * テスト用に、Chatwork と同じ署名を作ります。トークンが複数なら最初のものを使います。
 *
 * Signs a body as Chatwork does, for tests. Of several tokens, the first one signs.
 *
 * @throws {ChatworkArgumentError} トークンが空か base64 でない / where the token is empty or no base64
 */
export declare function signWebhook(options: {
  readonly token: WebhookToken;
  readonly body: string | ArrayBuffer | ArrayBufferView;
}): string;

/**
 * Webhook のリクエスト。`Request` か、Node のサーバーが持つものから作ったオブジェクト。
 *
 * The request of a webhook: a `Request`, or an object made of what other servers have.
 */
export type WebhookRequest =
  | {
      readonly headers: { get(name: string): string | null };
      readonly url: string;
      readonly body: unknown;
      arrayBuffer(): Promise<ArrayBuffer>;
    }
  | {
      readonly headers: { get(name: string): string | null } | { readonly [name: string]: unknown };
      /** 署名がクエリにあるときだけ必要です / Needed only where the signature is in the query. */
      readonly url?: string | { readonly href: string } | undefined;
      /** 受け取ったままの本文 / The body as it was received. */
      readonly body: string | ArrayBuffer | ArrayBufferView;
    };

/**
 * Webhook のリクエストを検証し、イベントを返します。署名はヘッダーから、なければクエリの `chatwork_webhook_signature` から読みます (空白になった
 * `+` は元に戻します)。
 *
 * Checks the request of a webhook and returns its event. The signature is read from the header, else from
 * `chatwork_webhook_signature` in the query (a space there is a `+`).
 *
 * @param options.maxAge イベントの古さの上限 (ミリ秒)。署名された `webhook_event_time` から数えます。省略時は 0 (確かめない): Chatwork は再送せず、遅れの大きさも公開されていません / The milliseconds after which an event is refused, by its signed `webhook_event_time`. Default 0, for no limit: Chatwork never delivers again, and its delay is not published.
 * @throws {ChatworkWebhookError} 信用できない。`reason` が理由 / where it cannot be trusted, for the `reason`
 * @throws {ChatworkArgumentError} トークンが空か base64 でない / where the token is empty or no base64
 */
export declare function parseWebhook(
  request: WebhookRequest,
  options: { readonly token: WebhookToken; readonly maxAge?: number | null | undefined },
): Promise<WebhookEvent>;

/**
 * Webhook のイベント。`webhook_event_type` で見分けます。
 *
 * The event of a webhook, told apart by `webhook_event_type`.
 */
export type WebhookEvent = MessageCreatedEvent | MessageUpdatedEvent | MentionToMeEvent | UnknownWebhookEvent;

/** 投稿されました (ルームのイベント) / A message was posted, of a room. */
export interface MessageCreatedEvent extends WebhookEnvelope {
  webhook_event_type: 'message_created';
  webhook_event: RoomMessageEvent;
}

/** 編集されました (ルームのイベント) / A message was edited, of a room. */
export interface MessageUpdatedEvent extends WebhookEnvelope {
  webhook_event_type: 'message_updated';
  webhook_event: RoomMessageEvent;
}

/** 自分へのメンション (アカウントのイベント) / Somebody mentioned the account, of an account. */
export interface MentionToMeEvent extends WebhookEnvelope {
  webhook_event_type: 'mention_to_me';
  webhook_event: MentionEvent;
}

/**
 * このライブラリがまだ知らない種類のイベント。
 *
 * An event of a kind that this library does not know yet.
 */
export interface UnknownWebhookEvent extends WebhookEnvelope {
  webhook_event_type: 'unknown';
  /** Chatwork が送った種類 / The kind as Chatwork sent it. */
  original_type: string;
  webhook_event: { [name: string]: unknown };
}

/** どのイベントにもあるもの / What every event has. */
export interface WebhookEnvelope {
  /** Webhook の設定の ID / Id of the webhook. */
  webhook_setting_id: string;
  /** イベントの時刻 (Unix 時間・秒) / When it happened, in Unix seconds. */
  webhook_event_time: number;
}

/** 投稿または編集されたメッセージ / The message that was posted or edited. */
export interface RoomMessageEvent {
  /** メッセージ ID (文字列) / Id of the message, a string. */
  message_id: string;
  room_id: number;
  /** 投稿した人 / Who posted it. */
  account_id: number;
  /** 本文 (メッセージ記法のまま) / The text, in message notation. */
  body: string;
  /** 投稿日時 (Unix 時間・秒) / When it was posted, in Unix seconds. */
  send_time: number;
  /** 編集日時 (Unix 時間・秒)。編集されていなければ 0 / When it was edited, in Unix seconds; 0 where it was not. */
  update_time: number;
}

/** メンションのあるメッセージ / The message with the mention. */
export interface MentionEvent {
  /** メンションした人 / Who mentioned the account. */
  from_account_id: number;
  /** メンションされたアカウント / The account that was mentioned. */
  to_account_id: number;
  room_id: number;
  /** メッセージ ID (文字列) / Id of the message, a string. */
  message_id: string;
  /** 本文 (メッセージ記法のまま) / The text, in message notation. */
  body: string;
  /** 投稿日時 (Unix 時間・秒) / When it was posted, in Unix seconds. */
  send_time: number;
  /** 編集日時 (Unix 時間・秒)。編集されていなければ 0 / When it was edited, in Unix seconds; 0 where it was not. */
  update_time: number;
}

/** {@link webhookHandler} のオプション / Options of {@link webhookHandler}. */
export interface WebhookHandlerOptions<
  Env = any,
  Context = any,
  Kind extends WebhookEvent['webhook_event_type'] = WebhookEvent['webhook_event_type'],
> {
  /** トークン、または環境からトークンを返す関数 / The token, or a function that takes it from the environment. */
  readonly token: WebhookToken | ((env: Env) => WebhookToken | Promise<WebhookToken>);
  /**
   * イベントごとに呼びます。同じメッセージの同じ本文が `message_created` と `mention_to_me` の両方で届いたときは、先に届いた 1 回だけです
   * (失敗したときは、あとの 1 回も)。
   *
   * Called for each event. Where the same text of a message comes twice, as `message_created` and as `mention_to_me`, it
   * is called for the first one only, unless that fails.
   */
  readonly onEvent: (
    event: Extract<WebhookEvent, { webhook_event_type: Kind }>,
    env: Env,
    context: Context,
  ) => unknown;
  /**
   * 信用できないリクエスト、設定の誤り、`onEvent` が投げた値を受け取ります。省略時は `console.error`。
   *
   * Is told of requests that cannot be trusted, of a wrong token, and of what `onEvent` throws. Default: `console.error`.
   */
  readonly onError?: ((error: unknown, env: Env) => unknown) | null | undefined;
  /**
   * `onEvent` に渡すイベントの種類。省略時はすべて。ここで絞れば、先に届いた別の種類のために捨てられることはありません。
   *
   * The kinds of events for `onEvent`; all of them by default. What is left out here cannot take the place of its twin.
   */
  readonly events?: readonly Kind[] | null | undefined;
  /** {@link parseWebhook} と同じ / As for {@link parseWebhook}. */
  readonly maxAge?: number | null | undefined;
  /** このアカウント自身の投稿を無視します。環境から返す関数も渡せます / The posts of this account are left out. May be a function that takes it from the environment. */
  readonly ownAccountId?: number | string | ((env: Env) => number | string | Promise<number | string>) | undefined;
  /**
   * 処理したメッセージの記録。`add` は、すでにあれば `false` を返します。失敗したときは `onError` に知らせ、イベントは処理します。省略時は、
   * この isolate の最新 1000 件です。
   *
   * What was handled: `add` returns `false` for a key that is there already. Where it fails, `onError` is told, and the
   * event is handled. Default: the latest 1000, of this isolate.
   */
  readonly seen?:
    | {
        add(key: string, env: Env): boolean | Promise<boolean>;
        /** `onEvent` が失敗したときに呼びます / Called where `onEvent` failed. */
        delete?(key: string, env: Env): unknown;
      }
    | null
    | undefined;
}

/**
 * Webhook のリクエストから応答を作る関数を返します。POST 以外は 405、JSON 以外は 415、大きすぎれば 413、署名が正しくなければ 401、そのほかは
 * 本文のない 200 です。`context.waitUntil` があれば、応答を返してから `onEvent` を呼びます。なければ待ち、`onEvent` が失敗したときは 500 です。
 * Chatwork は失敗した Webhook を再送しません。
 *
 * Returns a function from the request of a webhook to its response: 405 where it is no POST, 415 where it is no JSON, 413
 * where it is too large, 401 where it was not signed right, else 200 without a body. Where there is `context.waitUntil`,
 * `onEvent` runs behind the response; else it is waited for, and 500 where it fails. Chatwork never delivers again.
 */
export declare function webhookHandler<
  Env = any,
  Context = any,
  Kind extends WebhookEvent['webhook_event_type'] = WebhookEvent['webhook_event_type'],
>(
  options: WebhookHandlerOptions<Env, Context, Kind>,
): (request: any, env?: Env, context?: Context) => Promise<any>;
