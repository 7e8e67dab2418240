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
  /** アクセストークンの発行元と OAuth クライアント / Where access tokens come from, and who may ask for them. */
  readonly oauth: {
    readonly authorizationUrl: string;
    readonly tokenUrl: string;
    readonly clients: readonly {
      readonly client_id: string;
      /** パブリッククライアントにはありません / A public client has none. */
      readonly client_secret?: string;
      readonly redirect_uris: readonly string[];
      readonly scopes: readonly string[];
    }[];
  };
  /** `fetch` オプションに渡す関数。どのホストにも答えます / What to pass as the `fetch` option. Answers for any host. */
  readonly fetch: (input: any, init?: any) => Promise<any>;
  /**
   * 制御用のアドレスに要求を送り、応答の JSON を返します。例: `ask('PUT /clock', { advance: 60_000 })`
   *
   * Sends a request below `control` and resolves to the JSON of its answer.
   *
   * @throws 断られた理由 / why it was refused
   */
  readonly ask: (route: `${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`, body?: object) => Promise<any>;
  /** ここまでの Webhook がすべて済むと解決します / Resolves when all webhooks so far, and those they caused, are done. */
  readonly settled: () => Promise<void>;
}

/** `createEmulator` のオプション / Options of `createEmulator`. */
export interface EmulatorOptions {
  /** 始まりの状態 / What it starts from. */
  readonly world?: object | undefined;
  /** Webhook の送信に使う関数。既定はグローバルの `fetch` / What sends webhooks. The global `fetch` by default. */
  readonly fetch?: ((request: any) => any) | undefined;
  /** Webhook をここで受け取ります。`Request` を受け、`Response` を返します / Receives webhooks right here instead. */
  readonly onWebhook?: ((request: any) => any) | undefined;
}

/**
 * ローカルの Chatwork を作ります。`world` を渡すと、その内容から始まります。
 *
 * Makes a local Chatwork, with `world` one that starts from it.
 *
 * @throws `world` やオプションの誤り / where `world` or an option is wrong
 */
export declare function createEmulator(options?: EmulatorOptions): Emulator;
