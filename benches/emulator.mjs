// The emulator itself: how many requests it answers, so that one sees that it holds no client up.

import autocannon from 'autocannon';
import { BODY, clientsOf } from './clients.mjs';
import { digits, printTable } from './table.mjs';
import { turnOf } from './turns.mjs';
import { ROOM, TOKEN, startWorld } from './world.mjs';

const CONNECTIONS = [1, 16, 64];
const SECONDS = 2;

const form = { method: 'POST', body: `${new URLSearchParams({ body: BODY })}` };
const REQUESTS = {
  'GET /me': { path: '/me' },
  'GET of 100 rooms': { path: '/rooms', workload: 'rooms' },
  'GET of 100 messages': { path: `/rooms/${ROOM}/messages?force=1`, workload: 'messages' },
  'POST of a message': { path: `/rooms/${ROOM + 1}/messages`, workload: 'post', ...form },
};
const headers = { 'x-chatworktoken': TOKEN, 'content-type': 'application/x-www-form-urlencoded' };

const { baseUrl, reset, stop } = await startWorld();
const clients = Object.entries(clientsOf(baseUrl));

console.log(`
By autocannon, with so many connections that send one request after the other. Below is what the fastest client of
"Calls" asks for, 16 at once.`);
for (const [title, { path, workload, ...request }] of Object.entries(REQUESTS)) {
  const rows = [];
  for (const connections of CONNECTIONS) {
    console.error(`${title}, ${connections} connections`);
    const result = await autocannon({ url: baseUrl + path, connections, duration: SECONDS, headers, ...request });
    await reset();
    rows.push([connections === 1 ? '1 connection' : `${connections} connections`, ...rowOf(result)]);
  }
  if (workload) rows.push(await fastest(workload));
  printTable(title, [['', 'requests/s', 'p50 ms', 'p99 ms', 'errors'], ...rows]);
}
stop();

function rowOf({ requests, latency, errors, timeouts, non2xx }) {
  return [digits(requests.average), whole(latency.p50), whole(latency.p99), `${errors + timeouts + non2xx}`];
}

// It counts whole milliseconds.
function whole(milliseconds) {
  return milliseconds < 1 ? '<1' : `${milliseconds}`;
}

async function fastest(workload) {
  let best = { perSecond: 0 };
  for (const [name, client] of clients.filter(([, client]) => client[workload])) {
    // To warm up.
    await turnOf(client[workload], 16, 500);
    const { perSecond } = await turnOf(client[workload], 16, 500);
    await reset();
    if (perSecond > best.perSecond) best = { name, perSecond };
  }
  return [best.name, digits(best.perSecond), '', '', ''];
}
