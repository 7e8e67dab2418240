// Messages to measure with.

export const TYPICAL = `\
[To:2210399] 佐藤 健さん
[To:2210412] Tran Lanさん
本日のデプロイは 18:00 です (bow)

[rp aid=2210399 to=398765432-1976543899012345856] 佐藤 健さん
[qt][qtmeta aid=2210399 time=1750000165]ステージングは確認済みですか?[/qt]
はい、確認済みです。

[toall]
[info][title]障害のお知らせ[/title]発生: 10:05
[hr]
復旧: 10:40[/info]

[code]
if [ "$x" = 1 ]; then echo "[To:1] は文字のまま"; fi
[/code]
`;

export const MESSAGES = [
  TYPICAL,
  '了解しました (roger)\n',
  '[To:2210412] Tran Lanさん\n資料はこちらです: https://example.com/docs/plan?id=1&rev=2 ご確認をお願いします (please)\n',
  '[info][title][dtext:file_uploaded][/title][preview id=917 ht=150][download:917]画面.png (54.2 KB)[/download][/info]\n',
  '[info][title][dtext:task_added][/title][task aid=2210399 st=open lt=1750086565 ltype=time]資料の確認[/task][/info]\n',
  `[rp aid=2210412 to=398765432-1976543899012345857] Tran Lanさん
[qt][qtmeta aid=2210412 time=1750000300][qt][qtmeta aid=2210399 time=1750000165]本番は何時ですか?[/qt]
18:00 です。[/qt]
ありがとうございます。それまでに "リリースノート" を書いておきます :)
`,
  'We will restart the servers tonight, from 23:00 to 23:30. Please save your work before that; nothing else changes.\n',
];

// Messages one after the other, of at least so many bytes, with how many they are.
export function conversation(bytes) {
  const messages = [];
  for (let length = 0; length < bytes; length += Buffer.byteLength(messages.at(-1))) {
    messages.push(MESSAGES[messages.length % MESSAGES.length]);
  }
  return { text: messages.join(''), count: messages.length };
}

// On these, a careless reader takes more time per byte the longer they are.
export const HOSTILE = {
  'nested [qt]': (bytes) => '[qt]'.repeat(bytes / 9) + '[/qt]'.repeat(bytes / 9),
  'unclosed [code]': (bytes) => '[code]'.repeat(bytes / 6),
  '[info][title]': (bytes) => '[info][title]'.repeat(bytes / 13),
  '((((': (bytes) => '('.repeat(bytes),
  '[': (bytes) => '['.repeat(bytes),
  '[/qt]': (bytes) => '[/qt]'.repeat(bytes / 5),
  '[qt][/info]': (bytes) => '[qt][/info]'.repeat(bytes / 11),
  '[download:1]': (bytes) => '[download:1]'.repeat(bytes / 12),
  'https://a)': (bytes) => 'https://a)'.repeat(bytes / 10),
  'https://.': (bytes) => 'https://.'.repeat(bytes / 9),
};
