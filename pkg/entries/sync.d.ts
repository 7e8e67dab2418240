/**
 * {@link syncRoomMessages} の位置を覚えておく場所。`Map` はそのまま渡せます (プロセスが終わると消えます)。
 *
 * Where {@link syncRoomMessages} keeps its position. A `Map` is one, for as long as the process lives.
 */
export interface SyncStore {
  /**
   * 覚えた文字列を返します。なければ `undefined` か `null` (`from` から始めます)。最初に 1 度だけ呼びます。
   *
   * Gives what was kept under the key, or `undefined` or `null` to start anew. Called once, at the start.
   */
  get(key: string): string | null | undefined | PromiseLike<string | null | undefined>;
  /**
   * 5 KB までの文字列を覚えます。位置が変わったときだけ呼び、終わるのを待ちます。メッセージの本文は含みません。
   *
   * Keeps a text of at most 5 KB, none of it from messages. Called where the position has changed, and waited for.
   */
  set(key: string, value: string): unknown;
}

/**
 * {@link syncRoomMessages} のオプション。ほかのオプションは、メッセージの取得 ({@link getRoomMessages}) に渡します
 * (`timeout`、`deadline`、`retries` は取得のたびに働きます)。
 *
 * Options of {@link syncRoomMessages}. The others are those of each look ({@link getRoomMessages}): `timeout`, `deadline`
 * and `retries` begin anew with each.
 */
export interface SyncOptions extends RequestOptions {
  /**
   * 位置を覚えておく場所。キーは `chatwork-wasm/rooms/<ルーム ID>/messages` です。省略時は、このイテレーターだけが覚えます。
   *
   * Where to keep the position, under the key `chatwork-wasm/rooms/<room id>/messages`. Left out, only this iterator
   * knows it.
   */
  readonly store?: SyncStore | null | undefined;
  /**
   * 位置がないときの始め方。`'now'` (省略時): 最初の取得より後のものだけ。`'start'`: 今ある最新 100 件から。
   *
   * Where to begin without a position. `'now'`, the default, yields what comes after the first look; `'start'` also
   * yields the newest 100 there are.
   */
  readonly from?: 'now' | 'start' | null | undefined;
  /**
   * `true`: 1 度だけ取得し、新しいものをすべて返して終わります (定期実行向け)。失敗は待たずに拒否します。省略時は `false`。
   *
   * `true` looks once, yields what is new and ends, as for a cron job; any failure is a rejection. Default: `false`.
   */
  readonly once?: boolean | null | undefined;
  /**
   * 取得の間隔の下限 (ミリ秒、1,000 以上)。新しいものがあった直後の間隔です。省略時は 3,000。
   *
   * The shortest time between two looks, which is that after something new, in milliseconds from 1,000. Default: 3,000.
   */
  readonly fastest?: number | null | undefined;
  /**
   * 取得の間隔の上限 (ミリ秒)。何もなければ、間隔は 1.5 倍ずつここまで延びます。残りの回数が少ないときは、さらに延びます。
   * 省略時は 60,000。
   *
   * The longest time between two looks in milliseconds: half as long again after each that finds nothing. Only where few
   * requests are left of the rate limit it is longer. Default: 60,000.
   */
  readonly slowest?: number | null | undefined;
  /**
   * 一時的な失敗 (接続、時間切れ、429、408、5xx、読めない応答) のあと、次の取得を待つ前に呼びます。投げた値そのもので拒否されるので、
   * 何度も続くときにやめられます。
   *
   * Called after a failure that may pass (connection, timeout, 429, 408, 5xx, an answer that cannot be read), before the
   * wait for the next look. What it throws is what the iterator rejects with: a way to give up.
   */
  readonly onError?: ((event: SyncErrorEvent) => unknown) | null | undefined;
}

