// One call: how long it takes, through us, through fetch, and through the clients on npm.

import { inChild } from './child.mjs';
import { FETCH, LIMITS, OURS, WORKLOADS, clientsOf } from './clients.mjs';
import { digits, printTable } from './table.mjs';
import { takeTurns } from './turns.mjs';
import { startWorld } from './world.mjs';

const AT_ONCE = 16;

// More than any client allocates in 100 calls, so that no collection takes away what is being counted.
const LARGE_HEAP = ['--min-semi-space-size=512', '--max-semi-space-size=512'];

const HEAD = ['', 'p50 ms', 'p99 ms', 'calls/s', 'CPU µs', 'p50 / fetch', 'spread'];

const { baseUrl, reset, stop } = await startWorld();
const clients = clientsOf(baseUrl);

console.log(`
"${FETCH}" is what a careful person writes in three lines, and "${FETCH}, timeout" the same with an AbortSignal. CPU is
that of the whole process per call, and heap what a call allocates in JavaScript, counted where nothing is collected.
${LIMITS}`);
for (const workload of Object.keys(WORKLOADS)) {
  await print(workload, 'one after the other', 1, workload !== 'upload');
  await print(workload, `${AT_ONCE} at once`, AT_ONCE, false);
}
stop();

async function print(workload, how, atOnce, isHeapCounted) {
  const title = `${WORKLOADS[workload]}, ${how}`;
  console.error(title);
  const able = Object.entries(clients).filter(([, client]) => client[workload]);
  const calls = Object.fromEntries(able.map(([name, client]) => [name, client[workload]]));
  const figures = await takeTurns(calls, atOnce, reset);
  const rows = [];
  for (const name of Object.keys(clients)) {
    const row = [name, ...rowOf(figures[name], name === FETCH)];
    if (isHeapCounted) row.push(figures[name] ? await heapOf(name, workload) : '');
    rows.push(row);
  }
  printTable(title, [[...HEAD, ...(isHeapCounted ? ['heap KB'] : [])], ...rows]);
}

function rowOf(figures, isMeasure) {
  if (!figures) return ['not offered', ...Array(HEAD.length - 2).fill('')];
  const { p50, p99, perSecond, cpu, ratio } = figures;
  const spread = isMeasure ? '' : `±${digits(ratio.spread)}%`;
  return [digits(p50), digits(p99), digits(perSecond), digits(cpu), digits(ratio.median), spread];
}

async function heapOf(name, workload) {
  const { heap, wasm } = await inChild('allocation.mjs', { baseUrl, name, workload }, LARGE_HEAP);
  // A module that grows with each call would be a fault, and not a figure.
  if (name === OURS && wasm > 0) throw new Error(`${workload}: the WebAssembly memory has grown by ${wasm} bytes`);
  return digits(heap / 1000);
}
