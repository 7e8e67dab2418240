// What somebody does in the console.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onDeno, onNode, onWorkers } from './codes.mjs';

const ROOM = '300765432';
// Whatever could end a string or a line of the code.
const TEXT = 'It\'s "quoted" \\ \\" ${x} `y`\n二行目 🙇 </script>';

export async function use(page, { say, isInside }) {
  const at = visible(page, say);
  await at.heading('postRoomMessage').waitFor();

  // The filter and the keys find a function.
  await at.field(say('関数をさがす', 'Find a function')).fill(say('ファイル', 'files'));
  await page.getByText(say('3 個の関数', '3 functions')).waitFor();
  assert.equal(await page.locator('.list').getByText('getMe', { exact: true }).isVisible(), false);
  await at.choose('getRoomFiles');
  await page.keyboard.press('ArrowDown');
  await at.heading('postRoomFiles').waitFor();
  await at.field(say('関数をさがす', 'Find a function')).fill('');

  // A call, from the ids that exist to the answer.
  await at.choose('postRoomMessage');
  await at.isFilled('roomId', ROOM);
  await at.field('body').fill(TEXT);
  await page.getByText(`${[...TEXT].length} / 65,535`).waitFor();
  await at.call();
  const sent = await at.block(say('送信したリクエスト', 'The request as sent'));
  assert.match(sent, /^POST http.*\/rooms\/300765432\/messages\n/);
  assert.match(sent, /^x-chatworktoken: \*\*\*$/m);
  assert.equal(new URLSearchParams(sent.split('\n\n')[1]).get('body'), TEXT);
  const { message_id: id } = JSON.parse(await at.block(say('結果', 'The answer')));
  assert.match(await page.locator('.outcome').innerText(), /x-ratelimit-remaining: \d+/);

  // The new message can be asked for.
  await at.choose('getRoomMessage');
  await at.isFilled('messageId', id);
  await at.call();
  assert.equal(JSON.parse(await at.block(say('結果', 'The answer'))).body, TEXT);

  // What was typed stays: with another function, language, and world.
  await at.choose('postRoomMessage');
  assert.equal(await at.field('body').inputValue(), TEXT);
  await page.getByRole('radio', { name: say('English', '日本語') }).check();
  assert.equal(await at.field('body').inputValue(), TEXT);
  await page.getByRole('radio', { name: say('日本語', 'English') }).check();

  // Errors, by the client and by the service.
  await at.field('body').fill('');
  await at.call();
  await at.error('ChatworkArgumentError').waitFor();
  assert.match(await page.locator('.outcome').innerText(), /parameter\s+body/);
  await page.getByRole('checkbox', { name: 'validate' }).uncheck();
  // Over HTTP, the browser itself complains of the status.
  if (isInside) {
    await at.call();
    await at.error('ChatworkBadRequestError').waitFor();
    await page.getByText(say('サービスが応答しました。結果はこの通りです。', 'The service answered; this is its result.')).waitFor();
  }
  assert.match(await at.code('Node'), /, \{\n? *body: '',?\n? *\}, \{\s*(baseUrl: '.*',\s*)?validate: false,?\s*\}\)/);
  await page.getByRole('checkbox', { name: 'validate' }).check();

  if (isInside) await waitAndAbort(page, at, say);
  else await copyAndRun(page, at, say);
  assert.ok(!(await page.locator('#console').innerText()).includes('e0e0e0e0'), 'the token is shown');
}

// The eleventh post has to wait, and somebody does not want to.
async function waitAndAbort(page, at, say) {
  await at.field('body').fill(say('11 件目', 'the eleventh'));
  const waits = page.locator('.steps').getByText(say('ルームの制限のため', 'for the limit of the room'));
  while (!(await waits.isVisible())) await at.button(say('呼び出す', 'Call')).click();
  await at.button(say('中断', 'Abort')).click();
  await at.error('AbortError').waitFor();
  // In another world there are other messages, and what was typed.
  await page.locator('#connection summary').click();
  await page
    .getByRole('button', { name: say('ページ内の Chatwork をはじめからやり直す', 'Start the Chatwork in this page anew') })
    .click();
  await page.locator('#connection summary').click();
  await page.locator('.outcome').waitFor({ state: 'hidden' });
  assert.equal(await at.field('body').inputValue(), say('11 件目', 'the eleventh'));
  await at.call();
  await at.block(say('結果', 'The answer'));
}

