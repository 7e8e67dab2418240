// All commands: one for each function, made from its declaration, and those that are made of functions.

import { functions } from '#declarations';
import { said } from './language.js';
import { ALWAYS, DEDUPE, flag, milliseconds, param, REPLAY, REQUEST, RESULT } from './parameters.js';

const declaredAs = (wanted) => functions.find(({ name }) => name === wanted);

const { max } = declaredAs('postRoomMessage').params.find(({ name }) => name === 'body');

// As syncRoomMessages has it.
const BETWEEN_LOOKS = { min: 1000, max: 86_400_000 };

const declared = functions.map((declaration) => ({
  ...declaration,
  options: [...REQUEST, REPLAY, ...(declaration.name === 'postRoomMessage' ? [DEDUPE] : []), ...RESULT],
}));

const own = [
  {
    name: 'downloadRoomFile',
    resource: 'files',
    docs: said('ファイルをダウンロードします。', 'Downloads a file.'),
    ids: ['roomId', 'fileId'],
    params: [
      param(
        'output',
        'path',
        '保存先のファイルかフォルダー。省略時は現在のフォルダーに元の名前で。`-` は標準出力。',
        'Where to, a file or a folder; by default the current folder, under its own name. `-` is standard output.',
      ),
      flag('force', 'すでにあるファイルに上書きします。', 'Replaces a file that is there.'),
    ],
    options: [...REQUEST, ...RESULT],
    replay: 'safe',
    scopes: declaredAs('getRoomFile').scopes,
    example: 'downloadRoomFile 123 456 --output minutes.pdf',
  },
  {
    name: 'sync',
    docs: said(
      'ルームの新しいメッセージと編集を、1 行に 1 つの JSON で出し続けます。Ctrl-C で終わります。',
      'Follows a room: each new or edited message is one line of JSON, until Ctrl-C.',
    ),
    ids: ['roomId'],
    params: [
      flag('once', '1 回だけ見て終わります。', 'Looks once, and ends.'),
      param(
        'state',
        'path',
        'どこまで出したかを残すファイル。次はその続きからになります。',
        'A file that keeps how far it came; the next run goes on from there.',
      ),
      param(
        'from',
        'one-of',
        '`start` は、記録がないとき、今ある最新 100 件から始めます。省略時は `now`。',
        '`start` begins with the newest 100 there are where nothing is kept yet; `now` when left out.',
        { words: ['now', 'start'] },
      ),
      milliseconds(
        'fastest',
        undefined,
        '新着の後、次に見るまでの時間。省略時は 3000。',
        'Between looks after something new; 3000 when left out.',
        BETWEEN_LOOKS,
      ),
      milliseconds(
        'slowest',
        undefined,
        '静かなときの間隔の上限。省略時は 60000。',
        'The longest time between looks; 60000 when left out.',
        BETWEEN_LOOKS,
      ),
    ],
    options: REQUEST,
    replay: 'safe',
    scopes: declaredAs('getRoomMessages').scopes,
    example: 'sync 123 --state position.json',
  },
  {
    name: 'notify',
    docs: said(
      '見出し付きの囲みを投稿します。CI などの通知用です。渡した文章の中のタグは働きません。',
      'Posts a box with a title, for CI and the like. Tags in the texts are mere text.',
    ),
    ids: ['roomId'],
    params: [
      param('title', 'text', '見出し。', 'The title.', { required: true }),
      param('body', 'text', '本文。', 'What stands in the box.', { max }),
      flag('code', '本文を等幅の枠 (`[code]`) に入れます。', 'Shows the text as it is, as `[code]`.'),
      param('to', 'ids', 'メンションするアカウントの ID。', 'Account ids to mention.', { option: 'accountId' }),
      flag('to-all', '全員にメンションします。', 'Mentions everyone.'),
    ],
    options: [...REQUEST, REPLAY, DEDUPE, ...RESULT],
    replay: 'never',
    limit: 'room-post',
    scopes: declaredAs('postRoomMessage').scopes,
    example: "make 2>&1 | chatwork-wasm notify 123 --title 'Build' --code --body -",
  },
  {
    name: 'emulator',
    docs: said(
      'ローカルの Chatwork を HTTP で動かします。Ctrl-C で終わります。標準出力の 1 行目は、アドレスとトークンの JSON です。',
      'Runs a local Chatwork over HTTP, until Ctrl-C. The first line on standard output is JSON with addresses and tokens.',
    ),
    ids: [],
    params: [
      param('port', 'number', 'ポート。省略時と 0 は、空いているもの。', 'The port; 0, the default, takes a free one.', { max: 65_535 }),
      param('world', 'path', '始まりの状態の JSON ファイル。', 'What it starts with, a JSON file.'),
    ],
    options: [],
    example: 'emulator --port 8080',
  },
  {
    name: 'completion',
    docs: said(
      'シェルの補完スクリプトを出します。`eval "$(chatwork-wasm completion bash)"` のように読み込みます (fish は `… | source`)。',
      'Prints a script for the completion of a shell. `eval "$(chatwork-wasm completion bash)"` loads it; in fish, `… | source`.',
    ),
    ids: ['shell'],
    words: ['bash', 'zsh', 'fish'],
    params: [],
    options: [],
    example: 'completion bash',
  },
];

export const commands = [...declared, ...own];

// Each parameter and option that a command knows.
export const known = ({ params, options }) => [...params, ...options, ...ALWAYS];
