// Completion, in the shells themselves.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../processes.mjs';

// What is typed, and what the shell offers.
const TYPED = [
  ['getRoomM', ['getRoomMembers', 'getRoomMessage', 'getRoomMessages']],
  ['getRoomMessages 1 --for', ['--force']],
  ['getMyTasks --status ', ['done', 'open']],
  ['completion ', ['bash', 'fish', 'zsh']],
  ['postRoomFiles 1 --file minu', ['minutes of today.md', 'minutes.md']],
  ['--lang ja getMe --verb', ['--verbose']],
  ['--lang ja getMyS', ['getMyStatus']],
];

const ASK = {
  bash: (script, words) => `source ${script}
    COMP_WORDS=(chatwork-wasm ${words.map((word) => `'${word}'`).join(' ')})
    COMP_CWORD=${words.length}
    _chatwork_wasm
    printf '%s\\n' "\${COMPREPLY[@]}"`,
  fish: (script, words) => `source ${script}; complete -C 'chatwork-wasm ${words.join(' ')}' | cut -f 1`,
};

export async function completions(commands) {
  writeFileSync(join(commands.project, 'minutes of today.md'), '');
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { code, out, err } = await commands.run(['completion', shell]);
    assert.deepEqual([code, err], [0, '']);
    const script = join(temporaryFolder(), `chatwork-wasm.${shell}`);
    writeFileSync(script, out);
    // Not every machine has the others.
    if (shell !== 'bash' && spawnSync(shell, ['-c', 'exit 0']).status !== 0) continue;
    assert.equal(`${spawnSync(shell, ['-n', script]).stderr}`, '');
    for (const [typed, offered] of ASK[shell] ? TYPED : []) {
      const asked = spawnSync(shell, ['-c', ASK[shell](script, typed.split(' '))], { cwd: commands.project });
      assert.deepEqual(`${asked.stdout}`.trim().split('\n').sort(), offered, `${shell}: ${typed}: ${asked.stderr}`);
    }
  }
}
