// `chatwork-wasm/emulator`: a local Chatwork as a `fetch`, for tests and pages.

import { Emulator } from '#emulator';
import { start } from '#emulator/start';
import { deliveries } from './deliveries.js';

let made = 0;

export function createEmulator(options) {
  const { world, fetch, onWebhook, ...unknown } = options ?? {};
  const [name] = Object.keys(unknown);
  if (name !== undefined) {
    throw new TypeError(`createEmulator takes { world, fetch, onWebhook }, and not '${name}'`);
  }
  for (const [name, value] of Object.entries({ fetch, onWebhook })) {
    if (value !== undefined && typeof value !== 'function') throw new TypeError(`${name} is a function`);
  }
  start();
  const emulator = new Emulator(world === undefined ? undefined : JSON.stringify(world));
  // The global one is looked up when it is needed: somebody may replace it after this.
  const { deliver, settled } = deliveries(onWebhook ?? fetch ?? ((request) => globalThis.fetch(request)), (...outcome) =>
    emulator.delivered(...outcome),
  );
  made += 1;
  // A client keeps what it knows of the limits for each address and token, and all of them start with the same tokens.
  const info = JSON.parse(JSON.stringify(emulator.info()).replaceAll('//emulator.', `//emulator-${made}.`));
  const answer = (input, init) => emulator.fetch(input, init, deliver);

  async function ask(route, body) {
    const [method, path] = route.split(' ');
    const response = await answer(info.control + path, { method, body: body && JSON.stringify(body) });
    const value = await response.json();
    if (!response.ok) throw new Error(`${route}: ${value.errors}`);
    return value;
  }

  return { ...info, fetch: answer, ask, settled };
}
