// `chatwork-wasm/notation`: messages written and read. What each tag is read as, tests/notation.rs says.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { ChatworkArgumentError, createClient, postRoomMessage } from 'chatwork-wasm';
import { createEmulator } from 'chatwork-wasm/emulator';
import * as messages from 'chatwork-wasm/notation';
import { bodyOf, recording } from './fetches.mjs';

const { attachmentsOf, code, hr, info, isMentioned, join, mentionsOf, notation, parseNotation, picon } = messages;
const { piconname, pname, quote, raw, renderHtml, renderMarkdown, renderText, repliesTo, reply, stringifyNotation } = messages;
const { splitMessage, text, to, toAll } = messages;

const required = createRequire(import.meta.url)('chatwork-wasm/notation');

// `|` stands for the invisible character.
const guarded = (expected) => expected.replaceAll('|', '\u200b');

const posted = { message_id: '1976543210987654321', account: { account_id: 5, name: '山田 花子' }, body: 'a', send_time: 9 };
const event = { message_id: '1976543210987654321', room_id: 6, account_id: 5, body: 'a', send_time: 9, update_time: 0 };
const mention = { ...event, account_id: undefined, from_account_id: 5, to_account_id: 7 };

test('import and require give the documented names', () => {
  const names = [
    ...['attachmentsOf', 'code', 'hr', 'info', 'isMentioned', 'join', 'mentionsOf', 'notation', 'parseNotation', 'picon'],
    ...['piconname', 'pname', 'quote', 'raw', 'renderHtml', 'renderMarkdown', 'renderText', 'repliesTo', 'reply'],
    ...['splitMessage', 'stringifyNotation', 'text', 'to', 'toAll'],
  ];
  assert.deepEqual(Object.keys(messages).sort(), names.sort());
  assert.deepEqual(Object.keys(required).sort(), names);
});

test('what builders write', () => {
  const cases = [
    [to(5), '[To:5]'],
    [to('5', '佐藤 健'), '[To:5] 佐藤 健さん'],
    [to(5n, 'Kim', { honorific: '' }), '[To:5] Kim'],
    [to(5, '佐藤', { honorific: '様' }), '[To:5] 佐藤様'],
    [to(5, ''), '[To:5]'],
    [to(5, null), '[To:5]'],
    [to(5, 'a\r\n b'), '[To:5] a bさん'],
    [to(5, pname(5)), '[To:5] [pname:5]さん'],
    [toAll(), '[toall]'],
    [reply({ ...posted, room_id: 6 }), '[rp aid=5 to=6-1976543210987654321] 山田 花子さん'],
    [reply({ ...posted, room_id: 6 }, '花', { honorific: '' }), '[rp aid=5 to=6-1976543210987654321] 花'],
    [reply(event), '[rp aid=5 to=6-1976543210987654321]'],
    [reply(mention, pname(5)), '[rp aid=5 to=6-1976543210987654321] [pname:5]さん'],
    [quote(posted), '[qt][qtmeta aid=5 time=9]a[/qt]'],
    [quote(mention), '[qt][qtmeta aid=5 time=9]a[/qt]'],
    [quote({ ...posted, send_time: undefined }), '[qt][qtmeta aid=5]a[/qt]'],
    [quote({ ...posted, body: '[To:1] b' }), '[qt][qtmeta aid=5 time=9][To:1] b[/qt]'],
    [quote('a'), '[qt]a[/qt]'],
    [quote(to(5)), '[qt][To:5][/qt]'],
    [quote(['a', hr()]), '[qt]a[hr][/qt]'],
    [info('a', 'b', 5, [hr(), 'c']), '[info][title]a[/title]b5[hr]c[/info]'],
    [info('', 'a'), '[info]a[/info]'],
    [info(null, 'a'), '[info]a[/info]'],
    [info(notation`a${hr()}`), '[info][title]a[hr][/title][/info]'],
    [code('if [ 1 ]; then\n  [To:1]\nfi'), '[code]if [ 1 ]; then\n  [To:1]\nfi[/code]'],
    [hr(), '[hr]'],
    [picon(5), '[picon:5]'],
    [piconname(5), '[piconname:5]'],
    [pname(5), '[pname:5]'],
    [text(5), '5'],
    [join([hr(), 'a', ['b', 1]]), '[hr]\na\nb1'],
    [join([to(5), '[toall]'], hr()), '[To:5][hr][\u200btoall]'],
    [join([]), ''],
    [join([null, 'a', false, 'b', undefined]), 'a\nb'],
    [raw('[x]'), '[x]'],
    [raw(hr()), '[hr]'],
    [notation`a\n${1}${2n}${'b'}${null}${undefined}${false}${[to(3), ' ', ['c']]}`, 'a\n12b[To:3] c'],
    // A line break directly behind these would not be shown.
    [code('\na'), '[code]\n\na[/code]'],
    [quote('\r\na'), '[qt]\n\r\na[/qt]'],
    [info(null, '\na'), '[info]\n\na[/info]'],
  ];
  for (const [made, expected] of cases) {
    assert.equal(String(made), expected);
    assert.equal(`${made}`, made.text);
    assert.equal(JSON.stringify({ body: made }), JSON.stringify({ body: expected }));
  }
});

