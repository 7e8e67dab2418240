// Tries the packed package in every runtime:
//
//   node run.mjs --tarball FILE --emulator PROGRAM [--only FOLDER] [--allow-missing]
//
// Every name below is a folder beside this file, whose `rows.mjs` says how the package is used there. The table of
// runtimes in the READMEs is in their order.

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Harness } from './harness.mjs';
import { checkReadmes, printMatrix } from './matrix.mjs';

const FOLDERS = [
  'node',
  'workerd',
  'cloudflare',
  'hono',
  'deno',
  'bun',
  'next',
  'browsers',
  'bundlers',
  'typescript',
  'manifest',
];

const { values: options } = parseArgs({
  options: {
    tarball: { type: 'string' },
    emulator: { type: 'string' },
    only: { type: 'string' },
    'allow-missing': { type: 'boolean', default: false },
  },
});
process.env.CHATWORK_EMULATOR = options.emulator;

if (options.only !== undefined && !FOLDERS.includes(options.only)) {
  console.error(`There is no '${options.only}' to test. There is: ${FOLDERS.join(', ')}`);
  process.exit(2);
}

const harness = await Harness.start(options.tarball);
for (const folder of FOLDERS.filter((name) => options.only === undefined || name === options.only)) {
  const { rows } = await import(`./${folder}/rows.mjs`);
  await rows(harness);
}
const isWell = printMatrix(harness);
const isComplete = harness.missing.length === 0;
if (!isComplete && !options['allow-missing']) {
  console.error('This machine lacks what is named in the lines with -. To do without: --allow-missing');
}
const isWhole = isWell && isComplete && options.only === undefined;
const isTold = !isWhole || checkReadmes(harness, join(import.meta.dirname, '../..'));
process.exit(isWell && isTold && (isComplete || options['allow-missing']) ? 0 : 1);
