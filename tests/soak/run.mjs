// Soaks the packed package: many calls with everything that goes wrong, in Node and in workerd. Prints Markdown, and
// ends with 1 where something grew, a call never settled, or a message was posted twice.
//
//   node --experimental-websocket run.mjs --project FOLDER --calls N [--only node|workerd]

import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { printTable } from '../../benches/table.mjs';
import { dice, seed } from '../package/dice.mjs';
import { startEmulator } from '../package/emulator.mjs';
import { judged } from './flat.mjs';
import { scriptsOf, worldOf } from './plan.mjs';
import { startNode, startWorkerd } from './subjects.mjs';
import { Tally } from './tally.mjs';

const POINTS = 25;
const MOST_IN_BATCH = 2000;
// Seconds. What a client left in the middle is over by then, a connection that nobody uses is closed, and the slowest of
// the emulator's bodies has met a connection that is.
const PATIENCE = 90;
const SUBJECTS = { node: startNode, workerd: startWorkerd };

const { values } = parseArgs({
  options: { project: { type: 'string' }, calls: { type: 'string', default: '100000' }, only: { type: 'string' } },
});
if (!(Number(values.calls) > 0)) throw new Error(`'${values.calls}' is no number of calls`);
if (!Object.hasOwn(SUBJECTS, values.only ?? 'node')) throw new Error(`--only takes ${Object.keys(SUBJECTS).join(' or ')}`);
const perPoint = Math.ceil(Number(values.calls) / POINTS);
const batches = Math.ceil(perPoint / MOST_IN_BATCH);

const problems = [];
let number = 0;
for (const [name, start] of Object.entries(SUBJECTS)) {
  if (values.only === undefined || values.only === name) await soak(start);
}
for (const problem of problems) console.error(`✗ ${problem}`);
process.exit(problems.length === 0 ? 0 : 1);

async function soak(start) {
  const begin = performance.now();
  const stopping = new AbortController();
  const emulator = await startEmulator();
  const subject = await start(values.project, emulator, stopping.signal);
  const tally = new Tally();
  const points = [];
  const roll = dice(seed);
  try {
    for (let point = 1; point <= POINTS; point += 1) {
      for (let batch = 1; batch <= batches; batch += 1) {
        await carryOut(subject, emulator, tally, roll, Math.ceil(perPoint / batches));
      }
      points.push({ calls: tally.calls, ...(await quietFigures(subject, emulator)) });
      console.error(`${subject.name}: ${JSON.stringify(points.at(-1))}`);
    }
    let left = connectionsTo(emulator);
    for (let second = 0; left > 0 && second < PATIENCE; second += 1) {
      await pause(1000);
      left = connectionsTo(emulator);
    }
    if (left > 0) problems.push(`${subject.name}: ${left} connections that nobody uses`);
  } finally {
    stopping.abort();
    emulator.stop();
  }
  const { rows, grown } = judged(points);
  const minutes = ((performance.now() - begin) / 60_000).toFixed(1);
  console.log(`\n${subject.name}: ${tally.calls.toLocaleString('en')} calls in ${minutes} minutes, SEED=${seed}.`);
  printTable('What is left', rows);
  printTable('How calls ended', tally.rows());
  const found = [...grown, ...tally.problems()];
  problems.push(...found.map((problem) => `${subject.name}: ${problem}`));
}

// Calls of a client that went away go on for as long as their time lets them.
async function quietFigures(subject, emulator) {
  for (let seconds = PATIENCE; ; seconds -= 1) {
    const figures = { ...(await subject.figures()), connections: connectionsTo(emulator) };
    if (seconds === 0 || figures.timers + figures.listeners === 0) return figures;
    await pause(1000);
  }
}

async function carryOut(subject, { control, controlUrl }, tally, roll, count) {
  number += 1;
  const scripts = scriptsOf(roll, number, count);
  await control('/reset', { method: 'POST', world: worldOf(number, scripts) });
  // A rule has a method of its own, so `control` cannot send it.
  const body = JSON.stringify(scripts.flatMap(({ faults }) => faults));
  const response = await fetch(`${controlUrl}/faults`, { method: 'POST', body });
  if (!response.ok) throw new Error(await response.text());
  const ends = await subject.carryOut(scripts, roll);
  tally.add(scripts, ends, await control('/world'));
}

// The emulator's side of them, on Linux only.
function connectionsTo({ baseUrl }) {
  const port = Number(new URL(baseUrl).port).toString(16).toUpperCase().padStart(4, '0');
  try {
    const lines = readFileSync('/proc/net/tcp', 'utf8').split('\n');
    return lines.filter((line) => line.includes(`: 0100007F:${port} `) && / 01 /.test(line.slice(30, 40))).length;
  } catch {
    return undefined;
  }
}
