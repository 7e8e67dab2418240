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
 * 文章。文字列、または `chatwork-wasm/notation` の関数が作ったもの。
 *
 * A text: a string, or what a function of `chatwork-wasm/notation` has made.
 */
export type Text = string | Notation;

/**
 * タグのあるメッセージ。`chatwork-wasm/notation` の関数が作ります。文字列にするには `String(…)` か `${…}`。
 *
 * A message with tags, made by the functions of `chatwork-wasm/notation`. It becomes a string by `String(…)` or `${…}`.
 */
export interface Notation {
  readonly text: string;
  readonly [Symbol.toStringTag]: 'Notation';
  toString(): string;
  toJSON(): string;
}

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
 * API トークン、または OAuth のアクセストークン。関数なら、送信のたびに、その前に尋ねます。サービスが 401 で断ると、その呼び出しで
 * は 1 回だけ、断られたアクセストークンを渡してもう一度尋ねます。{@link tokenSource} が作れます。
 *
 * An API token, or an OAuth access token. A function is asked for it before every attempt; after a 401, and once in a call,
 * it is told which access token the service has refused. {@link tokenSource} makes one.
 */
export type Token =
  | string
  | { readonly accessToken: string | ((told?: { readonly rejected: string }) => string | PromiseLike<string>) };

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
   * 1 回の試行の時間 (ミリ秒)。送信から応答の最後のバイトまで。`0` は無制限。省略時は 30,000。
   *
   * Milliseconds for one attempt, from sending to the last byte of the answer; `0` is no limit. Default: 30,000.
   */
  readonly timeout?: number | null | undefined;
  /**
   * 待ち時間と再送を含む、呼び出し全体の時間 (ミリ秒)。次の待ち時間が収まらなければ、待たずに失敗します。`0` は無制限 (省略時)。
   *
   * Milliseconds for the whole call, waits and further attempts included. Where the next wait would end later, the call
   * fails instead of waiting. `0` is no limit, and the default.
   */
  readonly deadline?: number | null | undefined;
  /**
   * 最初の試行のあとに許す試行の回数 (0–100 の整数)。429 や 401 のあとの試行も数えます。省略時は 2。
   *
   * How many attempts may follow the first one, a whole number from 0 to 100. Those after a 429 or a 401 count, too.
   * Default: 2.
   */
  readonly retries?: number | null | undefined;
  /**
   * 結果の分からないリクエスト (`outcome: 'unknown'`) を送り直すか。省略時は、2 回届いても結果の変わらない関数だけ送り直します。
   *
   * Whether a request of which nobody knows what became (`outcome: 'unknown'`) is sent again. By default only where a
   * second arrival changes nothing.
   */
  readonly replay?: boolean | null | undefined;
  /**
   * {@link postRoomMessage} だけのオプション (ほかの関数は無視します)。`true`: 投稿されたか分からないとき、ルームの最新
   * 100 件から探し、なければもう一度投稿します。省略時は `false`。
   *
   * For {@link postRoomMessage}; the other functions ignore it. `true`: where nobody knows whether the message was
   * posted, it is looked for among the newest 100 of the room, and posted again where it is not there. Default: `false`.
   */
  readonly dedupe?: boolean | null | undefined;
  /**
   * 回数制限に達しているとき: `'wait'` は待ち (省略時)、`'reject'` は待たずに {@link ChatworkRateLimitError} で拒否します。
   *
   * Where a rate limit is used up: `'wait'` waits, and is the default; `'reject'` rejects at once with a
   * {@link ChatworkRateLimitError}.
   */
  readonly rateLimit?: 'wait' | 'reject' | null | undefined;
  /**
   * 1 回の試行が回数制限や `Retry-After` のために待つ時間の上限 (ミリ秒)。それより長く待つことになるなら、待たずに失敗します。
   * 省略時は 60,000。
   *
   * The longest time in milliseconds that one attempt is held back by the limits, or asked to wait by a `Retry-After`.
   * Where it would be longer, the call fails instead of waiting. Default: 60,000.
   */
  readonly maxWait?: number | null | undefined;
  /**
   * `false`: 断られると分かっているリクエストも引き止めず、ルームへの投稿の順序も保たず、`pacer` にも尋ねません。省略時は `true`。
   *
   * `false` holds nothing back that is known to be refused, keeps no order of the posts to a room, and asks no `pacer`.
   * Default: `true`.
   */
  readonly pace?: boolean | null | undefined;
  /**
   * 複数の isolate やプロセスの回数をまとめて数えるもの。省略時は、この isolate の分だけを数えます。
   *
   * Counts the requests of many isolates or processes together. By default those of this isolate are counted alone.
   */
  readonly pacer?: Pacer | null | undefined;
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
  /**
   * ログの出力先 (`console` など)。トークンは `***` になります。
   *
   * Where to log, as `console`. The token is shown as `***`.
   */
  readonly logger?: Logger | null | undefined;
  /**
   * どこからログに出すか。`debug`: 送信と応答 (ヘッダーと本文を含む)。`info`: 回数制限による待ち。`warn`: 再送と `pacer` の失敗。
   * `error`: 失敗。省略時は `'warn'`。
   *
   * From where on to log. `debug`: requests and answers, with headers and bodies; `info`: waits for a rate limit;
   * `warn`: further attempts, and what goes wrong with a `pacer`; `error`: failures. Default: `'warn'`.
   */
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error' | null | undefined;
  /**
   * 試行のたびに、送信の前に呼びます。
   *
   * フックはどれも同期的に呼び、待ちません。投げた値そのもので呼び出しが拒否されます。非同期のフックの失敗は
   * `logger.error` (なければ `console.error`) に出すだけです。
   *
   * Called before each attempt.
   *
   * All hooks are called synchronously, and nobody waits for them. What one throws is what the call rejects with. Where
   * an asynchronous one fails, only `logger.error` (else `console.error`) is told.
   */
  readonly onRequest?: ((event: RequestEvent) => unknown) | null | undefined;
  /**
   * 応答を最後まで読んだときに呼びます。どのステータスでも呼びます。
   *
   * Called when an answer is read, of whichever status.
   */
  readonly onResponse?: ((event: ResponseEvent) => unknown) | null | undefined;
  /**
   * 失敗のあと、次の試行を待つ前に呼びます。
   *
   * Called after a failure, before the wait for the next attempt.
   */
  readonly onRetry?: ((event: RetryEvent) => unknown) | null | undefined;
  /**
   * 回数制限のために待つ前と、待ち時間が延びたときに呼びます。待たずに拒否するときは呼びません。
   *
   * Called before a wait for a rate limit and where it becomes longer, and not where the call is rejected instead.
   */
  readonly onRateLimit?: ((event: RateLimitEvent) => unknown) | null | undefined;
  /**
   * `pacer` が失敗したときに呼びます。この試行は、この isolate の数だけを見て続けます。
   *
   * Called when the `pacer` fails. The attempt goes on with what this isolate has counted.
   */
  readonly onPacerError?: ((event: PacerErrorEvent) => unknown) | null | undefined;
}

