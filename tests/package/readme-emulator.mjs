// The README of the local Chatwork: in JavaScript, with webhooks, and another world.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createEmulator } from 'chatwork-wasm/emulator';
import { codeOf, installed, run } from './readme.mjs';

const [english] = readFileSync(join(installed, 'emulator/README.md'), 'utf8').split('\n# 日本語\n');

function blocksOf(heading, wanted) {
  const [section] = english.split(`\n## ${heading}\n`)[1].split('\n## ');
  return codeOf(section).filter(({ language }) => language === wanted).map(({ code }) => code);
}

test('emulator/README: In JavaScript, Webhooks, World files', async () => {
  const [made] = blocksOf('In JavaScript', 'js');
  const { accounts, fetch, baseUrl } = await run(made, {}, ['accounts', 'fetch', 'baseUrl']);
  const me = await fetch(`${baseUrl}/me`, { headers: { 'x-chatworktoken': accounts[0].token } });
  assert.equal((await me.json()).account_id, accounts[0].account_id);

  // The world has a webhook of each kind for what is said in its room.
  const world = JSON.parse(blocksOf('World files', 'json')[0]);
  const [webhooks] = blocksOf('Webhooks', 'js');
  const types = [];
  const handler = async (request) => {
    types.push((await request.json()).webhook_event_type);
    return new Response();
  };
  const talk = `const said = fetch('https://api.chatwork.com/v2/rooms/500/messages', { method: 'POST', headers, body }); await said;`;
  const headers = { 'x-chatworktoken': 'bird' };
  const body = new URLSearchParams({ body: '[To:1] おはよう' });
  await run(webhooks.replace('// … post something …', talk), { world, handler, createEmulator, headers, body });
  assert.deepEqual(types.sort(), ['mention_to_me', 'message_created']);
});
