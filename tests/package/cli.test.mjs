// The command line, as far as it is the same in every runtime: its help, its languages, and how results are shown.
// tests/runtimes/cli runs it for real.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { endpoints, parametersOf } from './endpoints.mjs';

const OWN = ['downloadRoomFile', 'sync', 'notify', 'emulator', 'completion'];
const cli = join(import.meta.dirname, 'node_modules/chatwork-wasm/dist/cli.js');

let server;
let answer;
before(async () => {
  server = createServer((request, response) => response.end(JSON.stringify(answer)));
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
});
after(() => server.close());

async function run(args, env) {
  const base = {
    PATH: process.env.PATH,
    CHATWORK_API_TOKEN: 'token-of-the-test',
    LANG: 'en_US.UTF-8',
    TZ: 'Asia/Tokyo',
  };
  const address = { CHATWORK_BASE_URL: `http://127.0.0.1:${server.address().port}` };
  const { stdout } = await promisify(execFile)(process.execPath, [cli, ...args], {
    env: { ...base, ...address, ...env },
  });
  return stdout;
}

// What a terminal shows, as columns: full-width letters take two.
const columns = (text) => text.replaceAll(/[\u3040-\u9fff\uff01-\uff60]|🍣/gu, '##');

test('the help of every command, in both languages', async () => {
  const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/;
  for (const lang of ['en', 'ja']) {
    const overview = await run(['--help', '--lang', lang]);
    for (const name of [...endpoints.map((endpoint) => endpoint.function), ...OWN]) {
      const [line] = overview.match(new RegExp(`^  ${name} .*$`, 'm'));
      assert.equal(japanese.test(line), lang === 'ja', line);
      const help = await run([name, '--help', '--lang', lang]);
      const prose = help.split('\n').filter((line) => /[。.]$/.test(line));
      assert.ok(prose.length > 3 && prose.every((line) => japanese.test(line) === (lang === 'ja')), help);
      const endpoint = endpoints.find((one) => one.function === name);
      if (endpoint === undefined) continue;
      for (const parameter of parametersOf(endpoint)) {
        assert.match(help, new RegExp(`^  --${parameter.name}\\b`, 'm'), `${name}: ${parameter.name}`);
        const words = (parameter.enum ?? []).filter((word) => /^[a-z]/.test(word));
        for (const word of words) assert.match(help, new RegExp(`\\b${word}\\b`), `${name}: ${word}`);
      }
      assert.match(help, /https:\/\/developer\.chatwork\.com\/reference\//);
    }
    assert.doesNotMatch(overview, /undefined|\[object/);
  }
});

test('the language is that of the locale', async () => {
  for (const [env, isJapanese] of [
    [{ LANG: 'ja_JP.UTF-8' }, true],
    [{ LANG: 'ja' }, true],
    [{ LANG: 'jam_JM' }, false],
    [{ LC_ALL: 'C', LANG: 'ja_JP.UTF-8' }, false],
    [{ LC_ALL: '', LC_MESSAGES: 'ja_JP.UTF-8' }, true],
  ]) {
    assert.equal((await run(['--help'], env)).includes('使い方'), isJapanese, JSON.stringify(env));
  }
  // Behind `--` no word is an option.
  await assert.rejects(run(['getRoom', '--', '--lang', 'ja']), ({ stderr }) => /Usage/.test(stderr));
});

test('a result is JSON, and what would steer a terminal is escaped in it', async () => {
  answer = { body: '\u001b[31m\u009b2J\u202e\u007f\u2028 ok\n', list: [1] };
  for (const args of [['getMe'], ['getMe', '--compact']]) {
    const printed = await run(args);
    assert.deepEqual(JSON.parse(printed), answer);
    assert.doesNotMatch(printed, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u202e]/);
    assert.equal(printed.split('\n').length > 2, args.length === 1);
  }
});

test('a request that is shown has no token in its body', async () => {
  const args = ['postRoomMessage', '1', '--body', 'env: token-of-the-test', '--dry-run'];
  assert.equal(JSON.parse(await run(args)).body, 'body=env%3A+***');
});

test('a table is aligned, whatever the letters', async () => {
  answer = [
    { room_id: 1, name: '開発ルーム', ﾊﾝｶｸ: 'ｶﾞ', send_time: 1700000000, icon_path: 'https://example.com/' },
    { room_id: 22, name: 'é🍣', account: { account_id: 5, name: '佐藤' }, ids: [1, 2], send_time: 0 },
  ];
  const lines = columns(await run(['getRooms', '--table'])).split('\n');
  const [head, one, two, end] = lines;
  assert.deepEqual(
    [head.split(/ {2,}/), end],
    [['room_id', 'name', 'ﾊﾝｶｸ', 'send_time', 'account.account_id', 'account.name', 'ids'], ''],
  );
  for (const [name, cells] of Object.entries({
    name: ['##########', 'é##'],
    ﾊﾝｶｸ: ['ｶﾞ', '  '],
    send_time: ['2023-11-15 07:13', '  '],
    'account.name': ['', '####'],
    ids: ['', '1, 2'],
  })) {
    const at = head.indexOf(name);
    for (const [line, cell] of [
      [one, cells[0]],
      [two, cells[1]],
    ]) {
      assert.equal(line.slice(at, at + cell.length), cell, `${name}: ${line}`);
    }
  }
  assert.ok(!head.includes('icon_path'));
});

test('a table of one object, of nothing, and of text that steers', async () => {
  answer = { room_id: 1, account: { name: '花\u001b]0;x\u0007' }, body: 'a\nb\u009b', update_time: 0, none: null };
  const lines = (await run(['getMe', '--table'])).split('\n');
  assert.deepEqual(lines, [
    'room_id       1',
    'account.name  花\\u001b]0;x\\u0007',
    'body          a ↵ b\\u009b',
    'update_time',
    'none',
    '',
  ]);
  answer = [];
  assert.equal(await run(['getRooms', '--table']), '');
});

test('it can be started by its name', { skip: process.platform === 'win32' }, () => {
  assert.equal(statSync(cli).mode & 0o111, 0o111);
});
