// The README: a script for Apps Script, and what becomes of it, post the same.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as chatwork from 'chatwork-wasm';
import { ROOM, begin, blocks, emulator, ran, run, textsIn, token } from './readme.mjs';

const TIMES = 2;

test('README: Moving from Apps Script', async () => {
  const [script, worker, node] = blocks('Moving from Apps Script');
  const [config] = blocks('Moving from Apps Script', 'jsonc').map((code) => ran.add(code) && JSON.parse(code));
  assert.deepEqual([config.triggers.crons, config.kv_namespaces[0].binding], [['*/10 * * * *'], 'PROPERTIES']);

  const posted = {};
  for (const [name, moved] of Object.entries({ script: appsScript(script), worker: onWorkers(worker), node: onNode(node) })) {
    begin();
    const answerOf = emulator.fetch;
    const page = { date: '2026-11-21', title: 'Maintenance' };
    const asked = new Set();
    globalThis.fetch = async (url, init) => {
      if (url === 'https://status.example.jp/latest.json') return Response.json(page);
      asked.add(new URL(url).origin);
      return answerOf(url, init);
    };
    const before = (await textsIn()).length;
    asked.clear();
    for (let time = 0; time < TIMES; time += 1) await moved(page);
    page.date = '2026-11-22';
    page.title = 'All is well';
    await moved(page);
    const service = name === 'script' ? 'https://api.chatwork.com' : new URL(emulator.baseUrl).origin;
    assert.deepEqual([...asked], [service], name);
    posted[name] = (await textsIn()).slice(before);
  }
  const { name, account_id: id } = emulator.accounts[0];
  assert.equal(posted.script.length, 2);
  assert.ok(posted.script[0].startsWith(`[To:${id}] ${name}さん\n`), posted.script[0]);
  assert.ok(posted.script[0].endsWith('[info][title]Status[/title]Maintenance[/info]'));
  assert.deepEqual(posted.worker, posted.script);
  assert.deepEqual(posted.node, posted.script);
});

// There is no Apps Script on this machine. Its functions wait by themselves, so that these have their answers at hand,
// and what the script posts is posted behind it.
function appsScript(script) {
  const properties = new Map();
  return async (page) => {
    properties.set('CHATWORK_API_TOKEN', token).set('ROOM_ID', `${ROOM}`);
    const members = await chatwork.getRoomMembers(token, ROOM);
    const calls = [];
    const triggers = [];
    const store = { getProperty: (key) => properties.get(key) ?? null, setProperty: (key, value) => properties.set(key, value) };
    const every = (minutes) => ({ create: () => triggers.push(minutes) });
    const { watch, install } = await run(script, {
      PropertiesService: { getScriptProperties: () => store },
      UrlFetchApp: { fetch: () => ({ getContentText: () => JSON.stringify(page) }) },
      ScriptApp: { newTrigger: () => ({ timeBased: () => ({ everyMinutes: every }) }) },
      Chatwork: { getRoomMembers: () => members, postRoomMessage: (...given) => calls.push(given) },
    }, ['watch', 'install']);
    install();
    assert.deepEqual(triggers, [10]);
    watch();
    for (const given of calls) await chatwork.postRoomMessage(...given);
  };
}

function variables() {
  return { CHATWORK_API_TOKEN: token, CHATWORK_BASE_URL: emulator.baseUrl, ROOM_ID: `${ROOM}` };
}

function onWorkers(worker) {
  const kept = new Map();
  const PROPERTIES = { get: async (key) => kept.get(key) ?? null, put: async (key, value) => void kept.set(key, value) };
  return async () => {
    const { scheduled } = await run(worker, {});
    await scheduled({}, { ...variables(), PROPERTIES });
  };
}

function onNode(node) {
  return () => run(node, { process: { env: variables() } });
}
