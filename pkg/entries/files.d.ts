/**
 * 各ランタイムの `Response`。DOM や Node の型がないときは、使う部分だけ。
 *
 * The `Response` of the runtime; without the types of the DOM or of Node, what is most used of it.
 */
export type FileResponse = typeof globalThis extends { Response: { prototype: infer R } }
  ? R
  : ResponseLike & {
      readonly body: AsyncIterable<Uint8Array> | null;
      arrayBuffer(): Promise<ArrayBuffer>;
      text(): Promise<string>;
    };

/** {@link downloadRoomFile} の結果 / What {@link downloadRoomFile} gives. */
export interface DownloadedFile {
  /** ファイルの情報 (URL を除く) / What is known of the file, but for the address. */
  readonly file: File;
  /**
   * ファイルの中身。`body` は、読む分だけを受信するストリームです。`content-length`、`content-type`、`content-disposition` があります。
   * 最後まで読むか、`body.cancel()` でやめてください。
   *
   * The bytes: `body` is a stream that receives as much as is read. With `content-length`, `content-type` and
   * `content-disposition`. Read it to its end, or give it up by `body.cancel()`.
   */
  readonly response: FileResponse;
}

/**
 * ファイルをダウンロードします。URL (30 秒間有効) を求め、すぐに開き、中身をストリームで返します。
 *
 * 保存先のサーバーには、トークンも `headers` も送りません。URL の期限切れ、接続の失敗、5xx、途中で切れた中身は、新しい URL で続きから
 * 受信し直します (全体で `retries` 回まで)。中身の長さが `filesize` と違うときは {@link ChatworkConnectionError} です。
 * `timeout` は応答が始まるまでと、次のバイトまでの時間、`deadline` は最後のバイトまでの時間です。どちらも、読まれるのを待つ間の
 * 受信には働きません。中断は、読んでいる途中でも `signal` でできます。フックとログは URL を求める分だけです。
 *
 * Downloads a file: asks for its address, which lives for 30 seconds, opens it at once, and streams the bytes.
 *
 * The storage host gets neither the token nor the `headers`. An address that has expired, a connection that breaks, 5xx
 * and a body that is cut short are mended with a new address, from the byte on that comes next, `retries` times in all.
 * Where the bytes are not as many as `filesize`, the error is a {@link ChatworkConnectionError}. `timeout` is the time
 * until the answer begins, and until the next byte; `deadline` that until the last one. Time in which nobody reads counts
 * for the deadline only. The `signal` also aborts while the body is read. Hooks and logs tell of the question for the
 * address only.
 *
 * OAuth: `rooms.all:read_write`, `rooms.all:read`, `rooms.files:read`
 *
 * @throws {@link ChatworkError} Promise の拒否として / as a rejection
 */
export declare function downloadRoomFile(
  token: Token,
  roomId: Id,
  fileId: Id,
  options?: RequestOptions | null,
): Promise<DownloadedFile>;

/** アップロードの進み具合 / How far an upload is. */
export interface UploadProgress {
  /** ランタイムに渡したバイト数 (試行のたびに 0 から) / Bytes that the runtime has taken; from 0 with each attempt. */
  readonly loaded: number;
  /** 全体のバイト数 (ファイルのほかに、フォームの数百バイトを含む) / All bytes: those of the file and some hundred of the form. */
  readonly total: number;
}

/**
 * アップロードの進み具合を知らせる `fetch` を作ります。{@link postRoomFiles} の `fetch` オプションに渡します。ほかのリクエストは
 * そのまま通します。
 *
 * - Node と Deno、Cloudflare Workers: 64 KB ごと。ランタイムが受け取ったバイト数なので、実際の送信より少し先に進みます。
 * - ブラウザー (Service Worker を除く): `XMLHttpRequest` で送り、その通知のとおり。リダイレクトを止められないので、トークンを足す自分の
 *   プロキシにだけ使ってください。
 * - Bun、Service Worker: 始まり (0) と終わりだけ。
 *
 * どれも `content-length` のあるリクエスト 1 つで送ります。`fetch` を渡すと、ブラウザーでもそれで送ります。`onProgress` が投げても
 * アップロードは続きます (`console.error` に出します)。
 *
 * Makes a `fetch` that tells how far an upload is, for the `fetch` option of {@link postRoomFiles}. Other requests pass
 * through it as they are.
 *
 * - Node, Deno and Cloudflare Workers: every 64 KB, when the runtime has taken them, which is a little ahead of the line.
 * - Browsers, but not in Service Workers: sent by `XMLHttpRequest`, as often as it tells. It cannot be kept from following
 *   redirects: use it only with a proxy of your own that adds the token.
 * - Bun, and Service Workers: only 0 and the end.
 *
 * It is one request with a `content-length` in all of them. A `fetch` that is given is used in browsers, too. Where
 * `onProgress` throws, the upload goes on, and `console.error` is told.
 */
export declare function withUploadProgress(
  onProgress: (progress: UploadProgress) => unknown,
  fetch?: RequestOptions['fetch'],
): NonNullable<RequestOptions['fetch']>;
