/**
 * ローカルの Chatwork。
 *
 * A local Chatwork.
 */
export interface Emulator {
  /** 関数の `baseUrl` に渡すアドレス / The address to pass as `baseUrl`. */
  readonly baseUrl: string;
  /** 制御用のアドレス (時計・障害・記録) / Where the clock, faults and the log of requests are. */
  readonly control: string;
  readonly accounts: readonly { readonly account_id: number; readonly name: string; readonly token: string }[];
  /** 最初のアカウントのルーム / The rooms of the first account. */
  readonly rooms: readonly { readonly room_id: number; readonly type: 'my' | 'direct' | 'group'; readonly name: string }[];
  /** `fetch` オプションに渡す関数。どのホストにも答えます / What to pass as the `fetch` option. Answers for any host. */
  readonly fetch: (input: any, init?: any) => Promise<any>;
}

/**
 * ローカルの Chatwork を作ります。`world` を渡すと、その内容から始まります。
 *
 * Makes a local Chatwork, with `world` one that starts from it.
 *
 * @throws `world` の誤り / where `world` is wrong
 */
export declare function createEmulator(options?: { readonly world?: object }): Emulator;
