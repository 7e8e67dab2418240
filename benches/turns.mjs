// Calls in turns: for a while through one client, then through the next one, and so round and round, because what else
// the machine does changes from one second to the next.

import { summary } from './rounds.mjs';

const ROUNDS = 8;

// Long enough for many calls, and short enough for many rounds.
const MILLISECONDS = 150;

// However long an upload takes.
const FEWEST = 10;

// Measures each of the calls, so many at once, beside the one named first.
export async function takeTurns(calls, atOnce, between) {
  const all = Object.entries(calls).map(([name, call]) => ({ name, call, turns: [] }));
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const { call, turns } of all) {
      const turn = await turnOf(call, atOnce);
      // The first round warms up.
      if (round >= 0) turns.push(turn);
    }
    // Nobody always comes after the same one.
    all.push(all.shift());
    await between();
  }
  const [first] = Object.keys(calls);
  const { turns: beside } = all.find(({ name }) => name === first);
  return Object.fromEntries(Object.keys(calls).map((name) => [name, figures(all, name, beside)]));
}

export async function turnOf(call, atOnce, milliseconds = MILLISECONDS) {
  const times = [];
  const cpu = process.cpuUsage();
  const begin = performance.now();
  async function callAgain() {
    while (performance.now() - begin < milliseconds || times.length < FEWEST) {
      const start = performance.now();
      await call();
      times.push(performance.now() - start);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, callAgain));
  const took = performance.now() - begin;
  const { user, system } = process.cpuUsage(cpu);
  const count = times.length;
  return { times, p50: percentile(times, 50), perSecond: (count / took) * 1000, cpu: (user + system) / count };
}

function figures(all, name, beside) {
  const { turns } = all.find((each) => each.name === name);
  const times = turns.flatMap((turn) => turn.times);
  return {
    p50: percentile(times, 50),
    p99: percentile(times, 99),
    perSecond: summary(turns.map((turn) => turn.perSecond)).median,
    cpu: summary(turns.map((turn) => turn.cpu)).median,
    ratio: summary(turns.map((turn, round) => turn.p50 / beside[round].p50)),
  };
}

function percentile(numbers, percent) {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1];
}