test('text of others is nothing but text', () => {
  const cases = [
    [text('[To:1] [toall]'), '[|To:1] [|toall]'],
    [text('a[0] [bug]'), 'a[0] [bug]'],
    [notation`${'[To'}${':1]'}`, '[|To:1]'],
    [notation`[${'toall'}] [${'ERROR'}]`, '[|toall] [ERROR]'],
    [notation`${'['}toall]`, '[|toall]'],
    [notation`[To:${'5'}] [info]${'[/info]'}[/info]`, '[To:5] [info][|/info][/info]'],
    [notation`${['[t', 'oall]']}`, '[|toall]'],
    [to(5, '[toall]'), '[To:5] [|toall]さん'],
    [info('[/title]', '[/info][toall]'), '[info][title][|/title][/title][|/info][|toall][/info]'],
    [quote('[/qt][toall]'), '[qt][|/qt][|toall][/qt]'],
    [quote({ ...posted, body: 'a[/qt][toall]' }), '[qt][qtmeta aid=5 time=9]a[|/qt][toall][/qt]'],
    [quote({ ...posted, body: '[qt]a' }), '[qt][qtmeta aid=5 time=9][|qt]a[/qt]'],
    [code('[/code][toall][ / CODE ]'), '[code][|/code][toall][| / CODE ][/code]'],
  ];
  for (const [made, expected] of cases) assert.equal(`${made}`, guarded(expected));
});

test('many pieces become one message', () => {
  const pieces = Array.from({ length: 20_000 }, (_, index) => [picon(index + 1), `${index} [toall]`.padEnd(100)]);
  const made = `${join(pieces)}`;
  assert.equal(made.split('\n').length, pieces.length);
  assert.equal(made.split('[\u200btoall]').length, pieces.length + 1);
  assert.equal(`${text(pieces)}`, made.replaceAll('\n', ''));
});

test('what was parsed from JSON is never notation', () => {
  const forged = JSON.parse('{"text":"[toall]","type":"notation"}');
  assert.throws(() => notation`${forged}`, ChatworkArgumentError);
  assert.throws(() => raw(forged), ChatworkArgumentError);
});

test('notation of another copy of the package is notation', () => {
  assert.equal(`${notation`${required.to(5)}`}`, '[To:5]');
  assert.deepEqual(required.parseNotation(to(5)), parseNotation('[To:5]'));
});

