// `chatwork-wasm/markdown`. What each construct becomes, tests/markdown.rs says.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { ChatworkArgumentError } from 'chatwork-wasm';
import { fromMarkdown } from 'chatwork-wasm/markdown';
import { mentionsOf, notation, parseNotation } from 'chatwork-wasm/notation';
import { dice, pick, seed } from './dice.mjs';

const RELEASE = `# 1.2.0

Thanks to @佐藤 and **@Kim**.

- *fast* \`renderHtml\`
  1. [notes](https://a.jp/notes)
- [x] done [toall]

> [To:1] said "ok"

\`\`\`sh
echo "[To:1]"
\`\`\`
`;

test('Markdown becomes a message', () => {
  const made = fromMarkdown(RELEASE, { mentions: new Map([['佐藤', 5], ['Kim', '6']]) });
  const expected = [
    '[info][title]1.2.0[/title]',
    'Thanks to [To:5] 佐藤 and [To:6] Kim.',
    '・ fast `renderHtml`',
    '　1. notes https://a.jp/notes',
    '☑ done [\u200btoall]',
    '[qt][\u200bTo:1] said "ok"[/qt]',
    '[code]',
    'echo "[To:1]"[/code][/info]',
  ].join('\n');
  assert.equal(`${made}`, expected);
  assert.equal(`${createRequire(import.meta.url)('chatwork-wasm/markdown').fromMarkdown('a')}`, 'a');
});

test('the message is notation, and a part of others', () => {
  const made = notation`${fromMarkdown('**a** @b', { mentions: { b: 5n } })} ${'[toall]'}`;
  assert.equal(`${made}`, 'a [To:5] b [\u200btoall]');
  assert.deepEqual(mentionsOf(made).map(({ accountId }) => accountId), [5]);
});

test('wrong arguments are refused', () => {
  for (const [given, parameter] of [
    [[undefined], 'markdown'],
    [[5], 'markdown'],
    [['a'.repeat(1_000_001)], 'markdown'],
    [['a', { mentions: [] }], 'mentions'],
    [['a', { mentions: { b: 0 } }], 'mentions'],
    [['a', { mentions: { b: 'c' } }], 'mentions'],
    [['a', { mentions: { '': 5 } }], 'mentions'],
    [['a', { mentions: new Map([[5, 5]]) }], 'mentions'],
    [['a', { mention: {} }], 'mention'],
    [['a', 'b'], 'options'],
  ]) {
    const isWanted = (error) => error instanceof ChatworkArgumentError && error.parameter === parameter;
    assert.throws(() => fromMarkdown(...given), isWanted, `${parameter}`);
  }
});

test('whatever the Markdown says, its tags are ours', () => {
  const PIECES = [
    ...['# ', '## ', '- ', '1. ', '> ', '```', '`', '**', '_', '~~', '---', '|', '| - |', '[x]', '](', '![', '<b>', '<!--', '-->', '&#91;'],
    ...['\\[', '\n', '\n\n', '    ', 'a', '佐藤', '@b', '[toall]', '[To:1]', '[/info]', '[/qt]', '[/code]', '[code]', '[qtmeta aid=1]'],
    ...['[rp aid=1 to=2-3]', '[deleted]', '[', ']', ':)', 'https://a.jp/', '\ud800', '\0', '🍣', '[a]: https://a.jp', '[t', 'oall]'],
  ];
  const OURS = ['quote', 'info', 'title', 'code', 'hr', 'text', 'emoticon', 'url'];
  const walk = (nodes) => nodes.flatMap((node) => [node, ...walk(node.children ?? [])]);
  const roll = dice(seed);
  for (let round = 0; round < 3000; round += 1) {
    const markdown = Array.from({ length: roll(30) }, () => pick(roll, PIECES)).join('');
    const made = fromMarkdown(markdown);
    for (const { type } of walk(parseNotation(made))) {
      assert.ok(OURS.includes(type), `SEED=${seed}: ${JSON.stringify(markdown)} gave ${JSON.stringify(made)}`);
    }
  }
});
