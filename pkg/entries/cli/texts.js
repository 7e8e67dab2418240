// What the command line says, in both languages. No sentence has a word in it that somebody typed, but for paths.

const said = (ja, en) => ({ ja, en });
const quoted = (name) => (name === undefined ? ['', ''] : [`\`${name}\` ですか。`, ` Did you mean \`${name}\`?`]);

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

export const wrong = (name, expected, got) =>
  said(
    `${name} に指定できるのは、${expected.ja}です (渡された値: ${got})。何も送信していません。`,
    `${name} must be ${expected.en}, but got ${got}. Nothing was sent.`,
  );

export const oneStdin = (one, other) =>
  said(
    `標準入力 (-) は 1 つだけに使えます: ${one}、${other}`,
    `Only one of them can be standard input (-): ${one}, ${other}`,
  );

export const typing = said('入力を終えるには Ctrl-D を押してください。', 'Reading what you type; Ctrl-D ends it.');

export const noText = (name) =>
  said(`${name}: 標準入力が UTF-8 の文章ではありません。`, `${name}: standard input is no text in UTF-8.`);

export const noTime = (name) =>
  said(
    `${name} は、Unix 時間 (秒) か、時差付きの日時 (2030-01-31T18:00+09:00 など) で指定してください。`,
    `${name} is Unix seconds, or a time with its offset, as 2030-01-31T18:00+09:00.`,
  );

export const noNumber = (name) =>
  said(`${name} は 0 以上の整数で指定してください。`, `${name} is a whole number from 0 on.`);

export const tooLarge = (name, path, most) =>
  said(
    `${name}: ${path} は大きすぎます (最大 ${most} バイト)。`,
    `${name}: ${path} is too large (at most ${most} bytes).`,
  );

export const unreadable = (path, code) => said(`${path} を読めません (${code})。`, `${path} cannot be read (${code}).`);

export const unwritable = (path, code) =>
  said(`${path} に書けません (${code})。`, `${path} cannot be written (${code}).`);

export const nameNeeded = said(
  '標準入力のファイルには --filename NAME が必要です。',
  'A file from standard input needs a name: --filename NAME.',
);

export const exists = (path) =>
  said(
    `${path} はすでにあります。ファイルに上書きするには --force を付けてください。`,
    `${path} is there already. --force replaces a file.`,
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

export const seeHelp = (command) =>
  said(
    `説明: chatwork-wasm ${command ? `${command} ` : ''}--help`,
    `See chatwork-wasm ${command ? `${command} ` : ''}--help`,
  );

export const wrongState = (path) =>
  said(`${path} は、このルームの sync の記録ではありません。`, `${path} is not what a sync of this room has kept.`);

export const again = (seconds) => said(`${seconds} 秒後にもう一度見ます。`, `Looking again in ${seconds} s.`);

export const wrongWorld = (path, reason) => said(`${path}: ${reason}`, `${path}: ${reason}`);

export const noPort = (port, code) =>
  said(`127.0.0.1 のポート ${port} を使えません (${code})。`, `Port ${port} of 127.0.0.1 cannot be used (${code}).`);

export const running = (origin) =>
  said(
    `ローカルの Chatwork が ${origin} で動いています。Ctrl-C で終わります。別の端末で:`,
    `A local Chatwork runs at ${origin} until Ctrl-C. In another terminal:`,
  );

// What a parameter may be; nothing where its documentation says it all.
export function expected({ kind, min, max, words, required }) {
  switch (kind) {
    case 'text':
      return lengths(min, max);
    case 'link-code':
      return said('英数字と _ - の 1〜50 文字', '1 to 50 letters, digits, _ and -');
    case 'id':
      return said('ID (数字)', 'an id, digits only');
    case 'ids':
      return said('ID (123,456 のように複数可)', 'an id, or more as 123,456');
    case 'one-of':
      return said(`${words.join('、')} のどれか`, `one of ${words.join(', ')}`);
    case 'time':
      return said(
        'Unix 時間 (秒) か、2030-01-31T18:00+09:00 のような時差付きの日時',
        'Unix seconds, or a time with its offset, as 2030-01-31T18:00+09:00',
      );
    case 'file':
      return said(`${size(max)} 以下のファイル`, `a file of at most ${size(max)}`);
    case 'file-name':
      return said('1 文字以上の名前', 'a name of at least one character');
    default:
      return undefined;
  }

  function lengths() {
    if (max !== undefined) return said(`${min}〜${max} 文字の文章`, `text of ${min} to ${max} characters`);
    return min > 0 || required ? said('文章', 'text') : said('文章 (空でも可)', 'text, which may be empty');
  }
}

const size = (bytes) => `${bytes / 1024 / 1024} MB`;

// Of the help.

export const groups = {
  me: said('自分', 'The account'),
  my: said('自分', 'The account'),
  contacts: said('コンタクト', 'Contacts'),
  rooms: said('ルーム', 'Rooms'),
  members: said('メンバー', 'Members'),
  messages: said('メッセージ', 'Messages'),
  tasks: said('タスク', 'Tasks'),
  files: said('ファイル', 'Files'),
  link: said('招待リンク', 'Invitation link'),
  incoming_requests: said('コンタクト承認依頼', 'Contact requests'),
  own: said('便利なコマンド', 'More'),
};

export const help = {
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
  commandHelp: said('コマンドの説明: chatwork-wasm コマンド --help', 'About a command: chatwork-wasm COMMAND --help'),
  token: said(
    'トークンは環境変数 CHATWORK_API_TOKEN に設定します。結果は標準出力に JSON で、そのほかは標準エラー出力に出します。',
    'The token comes from CHATWORK_API_TOKEN. Results are JSON on standard output, everything else is on standard error.',
  ),
  exits: said('終了コード', 'Exit codes'),
  exit: [
    [0, said('できました', 'done')],
    [1, said('断られた、または失敗', 'refused, or failed')],
    [2, said('使い方の誤り (何も送信していません)', 'a wrong command line; nothing was sent')],
    [3, said('使えるトークンがない', 'no token that can be used')],
    [
      4,
      said(
        '実行されたか不明 (確認せずに繰り返さないこと)',
        'nobody knows whether it was done: look before repeating it',
      ),
    ],
    [75, said('回数制限 (後で繰り返せます)', 'refused by a limit; it can be repeated later')],
    [130, said('Ctrl-C', 'Ctrl-C')],
  ],
};