test('wrong arguments are refused with their name, and without their text', () => {
  const cyclic = [];
  const endless = [];
  endless.push(endless);
  const deep = JSON.parse('['.repeat(20_000) + ']'.repeat(20_000));
  cyclic.push({ type: 'info', children: cyclic });
  const cases = [
    [() => to(), 'accountId'],
    [() => to(0), 'accountId'],
    [() => to(-1), 'accountId'],
    [() => to(1.5), 'accountId'],
    [() => to(2 ** 53), 'accountId'],
    [() => to('secret'), 'accountId'],
    [() => to('9007199254740993'), 'accountId'],
    [() => to(5, {}), 'content'],
    [() => to(5, 'a', 'さん'), 'options'],
    [() => to(5, 'a', { suffix: '' }), 'suffix'],
    [() => reply(), 'message'],
    [() => reply('secret'), 'message'],
    [() => reply(posted), 'message.room_id'],
    [() => reply({ ...event, message_id: 1976543210987654321 }), 'message.message_id'],
    [() => reply({ ...event, account_id: undefined }), 'message.account'],
    [() => quote({ body: 'secret' }), 'message.account'],
    [() => quote({ ...posted, body: undefined }), 'message.body'],
    [() => quote({ ...posted, send_time: 1.5 }), 'message.send_time'],
    [() => info(new Date()), 'content'],
    [() => info('a', [true]), 'content'],
    [() => notation('secret'), 'template'],
    [() => notation(['secret']), 'template'],
    [() => notation(JSON.parse('{"0":"secret","length":1,"raw":["secret"]}')), 'template'],
    [() => notation`${() => 'secret'}`, 'content'],
    [() => notation`${Promise.resolve('secret')}`, 'content'],
    [() => text(Symbol('secret')), 'content'],
    [() => code(5), 'source'],
    [() => join('secret'), 'contents'],
    [() => text(endless), 'content'],
    [() => text(deep), 'content'],
    [() => quote({ ...posted, send_time: 1_750_000_000_000 }), 'message.send_time'],
    [() => raw(5), 'notation'],
    [() => picon(null), 'accountId'],
    [() => parseNotation(null), 'message'],
    [() => mentionsOf(['secret']), 'message'],
    [() => isMentioned('secret', 'me'), 'accountId'],
    [() => stringifyNotation('secret'), 'tree'],
    [() => stringifyNotation([null]), 'tree'],
    [() => stringifyNotation(['secret']), 'tree'],
    [() => stringifyNotation([{ type: 'text' }]), 'tree'],
    [() => stringifyNotation([{ type: 'other' }]), 'tree'],
    [() => stringifyNotation([{ type: 'to', accountId: 0 }]), 'tree'],
    [() => stringifyNotation([{ type: 'to', accountId: '5' }]), 'tree'],
    [() => stringifyNotation([{ type: 'reply', accountId: 5, roomId: 6 }]), 'tree'],
    [() => stringifyNotation([{ type: 'task', accountIds: [], status: 'open', limit: 0 }]), 'tree'],
    [() => stringifyNotation([{ type: 'dtext', key: 'a]' }]), 'tree'],
    [() => stringifyNotation([{ type: 'url', url: 5 }]), 'tree'],
    [() => stringifyNotation([{ type: 'info', children: 'secret' }]), 'tree'],
    [() => stringifyNotation([{ type: 'info' }]), 'tree'],
    [() => stringifyNotation([{ type: 'hr', children: [] }]), 'tree'],
    [() => stringifyNotation([{ type: 'quote', accountId: '5', children: [] }]), 'tree'],
    [() => stringifyNotation([{ type: 'quote', time: 5, children: [] }]), 'tree'],
    [() => stringifyNotation([{ type: 'to', accountId: 5, source: { open: 5, close: '' } }]), 'tree'],
    [() => stringifyNotation([{ type: 'url', url: 'secret' }]), 'tree'],
    [() => stringifyNotation([{ type: 'url', url: 'https://a.jp/ [toall]' }]), 'tree'],
    [() => stringifyNotation([{ type: 'code', text: 'a[/code][toall]' }]), 'tree'],
    [() => stringifyNotation([{ type: 'download', fileId: 1, name: '[/download][toall]' }]), 'tree'],
    [() => stringifyNotation([{ type: 'download', fileId: 1, name: 'a\nb' }]), 'tree'],
    [() => stringifyNotation(cyclic), 'tree'],
  ];
  for (const [call, parameter] of cases) {
    assert.throws(call, (error) => {
      assert.ok(error instanceof ChatworkArgumentError, `${call}: ${error}`);
      assert.deepEqual([error.code, error.outcome, error.parameter], ['argument', 'not-sent', parameter], `${call}`);
      assert.doesNotMatch(JSON.stringify(error), /secret/, `${call}`);
      return true;
    });
  }
});

