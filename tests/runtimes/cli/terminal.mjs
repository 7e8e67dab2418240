// What differs on a terminal: progress is shown, and a table is made as wide as it.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

// `script` makes one.
export function hasTerminal(harness) {
  const isThere = spawnSync('script', ['--version']).status === 0;
  if (!isThere) harness.isMissing('script (of util-linux), which makes a terminal: apt-get install bsdutils');
  return isThere;
}

export async function terminal(commands, { room }) {
  writeFileSync(join(commands.project, 'large.bin'), Buffer.alloc(1_000_000));
  const up = ['postRoomFiles', room, '--file', 'large.bin'];
  const uploaded = await commands.inTerminal(up);
  assert.match(uploaded, /\r\u001b\[K\d+ % {2}\d\.\d \/ 1\.0 MB {2}large\.bin/);
  const { code, out, err } = await commands.run(up);
  assert.deepEqual([code, err], [0, '']);

  const down = ['downloadRoomFile', room, JSON.parse(out).file_id, '--force'];
  assert.match(await commands.inTerminal(down), /\r\u001b\[K100 % {2}1\.0 \/ 1\.0 MB {2}large\.bin/);
  assert.equal((await commands.run(down)).err, '');

  const poured = await commands.inTerminal([...down.slice(0, -1), '--output', '-'], 80, 2);
  assert.match(poured, /^Standard output is a terminal/);

  // Too narrow for columns: each room is a block.
  const blocks = await commands.inTerminal(['getRooms', '--table'], 60);
  assert.match(blocks, /^room_id +\d+\r$/m);
  assert.match(blocks, /^name +マイチャット\r$/m);
  const columns = await commands.inTerminal(['getRooms', '--table'], 160);
  assert.match(columns, /^\d+ +マイチャット +my/m);
  assert.ok(columns.split('\r\n').every((line) => line.length <= 160));
}
