// Carries out batches in a process of Node, for its parent.

import './counts.mjs';
import { getEventListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { carryOutAll } from './carry.mjs';
import { counts, figures, shared } from './counts.mjs';

let warnings = 0;
process.on('warning', (warning) => {
  warnings += 1;
  console.error(warning);
});
process.on('unhandledRejection', (thrown) => {
  counts.rejections += 1;
  console.error(thrown);
});

process.on('message', async ({ scripts, inFlight, baseUrl }) => {
  process.send(scripts ? await carryOutAll(scripts, inFlight, baseUrl) : await measured());
});
process.on('disconnect', () => process.exit());

async function measured() {
  // What is collected late, as what finalizers hold, is collected the next time.
  for (let round = 0; round < 4; round += 1) {
    await pause(20);
    globalThis.gc();
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return {
    ...figures(),
    listeners: getEventListeners(shared, 'abort').length,
    heap: heapUsed,
    external,
    rss,
    warnings,
  };
}
