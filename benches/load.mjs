// From import to the first answer, where nothing has run before.

import { chromium } from './load/chromium.mjs';
import { processes } from './load/processes.mjs';
import { startServer } from './load/server.mjs';
import { workerd } from './load/workerd.mjs';
import { summary } from './rounds.mjs';
import { digits, printTable } from './table.mjs';

const ROUNDS = 15;

const CLIENTS = {
  fetch: 'first/fetch.mjs',
  'chatwork-wasm': 'first/chatwork-wasm.mjs',
  'chatwork-api-client': 'first/chatwork-api-client.cjs',
  'chatwork-api': 'first/chatwork-api.cjs',
  'chatwork-client': 'first/chatwork-client.cjs',
};
const OURS = 'chatwork-wasm';
const AFTER_FETCH = `${OURS} after a fetch`;
// What has to run everywhere.
const NEEDED = ['fetch', OURS, AFTER_FETCH];

// In turns, because what else the machine does changes. One run may measure more than one thing, each with a name.
async function measureIn({ names, first }) {
  const contenders = Object.entries(CLIENTS).map(([name, file]) => ({ name, file, measured: [] }));
  contenders.push({ name: AFTER_FETCH, file: CLIENTS[OURS], isAfterFetch: true, measured: [] });
  // The first round fills caches, and tells who runs at all.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const each of contenders.filter(({ failure }) => !failure)) {
      try {
        const measured = await first(each.file, each.isAfterFetch);
        if (round > 0) each.measured.push(measured);
      } catch (error) {
        if (round > 0 || NEEDED.includes(each.name)) throw error;
        each.failure = error;
      }
    }
    contenders.push(contenders.shift());
  }
  return names.map((name, index) => ({
    name,
    results: Object.fromEntries(contenders.map((each) => [each.name, resultOf(each, index)])),
  }));
}

function resultOf({ measured, failure }, index) {
  if (failure) return { failure };
  // Not everywhere is there more than the answer.
  const known = Object.keys(measured[0][index]);
  return Object.fromEntries(known.map((what) => [what, summary(measured.map((all) => all[index][what]))]));
}

const server = await startServer();
const rows = [];
console.error('Starting programs for some minutes, each to make one call.');
for (const runtime of [...processes(server), await chromium(server), await workerd(server)]) {
  console.error(`- ${runtime.names.join(', ')}`);
  rows.push(...(await measureIn(runtime)));
}
server.stop();

printTable('From import to the first answer, milliseconds', [
  ['', ...Object.keys(CLIENTS)],
  ...rows.map(({ name, results }) => [name, ...Object.keys(CLIENTS).map((client) => cell(results[client]))]),
]);
printFailures();
printTable(`${OURS}, until its first call has reached \`fetch\`, milliseconds`, [
  ['', 'import', 'import and start'],
  ...rows
    .map(({ name, results }) => [name, results[AFTER_FETCH]])
    .filter(([, { ready }]) => ready)
    .map(([name, { imported, ready }]) => [name, shown(imported), shown(ready)]),
]);

function cell({ failure, answered }) {
  return failure ? 'does not run' : shown(answered);
}

function shown({ median, spread }) {
  // Less than an empty Worker takes, for one: then the noise is larger than what is measured.
  return median > 0 ? `${digits(median)} ±${digits(spread)}%` : 'within the noise';
}

// Both visits of a page fail for the same reason.
function printFailures() {
  const failed = rows.flatMap(({ results }) => Object.entries(results).filter(([, { failure }]) => failure));
  const sentences = failed.map(([client, { failure }]) => `- ${client} does not run: ${failure.message}`);
  console.log(`\n${[...new Set(sentences)].join('\n')}`);
}
