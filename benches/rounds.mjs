// Measuring functions against each other: in turns, so that what else the machine does strikes all of them.

const ROUNDS = 9;

// Short enough for many rounds, and long enough for the clock.
const MILLISECONDS = 10;

// Two rounds of each to warm up, of which the second says how often to call it.
const WARM_UP = 2;

// Median milliseconds per call of each function by its name, and how far half of the rounds are around that, in percent.
// A function that returns a promise is awaited.
export async function measure(functions) {
  const runs = Object.entries(functions).map(([name, run]) => ({ name, run, calls: 1, times: [] }));
  for (let round = 0; round < WARM_UP; round += 1) {
    for (const each of runs) each.calls = await callsIn(MILLISECONDS, each.run);
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { run, calls, times } of runs) times.push(await timeOf(run, calls));
  }
  return Object.fromEntries(runs.map(({ name, times }) => [name, summary(times)]));
}

async function callsIn(milliseconds, run) {
  const end = performance.now() + milliseconds;
  let calls = 0;
  do {
    const result = run();
    if (result instanceof Promise) await result;
    calls += 1;
  } while (performance.now() < end);
  return calls;
}

async function timeOf(run, calls) {
  const start = performance.now();
  for (let call = 0; call < calls; call += 1) {
    const result = run();
    if (result instanceof Promise) await result;
  }
  return (performance.now() - start) / calls;
}

export function summary(times) {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share) => sorted[Math.round((sorted.length - 1) * share)];
  const median = at(1 / 2);
  return { median, spread: ((at(3 / 4) - at(1 / 4)) / 2 / median) * 100 };
}
