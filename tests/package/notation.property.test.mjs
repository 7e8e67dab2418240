// What holds for every message: SEED=… repeats a run.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from 'chatwork-wasm';
import { createEmulator } from 'chatwork-wasm/emulator';
import * as messages from 'chatwork-wasm/notation';
import { dice, pick, seed } from './dice.mjs';

const { attachmentsOf, code, info, isMentioned, mentionsOf, notation, parseNotation, quote, renderHtml } = messages;
const { renderMarkdown, renderText, repliesTo, splitMessage, stringifyNotation, text, to } = messages;

const PIECES = [
  ...['[To:2]', '[To:3]', '[to:2]', '[To:0]', '[To: 2]', '[toall]', '[ToAll]', '[rp aid=2 to=5-6]', '[返信 aid=2 to=-]'],
  ...['[rp aid=2]', '[qt]', '[/qt]', '[QT]', '[qt][qtmeta aid=2 time=9]', '[qtmeta aid=2]', '[引用 aid=2 time=9]', '[/引用]'],
  ...['[info]', '[/info]', '[title]', '[/title]', '[info][title]', '[hr]', '[picon:2]', '[piconname:2]', '[pname:2]'],
  ...['[code]', '[/code]', '[url]', '[/url]', '[task aid=2,3 st=open lt=0]', '[/task]', '[download:2]', '[/download]'],
  ...['[download:2]a.png (5 KB)[/download]', '[preview id=2 ht=9]', '[dtext:file_uploaded]', '[deleted]', '[b]', '[cc:2]'],
  ...['[', ']', '[[', '[/', '[To:', '2]', 'all]', '(', ')', ':)', ']:)', '(:/)', '8-)', '(bow)', 'https://a.jp/b', 'http://'],
  ...['\n', '\r\n', '\r', ' ', '\t', '　', 'a', 'さん', '🍣', '👩‍👩‍👧', 'が', '\ud83c', '\udf63', '\u200b', '\0', '\u202e'],
  ...['<script>', '</', '&lt;', '"', "'", '=', '`', '```', '*', '_', '#', '- ', '1. ', '> ', '|', '\\', '~~', '![a](b)'],
];

const roll = dice(seed);

function soup(most = 30) {
  return Array.from({ length: roll(most) }, () => pick(roll, PIECES)).join('');
}

function forEach(count, check) {
  for (let round = 0; round < count; round += 1) {
    const message = soup();
    try {
      check(message);
    } catch (error) {
      throw new Error(`SEED=${seed}: ${JSON.stringify(message)}`, { cause: error });
    }
  }
}

const walk = (nodes) => nodes.flatMap((node) => [node, ...walk(node.children ?? [])]);

const isTag = ({ type }) => !['text', 'emoticon', 'url'].includes(type);

test('reading and writing gives the same, and each node stands where it says', () => {
  forEach(3000, (message) => {
    const tree = parseNotation(message);
    assert.equal(stringifyNotation(tree), message);
    let end = 0;
    for (const node of tree) {
      assert.equal(node.start, end);
      end = node.end;
    }
    assert.equal(end, message.length);
    for (const node of walk(tree)) assert.equal(stringifyNotation([node]), message.slice(node.start, node.end));
  });
});

test('a tree without positions and spellings says the same', () => {
  const bare = ({ start, end, source, children, ...rest }) => (children ? { ...rest, children: children.map(bare) } : rest);
  forEach(1000, (message) => {
    const once = parseNotation(message).map(bare);
    const again = parseNotation(stringifyNotation(once)).map(bare);
    // Text that was no file because of a line break, which only the spelling of another tag had, may be one now.
    const [files, filesAgain] = [once, again].map((tree) => walk(tree).filter(({ type }) => type === 'download').length);
    if (filesAgain > files) return;
    assert.deepEqual(again, once);
  });
});

test('text of others is no tag, wherever it is put', () => {
  const shown = (value) => value.toWellFormed().replaceAll('\u200b', '');
  forEach(3000, (message) => {
    const others = `a${message}`;
    const before = pick(roll, ['', ' ', '[', '[/', '[t', '[To', 'x', '\n', ']']);
    for (const [written, tags] of [
      [text(others), []],
      [text([before, message, others]), []],
      [notation`${message}${others}${[others, message]}`, []],
      [notation`[${message}]`, []],
      [notation`[/${message}]`, []],
      [to(5, others), ['to']],
      [info(others, message, others), ['info', 'title']],
      [quote(message), ['quote']],
      [code(message), ['code']],
    ]) {
      const found = walk(parseNotation(written)).filter(isTag);
      assert.deepEqual(
        found.map(({ type }) => type),
        tags,
        `${written}`,
      );
    }
    // Nothing is changed but by the invisible character.
    assert.equal(shown(`${text(others)}`), shown(others));
  });
});

