// sync and notify.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export async function rooms(commands, { room, account, control }) {
  const state = join(commands.project, 'position.json');
  rmSync(state, { force: true });
  const post = async (body) => (await commands.json(['postRoomMessage', room, '--body', body])).message_id;
  const look = async (...more) => {
    const { code, out, err } = await commands.run(['sync', room, '--once', ...more]);
    assert.deepEqual([code, err], [0, '']);
    return out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  };

  assert.deepEqual(await look('--state', state), []);
  const id = await post('after the first look');
  const [event, ...others] = await look('--state', state);
  assert.deepEqual([event.type, event.message.message_id, others], ['message', id, []]);
  assert.deepEqual(await look('--state', state), []);
  assert.ok((await look('--from', 'start')).length > 1);

  // It goes on until Ctrl-C, and the next run goes on from there.
  const following = commands.start(['sync', room, '--state', state, '--fastest', '1000']);
  const lines = createInterface({ input: following.stdout })[Symbol.asyncIterator]();
  const next = await post('while it looks');
  assert.equal(JSON.parse((await lines.next()).value).message.message_id, next);
  following.kill('SIGINT');
  assert.deepEqual(await once(following, 'close'), [130, null]);
  assert.deepEqual(await look('--state', state), []);

  // What may pass is told, and does not end it.
  const rule = { path: '/rooms/*/messages', respond: { status: 503 }, times: 9 };
  await fetch(`${control}/faults`, { method: 'POST', body: JSON.stringify(rule) });
  const waiting = commands.start(['sync', room, '--retries', '0', '--fastest', '1000']);
  const told = createInterface({ input: waiting.stderr })[Symbol.asyncIterator]();
  assert.match((await told.next()).value, /^sync: 503/);
  assert.match((await told.next()).value, /^Looking again in \d+ s\.$/);
  waiting.kill('SIGTERM');
  assert.deepEqual(await once(waiting, 'close'), [143, null]);
  await fetch(`${control}/faults`, { method: 'DELETE' });

  // The position of another room would lose messages.
  const mine = readFileSync(state, 'utf8');
  writeFileSync(state, mine.replace(`${room}`, '1'));
  const { code, err } = await commands.run(['sync', room, '--once', '--state', state]);
  assert.equal(code, 2);
  assert.match(err, /not what a sync of this room has kept/);
  // A position that cannot be kept ends it, and leaves nothing.
  rmSync(state);
  mkdirSync(state);
  const unkept = await commands.run(['sync', room, '--once', '--state', `${state}/x/y`, '--from', 'start']);
  assert.equal(unkept.code, 1);
  assert.match(unkept.err, /^\S+ cannot be written \(there is nothing of that name\)/);
  rmSync(state, { recursive: true });
  assert.deepEqual(
    readdirSync(commands.project).filter((name) => name.endsWith('.part')),
    [],
  );

  const notify = async (args, input) => {
    const { message_id } = await commands.json(['notify', room, ...args], { input });
    return (await commands.json(['getRoomMessage', room, message_id])).body;
  };
  const silent = '[\u200btoall]';
  assert.equal(await notify(['--title', 'Build [toall]']), `[info][title]Build ${silent}[/title][/info]`);
  assert.equal(
    await notify(['--title', '失敗', '--body', '-', '--to', account, '--to', '1210399'], 'exit 1 [toall]\n'),
    `[To:${account}] [To:1210399]\n[info][title]失敗[/title]exit 1 ${silent}[/info]`,
  );
  assert.equal(
    await notify(['--title', 'Log', '--body', '[info]', '--code', '--to-all']),
    '[toall]\n[info][title]Log[/title][code][info][/code][/info]',
  );
  const shown = await commands.json(['notify', room, '--title', 'x', '--dry-run'], {
    env: { CHATWORK_API_TOKEN: undefined },
  });
  assert.equal(new URLSearchParams(shown.body).get('body'), '[info][title]x[/title][/info]');
  const long = await commands.run(['notify', room, '--title', 'x', '--body', '-'], { input: 'あ'.repeat(65_536) });
  assert.deepEqual([long.code, long.out], [2, '']);
  assert.match(long.err, /^--title and --body are too long for one message/);
}
