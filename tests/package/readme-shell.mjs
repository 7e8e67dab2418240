// The README: commands for the terminal, a line at a time, against a local Chatwork that is a program of its own.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmulator } from './emulator.mjs';
import { blocks, codeOf, installed, network, ran, readme, sectionOf } from './readme.mjs';

// What a newcomer does before there is a project, and what is checked elsewhere: a Rust test knows the commands of xtask,
// and tests/runtimes/examples/readme.mjs runs wrangler.
const SET_UP = ['mkdir first-bot', 'cd first-bot', 'npm init --yes', 'npm install --save-dev wrangler'];
// (What it sends to Cloudflare cannot be tried.)
const ELSEWHERE = /^(cargo xtask|npx wrangler) /;

// As somebody has it who installed the package.
mkdirSync('commands');
writeFileSync('commands/package.json', '{}');
symlinkSync(dirname(installed), 'commands/node_modules', 'junction');

// What goes on until it is stopped has begun when this resolves.
const BEGUN = {
  async emulator(child) {
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const { baseUrl, accounts } = JSON.parse(line);
    const headers = { 'x-chatworktoken': accounts[0].token };
    assert.equal((await fetch(`${baseUrl}/me`, { headers })).status, 200);
  },
  async sync(child, control) {
    const isLook = ({ query, answer }) => query === 'force=1' && answer.status === 200;
    const looks = async () => (await control('/requests')).filter(isLook).length;
    const before = await looks();
    while ((await looks()) === before) await sleep(100);
  },
};

test('README: commands', async () => {
  globalThis.fetch = network;
  const emulator = await startEmulator();
  const [world] = blocks('Your first bot', 'json');
  const standard = await emulator.control('/world');
  writeFileSync('commands/world.json', world);
  const { origin } = new URL(emulator.baseUrl);
  try {
    for (const section of ['', ...readme.match(/(?<=^## ).*$/gm)]) {
      // Only what is told of the first bot is told in its world.
      const isBot = section === 'Your first bot';
      await emulator.control('/reset', { method: 'POST', world: isBot ? JSON.parse(world) : standard });
      const env = { ...process.env, CHATWORK_BASE_URL: emulator.baseUrl, CHATWORK_API_TOKEN: emulator.token };
      for (const { language, code } of codeOf(sectionOf(section))) {
        if (language !== 'sh') continue;
        for (const line of code.trim().split('\n')) await perform(line, { origin, env, control: emulator.control });
        ran.add(code);
      }
    }
  } finally {
    emulator.stop();
  }
});

export async function perform(line, { origin, env, control }) {
  if (line === 'npm install chatwork-wasm') return assert.ok(existsSync(join(installed, 'package.json')));
  if (SET_UP.includes(line) || ELSEWHERE.test(line)) return;
  const [, name, value] = line.match(/^export (\w+)=(.*)$/) ?? [];
  if (name !== undefined) return (env[name] = value.replace('http://127.0.0.1:8080', origin));
  assert.match(line, /^(date \| )?npx chatwork-wasm /);
  // A port that nobody has.
  const command = line.replace(/--port \d+/, '--port 0');
  const child = spawn(command, { shell: true, cwd: 'commands', env, detached: true });
  const [said, closed] = [text(child.stderr), once(child, 'close')];
  const begun = BEGUN[line.match(/chatwork-wasm (\w+)/)[1]];
  if (begun !== undefined) {
    const early = closed.then(async () => assert.fail(`${line}: ended by itself: ${await said}`));
    await Promise.race([begun(child, control), early]);
    process.kill(-child.pid, 'SIGINT');
    await closed;
    return;
  }
  const printed = text(child.stdout);
  const [code] = await closed;
  assert.equal(code, 0, `${line}: ${await said}`);
  assert.notEqual(await printed, '', line);
}
