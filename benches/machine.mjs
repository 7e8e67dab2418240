// Where the numbers come from: they are worth nothing without it.

import { createRequire } from 'node:module';
import { cpus, release, type } from 'node:os';

const { version } = createRequire(import.meta.url)('chatwork-wasm/package.json');

export function printMachine() {
  const processors = cpus();
  console.log(`chatwork-wasm ${version}, Node ${process.versions.node}, V8 ${process.versions.v8}`);
  console.log(`${type()} ${release()} ${process.arch}, ${processors.length} × ${processors[0]?.model.trim() ?? 'unknown'}`);
}
