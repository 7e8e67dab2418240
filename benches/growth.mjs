// What a call costs the more of them are on their way, and the more tokens and rooms there are.

import { inChild } from './child.mjs';
import { digits, printTable } from './table.mjs';

const IN_FLIGHT = [1, 10, 100, 1000];
const TOKENS = [1, 100, 1000, 10_000];
const ROOMS = [1, 100, 10_000];

console.log(`
\`fetch\` is a function that answers in the next turn of the event loop, so no socket is measured. Each line is a
process of its own, with 10,000 calls twice. CPU is per call; heap is that of JavaScript that one call holds while it
waits for its answer, and kept is what is still there when all have ended and garbage was collected. WebAssembly memory
never shrinks: it grows as far as it is needed, and what grew later, in the second 10,000 calls, would go on to grow.`);
await print('Calls in flight', 'inFlight', IN_FLIGHT);
await print('Tokens, 10 calls in flight', 'tokens', TOKENS);
await print('Rooms, 10 posts in flight', 'rooms', ROOMS);

async function print(title, name, counts) {
  const rows = [];
  for (const count of counts) {
    console.error(`${title}: ${count}`);
    const { time, held, kept, rss, wasm, grown, grownLater } = await inChild('crowd.mjs', { [name]: count });
    const sizes = [kept, wasm, grown, grownLater, rss].map(kilobytes);
    rows.push([count.toLocaleString('en'), digits(time), (Math.max(0, held) / 1000).toFixed(1), ...sizes]);
  }
  const head = ['CPU µs', 'heap KB', 'kept KB', 'wasm KB', 'grown KB', 'grown later', 'rss KB'];
  printTable(title, [['', ...head], ...rows]);
}

// Less than before is what was there for other reasons.
function kilobytes(bytes) {
  return Math.max(0, Math.round(bytes / 1000)).toLocaleString('en');
}
