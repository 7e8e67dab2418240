// Programs and what they write, so that nothing is left of them.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const groups = new Set();
const folders = [];
process.on('exit', () => {
  groups.forEach(kill);
  folders.forEach(remove);
});
// Ctrl-C does not reach programs in groups of their own.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));

// Runs a program to its end and returns what it printed; of a failure that is in the error.
export async function run(path, args, options = {}) {
  const child = start(path, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part) => {
      printed += part;
    });
  }
  const [code, signal] = await once(child, 'close');
  if (code !== 0) throw new Error(`${path} ${args.join(' ')} ended with ${code ?? signal}:\n${printed}`);
  return printed;
}

// Starts a program that goes on until `signal`, and returns what `ready` finds in a line that the process prints.
export async function serve(path, args, { ready, ...options }) {
  const child = start(path, args, { ...options, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  let printed = '';
  const found = new Promise((resolve) => {
    for (const stream of child.stdio.slice(1)) {
      createInterface({ input: stream }).on('line', (line) => {
        printed += `${line}\n`;
        const value = ready(line, child);
        if (value) resolve(value);
      });
    }
  });
  const ended = once(child, 'close').then(([code]) => {
    throw new Error(`${path} ${args.join(' ')} ended early (${code}):\n${printed}`);
  });
  ended.catch(() => {});
  return Promise.race([found, ended]);
}

// In a group of its own, because some programs start others and leave them behind.
function start(path, args, { signal, ...options }) {
  signal?.throwIfAborted();
  const child = spawn(path, args, { detached: process.platform !== 'win32', ...options });
  groups.add(child);
  child.on('close', () => groups.delete(child));
  signal?.addEventListener('abort', () => kill(child));
  return child;
}

function kill(child) {
  try {
    if (process.platform === 'win32') child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

// A folder outside of the repository, where no package is found by chance.
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'chatwork-wasm-'));
  folders.push(folder);
  return folder;
}

function remove(folder) {
  try {
    // Helpers of a browser may take a moment to end.
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  } catch {
    // What is left in the system's folder for it does no harm.
  }
}
