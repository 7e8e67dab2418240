// What goes wrong with OAuth, in words: what happened, and what to do, in Japanese and in English.

import { ChatworkConnectionError, ChatworkOAuthError, ChatworkTimeoutError, hide, withoutSecret } from '#errors';

// By the word of the answer, or by the reason.
const ADVICE = {
  denied: [
    '利用者が許可しませんでした。必要な理由を伝えて、もう一度許可を求めてください。',
    'The person did not allow it: say what it is for before asking again.',
  ],
  state: [
    'このコードを使わず、認可をやり直してください。state は、認可を始めたブラウザーのセッションに保存してください。',
    'Do not use its code, and start the authorization again. Keep the state in the session of the browser.',
  ],
  callback: [
    '認可の URL のパラメーターを確認し、やり直してください。',
    'Check the parameters of the page, and start again.',
  ],
  code: [
    'コードは 1 分間、1 回だけ有効で、認可のときと同じ redirectUri と codeVerifier が必要です。認可をやり直してください。',
    'A code is good for one minute and one use, with the redirectUri and codeVerifier it was asked for with: start ' +
      'the authorization again.',
  ],
  invalid_grant: [
    'リフレッシュトークンが期限切れか、使用済みか、取り消されています。利用者にもう一度許可してもらってください。',
    'The refresh token has expired, was used or was revoked: let the person authorize again.',
  ],
  invalid_client: [
    'clientId と clientSecret を確認してください。clientSecret は confidential の種別だけにあり、それには必ず必要です。',
    'Check clientId and clientSecret: a confidential client has a secret and needs it, a public one has none.',
  ],
  invalid_scope: [
    'クライアントに登録し、利用者が許可したスコープだけを指定してください。',
    'Ask only for scopes that are registered for the client and that the person has allowed.',
  ],
  refused: [
    'クライアントの登録内容とパラメーターを確認してください。',
    'Check the parameters against the registration of the client.',
  ],
  redirect: [
    '秘密の値が他へ渡らないよう、リダイレクトには従いません。tokenUrl に最終的なアドレスを指定してください。',
    'Redirects are not followed, because secrets would go along: set tokenUrl to the final address.',
  ],
  unavailable: ['しばらくして、もう一度呼び出してください。', 'Call again later.'],
  unreadable: [
    'トークンの応答ではありません。tokenUrl と途中のプロキシを確認してください。発行されたトークンは失われた可能性があります。',
    'This is no answer with tokens: check tokenUrl and any proxy in between. What was issued may be lost.',
  ],
  'no-tokens': [
    '利用者に許可してもらい、exchangeCode の結果を store に保存するか、tokens に渡してください。',
    'Let the person authorize, and put what exchangeCode gives into the store, or pass it as tokens.',
  ],
  get: ['store.get を直してください。何も送信していません。', 'Mend store.get. Nothing was sent.'],
  set: [
    'store.set を直してください。新しいトークンはメモリーにだけあり、次の呼び出しでもう一度保存します。',
    'Mend store.set. The new tokens are in memory only; the next call tries again to save them.',
  ],
  'not-sent': ['送信されていないので、もう一度呼び出せます。', 'Nothing was sent, so it can be called again.'],
  lost: [
    'コードは使われた可能性があります。同じコードで一度だけ試し、だめなら認可をやり直してください。',
    'The code may have been used: try it once more, and start the authorization again if it is refused.',
  ],
  again: [
    'トークンは更新された可能性があります。同じリフレッシュトークンで、もう一度呼び出してください。',
    'The tokens may have been renewed: call again with the same refresh token.',
  ],
};

// `advice` is a name of the table above, where that of the reason does not say enough. `sent` is what an error tells of
// its request.
export function oauthError(operation, reason, { said, advice, sent, secrets = [], cause, ...more } = {}) {
  const { error, description, status } = shown(more, secrets);
  const [message, help] = texts(operation, said ?? explained(error, description), advice ?? reason);
  const fields = {
    code: 'oauth',
    reason,
    outcome: 'not-sent',
    ...sent,
    ...defined({ status, error, description }),
    help,
  };
  return new ChatworkOAuthError('ChatworkOAuthError', message, fields, quiet(cause, secrets));
}

// The token endpoint answered, and with no tokens. `problem` is what is wrong with what should be a success.
export function refusedError(operation, { status, error, description, problem, again, ...failure }) {
  const told = shown({ error, description }, failure.secrets);
  const why = error === undefined && problem ? problem : explained(told.error, told.description);
  const [reason, advice] = reasonOf(status, error, problem, again);
  return oauthError(operation, reason, { ...failure, status, error, description, said: `${status}, ${why}`, advice });
}

function reasonOf(status, error, problem, again) {
  if (problem) return error === undefined ? ['unreadable'] : ['refused'];
  if (status < 400) return ['refused', 'redirect'];
  if (status === 429) return ['unavailable'];
  if (status === 408 || status >= 500) return ['unavailable', again];
  if (error === 'invalid_grant') return ['refused', again === 'lost' ? 'code' : error];
  if (error === 'invalid_client' || (error === undefined && status === 401)) return ['refused', 'invalid_client'];
  return ['refused', error === 'invalid_scope' ? error : 'refused'];
}

function explained(error, description) {
  return [error, description && `(${description})`].filter(Boolean).join(' ') || 'no explanation';
}

export function connectionError(operation, { said, advice, sent, secrets, cause }) {
  const [message, help] = texts(operation, `no complete answer (${hidden(said, secrets)})`, advice);
  const fields = { code: 'connection', ...sent, help };
  return new ChatworkConnectionError('ChatworkConnectionError', message, fields, quiet(cause, secrets));
}

export function timeoutError(operation, { after, advice, sent }) {
  const [message, help] = texts(operation, `no complete answer within the ${after} ms of 'timeout'`, advice);
  const fields = { code: 'timeout', ...sent, which: 'timeout', after, help };
  return new ChatworkTimeoutError('ChatworkTimeoutError', message, fields);
}

// For another caller: each has one of its own, which may be changed.
export function copyOf(error) {
  return new error.constructor(error.name, error.message, { ...error }, error.cause);
}

// Every way in which a server or a proxy may repeat a secret, the longest first: a part of one may be another.
export function secretsOf(...texts) {
  const forms = texts.filter(Boolean).flatMap((text) => {
    const form = formOf(text);
    return [text, form, form.replaceAll('+', '%20'), encodeURIComponent(text), JSON.stringify(text).slice(1, -1)];
  });
  return [...new Set(forms)].sort((one, other) => other.length - one.length);
}

export function formOf(text) {
  return new URLSearchParams([['', text]]).toString().slice(1);
}

// What a server said, as short as it should be, and cut only after the secrets are gone.
function shown({ error, description, status }, secrets) {
  const short = (text, most) => (typeof text === 'string' ? hidden(text, secrets).slice(0, most) : undefined);
  return { error: short(error, 100), description: short(description, 1000), status };
}

function hidden(text, secrets) {
  return secrets.reduce((rest, secret) => hide(rest, secret), text);
}

function quiet(cause, secrets) {
  return secrets.reduce((rest, secret) => withoutSecret(rest, secret), cause);
}

function texts(operation, said, advice) {
  const [japanese, english] = ADVICE[advice];
  return [`${operation}: ${said.replace(/\.$/, '')}. ${english}`, `${japanese}\n${english}`];
}

function defined(fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