// The code is copied, and runs as it is.
async function copyAndRun(page, at, say) {
  const token = await page.locator('#connection [name="token"]').inputValue();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = async (runtime) => {
    const shown = await at.code(runtime);
    await at.button(say('コピー', 'Copy')).click();
    await page.getByText(say('コピーしました', 'Copied')).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), shown);
    assert.ok(!shown.includes(token), 'the token is in the code');
    return shown;
  };

  const inWorker = async (code, body) => (await onWorkers(code, { CHATWORK_API_TOKEN: token }, { body })).text;

  await at.choose('getMe');
  assert.match(await onNode(await copied('Node'), token), /青木 美咲/);
  assert.match(await onDeno(await copied('Deno'), token), /青木 美咲/);
  assert.equal(JSON.parse(await inWorker(await copied('Workers'))).name, '青木 美咲');

  // Strings and ids.
  await at.choose('postRoomMessage');
  await at.field('body').fill(TEXT);
  await at.group('self_unread').getByRole('radio', { name: 'true' }).check();
  await onNode(await copied('Node'), token);
  await onDeno(await copied('Deno'), token);
  const { message_id: id } = JSON.parse(await inWorker(await copied('Workers')));
  await at.choose('getRoomMessage');
  await at.field('messageId').fill(id);
  assert.match(await onNode(await copied('Node'), token), /message_id: '\d{19}'/);
  await at.choose('getRoomMessages');
  await at.group('force').getByRole('radio', { name: 'true' }).check();
  await at.call();
  const bodies = JSON.parse(await at.block(say('結果', 'The answer'))).map(({ body }) => body);
  assert.deepEqual(bodies.slice(-3), [TEXT, TEXT, TEXT]);

  // A moment, a list, and one of some words.
  await at.choose('postRoomTasks');
  await at.field('to_ids').fill('1210345, 1210399');
  await at.field('limit time').fill('2030-01-31T18:00');
  await page.getByText(say('Unix 時間: 1896080400', 'Unix seconds: 1896080400')).waitFor();
  await at.field('limit_type').selectOption('date');
  assert.match(await onNode(await copied('Node'), token), /task_ids: \[ \d+, \d+ \]/);

  // A file.
  const name = "it's 議事録.txt";
  const bytes = Buffer.from('0123456789');
  await at.choose('postRoomFiles');
  await at.field('file file').setInputFiles({ name, mimeType: 'text/plain', buffer: bytes });
  writeFileSync(join(import.meta.dirname, '../projects/page', name), bytes);
  assert.match(await onNode(await copied('Node'), token), /file_id: \d+/);
  assert.match(await onDeno(await copied('Deno'), token), /file_id: \d+/);
  assert.match(await inWorker(await copied('Workers'), bytes), /"file_id":\d+/);
  await at.call();
  await at.block(say('結果', 'The answer'));
  await at.choose('getRoomFiles');
  await at.call();
  const files = JSON.parse(await at.block(say('結果', 'The answer'))).slice(-4);
  assert.deepEqual(
    files.map(({ filename, filesize }) => [filename, filesize]),
    Array(4).fill([name, 10]),
  );
}

// What somebody sees and does.
function visible(page, say) {
  const view = page.locator('#console');
  const button = (name) => view.getByRole('button', { name, exact: true });
  const field = (name) => view.getByLabel(name);
  return {
    button,
    field,
    heading: (name) => view.getByRole('heading', { name, exact: true }).first(),
    group: (name) => view.getByRole('group', { name }),
    error: (name) => view.getByRole('alert').getByText(name, { exact: true }),
    choose: (name) => view.locator('.list').getByText(name, { exact: true }).click(),
    block: (title) => view.locator('h3', { hasText: title }).locator('xpath=following::pre[1]').innerText(),
    async call() {
      await button(say('呼び出す', 'Call')).click();
      await view.locator('.outcome h3 + :is(p, [role="alert"])').waitFor();
    },
    // It comes from the world, a moment later.
    async isFilled(name, value) {
      const input = await field(name).elementHandle();
      await page.waitForFunction(([{ value }, wanted]) => value === wanted, [input, value]);
    },
    async code(runtime) {
      await view.getByRole('radio', { name: runtime }).check();
      return view.locator('.copyable code').innerText();
    },
  };
}
