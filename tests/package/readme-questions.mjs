// The README: each error text that it explains, from the local Chatwork, and a page without a bundler.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import * as chatwork from 'chatwork-wasm';
import { ROOM, blocks, emulator, installed, others, post, ran, run, sectionOf, token } from './readme.mjs';

// What leads to each text.
const causes = {
  'Invalid API token': () => chatwork.getMe('wrong-token'),
  'The access token expired': () => chatwork.getMe({ accessToken: 'emulator-access-token-expired' }),
  'Invalid access token': () => chatwork.getMe({ accessToken: token }),
  "Parameter 'body' is required": () => chatwork.postRoomMessage(token, ROOM, {}, { validate: false }),
  "You don't have permission to get this room": () => chatwork.getRoom(token, 1),
  "You don't have permission to get messages in this room": () => chatwork.getRoomMessages(token, 1),
  "You don't have permission to send/edit message.": async () => {
    const { message_id: id } = await post('of somebody else', others);
    return chatwork.putRoomMessage(token, ROOM, id, { body: 'mine' });
  },
  'Invalid Endpoint or HTTP method': () => chatwork.getMe(token, { baseUrl: emulator.baseUrl.replace('/v2', '') }),
  'Rate limit for message posting per room exceeded.': async () => {
    for (let count = 0; count <= 10; count += 1) {
      await chatwork.postRoomMessage(token, ROOM, { body: `${count}` }, { pace: false, rateLimit: 'reject' });
    }
  },
  'Rate limit exceeded': async () => {
    await emulator.ask('PUT /settings', { limits: { requests: 1 } });
    for (let count = 0; count < 2; count += 1) await chatwork.getMe(token, { pace: false, rateLimit: 'reject' });
  },
};

test('README: What does this error text mean?', async (t) => {
  const section = sectionOf('Questions').split('\n### ')[1];
  const rows = [...section.matchAll(/^\| `([^`]+)` \| (\d+) \|/gm)].map(([, text, status]) => ({ text, status: Number(status) }));
  assert.deepEqual(rows.map(({ text }) => text), Object.keys(causes));
  for (const { text, status } of rows) {
    await t.test(text, async () => {
      await assert.rejects(causes[text](), (error) => {
        assert.equal(error.status, status);
        assert.ok(error.errors.includes(text) || error.headers['www-authenticate']?.includes(text), `${error.errors}`);
        return true;
      });
    });
  }
});

test('README: How do I use it without a bundler?', async () => {
  const [page] = blocks('Questions', 'html');
  ran.add(page);
  const [, module] = page.match(/^<script type="module">\n(.*)^<\/script>$/ms);
  globalThis.fetch = (url, init) => emulator.fetch(url, { ...init, headers: { 'x-chatworktoken': token } });
  const file = module.replace(/'\/node_modules\/chatwork-wasm\/(.*)'/, (_, path) => `'${pathToFileURL(join(installed, path))}'`);
  assert.notEqual(file, module);
  const document = {};
  await run(file, { document });
  assert.equal(document.title, emulator.accounts[0].name);
});
