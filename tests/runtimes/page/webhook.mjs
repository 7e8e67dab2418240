// What somebody does in the signature tester.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { onWorkers } from './codes.mjs';

export async function use(page, { say }) {
  const view = page.locator('#webhook');
  const token = view.getByRole('textbox', { name: say('Webhook のトークン', 'Token of the webhook') });
  const body = view.getByRole('textbox', { name: say('本文', 'Body') });
  const signature = view.getByRole('textbox', { name: say('署名', 'Signature') });
  const button = (name) => view.getByRole('button', { name, exact: true });
  const says = (...texts) =>
    view
      .locator('.results')
      .getByText(say(...texts))
      .waitFor();
  const isGenuine = () => says('✓ 署名は本物です', '✓ The signature is genuine');
  const isForged = (reason) => view.getByText(`reason: '${reason}'`).waitFor();
  // By another implementation.
  const signed = async () => {
    const key = Buffer.from(await token.inputValue(), 'base64');
    return createHmac('sha256', key)
      .update(await body.inputValue())
      .digest('base64');
  };

  await isGenuine();
  // Nothing is sent: it works without a network.
  await page.context().setOffline(true);

  for (const type of ['message_updated', 'mention_to_me', 'message_created']) {
    await button(type).click();
    await isGenuine();
    const event = JSON.parse(await view.locator('pre').first().innerText());
    assert.deepEqual([event.webhook_event_type, event], [type, JSON.parse(await body.inputValue())]);
    assert.equal(await signature.inputValue(), await signed());
  }

  // What happens to a body on its way, and what is said of it.
  await button(say('末尾に改行を足す', 'Append a line break')).click();
  await isForged('mismatch');
  await says('本文の末尾に空白か改行が足されています。', 'White space was added behind the body');
  await body.fill(JSON.stringify(JSON.parse(await body.inputValue()), null, 2));
  await says('本文が解析され、書き直されています。', 'The body was parsed and written again');
  await button(say('このトークンで署名する', 'Sign with this token')).click();
  await isGenuine();

  // And to a signature.
  await token.fill(Buffer.from('another token').toString('base64'));
  await isForged('mismatch');
  const right = await signed();
  await signature.fill(encodeURIComponent(right));
  await says('署名が URL エンコードされたままです。', 'The signature is still encoded as in a URL');
  await signature.fill('');
  await isForged('missing');
  await signature.fill('not base64!');
  await isForged('malformed');
  await signature.fill(right);
  await isGenuine();

  // Signed, and yet no event.
  await body.fill('[]');
  await button(say('このトークンで署名する', 'Sign with this token')).click();
  await says('✗ 署名は合いますが、イベントではありません', '✗ The signature fits, but the body is no event');
  await isForged('malformed');

  // A token that is none.
  await token.fill('%');
  await says(
    "'token' must be the token that the settings of the webhook show",
    "'token' must be the token that the settings of the webhook show",
  );
  await button(say('このトークンで署名する', 'Sign with this token')).click();
  await view.locator('form').getByRole('alert').getByText('ChatworkArgumentError').waitFor();

  await token.fill(Buffer.from('a third').toString('base64'));
  await button('mention_to_me').click();
  await page.context().setOffline(false);
  await button(say('コピー', 'Copy')).click();
  await says('コピーしました', 'Copied');

  // The Worker that is shown says the same.
  const worker = await view.locator('.copyable code').innerText();
  const bindings = { CHATWORK_WEBHOOK_TOKEN: await token.inputValue() };
  const headers = { 'content-type': 'application/json', 'x-chatworkwebhooksignature': await signature.inputValue() };
  assert.equal((await onWorkers(worker, bindings, { headers, body: await body.inputValue() })).status, 200);
  await button(say('末尾に改行を足す', 'Append a line break')).click();
  await isForged('mismatch');
  assert.equal((await onWorkers(worker, bindings, { headers, body: await body.inputValue() })).status, 401);
}
