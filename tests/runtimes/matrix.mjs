// What came out, as a table for people and as the one in the READMEs.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PARTS = [
  'functions',
  'upload',
  'download and progress',
  'sync',
  'notation',
  'abort',
  'errors',
  'lost answer',
  'second try',
  'webhooks',
  'redirect',
  'at once',
];

// Prints the table and returns whether every cell of it is well.
export function printMatrix({ rows, checks, missing }) {
  const names = rows.map(nameOf);
  const width = Math.max(...names.map(({ length }) => length), 0);
  const line = (name, cells) => console.log([name.padEnd(width), ...cells].join('  '));
  console.log();
  if (rows.length > 0) line('', PARTS);
  for (const [index, row] of rows.entries()) {
    line(names[index], PARTS.map((part) => mark(isWell(row, part)).padEnd(part.length)));
  }
  for (const { name, problem } of checks) console.log(mark(!problem), name);
  for (const sentence of missing) console.log('-', sentence);

  const cells = rows.flatMap((row) => PARTS.map((part) => isWell(row, part)));
  const all = [...cells, ...checks.map(({ problem }) => !problem)];
  const well = all.filter(Boolean).length;
  console.log(`\n${well} of ${all.length} are well`);
  return well === all.length && rows.every(({ problem }) => !problem);
}

export function nameOf({ runtime, version, how }) {
  return [runtime, version, how].filter(Boolean).join(' ');
}

function mark(isWell) {
  return isWell ? '✓' : '✗';
}

function isWell({ parts }, part) {
  return parts[part]?.length === 0;
}

// The table of runtimes in the READMEs is that of the matrix; UPDATE=1 rewrites it. Returns whether it is.
export function checkReadmes({ rows }, root) {
  const begin = '<!-- runtimes: begin (UPDATE=1 cargo xtask test) -->\n';
  const end = '<!-- runtimes: end -->';
  const readmes = {
    'README.md': '| Runtime or tool | Version | Tried as |',
    'README.ja.md': '| ランタイム・ツール | バージョン | 試した形 |',
  };
  return Object.entries(readmes).every(([name, head]) => {
    const path = join(root, name);
    const readme = readFileSync(path, 'utf8');
    const [before, rest] = readme.split(begin);
    const right = [before, begin, readmeTable(head, rows), end, rest.split(end)[1]].join('');
    if (process.env.UPDATE) writeFileSync(path, right);
    const isRight = Boolean(process.env.UPDATE) || readme === right;
    if (!isRight) console.error(`The table in ${name} is not that of the matrix: UPDATE=1 cargo xtask test`);
    return isRight;
  });
}

// A line for each runtime, with its versions and with the ways in which it was tried. Browsers are those of the machine,
// so a version of theirs would change the table from machine to machine.
function readmeTable(head, rows) {
  const lines = [...new Set(rows.map(({ runtime }) => runtime))].map((runtime) => {
    const own = rows.filter((row) => row.runtime === runtime);
    const distinct = (values) => [...new Set(values)].filter(Boolean).join(', ');
    const versions = distinct(own.filter(({ isPinned }) => isPinned).map(({ version }) => version));
    return `| ${runtime} | ${versions} | ${distinct(own.map(({ how }) => how))} |\n`;
  });
  return [`${head}\n| --- | --- | --- |\n`, ...lines].join('');
}
