// What the command line says, in both languages. No sentence has a word in it that somebody typed, but for paths.

import { said } from './language.js';
import { PROGRAM } from './usage.js';

const quoted = (name) =>
  name === undefined ? ['', ''] : [`\`${name}\` のことですか?`, ` Did you mean \`${name}\`?`];

export function unknownCommand(like) {
  const [ja, en] = quoted(like);
  return said(`そのようなコマンドはありません。${ja}`, `There is no such command.${en}`);
}

export function unknownOption(command, like) {
  const [ja, en] = quoted(like);
  if (command !== undefined) {
    return said(`${command} にそのようなオプションはありません。${ja}`, `${command} has no such option.${en}`);
  }
  return said(
    `そのようなオプションはありません。コマンドのオプションは、コマンドの後に書きます。${ja}`,
    `There is no such option; those of a command stand behind it.${en}`,
  );
}

export const tokenArgument = said(
  'トークンは引数では渡せません (ほかの人にプロセスの一覧で見えるため)。環境変数 CHATWORK_API_TOKEN に設定してください。',
  'A token cannot be an argument, which others can see in the list of processes. Set CHATWORK_API_TOKEN.',
);

export const missingValue = (name) =>
  said(
    `${name} には値が必要です (-- で始まる値は ${name}=値 の形で渡せます)。`,
    `${name} needs a value (one that begins with -- can be given as ${name}=VALUE).`,
  );

export const twice = (name) => said(`${name} は 1 回だけ指定できます。`, `${name} can be given only once.`);

export const noFlag = (name) =>
  said(
    `${name} は ${name}、${name}=true、${name}=false のどれかで指定してください。`,
    `${name} is written ${name}, ${name}=true or ${name}=false.`,
  );

export const idsNeeded = (usage) =>
  said(`引数の数が違います。使い方: ${usage}`, `The number of arguments is wrong. Usage: ${usage}`);

export const needed = (written) => said(`${written} が必要です。`, `${written} is needed.`);

// What the package says that it got is in English.
export const wrong = (name, { ja, en }, got) =>
  said(
    `${name} に指定できるのは、${ja}${/[!-~]$/.test(ja) ? ' ' : ''}です。何も送信していません。`,
    `${name} must be ${en}${got === undefined ? '' : `, but got ${got}`}. Nothing was sent.`,
  );

export const oneStdin = (one, other) =>
  said(
    `標準入力 (-) は 1 つだけに使えます: ${one}、${other}`,
    `Only one of them can be standard input (-): ${one}, ${other}`,
  );

export const typing = said('入力を終えるには Ctrl-D を押してください。', 'Reading what you type; Ctrl-D ends it.');

export const noText = (name) =>
  said(`${name}: 標準入力が UTF-8 の文章ではありません。`, `${name}: standard input is no text in UTF-8.`);

export const standardInput = said('標準入力', 'Standard input');
export const standardOutput = said('標準出力', 'Standard output');

export const size = (bytes) => said(`${bytes / 1024 / 1024} MB`, `${bytes / 1024 / 1024} MB`);
export const characters = (count) => said(`${count} 文字`, `${count} characters`);

export const tooLarge = (name, source, most) =>
  said(
    `${name}: ${source.ja}が大きすぎます (最大 ${most.ja})。何も送信していません。`,
    `${name}: ${source.en} is too large (at most ${most.en}). Nothing was sent.`,
  );

export const tooLong = (max) =>
  said(
    `--title と --body が長すぎます。タグを含めて ${max} 文字以下のメッセージになるようにしてください。何も送信していません。`,
    `--title and --body are too long for one message (${max} characters, with the tags). Nothing was sent.`,
  );

const REASONS = {
  EACCES: said('権限がありません', 'permission denied'),
  EEXIST: said('すでにあります', 'it is there already'),
  EISDIR: said('フォルダーです', 'it is a folder'),
  ENAMETOOLONG: said('名前が長すぎます', 'the name is too long'),
  ENOENT: said('見つかりません', 'there is nothing of that name'),
  ENOSPC: said('空き容量がありません', 'no space is left'),
  ENOTDIR: said('途中にフォルダーでないものがあります', 'a part of it is no folder'),
};
const reason = (code) => REASONS[code] ?? said(code, code);

export const unreadable = ({ ja, en }, code) =>
  said(`${ja}を読めません (${reason(code).ja})。`, `${en} cannot be read (${reason(code).en}).`);

export const unwritable = ({ ja, en }, code) =>
  said(`${ja}に書き込めません (${reason(code).ja})。`, `${en} cannot be written (${reason(code).en}).`);

// A path, as a source or a target.
export const path = (name) => said(`${name} `, name);

export const nameNeeded = said(
  '標準入力のファイルには --filename NAME が必要です。',
  'A file from standard input needs a name: --filename NAME.',
);

export const exists = (path) =>
  said(
    `${path} はすでにあります。ファイルに上書きするには --force を付けてください。`,
    `${path} is there already. --force replaces a file.`,
  );