/**
 * フックに渡す、凍結したオブジェクト。トークンは含まれません。
 *
 * What hooks are given: frozen objects, without the token.
 */
export interface CallEvent {
  /** 関数の名前 / The name of the function. */
  readonly name: Exclude<keyof Client, 'downloadRoomFile' | 'syncRoomMessages'>;
  /** HTTP メソッド / The HTTP method. */
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `baseUrl` より後のパス / The path below `baseUrl`. */
  readonly path: string;
  /** 送信した回数 (`onRequest` では、これから送る分を含む) / How many requests were sent, that of `onRequest` included. */
  readonly attempt: number;
}

/** これから送信します / A request is about to be sent. */
export interface RequestEvent extends CallEvent {}

/** 応答を読みました / An answer is read. */
export interface ResponseEvent extends CallEvent {
  /** HTTP ステータス / The HTTP status. */
  readonly status: number;
  /** 送信から応答の最後のバイトまで (ミリ秒) / Milliseconds from sending to the last byte of the answer. */
  readonly duration: number;
  /** 応答のヘッダー (名前は小文字) / The headers of the answer, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly rateLimit?: RateLimit;
  /** フリープランの制限でサービスが隠したものがあるとき、その説明 / What the service says where the free plan hides something. */
  readonly limitation?: string;
}

/** もう一度送信します / The request will be sent again. */
export interface RetryEvent extends CallEvent {
  /** 失敗した試行のエラー / Why the last attempt failed. */
  readonly error: AnyChatworkError;
  /** 次の試行までの時間 (ミリ秒) / Milliseconds until the next attempt. */
  readonly wait: number;
}

/** 回数制限のために待ちます / The call will wait for a rate limit. */
export interface RateLimitEvent extends CallEvent {
  /** アカウントの制限か、ルームの制限か / Whether it is the limit of the account or of the room. */
  readonly scope: 'account' | 'room';
  /** 待つ時間 (ミリ秒) / Milliseconds to wait. */
  readonly wait: number;
  /** `true`: 断られると分かっているので送信を待つ。`false`: 429 で断られた / Before sending, or after a 429. */
  readonly beforeSending: boolean;
  /** `scope: 'room'` のときのルーム / The room, where `scope` is `'room'`. */
  readonly roomId?: string;
  /** `scope: 'account'` のとき、分かっている限りの状況 / Where the account stands, as far as is known, where `scope` is `'account'`. */
  readonly rateLimit?: RateLimit | undefined;
}

