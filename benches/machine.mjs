// Where the figures come from: they are worth nothing without it.

import { createRequire } from 'node:module';
import { cpus, release, totalmem, type } from 'node:os';

const { version } = createRequire(import.meta.url)('chatwork-wasm/package.json');
const processors = cpus();

console.log(`\
- chatwork-wasm ${version}, Node ${process.versions.node}, V8 ${process.versions.v8}
- ${type()} ${release()} ${process.arch}, ${processors.length} × ${processors[0]?.model.trim() ?? 'unknown'}, \
${Math.round(totalmem() / 2 ** 30)} GiB
- ${new Date().toISOString().slice(0, 10)}`);