test('a quoted message ends where it ends, and mentions nobody', () => {
  forEach(2000, (body) => {
    const quoted = quote({ account: { account_id: 7 }, send_time: 9, body });
    const tree = parseNotation(notation`${quoted}${'after'}`);
    assert.deepEqual([tree.length, tree[0].type, tree[1].text], [2, 'quote', 'after'], `${quoted}`);
    assert.deepEqual(mentionsOf(quoted), []);
    // What it says is what it said.
    const types = (nodes) => walk(nodes).filter(isTag).map(({ type }) => type);
    assert.deepEqual(types(tree[0].children), types(parseNotation(body)).filter((type) => type !== 'deleted'));
  });
});

test('the emulator, which reads messages by itself, finds the same people mentioned', async () => {
  const members = [1, 2, 3].map((account_id) => ({ account_id, role: account_id === 1 ? 'admin' : 'member' }));
  const world = {
    settings: { limits: { enabled: false } },
    accounts: members.map(({ account_id }) => ({ account_id, name: `account ${account_id}`, token: `token-${account_id}` })),
    rooms: [{ room_id: 5, type: 'group', name: 'room', members }],
  };
  const { fetch } = createEmulator({ world });
  const [first, second] = ['token-1', 'token-2'].map((token) => createClient({ token, fetch, pace: false }));
  for (let round = 0; round < 400; round += 1) {
    const body = `a${soup().toWellFormed()}`;
    await first.postRoomMessage(5, { body });
    const { mention_num } = await second.getRoom(5);
    assert.equal(mention_num > 0, isMentioned(body, 2), `SEED=${seed}: ${JSON.stringify(body)}`);
    await second.putRoomMessagesRead(5);
  }
});

test('helpers say what the tree says', () => {
  const own = (nodes) => nodes.flatMap((node) => (node.type === 'quote' ? [] : [node, ...own(node.children ?? [])]));
  forEach(1000, (message) => {
    const tree = own(parseNotation(message));
    assert.deepEqual(mentionsOf(message), tree.filter(({ type }) => ['to', 'toAll', 'reply'].includes(type)));
    assert.deepEqual(repliesTo(message), tree.filter(({ type }) => type === 'reply'));
    const files = tree.filter(({ type }) => ['download', 'preview'].includes(type)).map(({ fileId }) => fileId);
    assert.deepEqual(attachmentsOf(message).map(({ fileId }) => fileId), [...new Set(files)]);
    assert.equal(isMentioned(message, 3), mentionsOf(message).some((node) => node.type === 'toAll' || node.accountId === 3));
  });
});

test('HTML has no tag and no attribute that we did not write', () => {
  const ELEMENT =
    /<(?:\/(?:a|blockquote|code|div|pre|span|time)|(?:a|blockquote|br|code|div|hr|pre|span|time)(?: (?:class="cw-[a-z-]+"|href="https?:\/\/[^"<>]+"|rel="noopener noreferrer nofollow"|title="[^"<>]*"|datetime="[\dTZ:-]+"|data-[a-z-]+="[\w.-]*"))*)>/g;
  forEach(3000, (message) => {
    const html = renderHtml(message, { names: () => message.toWellFormed() });
    const rest = html.replaceAll(ELEMENT, '');
    assert.doesNotMatch(rest, /[<>"']/, html);
    assert.doesNotMatch(rest, /&(?!(amp|lt|gt|quot|#39);)/, html);
    assert.ok(renderText(message).isWellFormed() && renderMarkdown(message).isWellFormed());
  });
});

// Tags that mean nothing where they stand are not cut apart. Where they are longer than a part, the error says what is enough.
function enoughFor(message, max) {
  try {
    splitMessage(message, max);
    return max;
  } catch (error) {
    assert.equal(error.name, 'ChatworkArgumentError');
    return Number(error.message.match(/, as (\d+) is/)[1]);
  }
}

test('parts of a long message are none too long, and together what it was', () => {
  const asked = (text) => mentionsOf(text).map(({ accountId }) => accountId);
  forEach(1000, (message) => {
    for (const given of [200, 300, 65_535]) {
      const max = enoughFor(message, given);
      const parts = splitMessage(message, max);
      for (const part of parts) assert.ok(part.length > 0 && part.length <= max);
      if (message.length <= max) assert.deepEqual(parts, message === '' ? [] : [message]);
      assert.deepEqual(parts.flatMap(asked), asked(message));
    }
  });
});
