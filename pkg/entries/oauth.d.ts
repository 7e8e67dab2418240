// OAuth 2.0. Appended to index.d.ts.

/**
 * スコープの一覧。配列、または空白で区切った文字列。
 *
 * Scopes, as a list or as a text with spaces between them.
 */
export type Scopes = readonly (Scope | (string & {}))[] | Scope | (string & {});

/** {@link authorizationUrl} に渡すもの / What {@link authorizationUrl} takes. */
export interface AuthorizationOptions {
  /** 登録したクライアントの ID / The id of the registered client. */
  readonly clientId: string;
  /**
   * 利用者が戻ってくるアドレス。登録したものと 1 文字も違わないこと。1 つだけ登録したなら省略できます。
   *
   * Where the person comes back to, letter for letter as it is registered. May be left out where only one is
   * registered.
   */
  readonly redirectUri?: string | { readonly href: string } | null | undefined;
  /** 求めるスコープ。{@link scopesFor} で分かります / The scopes to ask for: {@link scopesFor} tells them. */
  readonly scope: Scopes;
  /** {@link createState} の値。必ず渡してください / What {@link createState} gives. Always pass one. */
  readonly state?: string | null | undefined;
  /** {@link createPkce} の `challenge` / The `challenge` of {@link createPkce}. */
  readonly codeChallenge?: string | null | undefined;
  /**
   * 認可のページ。省略時は `https://www.chatwork.com/packages/oauth2/login.php`。
   *
   * The page. Default: `https://www.chatwork.com/packages/oauth2/login.php`.
   */
  readonly pageUrl?: string | { readonly href: string } | null | undefined;
  /** `false`: 知らないスコープも通します / `false` lets scopes pass that this version does not know. */
  readonly validate?: boolean | null | undefined;
}

/**
 * 利用者がアプリを許可するページのアドレスを返します。
 *
 * Returns the address of the page on which a person lets an app in.
 *
 * @throws {@link ChatworkArgumentError} 同期的に / synchronously
 * @see https://developer.chatwork.com/docs/oauth
 */
export declare function authorizationUrl(options: AuthorizationOptions): string;

/**
 * 推測できない `state` を作ります。認可を始めたブラウザーのセッションに保存し、{@link readCallback} に渡してください。
 *
 * Makes a `state` that nobody can guess. Keep it in the session of the browser that starts, for {@link readCallback}.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-10.12
 */
export declare function createState(): string;

/**
 * PKCE の秘密の値と、そのハッシュを作ります。`verifier` はセッションに保存して {@link exchangeCode} に、`challenge` は
 * {@link authorizationUrl} に渡してください。
 *
 * Makes the secret of PKCE and its hash. Keep the `verifier` in the session for {@link exchangeCode}, and give the
 * `challenge` to {@link authorizationUrl}.
 *
 * @param verifier 省略時はランダム / random by default
 * @throws {@link ChatworkError} (`code: 'runtime'`) `crypto.subtle` がないとき (https でないページなど) / where there is no
 * `crypto.subtle`, as in a page without https
 * @see https://www.rfc-editor.org/rfc/rfc7636
 */
export declare function createPkce(verifier?: string): Promise<Pkce>;

/** {@link createPkce} の結果 / What {@link createPkce} gives. */
export interface Pkce {
  readonly verifier: string;
  readonly challenge: string;
  readonly method: 'S256';
}

/**
 * 利用者が戻ってきたアドレスから、コードを取り出します。`state` が一致しなければ、ほかの値は見ません。
 *
 * Reads the code from the address to which the person came back. Where the `state` is not the one that was kept,
 * nothing else of it is looked at.
 *
 * @param url `request.url` (パスだけでも可) / `request.url`, which may be a path only
 * @param options.state セッションに保存した値。なければ `reason: 'state'` になります / What the session kept; where it kept nothing, the `reason` is `'state'`.
 * @throws {@link ChatworkOAuthError} 同期的に / synchronously: `reason` は / is `'state'`, `'denied'`, `'callback'`
 */
export declare function readCallback(
  url: string | { readonly href: string },
  options: { readonly state: string | null | undefined },
): { code: string };