/** {@link SyncOptions.onError} に渡すもの / What {@link SyncOptions.onError} is given. */
export interface SyncErrorEvent {
  /** 取得の失敗 (`retries` 回の再送のあと) / Why the look failed, after its `retries`. */
  readonly error: AnyChatworkError;
  /** 次の取得までの時間 (ミリ秒) / Milliseconds until the next look. */
  readonly wait: number;
  /** 続けて失敗した回数 / How many looks in a row have failed. */
  readonly failures: number;
}

/**
 * {@link syncRoomMessages} が返すもの。
 *
 * - `message`: 新しいメッセージ。
 * - `edited`: 編集または削除されたメッセージ (削除後の本文は `[deleted]`)。最新 100 件だけを見ています。1 回の取得までに何度
 *   編集されても 1 つです。
 * - `gap`: `after` と `before` の間のメッセージが失われた可能性があります (前の取得から 100 件以上増えた、または見ないうちに
 *   フリープランの制限で隠された)。`after` がないのは、その前に 1 件も見ていないときです。
 * - `hidden`: フリープランの制限で履歴の一部が隠されています。隠されはじめたときに 1 度だけ返します。
 *
 * What {@link syncRoomMessages} yields.
 *
 * - `message`: a new message.
 * - `edited`: one that was edited, or deleted, which leaves the text `[deleted]`. Only the newest 100 are watched, and
 *   however often one was edited between two looks, it is one event.
 * - `gap`: messages between `after` and `before` may be missing: 100 or more have come since the last look, or the free
 *   plan has hidden some meanwhile. There is no `after` where none was seen before.
 * - `hidden`: the free plan hides a part of the history. Told once, when it begins.
 */
export type SyncEvent =
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'edited'; readonly message: Message }
  | { readonly type: 'gap'; readonly after: string | undefined; readonly before: string }
  | { readonly type: 'hidden'; readonly limitation: string };

/**
 * ルームの新しいメッセージと編集を、ID の順に 1 度ずつ返し続けます。`for await` で使います。
 *
 * `force: 1` と ID だけを使い、ほかの人と共有されるサービス側の未取得の位置 (`force: 0`) には頼りません。編集は `update_time` で、
 * 同じ秒の編集は本文のハッシュ (32 ビット) で見分けます。
 *
 * 次のイベントを求めると、前のイベントは受け取ったことになります。位置は、1 回の取得のイベントをすべて受け取ったときと、終わるときに
 * 覚えます。そのため、1 つの実行の中では各メッセージはちょうど 1 度です。途中でプロセスが落ちると、最後の取得の分 (100 件まで) が次の
 * 実行でもう一度来ます。`break` や例外でループを抜けると、そのときのイベントだけがもう一度来ます。失われることはありません。
 *
 * `signal` が中断されると、その `reason` そのもので拒否されます。`return()` (`break`) はすぐに終わり、タイマーもリスナーも残しません。
 * 1 つの位置を 2 つの実行で同時に使わないでください。
 *
 * Yields the new and edited messages of a room, each once and in the order of their ids, for as long as it is asked. Made
 * for `for await`.
 *
 * It goes by `force: 1` and ids, and never by what the service counts as fetched (`force: 0`), which all who have the
 * token share. An edit shows by its `update_time`, and one within the same second by a hash of the text (32 bits).
 *
 * Who asks for the next event has taken the one before. The position is kept when all events of a look were taken, and at
 * the end. So each message comes exactly once in a run. Where the process dies, the events of the last look, at most
 * 100, come again in the next run; where the loop is left by `break` or by a throw, the one event it was left with does.
 * None is lost.
 *
 * An abort rejects with the `reason` of the signal. `return()`, which is what `break` calls, ends it at once and leaves
 * neither timer nor listener behind. No two runs may use one position at the same time.
 *
 * OAuth: `rooms.all:read_write`, `rooms.all:read`, `rooms.messages:read`
 *
 * @throws {@link ChatworkError} `next()` の拒否として / as a rejection of `next()`
 */
export declare function syncRoomMessages(
  token: Token,
  roomId: Id,
  options?: SyncOptions | null,
): AsyncGenerator<SyncEvent, void, void>;
