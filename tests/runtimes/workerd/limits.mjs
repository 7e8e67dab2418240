// What a Worker with the package costs of the limits of Workers:
// https://developers.cloudflare.com/workers/platform/limits/

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const MAX_BYTES = 3 * 1024 * 1024;
const MAX_START_UP = 1000;

// The size with gzip, which is what counts, of the files of the package in a Worker.
export function measureSize(folder, files) {
  const bytes = files.map((name) => gzipSync(readFileSync(join(folder, name)), { level: 9 }).length);
  const size = bytes.reduce((sum, part) => sum + part, 0);
  console.log(`  the package is ${size} bytes with gzip of the ${MAX_BYTES} that a Worker may have`);
  assert.ok(size < MAX_BYTES);
}

// Until workerd listens, it has read and started the script. Beside an empty Worker, as most of it is workerd's own.
export async function printStartUp(folder, serve) {
  writeFileSync(join(folder, 'empty.mjs'), 'export default { fetch: () => new Response() };\n');
  const script = "import { getMe } from 'chatwork-wasm';\nexport default { fetch: () => getMe('') };\n";
  writeFileSync(join(folder, 'importing.mjs'), script);
  const [importing, empty] = [await median(() => serve('importing.mjs')), await median(() => serve('empty.mjs'))];
  const [more, base] = [importing - empty, empty].map((time) => time.toFixed(1));
  console.log(`  starting takes ${more} ms more than the ${base} ms of an empty Worker; ${MAX_START_UP} ms are allowed`);
}

async function median(act) {
  const times = [];
  for (let round = 0; round < 9; round += 1) {
    const begin = performance.now();
    await act();
    times.push(performance.now() - begin);
  }
  return times.sort((one, other) => one - other)[4];
}
