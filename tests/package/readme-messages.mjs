// The README: messages, written, read, shown, made of Markdown and cut.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as chatwork from 'chatwork-wasm';
import { ROOM, WEBHOOK, blocks, emulator, post, receive, run, textsIn, token } from './readme.mjs';

test('README: Messages', async () => {
  const [bot, write, read, command, show, markdown, long] = blocks('Messages');
  const { fetch: handler } = await run(bot, {});
  const LOGS = { get: async () => 'if [ 1 ]; then [toall]; fi' };
  const env = { ...WEBHOOK, CHATWORK_API_TOKEN: token, LOGS };
  receive((request) => handler(request, env));
  const [{ account_id: own }, { account_id: author, name }] = emulator.accounts;
  const hook = { account_id: own, url: 'https://bot.example/', events: ['mention_to_me'] };
  const webhook = { ...hook, token: WEBHOOK.CHATWORK_WEBHOOK_TOKEN };
  await emulator.ask('POST /webhooks', webhook);
  const asked = `[To:${own}] hello`;
  const { message_id: id } = await post(asked);
  await emulator.settled();
  const { send_time: time } = await chatwork.getRoomMessage(token, ROOM, id);
  const answer = [
    `[rp aid=${author} to=${ROOM}-${id}]`,
    `[qt][qtmeta aid=${author} time=${time}]${asked}[/qt]`,
    `[info][title]Log[/title][code]${await LOGS.get()}[/code][/info]`,
  ];
  assert.equal((await textsIn()).at(-1), answer.join('\n'));
  const count = (await textsIn()).length;
  await post(`[rp aid=${own} to=${ROOM}-${id}]\nthanks`);
  await post('[toall]');
  await emulator.settled();
  assert.equal((await textsIn()).length, count + 2);
  receive(undefined);

  const scope = { token, roomId: ROOM };
  await run(write, { ...scope, accountId: author, name, userInput: '[toall]' });
  assert.equal((await textsIn()).at(-1), `[To:${author}] ${name}さん\n[\u200btoall]`);

  // What the comments say that it gives.
  const { tree, changed } = await run(read, {}, ['tree', 'changed']);
  const [comment] = read.match(/^\/\/ \[$.*^\/\/ \]$/ms);
  const { told } = await run(`const told = ${comment.replaceAll(/^\/\/ /gm, '')};`, {}, ['told']);
  told[0].accountId = 6;
  assert.deepEqual(tree, told);
  assert.ok(read.includes(`// '${changed.replaceAll('\n', '\\n')}'`));

  // However the bot is addressed; what is quoted stays.
  const [person, to, answered] = ['[To:101] 花(sun)さん\n', '[To:102]', '[rp aid=102 to=500-1]'];
  const names = [' ボットさん\n', 'ボットさん\n', ' ', '\n'];
  for (const tags of [to, answered, person + to, answered + to]) {
    for (const name of names) {
      for (const wanted of ['!todo 種まき', `!todo 種まき\n[qt]${person}すぐに[/qt]\n花さん\nへ`]) {
        const { said } = await run(command, { event: { body: `${tags}${name}${wanted}` } }, ['said']);
        assert.equal(said, wanted, `${tags}${name}`);
      }
    }
  }

  const lines = [];
  const { page } = await run(show, { ...scope, console: { log: (line) => lines.push(line) } }, ['page']);
  assert.equal(lines.at(-1), `@${name}さん\n[\u200btoall]`);
  assert.match(page.at(-1), /^<article><span class="cw-to" data-account-id="\d+">/);
  assert.ok(lines.some((line) => line.startsWith(`Re: ${name}さん\n> ${name} (`)), lines.join('\n'));

  const { body } = await run(markdown, scope, ['body']);
  assert.equal((await textsIn()).at(-1), `${body}`);
  assert.ok(markdown.includes(`${body}`.replaceAll(/^/gm, '// ')), `${body}`);

  await run(long, { ...scope, report: `${'a'.repeat(65_000)}\n\n${'b'.repeat(1_000)}` });
  assert.deepEqual((await textsIn()).slice(-2), [`${'a'.repeat(65_000)}\n\n`, 'b'.repeat(1_000)]);
});
