// The types that do not follow from a declaration. The rest is appended by `cargo xtask build`.

/**
 * ID。数値・10 進の文字列・bigint。2^53 以上の数値は桁が失われているので拒否します (メッセージ ID は文字列で)。
 *
 * An id: a number, a decimal string or a bigint. Numbers from 2^53 have lost digits and are refused (message ids must be
 * strings).
 */
export type Id = number | string | bigint;

/**
 * ID の一覧。配列、`"123,456"` のような文字列、または 1 つの ID。
 *
 * Ids: an array, a string like `"123,456"`, or one id.
 */
export type Ids = Id | readonly Id[];

/**
 * はい・いいえ。通信では `1` と `0` になります。
 *
 * Yes or no, `1` and `0` on the wire.
 */
export type Flag = boolean | 0 | 1;

/**
 * 日時。Unix 時間 (ミリ秒ではなく秒) または `Date`。
 *
 * A moment: Unix seconds, not milliseconds, or a `Date`.
 */
export type Time = number | string | bigint | Date;

/**
 * ファイルの中身。`Blob`、`File`、`Uint8Array`、`ArrayBuffer`。
 *
 * The bytes of a file: a `Blob`, `File`, `Uint8Array` or `ArrayBuffer`.
 */
export type FileContent = BlobLike | ArrayBuffer | ArrayBufferView;

/**
 * 各ランタイムの `Blob` と `File`。
 *
 * The `Blob` and `File` of any runtime.
 */
export interface BlobLike {
  readonly size: number;
  readonly type: string;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/**
 * API トークン、または OAuth のアクセストークン (関数なら呼び出しのたびに尋ねます)。
 *
 * An API token, or an OAuth access token; a function is asked for it on every call.
 */
export type Token = string | { readonly accessToken: string | (() => string | PromiseLike<string>) };

/**
 * `fetch` が返すもののうち、使う部分。
 *
 * What is used of what `fetch` returns.
 */
export interface ResponseLike {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): PromiseLike<string>;
}

/**
 * 各ランタイムの `AbortSignal`。
 *
 * The `AbortSignal` of any runtime.
 */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: any;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * すべての関数の最後の引数。
 *
 * The last argument of every function.
 */
export interface RequestOptions {
  /**
   * API のアドレス。https のみ (localhost は http も可)。省略時は `https://api.chatwork.com/v2`。
   *
   * Address of the API, https only (http for localhost). Default: `https://api.chatwork.com/v2`.
   */
  readonly baseUrl?: string | { readonly href: string } | null | undefined;
  /**
   * 使う `fetch`。省略時はグローバルの `fetch`。
   *
   * The `fetch` to use. Default: the global one.
   */
  readonly fetch?: ((url: string, init: any) => PromiseLike<ResponseLike>) | null | undefined;
  /**
   * 中断のシグナル。中断されると、その `reason` そのもので拒否されます。
   *
   * Aborts the call, which then rejects with the signal's own `reason`.
   */
  readonly signal?: AbortSignalLike | null | undefined;
  /**
   * 送信から応答の最後のバイトまでの時間 (ミリ秒)。`0` は無制限。省略時は 30,000。
   *
   * Milliseconds from sending to the last byte of the answer; `0` is no limit. Default: 30,000.
   */
  readonly timeout?: number | null | undefined;
  /**
   * 追加のヘッダー。トークンのヘッダーと `content-type` は渡せません。
   *
   * Extra headers, but not that of the token and not `content-type`.
   */
  readonly headers?: HeadersLike | null | undefined;
  /**
   * `false`: 引数の検査をサービスに任せます (パスの ID は常に検査します)。省略時は `true`。
   *
   * `false` leaves the parameters for the service to judge (ids of the path are always checked). Default: `true`.
   */
  readonly validate?: boolean | null | undefined;
}

/**
 * `Headers`、または `Headers` を作れるもの。
 *
 * A `Headers` object, or what one can be made from.
 */
export type HeadersLike =
  | Readonly<Record<string, string>>
  // TypeScript 5.0 takes no literal for the Iterable, and knows no iteration of Headers.
  | readonly (readonly [string, string])[]
  | Iterable<readonly [string, string]>
  | { get(name: string): string | null; forEach(callback: (value: string, name: string) => void): void };

/**
 * {@link createClient} の設定。トークン以外は、すべての呼び出しの既定のオプションです。
 *
 * What {@link createClient} takes: the token, and default options for all calls.
 */
export interface ClientOptions extends RequestOptions {
  readonly token: Token;
}

/**
 * 同じ関数を、トークンなしで呼べるようにして返します。
 *
 * Returns the same functions, called without the token.
 */
export declare function createClient(options: ClientOptions): Client;

type WithoutToken<F> = F extends (token: Token, ...rest: infer Rest) => infer Answer ? (...rest: Rest) => Answer : never;

