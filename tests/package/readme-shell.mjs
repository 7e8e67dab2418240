// The README: commands for the terminal, a line at a time, against a local Chatwork that is a program of its own.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { startEmulator } from './emulator.mjs';
import { blocks, codeOf, installed, ran, readme } from './readme.mjs';

const modules = dirname(installed);

// What a newcomer does before there is a project, and what is checked where it can be: Rust tests know the commands of
// xtask, and tests/runtimes/examples/readme.mjs runs wrangler.
const SET_UP = ['mkdir first-bot', 'cd first-bot', 'npm init --yes', 'npm install --save-dev wrangler'];
const ELSEWHERE = /^(cargo xtask|npx wrangler dev) /;

test('README: commands', async () => {
  const emulator = await startEmulator();
  const [world] = blocks('Your first bot', 'json').map(JSON.parse);
  await emulator.control('/reset', { method: 'POST', world });
  const { origin } = new URL(emulator.baseUrl);
  mkdirSync('commands');
  writeFileSync('commands/world.json', JSON.stringify(world));
  const env = { ...process.env, PATH: `${join(modules, '.bin')}:${process.env.PATH}` };
  try {
    for (const { language, code } of codeOf(readme)) {
      if (language !== 'sh') continue;
      for (const line of code.trim().split('\n')) await perform(line, { origin, env });
      ran.add(code);
    }
  } finally {
    emulator.stop();
  }
});

async function perform(line, { origin, env }) {
  if (line === 'npm install chatwork-wasm') return assert.ok(existsSync(join(modules, 'chatwork-wasm/package.json')));
  if (SET_UP.includes(line) || ELSEWHERE.test(line)) return;
  const [, name, value] = line.match(/^export (\w+)=(.*)$/) ?? [];
  if (name !== undefined) return (env[name] = value.replace('http://127.0.0.1:8080', origin));
  assert.match(line, /^(date \| )?npx chatwork-wasm /);
  const { bin } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  if (bin === undefined) return;
  // A port that is not taken. These two go on until they are stopped.
  const command = line.replace(/--port \d+/, '--port 0');
  const isEndless = /chatwork-wasm (emulator|sync)\b/.test(line);
  const child = spawn(isEndless ? `exec ${command}` : command, { shell: true, cwd: 'commands', env });
  const said = text(child.stderr);
  if (isEndless) {
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit'), new Promise((done) => setTimeout(done, 3000))]);
    assert.equal(child.exitCode, null, `${line}: ended early`);
    child.kill();
    return;
  }
  const [printed, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  assert.equal(code, 0, `${line}: ${await said}`);
  assert.notEqual(printed, '', line);
}
