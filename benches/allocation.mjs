// What one call allocates, in a process in which nothing collects it meanwhile.

import { PerformanceObserver } from 'node:perf_hooks';
import { answer } from './child.mjs';
import { memoryNow } from './memory.mjs';

// Few enough that the bytes beside the heap do not make for a collection either.
const CALLS = 100;
const WARM_UP = 50;

await answer(async ({ baseUrl, name, workload }) => {
  // After memory.mjs, which wants to see the module start.
  const { clientsOf } = await import('./clients.mjs');
  const call = clientsOf(baseUrl)[name][workload];
  for (let index = 0; index < WARM_UP; index += 1) await call();
  const { wasm } = memoryNow();
  let collections = 0;
  const observer = new PerformanceObserver((list) => (collections += list.getEntries().length));
  observer.observe({ entryTypes: ['gc'] });
  const start = process.memoryUsage().heapUsed;
  for (let index = 0; index < CALLS; index += 1) await call();
  const heap = (process.memoryUsage().heapUsed - start) / CALLS;
  // The observer is told in a task of its own.
  await new Promise((resolve) => setTimeout(resolve, 100));
  observer.disconnect();
  if (collections > 0) throw new Error(`${name}, ${workload}: garbage was collected while it was counted`);
  return { heap, wasm: memoryNow().wasm - wasm };
});