/**
 * 失敗したリクエストがどうなったか。`not-sent`: 送信していない。`refused`: 処理されずに断られた (この 2 つは再送しても安全)。
 * `answered`: 処理された。`unknown`: 処理されたか分からない。
 *
 * What became of a failed request. `not-sent`: it never left. `refused`: turned away unread (sending again is safe after
 * these two). `answered`: the service dealt with it. `unknown`: nobody knows.
 */
export type Outcome = 'not-sent' | 'refused' | 'answered' | 'unknown';

/**
 * このライブラリのすべてのエラーの親。トークンはどこにも含まれません。
 *
 * The parent of all errors of this library. None holds the token.
 */
export declare class ChatworkError extends Error {
  protected constructor();
  /** 変わらない識別子 / A stable identifier. */
  readonly code:
    | 'argument'
    | 'authentication'
    | 'bad_request'
    | 'connection'
    | 'not_found'
    | 'parse'
    | 'permission'
    | 'rate_limit'
    | 'runtime'
    | 'server'
    | 'timeout'
    | 'unexpected_status'
    | 'webhook';
  readonly outcome: Outcome;
  /** HTTP メソッド / The HTTP method. */
  readonly method?: string;
  /** `baseUrl` より後のパス / The path below `baseUrl`. */
  readonly path?: string;
  /** 元の例外 / The very value that was thrown. */
  readonly cause?: unknown;
  toJSON(): Record<string, unknown>;
}

/**
 * サービスが成功以外のステータスを返しました。
 *
 * The service answered with a status that is no success.
 */
export declare class ChatworkApiError extends ChatworkError {
  /** HTTP ステータス / The HTTP status. */
  readonly status: number;
  /** サービスの説明 / What the service said. */
  readonly errors: string[];
  /** 応答のヘッダー (名前は小文字) / The headers of the answer, names in lower case. */
  readonly headers: Record<string, string>;
}

/** 400: パラメータの誤り、またはすでにその状態 / a wrong parameter, or already so. */
export declare class ChatworkBadRequestError extends ChatworkApiError {
  readonly code: 'bad_request';
}

/** 401: トークンの誤りか期限切れ / the token is wrong or has expired. */
export declare class ChatworkAuthenticationError extends ChatworkApiError {
  readonly code: 'authentication';
}

/** 403: 権限かスコープの不足 / a right or a scope is missing. */
export declare class ChatworkPermissionError extends ChatworkApiError {
  readonly code: 'permission';
}

/** 404: 見つからない / not found. */
export declare class ChatworkNotFoundError extends ChatworkApiError {
  readonly code: 'not_found';
}

/** 429: 回数制限 / too many requests. */
export declare class ChatworkRateLimitError extends ChatworkApiError {
  readonly code: 'rate_limit';
}

/** 5xx: サービスの不調 / the service is in trouble. */
export declare class ChatworkServerError extends ChatworkApiError {
  readonly code: 'server';
}

/** 応答がない、または途中で切れた / no answer, or only a part of one. */
export declare class ChatworkConnectionError extends ChatworkError {
  readonly code: 'connection' | 'timeout';
}

/** 時間内に応答が終わらなかった / no complete answer in time. */
export declare class ChatworkTimeoutError extends ChatworkConnectionError {
  readonly code: 'timeout';
  readonly which: 'timeout';
  /** 与えられた時間 (ミリ秒) / The time it was given, in milliseconds. */
  readonly after: number;
}

/** 成功したが本文を読めない / a success whose body cannot be read. */
export declare class ChatworkParseError extends ChatworkError {
  readonly code: 'parse';
  readonly status: number;
  /** 本文の先頭 (1,024 文字まで) / The beginning of the body, up to 1,024 characters. */
  readonly text: string;
}

/** 引数の誤り。何も送信していません / a wrong argument; nothing was sent. */
export declare class ChatworkArgumentError extends ChatworkError {
  readonly code: 'argument';
  readonly parameter: string;
  readonly expected: string;
  readonly got: string;
}

/** Webhook の検証の失敗。まだ使われていません / a webhook that cannot be trusted; nothing throws it yet. */
export declare class ChatworkWebhookError extends ChatworkError {
  readonly code: 'webhook';
}

/**
 * 個々のエラー。`code` で見分けられます。
 *
 * Each of the errors, told apart by `code`.
 */
export type AnyChatworkError =
  | ChatworkBadRequestError
  | ChatworkAuthenticationError
  | ChatworkPermissionError
  | ChatworkNotFoundError
  | ChatworkRateLimitError
  | ChatworkServerError
  | (ChatworkApiError & { readonly code: 'unexpected_status' })
  | ChatworkTimeoutError
  | (ChatworkConnectionError & { readonly code: 'connection' })
  | ChatworkParseError
  | ChatworkArgumentError
  | ChatworkWebhookError
  | (ChatworkError & { readonly code: 'runtime' });

/**
 * このライブラリのエラーか。`import` と `require` の両方で読み込まれていても見分けます。
 *
 * Whether a value is an error of this library, even of a second copy of it (one imported, one required).
 */
export declare function isChatworkError(value: unknown): value is AnyChatworkError;