/** `pacer` が失敗しました / The `pacer` has failed. */
export interface PacerErrorEvent extends CallEvent {
  /** `pacer` が投げた値、またはその答えの誤り / What the `pacer` threw, or what is wrong with its answer. */
  readonly error: unknown;
}

/**
 * ログの出力先。`console` はそのまま渡せます。
 *
 * Where to log: `console` is one.
 */
export interface Logger {
  debug(message: string, details?: unknown): void;
  info(message: string, details?: unknown): void;
  warn(message: string, details?: unknown): void;
  error(message: string, details?: unknown): void;
}

/**
 * 複数の isolate やプロセスの回数をまとめて数えるもの。Cloudflare Workers では `chatwork-wasm/workers` の `durablePacer` が使えます。
 *
 * Counts the requests of many isolates or processes together. On Cloudflare Workers, `durablePacer` of
 * `chatwork-wasm/workers` makes one.
 */
export interface Pacer {
  /**
   * 送信のたびに、その前に尋ねます。`wait: 0` なら送信でき、その分を数えたことになります。それ以外は、もう一度尋ねるまでの時間
   * (ミリ秒、305,000 以下) です。2 秒以内に答えがないとき、失敗したとき、答えが誤っているときは、この isolate の数だけを見て送信し、
   * `onPacerError` に知らせます。
   *
   * Asked before each attempt. `wait: 0` lets it be sent, and has counted it; anything else is the time in milliseconds,
   * at most 305,000, after which to ask again. Where no answer comes within 2 seconds, or none that can be used, the
   * attempt goes by what this isolate has counted, and `onPacerError` is told.
   */
  reserve(request: PacerRequest): PacerAnswer | PromiseLike<PacerAnswer>;
  /**
   * サービスがヘッダーで知らせたアカウントの状況。結果は待たず、失敗は無視します。
   *
   * What the headers of an answer say. Nobody waits for it, and its failure is ignored.
   */
  learn?(told: PacerNews): unknown;
}

/** {@link Pacer.reserve} に渡すもの / What {@link Pacer.reserve} is given. */
export interface PacerRequest {
  /**
   * `baseUrl` とトークンの組を表す数字の列 (アカウント ID ではありません)。トークンそのものは含みません。
   *
   * Digits that stand for the `baseUrl` and the token. They are neither the token nor the id of the account.
   */
  readonly account: string;
  /** メッセージかタスクの投稿のとき、そのルーム / The room, where it is a post: a message or a task. */
  readonly roomId?: string;
}

/** {@link Pacer.reserve} の答え / What {@link Pacer.reserve} answers. */
export interface PacerAnswer {
  /** 待つ時間 (ミリ秒)。`0` は送信してよい / Milliseconds to wait; `0` where it may be sent. */
  readonly wait: number;
  /** どちらの制限か。省略時は `'account'` / Which limit holds it. Default: `'account'`. */
  readonly scope?: 'account' | 'room' | undefined;
}

/** {@link Pacer.learn} に渡すもの / What {@link Pacer.learn} is given. */
export interface PacerNews {
  /** {@link PacerRequest.account} と同じもの / The same as in {@link PacerRequest.account}. */
  readonly account: string;
  /** 5 分間の回数 / The requests of a window. */
  readonly limit: number;
  /** 残りの回数 / The requests that are left of it. */
  readonly remaining: number;
  /** 回数が戻るまでの時間 (ミリ秒) / Milliseconds until the window ends. */
  readonly resetIn: number;
}

/**
 * アカウントの回数制限の状況。
 *
 * Where an account stands with its rate limit.
 */
export interface RateLimit {
  /** 5 分間の回数 / The requests of a window. */
  readonly limit: number;
  /** 残りの回数 / The requests that are left of it. */
  readonly remaining: number;
  /** 回数が戻る時刻 (このマシンの時計で) / When the window ends, by the clock of this machine. */
  readonly resetAt: Date;
}

/**
 * 応答について分かること。
 *
 * What is known of an answer.
 */
