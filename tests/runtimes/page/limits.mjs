// What somebody does to see the limits.

import assert from 'node:assert/strict';

export async function use(page, { say }) {
  const view = page.locator('#limits');
  const button = (name) => view.getByRole('button', { name: say(...name), exact: true });
  const post = (count) => button([`${count} 件投稿`, `Post ${count}`]).click();
  const stop = () => button(['止める', 'Stop']).click();
  const room = view.getByRole('combobox', { name: say('ルーム', 'Room') });
  const pace = view.getByRole('checkbox', { name: 'pace' });
  const at = (...states) => view.getByRole('status').getByText(say(...states));
  const marks = (kind) => view.locator(`.timeline[role="img"] .${kind}`).count();
  await room.getByRole('option', { name: 'マイチャット' }).waitFor({ state: 'attached' });

  // Ten go out, and the others wait.
  await post(15);
  await at('成功 10、待機 5', '10 answered, 5 waiting').waitFor();
  await view.getByText(say('10 秒間に 10 / 10 件。あと', '10 of 10 posts in 10 seconds. The next')).waitFor();
  assert.match(await view.getByText(say('残り', 'requests left')).innerText(), /\b2\d\d\b/);
  assert.deepEqual(await Promise.all(['called', 'answered', 'held', 'refused'].map(marks)), [15, 10, 15, 0]);
  await stop();
  await at('15 回の呼び出し: 成功 10、待機 0、送信中 0、エラー 0、中断 5。', '5 stopped').waitFor();
  assert.equal(await marks('stopped'), 5);

  // Without pacing, the service refuses.
  await room.selectOption('プロダクト開発');
  await pace.uncheck();
  await post(15);
  await at('429 は 5 回', '429 came 5 times').waitFor();
  assert.equal(await marks('refused'), 5);
  // What was refused takes no place.
  await view.getByText(say('10 秒間に 10 / 10 件。', '10 of 10 posts in 10 seconds.')).waitFor();
  await stop();
  await at('中断 5', '5 stopped').waitFor();

  // Nor does the client wait where nobody wants it to.
  await view.getByRole('radio', { name: "'reject'" }).check();
  await post(1);
  await at('エラー 1、', '1 rejected').waitFor();
  await view.getByRole('alert').getByText('ChatworkRateLimitError').waitFor();
  assert.equal(await marks('failed'), 1);

  // Reading counts for the account alone.
  await pace.check();
  await view.getByRole('radio', { name: "'wait'" }).check();
  await button(['100 回読み込み', 'Read 100 times']).click();
  await at('100 回の呼び出し: 成功 100、', '100 calls: 100 answered').waitFor();
  await view.getByText(say(/残り 1[67]\d \/ 300 回/, /1[67]\d of 300 requests left/)).waitFor();

  // What waits is sent in the end. Meanwhile, a view that nobody sees draws nothing.
  await post(1);
  await at('待機 1、', '1 waiting').waitFor();
  const drawn = () => view.locator('.timeline[role="img"] [transform]').first().getAttribute('transform');
  await page.locator('nav a[href="#webhook"]').click();
  await view.waitFor({ state: 'hidden' });
  const before = await drawn();
  await page.waitForTimeout(1500);
  assert.equal(await drawn(), before);
  await page.locator('nav a[href="#limits"]').click();
  await at('1 回の呼び出し: 成功 1、', '1 call: 1 answered').waitFor({ timeout: 20_000 });

  // Another world begins with nothing.
  await page.locator('#connection summary').click();
  await page
    .getByRole('button', { name: say('ページ内の Chatwork をはじめからやり直す', 'Start the Chatwork in this page anew') })
    .click();
  await page.locator('#connection summary').click();
  await at('0 回の呼び出し', '0 calls').waitFor();
  await room.getByRole('option', { name: 'マイチャット' }).waitFor({ state: 'attached' });
  await post(15);
  await at('成功 10、待機 5', '10 answered, 5 waiting').waitFor();
}