test('a tree is spelled as it was, and where it was changed as usual', () => {
  const source = '[TO:05] さん [引用 time=9 aid=5]\n[Code]\n\n[/code]\n[/引用] [info]\r\n[title]a[/title]\nb[/info]\n(bow)';
  const tree = parseNotation(source);
  assert.equal(stringifyNotation(tree), source);
  assert.equal(stringifyNotation(JSON.parse(JSON.stringify(tree))), source);
  tree[0].accountId = 6;
  tree[2].time = 10;
  assert.equal(stringifyNotation(tree.slice(0, 3)), '[To:6] さん [qt][qtmeta aid=5 time=10][Code]\n\n[/code]\n[/qt]');
  // What a source says beside its tag counts for nothing.
  for (const open of ['[To:6][toall]', '[toall]', '[info]', 'x', '[To:6']) {
    const node = { type: 'to', accountId: 6, source: { open, close: '' } };
    assert.equal(stringifyNotation([node]), '[To:6]');
  }
});

test('a tree can be written by hand', () => {
  const tree = [
    { type: 'to', accountId: 5 },
    { type: 'text', text: ' a\n' },
    { type: 'info', children: [{ type: 'title', children: [{ type: 'text', text: 'b' }] }, { type: 'code', text: '\nc' }] },
    { type: 'hr' },
    { type: 'text', text: '\nd' },
    { type: 'download', fileId: 1, name: 'e', size: '5 KB' },
    { type: 'url', url: 'https://a.jp/' },
  ];
  const written =
    '[To:5] a\n[info][title]b[/title][code]\n\nc[/code][/info][hr]\n\nd[download:1]e (5 KB)[/download]https://a.jp/';
  assert.equal(stringifyNotation(tree), written);
});

test('half of a surrogate pair is kept where a message is read', () => {
  const source = '\ud83c[To:1]\udf63[qt]\ud800[/qt][code]\udfff[/code][download:1]\ud800 (\udc00)[/download]🍣';
  const tree = parseNotation(source);
  assert.equal(stringifyNotation(tree), source);
  assert.deepEqual([tree[0].text, tree[4].text, tree[5].name, tree[5].size], ['\ud83c', '\udfff', '\ud800', '\udc00']);
});

test('whom a message addresses', () => {
  const message = '[To:1] a [info][rp aid=2 to=3-4][/info][qt][To:5][toall][/qt][code][To:6][/code]';
  assert.deepEqual(
    mentionsOf(message).map(({ type, accountId }) => [type, accountId]),
    [
      ['to', 1],
      ['reply', 2],
    ],
  );
  for (const id of [1, '2', 2n]) assert.equal(isMentioned(message, id), true);
  for (const id of [3, 5, 6]) assert.equal(isMentioned(message, id), false);
  assert.equal(isMentioned('[TOALL]', 5), true);
  assert.equal(isMentioned(to(5, 'a'), 5), true);
  const [answered, ...rest] = repliesTo(message);
  assert.deepEqual([answered.accountId, answered.roomId, answered.messageId, rest], [2, 3, '4', []]);
});

test('the files of a message that the service writes', async () => {
  const { fetch, accounts, rooms } = createEmulator();
  const client = createClient({ token: accounts[0].token, fetch });
  const room = rooms.find(({ type }) => type === 'group').room_id;
  const { file_id } = await client.postRoomFiles(room, { file: new Uint8Array(2048), filename: '図 [1] (2).png' });
  const messages = await client.getRoomMessages(room, { force: 1 });
  const [attachment, ...rest] = attachmentsOf(messages.at(-1).body);
  assert.deepEqual(rest, []);
  assert.deepEqual([attachment.fileId, attachment.name, attachment.isPicture], [file_id, '図 [1] (2).png', true]);
  assert.match(attachment.size, /^[\d.]+ KB$/);
});

