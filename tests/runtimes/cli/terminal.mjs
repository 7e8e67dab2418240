// What differs where standard error is a terminal: progress.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Commands, ended } from './commands.mjs';

export async function terminal(harness, { words }, project) {
  if (spawnSync('script', ['--version']).status !== 0) {
    harness.isMissing('script (util-linux), which makes a terminal: install it, as by `apt-get install bsdutils`');
    return;
  }
  await harness.check('command line: progress is shown on a terminal only', async (settings, signal) => {
    writeFileSync(join(project, 'large.bin'), Buffer.alloc(1_000_000));
    // Everything a terminal shows comes out of `script` in one stream.
    const inTerminal = (args) => {
      const commands = new Commands(['script', '-qec', [...words, ...args].join(' '), '/dev/null'], { project, settings, signal });
      return ended(commands.start([]));
    };
    const piped = new Commands(words, { project, settings, signal });
    const up = ['postRoomFiles', settings.room, '--file', 'large.bin'];
    const shown = await inTerminal(up);
    assert.match(shown.out, /\r\u001b\[K\d+ %  \d\.\d \/ 1\.0 MB  large\.bin/);
    const { code, out, err } = await piped.run(up);
    assert.deepEqual([code, err], [0, '']);
    const down = ['downloadRoomFile', settings.room, JSON.parse(out).file_id, '--force'];
    assert.match((await inTerminal(down)).out, /\r\u001b\[K100 %  1\.0 \/ 1\.0 MB  large\.bin/);
    assert.equal((await piped.run(down)).err, '');
  });
  await harness.check('command line: a table fits the terminal', async (settings, signal) => {
    const command = ['stty', 'cols', '60', '&&', ...words, 'getRooms', '--table'].join(' ');
    const commands = new Commands(['script', '-qec', command, '/dev/null'], { project, settings, signal });
    const { out } = await ended(commands.start([]));
    // Too narrow for columns: each room is a block.
    assert.match(out, /^room_id +\d+\r$/m);
    assert.match(out, /^name +マイチャット\r$/m);
  });
}
