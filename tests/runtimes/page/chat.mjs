// Two people who talk to each other in two panes.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

const ROOM = 'プロダクト開発';

export async function use(page, { say, isInside }) {
  const [aoki, tanaka] = ['青木 美咲', '田中 翔太'].map((name) => person(page, say, name));
  const isUnread = new RegExp(say('自分宛て 3 件', '3 to you'));
  await aoki.at();
  await aoki.button(ROOM).waitFor();

  // A mention is seen by the other one, at once.
  await tanaka.at();
  await tanaka.pane.locator('summary').click();
  await tanaka.button('青木 美咲', { exact: true }).last().click();
  await tanaka.text().pressSequentially('今日の 18 時で (bow)');
  await tanaka.text().press('Enter');
  await tanaka.text().pressSequentially('<b>太字</b>');
  await tanaka.text().press('Shift+Enter');
  await tanaka.message('今日の 18 時で 🙇').waitFor();
  assert.equal(await tanaka.text().inputValue(), '');
  await aoki.at();
  const asked = aoki.message('今日の 18 時で 🙇');
  await asked.waitFor();
  assert.match(await asked.getAttribute('class'), /is-mention/);
  await asked.getByText('<b>太字</b>').waitFor();
  await aoki.pane.getByRole('button', { name: isUnread }).waitFor();

  // A reply by the mouse, edited and followed by one that is deleted.
  await asked.getByRole('button', { name: say('返信', 'Reply') }).click();
  assert.match(await aoki.text().inputValue(), /^\[rp aid=1210399 to=300765432-\d+\] 田中 翔太さん\n$/);
  await aoki.text().pressSequentially('わかりました');
  await aoki.button(say('送信', 'Send')).click();
  const answer = aoki.message('わかりました');
  await answer.getByRole('button', { name: say('編集', 'Edit') }).click();
  await aoki.pane.getByRole('textbox', { name: say('本文', 'Text'), exact: true }).fill('承知しました');
  await aoki.button(say('保存', 'Save')).click();
  await aoki.message('承知しました').getByText(say('編集済み', 'edited'), { exact: true }).waitFor();
  await tanaka.at();
  await tanaka.message('承知しました').waitFor();
  await tanaka.text().fill('まちがい');
  await tanaka.text().press('Control+Enter');
  await tanaka.message('まちがい').getByRole('button', { name: say('削除', 'Delete') }).click();
  await tanaka.button(say('削除する', 'Delete it')).click();
  await tanaka.message(say('このメッセージは削除されました', 'deleted')).waitFor();
  await aoki.at();
  await aoki.message('まちがい').waitFor({ state: 'detached' });

  // Read, and unread from a message on.
  await aoki.button(say('既読にする', 'Mark as read')).click();
  await aoki.pane.getByRole('button', { name: isUnread }).waitFor({ state: 'detached' });
  await aoki.message('承知しました').getByRole('button', { name: say('未読にする', 'Mark unread') }).click();
  const line = aoki.pane.getByText(say('ここから未読', 'Unread from here'));
  await line.waitFor();
  const next = await line.locator('xpath=ancestor-or-self::li/following-sibling::li').first().textContent();
  assert.match(next, /承知しました/);

  // A task for the other one, who closes it.
  await aoki.button(say('タスク', 'Tasks')).click();
  await aoki.pane.getByRole('checkbox', { name: '田中 翔太' }).check();
  await aoki.pane.getByRole('textbox', { name: say('内容', 'What to do') }).fill('ログを確認する');
  await aoki.pane.getByLabel(say('期限', 'Due')).fill('2030-01-31');
  await aoki.button(say('タスクを追加', 'Add the task')).click();
  await aoki.item('ログを確認する').getByText('2030/1/31').locator('visible=true').waitFor();
  await tanaka.at();
  await tanaka.message('ログを確認する').waitFor();
  await tanaka.button(say('タスク', 'Tasks')).click();
  await tanaka.item('ログを確認する').getByRole('button', { name: say('完了にする', 'Mark as done') }).click();
  await tanaka.item('ログを確認する').waitFor({ state: 'detached' });
  await tanaka.button(say('完了', 'Done'), { exact: true }).click();
  await tanaka.item('ログを確認する').waitFor();

  // A file comes back as it was sent.
  await tanaka.button(say('ファイル', 'Files')).click();
  const bytes = Buffer.from('0123456789'.repeat(50_000));
  const file = { name: '議事録.txt', mimeType: 'text/plain', buffer: bytes };
  await tanaka.pane.getByLabel(say('ファイル (5 MB まで)', 'File (up to 5 MB)')).setInputFiles(file);
  await tanaka.button(say('アップロード', 'Upload')).click();
  await tanaka.item('議事録.txt').waitFor();
  assert.equal(await tanaka.pane.locator('progress').evaluate(({ value }) => value), 1, 'the bar is full');
  await aoki.at();
  await aoki.button(say('メッセージ', 'Messages')).click();
  const downloading = page.waitForEvent('download');
  await aoki.button(/議事録\.txt/).click();
  const download = await downloading;
  assert.equal(download.suggestedFilename(), '議事録.txt');
  assert.ok(bytes.equals(await readFile(await download.path())), 'the file is another one');

  // What the service refuses is said, where it happened. Over HTTP, Chromium would write it to the console as well.
  if (!isInside) return;
  await aoki.message('承知しました').getByRole('button', { name: say('未読にする', 'Mark unread') }).click();
  await aoki.pane.getByText('ChatworkBadRequestError').waitFor();
}

// More posts than a room takes in 10 seconds: the client waits, and the page says so.
export async function hurry(page, { say }) {
  const aoki = person(page, say, '青木 美咲');
  await aoki.text().waitFor();
  for (let count = 1; count <= 11; count += 1) {
    await aoki.text().fill(`${count} 件目`);
    await aoki.text().press('Shift+Enter');
    if (count < 11) await aoki.message(`${count} 件目`).waitFor();
  }
  await aoki.pane.getByRole('status').getByText(say('回数制限のため', 'because of the limit')).waitFor();
  await aoki.message('11 件目').waitFor({ timeout: 30_000 });
}

// What somebody sees and does in a pane. In a narrow window it has to be chosen first.
function person(page, say, name) {
  const pane = page.getByRole('region', { name, exact: true });
  const tab = page.locator('.chat-tabs').getByRole('button', { name });
  return {
    pane,
    at: async () => {
      if (await tab.isVisible()) await tab.click();
      await pane.waitFor();
    },
    text: () => pane.getByRole('textbox', { name: say('メッセージを書く', 'Write a message') }),
    button: (name, options) => pane.getByRole('button', { name, ...options }),
    message: (text) => pane.getByRole('log').getByRole('listitem').filter({ hasText: text }).last(),
    item: (text) => pane.getByRole('listitem').filter({ hasText: text, visible: true }).last(),
  };
}