/**
 * トークン一式。JSON にできるので、そのまま保存できます。中身は秘密です。
 *
 * Tokens, which survive JSON and can be stored as they are. They are secrets.
 */
export interface TokenSet {
  readonly accessToken: string;
  /** ない場合があります / May be missing. */
  readonly refreshToken?: string;
  /**
   * アクセストークンの期限 (Unix 時間、ミリ秒、このマシンの時計で)。応答の `expires_in` が使えないときは、求めてから 15 分後。
   *
   * When the access token expires: Unix milliseconds, by the clock of this machine. Where `expires_in` of the answer
   * makes no sense, 15 minutes after it was asked for.
   */
  readonly expiresAt: number;
  /** 許可されたスコープ。応答になければ空 / What was allowed; empty where the answer does not tell. */
  readonly scope: string[];
  readonly tokenType: string;
}

/** トークンのエンドポイントへのリクエストのオプション / Options of a request to the token endpoint. */
export interface TokenRequestOptions {
  /** 登録したクライアントの ID / The id of the registered client. */
  readonly clientId: string;
  /**
   * confidential の種別のクライアントの秘密の値。HTTP Basic で送ります (RFC 6749 §2.3.1 のとおり、先に URL エンコードします)。
   * public の種別にはありません。
   *
   * The secret of a confidential client, sent by HTTP Basic (and encoded before, as RFC 6749 §2.3.1 says). A public
   * client has none.
   */
  readonly clientSecret?: string | null | undefined;
  /**
   * トークンのエンドポイント。https のみ (localhost は http も可)。省略時は `https://oauth.chatwork.com/token`。
   *
   * The token endpoint, https only (http for localhost). Default: `https://oauth.chatwork.com/token`.
   */
  readonly tokenUrl?: string | { readonly href: string } | null | undefined;
  /** 使う `fetch` / The `fetch` to use. */
  readonly fetch?: RequestOptions['fetch'];
  /** 1 回の試行の時間 (ミリ秒)。`0` は無制限。省略時は 30,000 / Milliseconds for one attempt; `0` is no limit. Default: 30,000. */
  readonly timeout?: number | null | undefined;
  /** 中断のシグナル / Aborts the call, which then rejects with the signal's own `reason`. */
  readonly signal?: AbortSignalLike | null | undefined;
}

/** {@link exchangeCode} に渡すもの / What {@link exchangeCode} takes. */
export interface ExchangeOptions extends TokenRequestOptions {
  /** {@link readCallback} のコード / The code of {@link readCallback}. */
  readonly code: string;
  /** 認可の URL に渡したなら、同じもの / The same as in the address of the page, where it was given there. */
  readonly redirectUri?: string | { readonly href: string } | null | undefined;
  /** PKCE を使ったなら、その `verifier` / The `verifier` of PKCE, where it was used. */
  readonly codeVerifier?: string | null | undefined;
}

/**
 * コードをトークンに換えます。コードは 1 分間、1 回だけ有効なので、届いたかもしれないリクエストは送り直しません
 * (接続できなかったときだけ、合わせて 3 回まで試します)。
 *
 * Exchanges a code for tokens. A code is good for one minute and one use, so nothing is sent again that may have
 * arrived; only where no connection came to be there are up to 3 attempts.
 *
 * @throws {@link ChatworkOAuthError} Promise の拒否として / as a rejection: `reason` は / is `'refused'`, `'unavailable'`,
 * `'unreadable'`
 * @throws {@link ChatworkConnectionError} 応答がない / no complete answer
 * @throws {@link ChatworkArgumentError} 引数の誤り / a wrong argument
 * @see https://developer.chatwork.com/docs/oauth
 */
export declare function exchangeCode(options: ExchangeOptions): Promise<TokenSet>;

/** {@link refreshAccessToken} に渡すもの / What {@link refreshAccessToken} takes. */
export interface RefreshOptions extends TokenRequestOptions {
  /** {@link TokenSet} のリフレッシュトークン / The refresh token of a {@link TokenSet}. */
  readonly refreshToken: string;
  /** 減らすなら、残すスコープ / The scopes to keep, where they shall be fewer. */
  readonly scope?: Scopes | null | undefined;
}