export const noFile = (path) =>
  said(`${path} は普通のファイルではないため、保存先にできません。`, `${path} is no regular file: nothing is saved there.`);

export const toTerminal = said(
  '標準出力が端末です。`--output -` は、パイプかファイルにつないで使ってください。',
  'Standard output is a terminal: `--output -` is for a pipe or a file.',
);

export const noToken = said(
  'API トークンがありません。環境変数 CHATWORK_API_TOKEN に設定してください。',
  'There is no API token: set CHATWORK_API_TOKEN.',
);

export const emptyToken = said('環境変数 CHATWORK_API_TOKEN が空です。', 'CHATWORK_API_TOKEN is set, but empty.');

export const brokenToken = said(
  '環境変数 CHATWORK_API_TOKEN の最後に改行や空白があります。取り除いてください。',
  'CHATWORK_API_TOKEN has a line break or a space at its end: take it away.',
);

export const unusableToken = said(
  '環境変数 CHATWORK_API_TOKEN に、トークンに使えない文字があります。',
  'CHATWORK_API_TOKEN has characters that no token has.',
);

export const interrupted = said(
  '中断しました。リクエストはすでに届いているかもしれません。',
  'Interrupted. The request may have arrived already.',
);

export const carriedOut = said(
  '処理は行われましたが、結果が失われました。繰り返す前に確認してください。',
  'It was carried out, and only its result is lost: look before repeating it.',
);

export const harmless = said('もう一度実行しても害はありません。', 'It can be repeated: a second time does no harm.');

const seconds = (milliseconds) => Math.ceil(milliseconds / 1000);

export const later = (wait) =>
  said(`${seconds(wait)} 秒後にもう一度実行できます。`, `It can be repeated in ${seconds(wait)} s.`);

export const waits = (wait) =>
  said(`回数制限のため ${seconds(wait)} 秒待ちます。`, `Waiting ${seconds(wait)} s for a rate limit.`);

export const retries = (wait) => said(`${seconds(wait)} 秒後に送り直します。`, `Sending again in ${seconds(wait)} s.`);

export const again = (wait) => said(`${seconds(wait)} 秒後にもう一度見ます。`, `Looking again in ${seconds(wait)} s.`);

// What the package says in English only.
export function translated(text) {
  for (const [pattern, ja] of TRANSLATIONS) {
    if (pattern.test(text)) return text.replace(pattern, ja);
  }
  return text;
}

const TRANSLATIONS = [
  [/^no complete answer \((.+)\)\.$/, '応答を最後まで受け取れませんでした ($1)。'],
  [/^no complete answer within the (\d+) ms of the ('\w+') option\.$/, '$2 の $1 ミリ秒以内に応答がありませんでした。'],
  [/^no complete file from the storage host \((.+)\)\.$/, 'ファイルを最後まで受け取れませんでした ($1)。'],
  [/^no byte within the (\d+) ms of the ('\w+') option\.$/, '$2 の $1 ミリ秒のあいだ、ファイルが届きませんでした。'],
  [/^not done within the (\d+) ms of the ('\w+') option\.$/, '$2 の $1 ミリ秒以内に終わりませんでした。'],
  [/^held back, because a rate limit is used up\.$/, '回数制限に達しているため、送信しませんでした。'],
  [/^the service answered (\d+), so .* is not JSON\.$/, 'サービスは成功 ($1) を返しましたが、内容が JSON ではありません。'],
  [/^(\d+), no explanation\.$/, 'サービスは $1 を返しました (理由の説明なし)。'],
];

export const seeHelp = (command) => {
  const line = [PROGRAM, command, '--help'].filter(Boolean).join(' ');
  return said(`説明: ${line}`, `See ${line}`);
};

export const wrongState = (path) =>
  said(`${path} は、このルームの sync の記録ではありません。`, `${path} is not what a sync of this room has kept.`);

export const wrongWorld = (path, why) => said(`${path}: ${why}`, `${path}: ${why}`);

export const noPort = (port, code) => {
  const why = code === 'EADDRINUSE' ? said('使用中', 'it is in use') : reason(code);
  return said(
    `127.0.0.1 のポート ${port} を使えません (${why.ja})。`,
    `Port ${port} of 127.0.0.1 cannot be used (${why.en}).`,
  );
};

export const running = (origin) =>
  said(
    `ローカルの Chatwork が ${origin} で動いています。Ctrl-C で終わります。`,
    `A local Chatwork runs at ${origin} until Ctrl-C.`,
  );

export const elsewhere = said('別の端末で:', 'In another terminal:');