export interface ResponseInfo {
  /** HTTP ステータス / The HTTP status. */
  readonly status: number;
  /** 応答のヘッダー (名前は小文字) / The headers of the answer, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** 送信先のアドレス (クエリを含む) / The address that was asked, with its query. */
  readonly url: string;
  /** 送信した回数 / How many requests were sent. */
  readonly attempts: number;
  /** 最後の送信から応答の最後のバイトまで (ミリ秒) / Milliseconds from the last sending to the last byte of the answer. */
  readonly duration: number;
  readonly rateLimit?: RateLimit;
  /** フリープランの制限でサービスが隠したものがあるとき、その説明 / What the service says where the free plan hides something. */
  readonly limitation?: string;
}

/**
 * 関数の結果から、その応答について分かることを返します。結果そのもの (コピーではなく) を渡してください。
 *
 * Returns what is known of the answer behind a result: the very object that a function gave, not a copy.
 */
export declare function responseOf(result: object): ResponseInfo | undefined;

/**
 * アカウントの回数制限の状況を、リクエストを送らずに返します。この isolate で応答を受け取るまでと、その 5 分の枠が終わったあとは
 * `undefined` で、トークンが関数のときも `undefined` です。
 *
 * Returns where an account stands with its rate limit, without a request: `undefined` until an answer has come to this
 * isolate, after the end of its 5 minutes, and where the token is a function.
 */
export declare function rateLimitOf(
  token: Token,
  options?: Pick<RequestOptions, 'baseUrl'> | null,
): RateLimit | undefined;

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
  /** どの呼び出しにも使うトークン / The token of every call. */
  readonly token: Token;
}

/**
 * 同じ関数を、トークンなしで呼べるようにして返します。
 *
 * Returns the same functions, called without the token.
 */
export declare function createClient(options: ClientOptions): Client;

/** 最初の引数 `token` のない関数 / A function without its first argument, the token. */
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
    | 'oauth'
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
  /** 送信した回数 / How many requests were sent. */
  readonly attempts?: number;
  /** どうすればよいか (日本語、改行、英語) / What to do: in Japanese, a line break, and in English. */
  readonly help?: string;
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
  readonly rateLimit?: RateLimit;
  /** フリープランの制限でサービスが隠したものがあるとき、その説明 / What the service says where the free plan hides something. */
  readonly limitation?: string;
}

/** 400: パラメーターの誤り、またはすでにその状態 / a wrong parameter, or already so. */
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
  /** フリープランの制限で隠されている / Whether the free plan hides it. */
  readonly hidden: boolean;
}

/**
 * 429: 回数制限。送信する前に断られると分かったときも (`outcome: 'not-sent'`)。
 *
 * 429: too many requests; also where that was known before sending (`outcome: 'not-sent'`).
 */
export declare class ChatworkRateLimitError extends ChatworkApiError {
  readonly code: 'rate_limit';
  /** アカウントの制限か、ルームの制限か / Whether it is the limit of the account or of the room. */
  readonly scope: 'account' | 'room';
  /** 制限の回数 / How many requests the limit lets pass. */
  readonly limit: number;
  /** `scope: 'room'` のときのルーム / The room, where `scope` is `'room'`. */
  readonly roomId?: string;
  /** 送信できるようになるまでの時間 (ミリ秒) / Milliseconds until it lets a request pass. */
  readonly retryAfter?: number;
  /** その時刻 (このマシンの時計で) / The same as a moment, by the clock of this machine. */
  readonly resetAt?: Date;
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
  /** `timeout` (1 回の試行) か `deadline` (呼び出し全体) か / Which option: that of one attempt or that of the whole call. */
  readonly which: 'timeout' | 'deadline';
  /** そのオプションの値 (ミリ秒)。`dedupe` で投稿し直したときは残っていた分 / The milliseconds of that option; with `dedupe`, what was left of them for a further post. */
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

/** 信用できない Webhook / a webhook that cannot be trusted. */
export declare class ChatworkWebhookError extends ChatworkError {
  readonly code: 'webhook';
  /**
   * `missing`: 署名がない。`malformed`: 署名か本文の形が違う。`mismatch`: 署名が合わない。`expired`: `maxAge` より古い。
   * `too-large`: 本文が 512 KiB より大きい。
   *
   * `missing`: no signature. `malformed`: signature or body of another form. `mismatch`: another signature. `expired`:
   * older than `maxAge`. `too-large`: a body of more than 512 KiB.
   */
  readonly reason: 'missing' | 'malformed' | 'mismatch' | 'expired' | 'too-large';
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
  | ChatworkOAuthError
  | ChatworkWebhookError
  | (ChatworkError & { readonly code: 'runtime' });

/**
 * このライブラリのエラーか。`import` と `require` の両方で読み込まれていても見分けます。
 *
 * Whether a value is an error of this library, even of a second copy of it (one imported, one required).
 */
export declare function isChatworkError(value: unknown): value is AnyChatworkError;
