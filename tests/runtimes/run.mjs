// Tries the installed package in real runtimes: node run.mjs <project folder>
//
// The project is an empty one with the packed package and the files of tests/package. The local Chatwork is the program
// CHATWORK_EMULATOR, the bundler the module ESBUILD.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { program } from './programs.mjs';
import { runInWorkerd } from './workerd.mjs';

const FUNCTIONS = 32;

const project = resolve(process.argv[2]);
const { startEmulator } = await import(pathToFileURL(join(project, 'emulator.mjs')));
copyFileSync(join(import.meta.dirname, 'smoke.mjs'), join(project, 'smoke.mjs'));

const bun = program('bun');
const deno = program('deno');
const workerd = program('workerd');

await tryIn(`Bun ${bun.version}`, (settings) => output(bun.path, ['run', entry('bun', settings)]));
await tryIn(`Deno ${deno.version}`, (settings) => {
  return output(deno.path, ['run', '--node-modules-dir=manual', '--allow-net=127.0.0.1', entry('deno', settings)]);
});
await tryIn(`workerd ${workerd.version}`, (settings) => runInWorkerd(workerd.path, project, settings));
await tryIn('a browser bundle', async (settings) => {
  const bundle = await browserBundle(entry('browser', settings));
  // Nothing of it may ask for another file: only the network is allowed.
  return output(deno.path, ['run', '--no-config', '--no-npm', '--allow-net=127.0.0.1', bundle]);
});

async function tryIn(name, run) {
  const emulator = await startEmulator();
  try {
    await emulator.control('/settings', { method: 'PUT', limits: { enabled: false } });
    const { baseUrl, token, accounts, rooms } = emulator;
    const control = baseUrl.replace(/v2$/, 'control');
    const room = rooms.find(({ type }) => type === 'group').room_id;
    const { answered, problems } = JSON.parse(
      await run({ baseUrl, control, token, account: accounts[0].account_id, room }),
    );
    console.log(`${name}: ${answered} of ${FUNCTIONS} functions answered`);
    for (const problem of problems) console.error(`${name}: ${problem}`);
    if (answered !== FUNCTIONS || problems.length > 0) process.exitCode = 1;
  } catch (error) {
    console.error(`${name}: ${error.stack}`);
    process.exitCode = 1;
  } finally {
    emulator.stop();
  }
}

// A program that prints the report.
function entry(name, settings) {
  const file = join(project, `smoke-${name}.mjs`);
  writeFileSync(
    file,
    `import * as chatwork from 'chatwork-wasm';
import { smoke } from './smoke.mjs';

console.log(JSON.stringify(await smoke(chatwork, ${JSON.stringify(settings)})));
`,
  );
  return file;
}

// In a folder without the package, so that what it lacks is not found by chance.
async function browserBundle(file) {
  const { build } = await import(pathToFileURL(process.env.ESBUILD));
  const folder = join(project, 'browser');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, 'bundle.mjs');
  await build({ entryPoints: [file], outfile, bundle: true, minify: true, platform: 'browser', format: 'esm' });
  return outfile;
}

async function output(path, arguments_) {
  const child = spawn(path, arguments_, { cwd: project, stdio: ['ignore', 'pipe', 'inherit'], timeout: 120_000 });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part) => {
    text += part;
  });
  const [code, signal] = await once(child, 'close');
  if (code !== 0) throw new Error(`${path} ended with ${code ?? signal}: ${text}`);
  return text;
}