/**
 * リフレッシュトークンで、新しいトークンを求めます。応答に新しいリフレッシュトークンがなければ、渡したものが結果に入ります。
 * 続けて使うなら {@link tokenSource} が便利です。
 *
 * Asks for new tokens with a refresh token, which is in the result where no new one comes back. {@link tokenSource}
 * does this by itself, and in time.
 *
 * @throws {@link ChatworkOAuthError} Promise の拒否として / as a rejection; `error: 'invalid_grant'` なら、利用者の許可が
 * もう一度必要です / means that the person has to authorize again
 * @throws {@link ChatworkConnectionError} 応答がない / no complete answer
 * @throws {@link ChatworkArgumentError} 引数の誤り / a wrong argument
 */
export declare function refreshAccessToken(
  options: RefreshOptions,
): Promise<TokenSet & { readonly refreshToken: string }>;

/**
 * トークンを保存する場所。同じリフレッシュトークンには、同じ場所を使ってください。
 *
 * Where tokens are kept. Sources with the same refresh token have to have the same one.
 */
export interface TokenStore {
  /** 保存したトークン。なければ `undefined` か `null` / What was saved; `undefined` or `null` where there is nothing. */
  get(): TokenSet | null | undefined | PromiseLike<TokenSet | null | undefined>;
  /** 保存し終えたら戻ります / Returns when they are saved. */
  set(tokens: TokenSet): unknown;
}

/** {@link tokenSource} に渡すもの / What {@link tokenSource} takes. */
export interface TokenSourceOptions {
  /** {@link TokenRequestOptions} と同じ / The same as in {@link TokenRequestOptions}. */
  readonly clientId: string;
  /** {@link TokenRequestOptions} と同じ / The same as in {@link TokenRequestOptions}. */
  readonly clientSecret?: string | null | undefined;
  /**
   * 最初のトークン。`store` にもあれば、期限の遅いほうを使います。どちらかは必要です。
   *
   * The first tokens. Of these and those of the `store`, the ones that expire later are used. One of both is needed.
   */
  readonly tokens?: TokenSet | null | undefined;
  /** 省略時はメモリーだけ / By default they are kept in memory only. */
  readonly store?: TokenStore | null | undefined;
  /**
   * 期限の何ミリ秒前から更新するか (0–600,000)。自分で更新したトークンは、早くても期間の半分が過ぎるまで使います。省略時は 60,000。
   *
   * From how many milliseconds before the end on to renew, from 0 to 600,000. Tokens that were renewed here are used
   * for half of their life at least. Default: 60,000.
   */
  readonly leeway?: number | null | undefined;
  /** {@link TokenRequestOptions} と同じ / The same as in {@link TokenRequestOptions}. */
  readonly tokenUrl?: string | { readonly href: string } | null | undefined;
  /** 更新に使う `fetch` / The `fetch` that renews. */
  readonly fetch?: RequestOptions['fetch'];
  /**
   * 更新のリクエスト 1 回の時間 (ミリ秒、1–60,000)。更新中の呼び出しが消えたとき、ほかの呼び出しはこの時間 + 2 秒まで待ちます。
   * 省略時は 10,000。
   *
   * Milliseconds for one request, from 1 to 60,000. Where a call vanishes while it renews, others wait for as long, and
   * 2 seconds more. Default: 10,000.
   */
  readonly timeout?: number | null | undefined;
}

/** そのまま {@link Token} として渡せます / May be passed as a {@link Token}. */
export interface TokenSource {
  /**
   * 使えるアクセストークン。`rejected` は、サービスが断ったアクセストークン。
   *
   * An access token that is good now. `rejected` is one that the service has refused.
   */
  readonly accessToken: (told?: { readonly rejected?: string }) => Promise<string>;
  /** 最後に分かったトークン (`JSON` や列挙には現れません) / The newest tokens known here; not enumerable. */
  tokens(): TokenSet | undefined;
}

