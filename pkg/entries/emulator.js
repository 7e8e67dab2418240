// `chatwork-wasm/emulator`: a local Chatwork as a `fetch`, for tests and pages.

import { Emulator } from '#glue';
import { start } from './start.js';

export function createEmulator(options) {
  const { world, ...unknown } = options ?? {};
  const [name] = Object.keys(unknown);
  if (name !== undefined) throw new TypeError(`createEmulator takes { world }, and not '${name}'`);
  start();
  const emulator = new Emulator(world === undefined ? undefined : JSON.stringify(world));
  return { ...emulator.info(), fetch: (input, init) => emulator.fetch(input, init) };
}
