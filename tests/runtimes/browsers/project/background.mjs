// A Web Worker or a Service Worker.

import * as chatwork from './node_modules/chatwork-wasm/dist/index.js';
import * as markdown from './node_modules/chatwork-wasm/dist/markdown.js';
import * as notation from './node_modules/chatwork-wasm/dist/notation.js';
import { tryContract } from './contract.mjs';

self.addEventListener('message', (event) => {
  const tried = tryContract({ ...chatwork, ...notation, ...markdown }, event.data);
  // Without it, a Service Worker may be stopped before it is done.
  event.waitUntil?.(tried);
});
