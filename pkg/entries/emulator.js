// `chatwork-wasm/emulator`: a local Chatwork as a `fetch`, for tests and pages.

import { Emulator } from '#emulator';
import { start } from '#emulator/start';

let made = 0;

export function createEmulator(options) {
  const { world, ...unknown } = options ?? {};
  const [name] = Object.keys(unknown);
  if (name !== undefined) throw new TypeError(`createEmulator takes { world }, and not '${name}'`);
  start();
  const emulator = new Emulator(world === undefined ? undefined : JSON.stringify(world));
  made += 1;
  // A client keeps what it knows of the limits for each address and token, and all of them start with the same tokens.
  const info = JSON.stringify(emulator.info()).replaceAll('//emulator.', `//emulator-${made}.`);
  return { ...JSON.parse(info), fetch: (input, init) => emulator.fetch(input, init) };
}
