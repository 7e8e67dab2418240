// node-notify: a step of a CI run posts how it went.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { run } from '../processes.mjs';
import { Room } from './room.mjs';
import { bareEnv, commandOf, useEmulator } from './start.mjs';

const BOT = 1210501;

// Of emulator.env, with an invisible character: it mentions nobody.
const COMMIT = 'Water the garden, and tell [\u200btoall]';

export async function notify(harness) {
  const project = await harness.example('node-notify');
  const [node, ...dev] = commandOf(project, 'dev');
  const [, ...start] = commandOf(project, 'start');

  await harness.check('example node-notify: npm run dev', async (settings, signal) => {
    const { CHATWORK_API_TOKEN: token, CHATWORK_ROOM_ID: id } = useEmulator(project, settings);
    const room = new Room(settings, { token, room: id });
    const before = await room.messages();
    for (const result of ['success', 'failure', 'cancelled']) {
      const printed = await run(node, [...dev, result], { cwd: project, env: bareEnv, signal });
      assert.match(printed, /^posted to https:\/\/www\.chatwork\.com\/#!rid300765432-\d+\n$/);
    }
    const titles = ['✅ 成功 / passed', '❌ 失敗 / failed', '⚪ 中止 / cancelled'];
    // A schedule has no commit.
    await run(node, [...dev, 'success'], { cwd: project, env: { ...bareEnv, COMMIT_MESSAGE: '' }, signal });
    const bodies = [...titles.map((title) => messageOf(title, [COMMIT])), messageOf(titles[0], [])];
    const posted = (await room.settled()).slice(before.length);
    assert.deepEqual(posted, bodies.map((body) => ({ author: BOT, body })));
  });

  await harness.check('example node-notify: what cannot be posted ends with 1', async (settings, signal) => {
    const set = useEmulator(project, settings);
    const room = new Room(settings, { token: set.CHATWORK_API_TOKEN, room: set.CHATWORK_ROOM_ID });
    const before = await room.messages();
    const notified = async (result, changed) => {
      const env = { ...bareEnv, ...set, ...changed };
      const child = spawn(node, [...start, ...result], { cwd: project, env, signal });
      const [[code], out, err] = await Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]);
      return { code, out, err };
    };
    const cases = [
      [[], {}, /^usage: node notify\.js success\|failure\|cancelled\n$/],
      [['toString'], {}, /^usage/],
      [['success'], { CHATWORK_API_TOKEN: '' }, /^set CHATWORK_API_TOKEN\n$/],
      [['success'], { CHATWORK_ROOM_ID: '' }, /^set CHATWORK_ROOM_ID\n$/],
      [['success'], { CHATWORK_ROOM_ID: 'garden' }, /roomId/],
      [['failure'], { CHATWORK_API_TOKEN: 'wrong-secret-token' }, /401/],
      [['failure'], { CHATWORK_ROOM_ID: '1' }, /403/],
      [['failure'], { CHATWORK_BASE_URL: settings.closedUrl }, /ECONNREFUSED/],
    ];
    for (const [result, changed, problem] of cases) {
      const { code, out, err } = await notified(result, changed);
      assert.deepEqual([code, out], [1, ''], err);
      assert.match(err, problem);
      assert.doesNotMatch(err, /wrong-secret-token|e0e0e0e/);
    }
    assert.deepEqual(await room.settled(), before);
  });
}

function messageOf(title, commits) {
  const lines = ['main 0123456 (hana)', ...commits, 'https://github.com/example/garden/actions/runs/1'];
  return `[info][title]${title}: example/garden test[/title]${lines.join('\n')}[/info]`;
}
