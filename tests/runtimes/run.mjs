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
  'page',
  'examples',
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

const harness = await Harness.start(options.tarball);
for (const folder of FOLDERS.filter((name) => options.only === undefined || name === options.only)) {
  try {
    const { rows } = await import(`./${folder}/rows.mjs`);
    await rows(harness);
  } catch (error) {
    await harness.check(`${folder} could be tried`, () => Promise.reject(error));
  }
}
const isWell = printMatrix(harness);
const isComplete = harness.missing.length === 0;
if (isComplete && harness.rows.length + harness.checks.length === 0) throw new Error('nothing was tried');
if (!isComplete && !options['allow-missing']) {
  console.error('This machine lacks what is named in the lines with -. To do without: --allow-missing');
}
const isWhole = isWell && isComplete && options.only === undefined;
const isPrinted = !isWhole || checkReadmes(harness, join(import.meta.dirname, '../..'));
if (!isWhole && process.env.UPDATE) console.error('The READMEs are as they were: this was not all of the matrix.');
process.exit(isWell && isPrinted && (isComplete || options['allow-missing']) ? 0 : 1);
