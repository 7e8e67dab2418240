// Runs all tests, and fails where one fails or a token shows: node secrets-run.mjs [what node --test takes]
//
// Beside what `watch.mjs` sees from inside: all that is printed, by whatever program, and the files that are left behind.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout } from 'node:timers/promises';
import { tells } from './secrets.mjs';

const found = join(mkdtempSync(join(import.meta.dirname, 'found-')), 'found.txt');
const left = join(import.meta.dirname, 'left');
mkdirSync(left, { recursive: true });

const watch = `--import=${pathToFileURL(join(import.meta.dirname, 'watch.mjs'))}`;
const env = { ...process.env, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} ${watch}`.trim(), SECRETS_FOUND: found };
for (const name of ['TMPDIR', 'TEMP', 'TMP']) env[name] = left;
// Nothing would ever be found by a watch that sees nothing.
spawnSync(process.execPath, [join(import.meta.dirname, 'telling.mjs')], { env, stdio: ['ignore', 'ignore', 'inherit'] });
const noticed = readFileSync(found, 'utf8');
for (const place of ['in an error', 'in what the package tells', 'in the address', 'in what is printed']) {
  assert.ok(noticed.includes(place), `the watch does not see it ${place}`);
}
rmSync(found);

const tests = spawn(process.execPath, ['--test', ...process.argv.slice(2)], { env, stdio: ['inherit', 'pipe', 'pipe'] });

const problems = [];
for (const name of ['stdout', 'stderr']) {
  let end = '';
  tests[name].setEncoding('utf8').on('data', (text) => {
    process[name].write(text);
    // It may come in two pieces.
    if (tells(end + text)) problems.push(`on ${name}: ${(end + text).slice(-2000)}`);
    end = text.slice(-100);
  });
}
const [code] = await once(tests, 'exit');
// What a test left running would keep these open.
await Promise.race([once(tests, 'close'), setTimeout(3000)]);

for (const name of readdirSync(left, { recursive: true })) {
  const path = join(left, name);
  if (statSync(path).isFile() && tells(readFileSync(path, 'latin1'))) problems.push(`in the file ${path}`);
}
try {
  problems.push(readFileSync(found, 'utf8'));
} catch (error) {
  if (error.code !== 'ENOENT') throw error;
}

if (problems.length > 0) console.error(`A token shows where it must not:\n${problems.join('\n')}`);
process.exit(problems.length > 0 ? 1 : (code ?? 1));
