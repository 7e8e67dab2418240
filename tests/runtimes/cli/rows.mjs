// The command line, as each runtime starts it.

import { join } from 'node:path';
import { FUNCTIONS } from '../../package/calls.mjs';
import { run } from '../processes.mjs';
import { nodes, program } from '../programs.mjs';
import { registryOf } from '../registry.mjs';
import { Commands } from './commands.mjs';
import { completions } from './completions.mjs';
import { emulators } from './emulator.mjs';
import { ends, mistakes } from './ends.mjs';
import { files } from './files.mjs';
import { dryRuns, functions } from './functions.mjs';
import { rooms } from './rooms.mjs';
import { streams, unread } from './streams.mjs';
import { hasTerminal, terminal } from './terminal.mjs';

const CLI = 'node_modules/chatwork-wasm/dist/cli.js';

export async function rows(harness) {
  const project = await harness.project('cli');
  const ways = await waysOf(harness, project);
  const check = ({ name, words, env }, what, act) =>
    harness.check(`command line, ${name}: ${what}`, async (settings, signal) => {
      await act(new Commands(words, { project, env, settings, signal }), settings);
    });
  for (const way of ways) {
    await check(way, `all ${FUNCTIONS} functions`, functions);
    await check(way, 'standard input, and files up and down', files);
    await check(way, 'every exit code', ends);
    await check(way, 'streams that are closed, full or endless', streams);
    // A write that waits holds all of Deno: it sees no signal before somebody reads, or nobody can any more.
    if (!way.words.includes('npm:chatwork-wasm')) await check(way, 'Ctrl-C where nobody reads', unread);
    await check(way, 'sync and notify', rooms);
    await check(way, 'the emulator, as the program is', emulators);
    if (hasTerminal(harness)) await check(way, 'progress and tables on a terminal', terminal);
  }
  const [way] = ways;
  // What is the same in all of them.
  await check(way, '--dry-run shows what is sent', dryRuns);
  await check(way, 'wrong command lines', mistakes);
  await check(way, 'completion in shells', completions);
  await harness.check('command line, by its name', () => {
    const shell = process.platform === 'win32';
    return run('npx', ['chatwork-wasm', 'getMe', '--dry-run'], { cwd: project, shell });
  });
}

// How somebody starts it: the oldest and the newest Node, Bun and Deno.
async function waysOf(harness, project) {
  const all = nodes().filter(({ path }) => path);
  const [bun, deno] = [program('bun'), program('deno')];
  const ways = [all[0], all.at(-1)].map(({ path, version }) => ({ name: `Node ${version}`, words: [path, CLI] }));
  if (bun.path) ways.push({ name: `Bun ${bun.version}`, words: [bun.path, 'x', '--bun', 'chatwork-wasm'] });
  else harness.isMissing(`Bun: npm has none for ${process.platform} ${process.arch}`);
  if (deno.path === undefined) {
    harness.isMissing(`Deno: npm has none for ${process.platform} ${process.arch}`);
    return ways;
  }
  const registry = await registryOf(harness.tarball, project);
  const env = { NPM_CONFIG_REGISTRY: registry, DENO_DIR: join(project, 'deno-dir') };
  const args = ['run', '-A', '--quiet', '--no-config', '--node-modules-dir=none', 'npm:chatwork-wasm'];
  return [...ways, { name: `Deno ${deno.version}`, words: [deno.path, ...args], env }];
}
