// cron-digest: the scheduled event of a Worker posts the open tasks of a room.

import assert from 'node:assert/strict';
import { Room, control } from './room.mjs';
import { deploy, dev, useEmulator } from './start.mjs';

const DAY = 86_400;
const HANA = 101;
const BOT = 102;
const ROOM = 300765432; // in wrangler.jsonc

export async function digest(harness) {
  const project = await harness.example('cron-digest');

  await harness.check('example cron-digest: npm run dev, npm run deploy', async (settings, signal) => {
    const { CHATWORK_API_TOKEN: token } = useEmulator(project, settings);
    const trigger = async (worker) => (await fetch(`${worker}/__scheduled?cron=0+0+*+*+MON-FRI`, { signal })).status;
    const worker = await dev(project, signal);

    const room = await meet(settings, token, [
      { task_id: 1, body: '[To:101] 花さん\n[code][toall][/code] [bug] いつか' },
      { task_id: 2, body: 'し'.repeat(79) + '𠮟る', limit_in: 3 * DAY, limit_type: 'date' },
      { task_id: 3, body: '[toall] 昨日まで', limit_in: -DAY, limit_type: 'time' },
      { task_id: 4, body: '済み', status: 'done' },
    ]);
    assert.equal(await trigger(worker), 200);
    const day = Object.fromEntries((await room.tasks()).map(({ id, limit }) => [id, dayInJapan(limit)]));
    const lines = [
      `⚠ ${day[3]} [picon:101] @全員 昨日まで`,
      `${day[2]} [picon:101] ${'し'.repeat(79)}𠮟…`,
      '期限なし / no deadline [picon:101] @花さん [\u200btoall] [bug] いつか',
    ];
    const title = '未完了のタスク / Open tasks: 3';
    const body = `[info][title]${title}[/title]${lines.join('\n')}[/info]`;
    const own = (await room.settled()).filter(({ author }) => author === BOT);
    assert.deepEqual(own, [{ author: BOT, body }]);

    // Once is as often as a run posts, also where the answer to the post is lost.
    const lost = { method: 'POST', path: `/rooms/${ROOM}/messages`, when: 'after', reset: true };
    await control(settings, '/faults', 'POST', lost);
    assert.equal(await trigger(worker), 200);
    assert.equal((await room.settled()).filter(({ author }) => author === BOT).length, 2);

    const empty = await meet(settings, token, []);
    assert.equal(await trigger(worker), 200);
    assert.deepEqual(await empty.settled(), []);

    // The run has failed.
    await meet(settings, 'another-token', []);
    assert.equal(await trigger(worker), 500);

    await deploy(project, 'deployed', signal);
  });
}

// A room with these tasks, whose bot has this token.
async function meet(settings, token, tasks) {
  const accounts = [
    { account_id: HANA, name: '花', token: 'token-of-hana' },
    { account_id: BOT, name: 'ボット', token },
  ];
  const members = [{ account_id: HANA, role: 'admin' }, { account_id: BOT }];
  const all = tasks.map((task) => ({ account_id: HANA, assigned_by_account_id: HANA, ...task }));
  const rooms = [{ room_id: ROOM, type: 'group', name: '庭', members, tasks: all }];
  await control(settings, '/reset', 'POST', { world: { accounts, rooms } });
  return new Room(settings, { token: 'token-of-hana', room: ROOM });
}

function dayInJapan(seconds) {
  const date = new Date((seconds + 9 * 3600) * 1000);
  return `${date.getUTCMonth() + 1}/${date.getUTCDate()}(${'日月火水木金土'[date.getUTCDay()]})`;
}
