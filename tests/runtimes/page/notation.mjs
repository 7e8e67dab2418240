// What somebody does in the notation editor.

import assert from 'node:assert/strict';

export async function use(page, { say }) {
  const view = page.locator('#notation');
  const field = view.getByRole('textbox', { name: say('メッセージ', 'Message') });
  const button = (ja, en) => view.getByRole('button', { name: say(ja, en), exact: true });
  const preview = view.locator('.message');
  const output = (name) => view.locator('.panel', { has: page.getByRole('heading', { name }) }).locator('pre');
  const marked = () => view.locator('.below mark').textContent();
  const selected = () =>
    field.evaluate(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd));

  // Whoever opens it sees an example.
  await preview.locator('.cw-info .cw-title').waitFor();

  // While somebody types, all of it follows.
  await field.fill('');
  await field.pressSequentially('[To:1210399]\n[info]18:00 (bow)[/info]<b onclick=alert(1)>');
  const name = say('@田中 翔太さん', '@田中 翔太');
  assert.equal(await preview.locator('.cw-to').innerText(), name);
  await preview.getByText('<b onclick=alert(1)>').waitFor();
  assert.equal(await preview.locator('b').count(), 0);
  assert.equal(await output('renderText').innerText(), `${name}\n18:00 🙇\n<b onclick=alert(1)>`);
  assert.match(await output('renderMarkdown').innerText(), /> 18:00 🙇/);
  await view.getByText(say('57 / 65,535 文字。', '57 of 65,535 characters.')).waitFor();

  // The tree, by the keys: each item shows where it stands, and Enter goes there.
  const items = view.getByRole('treeitem');
  const info = items.filter({ hasText: /^info/ });
  assert.equal(await items.count(), 6);
  await items.first().focus();
  assert.equal(await marked(), '[To:1210399]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.equal(await marked(), '[info]18:00 (bow)[/info]');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await info.getAttribute('aria-expanded'), 'false');
  await page.keyboard.press('ArrowDown');
  assert.equal(await marked(), '<b onclick=alert(1)>');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.equal(await selected(), '(bow)');
  // And by the mouse.
  await items.last().hover();
  assert.equal(await marked(), '<b onclick=alert(1)>');
  await items.last().click();
  assert.equal(await selected(), '<b onclick=alert(1)>');

  // What others write is no tag.
  const isOthers = view.getByRole('checkbox', { name: 'text()' });
  await isOthers.check();
  assert.equal(await view.locator('.harmless mark').count(), 3);
  assert.equal(await preview.locator('.cw-to, .cw-info').count(), 0);
  await items.last().hover();
  assert.equal(await marked(), '[/info]<b onclick=alert(1)>');
  await isOthers.uncheck();

  // Buttons put tags around what is selected.
  await field.fill('設計書');
  await field.selectText();
  await button('囲み', 'Box').click();
  assert.equal(await field.inputValue(), `[info][title]${say('見出し', 'Title')}[/title]設計書[/info]`);
  await field.selectText();
  await button('引用', 'Quotation').click();
  await preview.locator('.cw-quote .cw-info').waitFor();
  await field.fill('');
  await view.getByRole('combobox', { name: say('相手', 'Person') }).selectOption('Nguyen Minh');
  await button('宛先', 'To').click();
  await button('返信', 'Reply').click();
  await button('区切り線', 'Line').click();
  await button('コード', 'Code').click();
  await button('全員', 'To all').click();
  const kinds = ['.cw-to', '.cw-reply', '.cw-hr', '.cw-code', '.cw-toall'];
  for (const kind of kinds) assert.equal(await preview.locator(kind).count(), 1, kind);

  // Each of the list is an emoticon.
  await field.fill('');
  await view.getByText(say('絵文字', 'Emoticons'), { exact: true }).click();
  const codes = await view.locator('details button').all();
  assert.equal(codes.length, 49);
  for (const code of codes) await code.click();
  assert.equal(await preview.locator('.cw-emoticon').count(), 49);

  // A long message is read when its writer pauses, and made of parts.
  await field.fill('(bow) '.repeat(11_000));
  await view.getByText(say('2 件のメッセージ', 'makes 2 messages')).waitFor();
  await view.getByText(say('以下省略', 'and more')).waitFor();

  // What stands there stays, in another language, too.
  const text = '[toall]\n[info][title]v1.2[/title]https://example.com/notes (bow)[/info]\n[code]npm ci[/code]';
  await field.fill(text);
  await page.getByRole('radio', { name: say('English', '日本語') }).check();
  await preview.getByText(say('@all', '@全員')).waitFor();
  await page.getByRole('radio', { name: say('日本語', 'English') }).check();
  assert.equal(await field.inputValue(), text);
}