/**
 * 自分で更新するトークンを作ります。`getRooms(tokenSource({ … }))` のように、どの関数にも渡せます。
 *
 * - 期限の `leeway` 前と、サービスが 401 で断ったときに更新し、`store.set` が終わってから使います。
 * - 同じリフレッシュトークンの更新は、この isolate で同時に 1 つだけです。ほかの呼び出しの Promise は待たず、自分のタイマーで見に
 *   行くので、Workers でリクエストが消えても止まりません。
 * - ほかの isolate が先に更新していたら、`store` にあるものを使います。
 * - 更新の応答が失われたら、`store` を見たうえで、同じリフレッシュトークンでもう一度だけ試します。
 * - 一時的に更新できない、`store` を読めない、またはリフレッシュトークンがないときも、アクセストークンの期限までは、それを使います。
 * - `store.set` に 3 回失敗したら、待っていた呼び出しは `reason: 'store'` で拒否されます。新しいトークンはメモリーに残り、次の呼び出しで
 *   もう一度保存します。
 *
 * Makes a token that renews itself, for any function: `getRooms(tokenSource({ … }))`.
 *
 * - It renews from `leeway` before the end on, and after a 401 of the service. What it gets is used when `store.set` is
 *   done.
 * - One call of an isolate at a time renews the same refresh token. None awaits the promise of another one, but looks
 *   by its own timer, so that nothing hangs where Workers drop a request.
 * - Where another isolate was first, what the `store` holds is used.
 * - Where the answer is lost, and the `store` holds nothing newer, the same refresh token is tried once more.
 * - Where it cannot renew or read the `store` just now, or has no refresh token, the access token is used as long as it
 *   is good.
 * - Where `store.set` fails three times, the calls that waited reject with `reason: 'store'`. The new tokens stay in
 *   memory, and the next call tries again to save them.
 *
 * 関数の呼び出しの中で失敗したときの `outcome` は、その呼び出しのもの (ふつうは `not-sent`) です。
 * Where it fails within the call of a function, `outcome` is that of the call: `not-sent`, as a rule.
 *
 * @throws {@link ChatworkArgumentError} 同期的に / synchronously
 */
export declare function tokenSource(options: TokenSourceOptions): TokenSource;

/**
 * 関数を使うために、アプリに必要な最小のスコープを返します。`postRoomMessage` の `dedupe` には、`getMe` と `getRoomMessages` の
 * スコープも必要です。
 *
 * Returns the least scopes that an app needs for some functions. `dedupe` of `postRoomMessage` also needs those of
 * `getMe` and `getRoomMessages`.
 *
 * @throws {@link ChatworkArgumentError} 同期的に / synchronously
 */
export declare function scopesFor(...functions: (keyof Client)[]): Scope[];

/**
 * OAuth の失敗。秘密の値はどこにも含まれません。
 *
 * OAuth did not succeed. None of the secrets is in it.
 */
export declare class ChatworkOAuthError extends ChatworkError {
  readonly code: 'oauth';
  /**
   * - `denied`: 利用者が許可しなかった / the person did not allow it
   * - `state`: 戻ってきた `state` が違う / the `state` that came back is missing or another one
   * - `callback`: 認可のページのエラー、またはコードがない / an error of the page, or no code
   * - `refused`: トークンのエンドポイントが断った / the token endpoint has refused
   * - `unavailable`: 408, 429, 5xx (または、何度探しても使えるトークンがない / or no good token after several looks)
   * - `unreadable`: 成功だが、トークンを読めない / a success without tokens that can be read
   * - `no-tokens`: トークンがない、または更新できない / there are no tokens, or none to renew them with
   * - `store`: `store` が失敗した / the `store` has failed
   */
  readonly reason: 'denied' | 'state' | 'callback' | 'refused' | 'unavailable' | 'unreadable' | 'no-tokens' | 'store';
  /** サービスの言葉 (`invalid_grant` など) / The word of the service, such as `invalid_grant`. */
  readonly error?: string;
  /** サービスの説明 / What the service says. */
  readonly description?: string;
  /** トークンのエンドポイントの HTTP ステータス / The HTTP status of the token endpoint. */
  readonly status?: number;
}
