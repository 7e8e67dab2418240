// Standard streams that are closed, full, endless or not read; and what signals leave behind.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { ended } from './commands.mjs';

export async function streams(commands, { control, room }) {
  const post = ['postRoomMessage', room, '--body', 'x'];
  const faults = (rule) => fetch(`${control}/faults`, { method: 'POST', body: JSON.stringify(rule) });
  const noFaults = () => fetch(`${control}/faults`, { method: 'DELETE' });

  // Words that nobody hears decide nothing.
  await faults({ path: '/rooms/*/messages', method: 'POST', when: 'after', reset: true, times: 9 });
  const unheard = commands.start(post);
  unheard.stderr.destroy();
  assert.deepEqual(await once(unheard, 'close'), [4, null]);
  await noFaults();

  // Not every system has it.
  if (existsSync('/dev/full')) {
    const full = openSync('/dev/full', 'w');
    const to = (stdio, args) => once(commands.start(args, { stdio }), 'close');
    assert.deepEqual(await to(['ignore', 'pipe', full], ['getMe', '--verbose']), [0, null]);
    assert.deepEqual(await to(['ignore', full, full], ['getMe']), [1, null]);
    assert.deepEqual(await to(['ignore', full, full], ['getMe', '--help']), [1, null]);
    const unprinted = commands.start(post, { stdio: ['ignore', full, 'pipe'] });
    const [[code], err] = await Promise.all([once(unprinted, 'close'), textOf(unprinted.stderr)]);
    assert.equal(code, 4);
    assert.match(err, /Standard output cannot be written \(no space is left\)\.\nIt was carried out/);
    const endless = await commands.run(['postRoomFiles', room, '--file', '/dev/zero']);
    assert.deepEqual([endless.code, endless.out], [2, '']);
    assert.match(endless.err, /--file: \/dev\/zero is too large \(at most 5 MB\)/);
  }
  const typed = commands.start(['postRoomMessage', room, '--body', '-'], { stdin: 'pipe' });
  typed.stdin.on('error', () => {});
  const written = setInterval(() => typed.stdin.writableNeedDrain || typed.stdin.write(Buffer.alloc(50_000, 'a')), 1);
  const { code, out, err } = await ended(typed);
  clearInterval(written);
  assert.deepEqual([code, out], [2, '']);
  assert.match(err, /--body: Standard input is too large \(at most 65535 characters\)/);

  // A terminal that is closed leaves no part of a file.
  const id = await large(commands, room);
  const { download_url: url } = await commands.json(['getRoomFile', room, id, '--create_download_url']);
  const path = new URL(url).pathname.split('/').slice(0, 2).join('/');
  await faults({ path: `${path}/*`, slow_body_ms: 20_000 });
  await faults({ path, slow_body_ms: 20_000 });
  const parts = () => readdirSync(commands.project).filter((name) => name.endsWith('.part'));
  const left = commands.start(['downloadRoomFile', room, id, '--output', 'never.bin']);
  while (parts().length === 0) await pause(20);
  left.kill('SIGHUP');
  assert.deepEqual(await once(left, 'close'), [129, null]);
  assert.deepEqual(parts(), []);
  await noFaults();
}

// Ctrl-C, where nobody reads standard output.
export async function unread(commands, { room }) {
  const child = commands.start(['downloadRoomFile', room, await large(commands, room), '--output', '-']);
  await once(child.stdout, 'readable');
  // Until the pipe is full.
  await pause(500);
  child.kill('SIGINT');
  assert.deepEqual(await once(child, 'exit'), [130, null]);
  child.stdout.destroy();
  child.stderr.destroy();
}

async function large(commands, room) {
  writeFileSync(join(commands.project, 'large.bin'), Buffer.alloc(1_000_000));
  return (await commands.json(['postRoomFiles', room, '--file', 'large.bin'])).file_id;
}
