// What a command may be given, in the form of the declarations: those of a function come from there, these are ours.
// `option` is the name that the functions know, where it is another one.

import { said } from './language.js';

// The longest that a timer takes.
const LONGEST_MS = 2_147_483_647;

export const param = (name, kind, ja, en, more) => ({ name, kind, required: false, docs: said(ja, en), ...more });

export const flag = (name, ja, en, more) => param(name, 'flag', ja, en, more);

export const milliseconds = (name, option, ja, en, more) =>
  param(name, 'milliseconds', ja, en, { option, max: LONGEST_MS, ...more });

// Options of every request.
export const REQUEST = [
  param(
    'base-url',
    'url',
    'API のアドレス。省略時は環境変数 `CHATWORK_BASE_URL`、なければ本物。',
    'Address of the API; else that of `CHATWORK_BASE_URL`, else the real one.',
    { option: 'baseUrl' },
  ),
  milliseconds('timeout', 'timeout', '1 回の試行の時間。省略時は 30000。', 'For one attempt; 30000 when left out.'),
  milliseconds(
    'deadline',
    'deadline',
    '待ち時間と再送を含む全体の時間。',
    'For all of it, waits and further attempts included.',
  ),
  param(
    'retries',
    'number',
    '最初の試行のあとに許す試行の回数。省略時は 2。',
    'Attempts after the first one; 2 when left out.',
    { option: 'retries', max: 100 },
  ),
  param(
    'rate-limit',
    'one-of',
    '回数制限に達しているとき、待つか (省略時)、すぐに 75 で終わるか。',
    'Where a limit is used up: wait, which is the default, or end at once with 75.',
    { option: 'rateLimit', words: ['wait', 'reject'] },
  ),
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

export const REPLAY = flag(
  'replay',
  '結果の分からないリクエストを送り直すか。省略時は、害のないコマンドだけ送り直します。',
  'Whether to send again what may have arrived; by default only where that does no harm.',
  { option: 'replay' },
);

export const DEDUPE = flag(
  'dedupe',
  '投稿されたか分からないとき、ルームから探し、なければもう一度投稿します。',
  'Where nobody knows whether it was posted, looks into the room before it is posted again.',
  { option: 'dedupe' },
);

// How a result is shown.
export const RESULT = [
  flag('table', '人が読むための表で出します。', 'Shows a table, for people.'),
  flag('compact', 'JSON を 1 行で出します。', 'Prints the JSON on one line.'),
];

export const LANG = param(
  'lang',
  'one-of',
  '説明の言語。省略時は `LC_ALL`、`LC_MESSAGES`、`LANG` のとおり。',
  'Language of what is said; by default that of `LC_ALL`, `LC_MESSAGES` or `LANG`.',
  { words: ['ja', 'en'] },
);
export const HELP = flag('help', 'この説明を出します。', 'Shows this text.');
export const VERSION = flag('version', 'バージョンを出します。', 'Shows the version.');

export const ALWAYS = [LANG, HELP, VERSION];
