// The README of the local Chatwork: its commands, in JavaScript, with webhooks, and another world. The tests that it
// shows are run by tests/runtimes/testing.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createEmulator } from 'chatwork-wasm/emulator';
import { startEmulator } from './emulator.mjs';
import { codeOf, installed, network, ran, run } from './readme.mjs';
import { perform } from './readme-shell.mjs';
import { CURLS, Shell, commandsOf } from './shell.mjs';

const [english, japanese] = readFileSync(join(installed, 'emulator/README.md'), 'utf8').split('\n# 日本語\n');

function codeBelow(heading) {
  const [section] = english.split(`\n## ${heading}\n`)[1].split('\n## ');
  return codeOf(section);
}

function blocksOf(heading, wanted) {
  return codeBelow(heading).filter(({ language }) => language === wanted).map(({ code }) => code);
}

// tests/runtimes/testing runs these.
const TESTS = codeBelow('In your tests').map(({ code }) => code);

test('emulator/README: the start', async () => {
  globalThis.fetch = network;
  const [start] = blocksOf('Start', 'sh');
  for (const line of commandsOf(start)) await perform(line, { env: process.env });
  ran.add(start);

  const [first] = blocksOf('Start', 'json');
  ran.add(first);
  const emulator = await startEmulator();
  emulator.stop();
  const shown = JSON.parse(first.replaceAll('http://127.0.0.1:8080', new URL(emulator.baseUrl).origin));
  // Shortened: one account and one room of all.
  const account = emulator.accounts.find((each) => each.account_id === shown.accounts[0].account_id);
  const room = emulator.rooms.find((each) => each.room_id === shown.rooms[0].room_id);
  const { baseUrl, controlUrl: control } = emulator;
  assert.deepEqual(shown, { baseUrl, control, accounts: [account], rooms: [room] });
});

for (const [name, curl] of Object.entries(CURLS)) {
  test(`emulator/README: commands, with ${name}`, async () => {
    globalThis.fetch = network;
    const emulator = await startEmulator();
    const { origin } = new URL(emulator.baseUrl);
    const shell = new Shell({ curl, moved: { 'http://127.0.0.1:8080': origin } });
    // What each command of a block prints, or what comes of it.
    const printed = async (code) => {
      ran.add(code);
      const texts = [];
      for (const command of commandsOf(code)) texts.push(await shell.run(command));
      return texts;
    };
    try {
      const [, calls] = blocksOf('Start', 'sh');
      writeFileSync('photo.png', 'a photo');
      const [, me, said, sent, rooms] = (await printed(calls)).map((text) => text && JSON.parse(text));
      assert.equal(me.account_id, emulator.accounts[0].account_id);
      const [message, notice] = (await messagesOf(emulator, 300765432)).slice(-2);
      assert.deepEqual([message.message_id, message.body], [said.message_id, '[To:1210399] やあ']);
      assert.match(notice.body, new RegExp(`\\[download:${sent.file_id}\\]photo.png`));
      assert.ok(rooms.length > 0);

      const [control] = blocksOf('Control', 'sh');
      const [, clock, plan, limits, fault, requests] = (await printed(control)).map((text) => text && JSON.parse(text));
      assert.ok(clock.offset >= 300_000);
      assert.deepEqual([plan.free_plan, limits.limits.requests], [true, 5]);
      assert.deepEqual(fault.map(({ rule }) => rule.respond.status), [503]);
      assert.ok(requests.some(({ path }) => path.endsWith('/messages')));
      assert.deepEqual(await emulator.control('/faults'), []);

      const [hooks] = blocksOf('Webhooks', 'sh');
      const [, all, deliveries] = (await printed(hooks)).map((text) => JSON.parse(text));
      assert.deepEqual(all.map(({ events }) => events.length), [2, 1]);
      assert.deepEqual(deliveries, []);

      const [oauth] = blocksOf('OAuth', 'sh');
      ran.add(oauth);
      const [address, allow, exchange] = commandsOf(oauth);
      await shell.run(address);
      const [, code] = (await shell.run(allow)).match(/^location: \S*[?&]code=([^&\s]+)/im);
      const { access_token: accessToken } = JSON.parse(await shell.run(exchange.replace('code=…', `code=${code}`)));
      const headers = { authorization: `Bearer ${accessToken}` };
      assert.equal((await fetch(`${emulator.baseUrl}/me`, { headers })).status, 200);
    } finally {
      emulator.stop();
    }
  });
}

async function messagesOf({ baseUrl, token }, room) {
  const headers = { 'x-chatworktoken': token };
  return (await fetch(`${baseUrl}/rooms/${room}/messages?force=1`, { headers })).json();
}

test('emulator/README: In JavaScript, Webhooks, World files', async () => {
  const [made] = blocksOf('In JavaScript', 'js');
  const { accounts, fetch, baseUrl } = await run(made, {}, ['accounts', 'fetch', 'baseUrl']);
  const me = await fetch(`${baseUrl}/me`, { headers: { 'x-chatworktoken': accounts[0].token } });
  assert.equal((await me.json()).account_id, accounts[0].account_id);

  // The world has a webhook of each kind for what is said in its room.
  const [code] = blocksOf('World files', 'json');
  ran.add(code);
  const world = JSON.parse(code);
  const [webhooks] = blocksOf('Webhooks', 'js');
  const types = [];
  const handler = async (request) => {
    types.push((await request.json()).webhook_event_type);
    return new Response();
  };
  const talk = `const said = fetch('https://api.chatwork.com/v2/rooms/500/messages', { method: 'POST', headers, body }); await said;`;
  const headers = { 'x-chatworktoken': 'bird' };
  const body = new URLSearchParams({ body: '[To:1] おはよう' });
  ran.add(webhooks);
  await run(webhooks.replace('// … post something …', talk), { world, handler, createEmulator, headers, body });
  assert.deepEqual(types.sort(), ['mention_to_me', 'message_created']);
});

// It runs behind the others.
test('emulator/README: no block of code was left out, and the Japanese half has no other', () => {
  const left = codeOf(english).filter(({ code }) => !ran.has(code) && !TESTS.includes(code));
  assert.deepEqual(left, []);
  const known = codeOf(english).map(({ code }) => withoutComments(code));
  const other = codeOf(japanese).filter(({ code }) => !known.includes(withoutComments(code)));
  assert.deepEqual(other, []);
});

function withoutComments(code) {
  return code.replaceAll(/^\/\/ .*\n| +# .*$/gm, '');
}
