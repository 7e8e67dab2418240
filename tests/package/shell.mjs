// Commands as they stand in a README, for a POSIX shell.

import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

const OURS = `"${process.execPath}" "${join(import.meta.dirname, 'curl.mjs')}"`;
// The real one, and what stands in for it where there is none.
export const CURLS = { ...(hasCurl() && { curl: 'command curl --fail --silent --show-error' }), 'curl.mjs': OURS };

function hasCurl() {
  try {
    execFileSync('curl', ['--version']);
    return true;
  } catch {
    return false;
  }
}

// The commands of a block, of which one may go over several lines.
export function commandsOf(code) {
  return code.trim().split(/(?<!\\)\n/);
}

// A shell in which a variable stays set, and a request that is refused is a failure. `moved`: the addresses that are
// others here, each with the one in its place.
export class Shell {
  #setUp;
  #moved;
  #cwd;

  constructor({ curl, moved, cwd = '.' }) {
    this.#setUp = [`curl() { ${curl} "$@"; }`];
    this.#moved = Object.entries(moved);
    this.#cwd = cwd;
  }

  // Resolves to what the command prints.
  async run(command) {
    const here = this.#moved.reduce((text, [from, to]) => text.replaceAll(from, to), command);
    if (/^\w+=\S*$/.test(here)) this.#setUp.push(here);
    const { stdout } = await execute('sh', ['-c', [...this.#setUp, here].join('\n')], { cwd: this.#cwd });
    return stdout;
  }
}
