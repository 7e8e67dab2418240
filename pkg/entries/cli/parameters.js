// What a command may be given, in the form of the declarations: those of a function come from there, these are ours.
// `option` is the name that the functions know, where it is another one.

const docs = (ja, en) => ({ ja, en });

const flag = (name, ja, en) => ({ name, kind: 'flag', required: false, docs: docs(ja, en) });
const milliseconds = (name, option, ja, en) => ({
  name,
  option,
  kind: 'milliseconds',
  required: false,
  docs: docs(ja, en),
});

// Options of every request.
export const REQUEST = [
  {
    name: 'base-url',
    option: 'baseUrl',
    kind: 'url',
    required: false,
    docs: docs(
      'API のアドレス。省略時は環境変数 `CHATWORK_BASE_URL`、なければ本物。',
      'Address of the API; else that of `CHATWORK_BASE_URL`, else the real one.',
    ),
  },
  milliseconds('timeout', 'timeout', '1 回の試行の時間。省略時は 30000。', 'For one attempt; 30000 when left out.'),
  milliseconds(
    'deadline',
    'deadline',
    '待ち時間と再送を含む全体の時間。',
    'For all of it, waits and further attempts included.',
  ),
  {
    name: 'retries',
    option: 'retries',
    kind: 'number',
    required: false,
    docs: docs('最初の試行のあとに許す試行の回数。省略時は 2。', 'Attempts after the first one; 2 when left out.'),
  },
  {
    name: 'rate-limit',
    option: 'rateLimit',
    kind: 'one-of',
    words: ['wait', 'reject'],
    required: false,
    docs: docs(
      '回数制限に達しているとき、待つか (省略時)、すぐに 75 で終わるか。',
      'Where a limit is used up: wait, which is the default, or end at once with 75.',
    ),
  },
  milliseconds(
    'max-wait',
    'maxWait',
    '回数制限のために待つ時間の上限。省略時は 60000。',
    'The longest wait for a limit; 60000 when left out.',
  ),
  flag('verbose', 'リクエストと応答を標準エラー出力に出します。', 'Shows requests and answers on standard error.'),
  flag(
    'dry-run',
    '送信せずに、送るはずのリクエストを JSON で出します。',
    'Sends nothing, and prints the request as JSON.',
  ),
];

export const REPLAY = {
  ...flag(
    'replay',
    '結果の分からないリクエストを送り直すか。省略時は、害のないコマンドだけ送り直します。',
    'Whether to send again what may have arrived; by default only where that does no harm.',
  ),
  option: 'replay',
};

export const DEDUPE = {
  ...flag(
    'dedupe',
    '投稿されたか分からないとき、ルームから探し、なければもう一度投稿します。',
    'Where nobody knows whether it was posted, looks into the room before it is posted again.',
  ),
  option: 'dedupe',
};

// How a result is shown.
export const RESULT = [
  flag('table', '人が読むための表で出します。', 'Shows a table, for people.'),
  flag('compact', 'JSON を 1 行で出します。', 'Prints the JSON on one line.'),
];

export const ALWAYS = [
  {
    name: 'lang',
    kind: 'one-of',
    words: ['ja', 'en'],
    required: false,
    docs: docs(
      '説明の言語。省略時は `LC_ALL`、`LC_MESSAGES`、`LANG` のとおり。',
      'Language of what is said; by default that of `LC_ALL`, `LC_MESSAGES` or `LANG`.',
    ),
  },
  flag('help', 'この説明を出します。', 'Shows this text.'),
  flag('version', 'バージョンを出します。', 'Shows the version.'),
];
