// Calls the functions and prints a line for each: what was called, what was sent, what came back.

import * as chatwork from 'chatwork-wasm';
import { FUNCTIONS, callAll } from './calls.mjs';
import { readLive } from './live.mjs';

const isLive = process.argv.includes('--live');

let sent = '';
const options = {
  fetch: async (url, init) => {
    const response = await fetch(url, init);
    const { pathname, search } = new URL(url);
    sent = `${init.method} ${pathname}${search} → ${response.status}`;
    return response;
  },
};

let answered = 0;
try {
  for await (const { name, result } of await calls()) {
    answered += 1;
    console.log(`${name.padEnd(22)} ${sent.padEnd(78)} ${short(result)}`);
  }
} catch (error) {
  console.error(`${sent}\n${error}`);
  process.exitCode = 1;
}
if (isLive) {
  console.log(`${answered} reading functions answered`);
} else {
  console.log(`${answered} of ${FUNCTIONS} functions answered`);
  if (answered !== FUNCTIONS) process.exitCode = 1;
  process.exit();
}

async function calls() {
  if (isLive) return readLive(chatwork, process.env.CHATWORK_API_TOKEN, options);
  const { startEmulator } = await import('./emulator.mjs');
  const emulator = await startEmulator();
  return callAll(chatwork, emulator.token, { ...options, baseUrl: emulator.baseUrl });
}

function short(result) {
  const text = JSON.stringify(result);
  const count = Array.isArray(result) ? `${result.length} × ` : '';
  return count + (text.length > 60 ? `${text.slice(0, 59)}…` : text);
}