// What a parameter may be; nothing where its documentation says it all.
export function expected({ kind, min = 0, max, words, required }) {
  switch (kind) {
    case 'text':
      return lengths(min, max);
    case 'link-code':
      return said('英数字と _ - の 1〜50 文字', '1 to 50 letters, digits, _ and -');
    case 'id':
      return said('数字の ID', 'an id, digits only');
    case 'ids':
      return said('数字の ID (123,456 のように複数可)', 'an id, or more as 123,456');
    case 'one-of':
      return said(`${words.join('、')} のどれか`, `one of ${words.join(', ')}`);
    case 'time':
      return said(
        'Unix 時間 (秒) か、2030-01-31T18:00+09:00 のような時差付きの日時',
        'Unix seconds, or a time with its offset, as 2030-01-31T18:00+09:00',
      );
    case 'file':
      return said(`${size(max).ja} 以下のファイル`, `a file of at most ${size(max).en}`);
    case 'file-name':
      return said('1 文字以上の名前', 'a name of at least one character');
    case 'number':
      return said(`${min}〜${max} の整数`, `a whole number from ${min} to ${max}`);
    case 'milliseconds':
      return said(`${min}〜${max} の整数 (ミリ秒)`, `a whole number of milliseconds from ${min} to ${max}`);
    case 'url':
      return said(
        '絶対 URL (https。http は localhost だけ。クエリ、フラグメント、ユーザー名は不可)',
        'an absolute https URL without query, fragment or user name (http only for localhost)',
      );
    default:
      return undefined;
  }

  function lengths() {
    if (max !== undefined) return said(`${min}〜${max} 文字の文章`, `text of ${min} to ${max} characters`);
    if (min > 0 || required) return said('1 文字以上の文章', 'text of at least 1 character');
    return said('文章 (空でも可)', 'text, which may be empty');
  }
}

// Of the help.

export const help = {
  more: said('便利なコマンド', 'More'),
  usage: said('使い方', 'Usage'),
  options: said('オプション', 'Options'),
  parameters: said('パラメーター', 'Parameters'),
  requestOptions: said('リクエストのオプション', 'Options of the request'),
  resultOptions: said('結果のオプション', 'Options of the result'),
  otherOptions: said('そのほかのオプション', 'Other options'),
  required: said('必須。', 'Required.'),
  ids: said('カンマ区切りか、繰り返して指定します。', 'With commas between, or repeated.'),
  dash: said('`-` は標準入力です。', '`-` reads standard input.'),
  lineBreak: said('最後の改行 1 つは取り除きます。', 'One line break at its end is taken away.'),
  scopes: said('OAuth のスコープ (どれか)', 'OAuth scopes (one of)'),
  reference: said('公式リファレンス', 'Reference'),
  example: said('例', 'Example'),
  limit: {
    account: said('回数制限: アカウントで 5 分に 300 回', 'Limit: 300 requests of an account in 5 minutes'),
    'room-post': said(
      '回数制限: アカウントで 5 分に 300 回、ルームへの投稿 (メッセージとタスク) は 10 秒に 10 件',
      'Limits: 300 requests of an account in 5 minutes, and 10 posts to a room (messages and tasks) in 10 seconds',
    ),
  },
  replay: {
    safe: said(
      '再送: 結果が分からないときも送り直します (2 回届いても害がないため)。',
      'Sent again where nobody knows what became of it: a second arrival does no harm.',
    ),
    'with-force': said(
      '再送: `--force` を付けたときだけ、結果が分からなくても送り直します。',
      'Sent again where nobody knows what became of it only with `--force`.',
    ),
    never: said(
      '再送: 結果が分からないときは送り直さず、4 で終わります (2 回届くかもしれないため)。',
      'Never sent again where nobody knows what became of it, as it might be done twice: the exit code is 4.',
    ),
  },
  about: said('Chatwork の API をコマンドで使います。', 'The Chatwork API as commands.'),
  commandHelp: said(`コマンドの説明: ${PROGRAM} コマンド --help`, `About a command: ${PROGRAM} COMMAND --help`),
  token: said(
    'トークンは環境変数 CHATWORK_API_TOKEN に設定します。結果は標準出力に JSON で、そのほかは標準エラー出力に出します。',
    'The token comes from CHATWORK_API_TOKEN. Results are JSON on standard output, everything else is on standard error.',
  ),
  exits: said('終了コード', 'Exit codes'),
  // By the names of EXIT in failure.js.
  exit: {
    done: said('成功', 'done'),
    failed: said('断られた、または失敗', 'refused, or failed'),
    usage: said('使い方の誤り (何も送信していません)', 'a wrong command line; nothing was sent'),
    noToken: said('使えるトークンがない', 'no token that can be used'),
    unknown: said(
      '実行されたか不明、または実行されて結果が失われた (確認せずに繰り返さないこと)',
      'nobody knows whether it was done, or it was and its result is lost: look before repeating it',
    ),
    limit: said('回数制限 (後で繰り返せます)', 'refused by a limit; it can be repeated later'),
    hungUp: said('端末が閉じられた (SIGHUP)', 'the terminal was closed (SIGHUP)'),
    interrupted: said('Ctrl-C (`emulator` は 0)', 'Ctrl-C (`emulator` ends with 0)'),
    terminated: said('SIGTERM (`emulator` は 0)', 'SIGTERM (`emulator` ends with 0)'),
  },
  fileName: said(
    'ファイル名 (拡張子を含む)。省略時は --file のパスの名前。',
    'Name of the file, with its extension; that of the path when left out.',
  ),
};
