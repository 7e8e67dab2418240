// Which Chatwork the page talks to: the one inside the page, or one with an address.

import { createEmulator } from './chatwork-wasm/emulator.js';

const changes = new EventTarget();

// { kind, options, accounts, control }: `options` are those of every function, each of `accounts` has a name and a token,
// and only the Chatwork inside the page has a `control`.
export let connection;

export function connectInside() {
  const { baseUrl, fetch, accounts, control } = createEmulator();
  connect({ kind: 'inside', options: { baseUrl, fetch }, accounts, control });
}

export function connectTo(baseUrl, accounts) {
  connect({ kind: 'address', options: { baseUrl }, accounts });
}

function connect(to) {
  connection = to;
  changes.dispatchEvent(new Event('change'));
}

// Called now, and after each change.
export function onConnection(listener) {
  listener(connection);
  changes.addEventListener('change', () => listener(connection));
}