test('a message is posted as it is', async () => {
  const { requests, fetch } = recording(() => Response.json({ message_id: '1' }));
  await postRoomMessage('token', 1, { body: notation`${to(5, '佐藤')}\n${'[toall]'}` }, { fetch });
  const body = new URLSearchParams(await bodyOf(requests[0]));
  assert.equal(body.get('body'), guarded('[To:5] 佐藤さん\n[|toall]'));
  const forged = { [Symbol.toStringTag]: 'Notation', text: 5 };
  await assert.rejects(postRoomMessage('token', 1, { body: forged }, { fetch }), ChatworkArgumentError);
  const half = raw('\ud800');
  await assert.rejects(postRoomMessage('token', 1, { body: half }, { fetch }), ChatworkArgumentError);
});

test('a message is shown without its tags', () => {
  const message = '[To:5] 佐藤さん\n[qt][qtmeta aid=6 time=1750000000]<b> & *a*[/qt][To:7]\n[dtext:file_uploaded] (bow)\n[code]<x>[/code]';
  assert.equal(
    renderText(message, { names: new Map([[6, '山田']]) }),
    '@佐藤さん\n> 山田 (2025-06-16 00:06):\n> <b> & *a*\n@ID:7\nファイルをアップロードしました 🙇\n<x>',
  );
  assert.equal(
    renderText(raw(message), { names: { 6: 'Ken', 7: 'Ann' }, language: 'en', utcOffset: 0 }),
    '@佐藤さん\n> Ken (2025-06-15 15:06):\n> <b> & *a*\n@Ann\nFile uploaded 🙇\n<x>',
  );
  const html = renderHtml(message, { names: (id) => (id === 7 ? '"<script>"' : null) });
  assert.match(html, /<span class="cw-to" data-account-id="7">@&quot;&lt;script&gt;&quot;さん<\/span>/);
  assert.match(html, /&lt;b&gt; &amp; \*a\*/);
  assert.doesNotMatch(html, /<(?!\/?(span|blockquote|div|time|br|pre|code)\b)/);
  assert.match(renderMarkdown(message), /> &lt;b> &amp; \\\*a\\\*/);
});

test('options may be left out in every way, and emoticons as they are', () => {
  const left = { names: null, language: null, utcOffset: undefined, emoji: null };
  assert.equal(renderText('[deleted] (bow)', left), renderText('[deleted] (bow)'));
  assert.equal(renderText('C:Data (bow)', { emoji: false }), 'C:Data (bow)');
  assert.equal(renderText('C:Data (bow)'), 'C😄ata 🙇');
  assert.deepEqual(splitMessage('a', null), ['a']);
  assert.equal(renderText('[pname:5]', { names: { 5: '' } }), 'ID:5');
});

test('names are looked up once each', () => {
  const asked = [];
  renderText('[To:1] a[To:2]\n[pname:2][picon:3][qt][qtmeta aid=4]b[/qt][code][To:5][/code]', { names: (id) => void asked.push(id) });
  assert.deepEqual(asked, [1, 2, 3, 4]);
  assert.equal(renderText('[pname:5]', { names: {} }), 'ID:5');
  assert.equal(renderText('[pname:5]', { names: Object.create({ 5: 'a' }) }), 'ID:5');
  const failure = new Error('look-up failed');
  const names = () => {
    throw failure;
  };
  assert.throws(() => renderText('[pname:5]', { names }), failure);
  // An instance that was left in the middle would fail now.
  assert.equal(renderText('[pname:5]'), 'ID:5');
});

test('wrong ways to show a message are refused', () => {
  for (const [options, parameter] of [
    [{ language: 'fr' }, 'language'],
    [{ utcOffset: 1.5 }, 'utcOffset'],
    [{ emoji: 'no' }, 'emoji'],
    [{ utcOffset: '540' }, 'utcOffset'],
    [{ utcOffset: 540 * 60 }, 'utcOffset'],
    [{ names: [] }, 'names'],
    [{ names: async () => 'a' }, 'names'],
    [{ names: { 5: 6 } }, 'names'],
    [{ timeZone: 'Asia/Tokyo' }, 'timeZone'],
    ['ja', 'options'],
  ]) {
    for (const show of [renderText, renderHtml, renderMarkdown]) {
      assert.throws(() => show('[pname:5]', options), { code: 'argument', parameter }, JSON.stringify(options));
    }
  }
});
