// Builds and starts the local Chatwork for `wasm-pack test --node`, once for all tests.

import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';

let started;

export function emulator() {
  started ??= start();
  return started;
}

async function start() {
  const child = spawn(program(), [], { stdio: ['ignore', 'pipe', 'inherit'] });
  process.on('exit', () => child.kill());
  const line = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`the emulator ended early (${code})`)));
    createInterface({ input: child.stdout }).once('line', resolve);
  });
  // Neither the program nor its output keeps the tests from ending.
  child.unref();
  child.stdout.unref();
  return JSON.parse(line);
}

function program() {
  const build = ['build', '--package', 'chatwork-emulator', '--message-format', 'json-render-diagnostics'];
  const cargo = spawnSync(process.env.CARGO ?? 'cargo', build, { stdio: ['ignore', 'pipe', 'inherit'] });
  if (cargo.status !== 0) throw new Error('cargo could not build chatwork-emulator');
  const messages = cargo.stdout.toString().trim().split('\n').map((line) => JSON.parse(line));
  return messages.map(({ executable }) => executable).find(Boolean);
}
