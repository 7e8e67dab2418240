// The tests that emulator/README.md shows for each test runner, as they stand there: they pass, and where the code they
// are for is broken, they fail.

import assert from 'node:assert/strict';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { env } from '../cloudflare/wrangler.mjs';
import { run } from '../processes.mjs';
import { newerNode, nodes, program, script } from '../programs.mjs';

const modules = join(import.meta.dirname, '../node_modules');
const vitest = { passed: /^ *Tests .*?(\d+) passed/m, failed: /^ *Tests .*?(\d+) failed/m };

// How many tests there are, how the runner counts them, and something in the code which they must not pass without.
const RUNNERS = {
  'node:test': {
    tests: 1,
    counts: { passed: /^[#ℹ] pass (\d+)$/m, failed: /^[#ℹ] fail (\d+)$/m },
    fault: { file: 'bot.js', from: '${reply(event)}\\n', to: '' },
  },
  Vitest: { tests: 2, counts: vitest, fault: { file: 'bot.js', from: ', { dedupe: true }', to: '' } },
  Bun: {
    tests: 2,
    counts: { passed: /^ *(\d+) pass$/m, failed: /^ *(\d+) fail$/m },
    fault: { file: 'waiting.js', from: 'count > 0', to: 'count >= 0' },
  },
  Deno: {
    tests: 1,
    counts: { passed: /\| (\d+) passed/, failed: /\| (\d+) failed/ },
    fault: { file: 'remind.ts', from: 'limit * 1000', to: 'limit' },
  },
  "Cloudflare's Vitest plugin": {
    tests: 2,
    counts: vitest,
    fault: { file: 'index.js', from: "'mention_to_me'", to: "'message_created'" },
  },
};

export async function rows(harness) {
  const { shared, examples } = readExamples();
  assert.deepEqual(Object.keys(examples), Object.keys(RUNNERS), 'the runners in emulator/README.md');
  for (const [name, { tests, counts, fault }] of Object.entries(RUNNERS)) {
    const { files, command } = examples[name];
    const [path, ...args] = programOf(command);
    if (path === undefined) {
      harness.isMissing(`a program for ${command}`);
      continue;
    }
    await harness.check(`${name}: the tests in emulator/README.md`, async (_, signal) => {
      // As `npm init --yes` writes it, and as the example changes that.
      const { 'package.json': changes = '{}', ...rest } = { ...shared, ...files };
      const manifest = { type: 'commonjs', ...JSON.parse(changes) };
      const project = await harness.projectOf(`testing-${name.replaceAll(/\W+/g, '-')}`, rest, manifest);
      if (name === 'Deno') addTypesOfNode(project);
      const tried = () => run(path, args, { cwd: project, env, signal });
      assert.deepEqual(countsIn(await tried(), counts), { passed: tests, failed: 0 });

      const place = join(project, fault.file);
      const code = readFileSync(place, 'utf8');
      assert.ok(code.includes(fault.from), `${fault.file} has ${fault.from}`);
      writeFileSync(place, code.replace(fault.from, fault.to));
      const printed = await tried().then(() => assert.fail('the tests pass without what they are for'), String);
      const { passed, failed } = countsIn(printed, counts);
      assert.ok(failed > 0, printed);
      assert.equal(passed + failed, tests, printed);
    });
  }
}

// The files below the heading itself, and below each further heading its files and the command that runs its tests: the
// last one.
function readExamples() {
  const readme = readFileSync(join(import.meta.dirname, '../../../emulator/README.md'), 'utf8');
  const [section] = readme.split('\n## In your tests\n')[1].split('\n## ');
  const [shared, ...parts] = section.split('\n### ');
  const examples = parts.map((part) => {
    const [name] = part.split('\n');
    const commands = part.match(/^```sh\n(.*?)\n```$/ms)[1].split('\n');
    return [name, { files: filesOf(part), command: commands.at(-1) }];
  });
  return { shared: filesOf(shared), examples: Object.fromEntries(examples) };
}

// A block begins with the name of its file. package.json cannot have a comment.
function filesOf(text) {
  const blocks = text.matchAll(/^```\w+\n\/\/ ([\w.]+)\n(.*?)^```$/gms);
  return Object.fromEntries([...blocks].map(([, file, code]) => [file, code]));
}

// What the first words of a command stand for here: our own Bun, Deno and Vitest.
function programOf(command) {
  const [tool, ...args] = command.split(' ');
  if (tool === 'node') return [nodes().find(({ path }) => path)?.path ?? process.execPath, ...args];
  if (tool === 'npx') return [newerNode()?.path, script(args[0]), ...args.slice(1)];
  return [program(tool).path, ...args];
}

function countsIn(printed, counts) {
  const plain = stripVTControlCharacters(printed);
  const count = (pattern) => Number(plain.match(pattern)?.[1] ?? 0);
  return { passed: count(counts.passed), failed: count(counts.failed) };
}

// Deno checks the types of what it runs, and would download those of Node.
function addTypesOfNode(project) {
  for (const name of ['@types', 'undici-types']) {
    symlinkSync(join(modules, name), join(project, 'node_modules', name), 'junction');
  }
}
