// Runs the code that the page shows, as somebody who copied it.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../processes.mjs';
import { program } from '../programs.mjs';
import { serveWorker } from '../workerd/workerd.mjs';

// In which the package is installed.
const PROJECT = join(import.meta.dirname, '../projects/page');
const WASM = ['chatwork.wasm', 'webhook.wasm'];

// What it prints.
export async function onNode(code, token) {
  write('call.mjs', code);
  return run(process.execPath, ['call.mjs'], { cwd: PROJECT, env: environment(token) });
}

// The same, with the permissions that the code names, and no others.
export async function onDeno(code, token) {
  write('call.js', code);
  write('package.json', JSON.stringify({ type: 'module', dependencies: { 'chatwork-wasm': '*' } }));
  const args = code.match(/deno (run .*)$/m)[1].split(' ');
  return run(program('deno').path, args, { cwd: PROJECT, env: environment(token) });
}

// What a Worker answers to a POST.
export async function onWorkers(code, bindings, { body, headers } = {}) {
  write('worker.mjs', code);
  write('package.mjs', "export * from './chatwork-wasm/index.workerd.js';\n");
  const ours = ['index.workerd.js', ...WASM].map((name) => {
    return [`chatwork-wasm/${name}`, `node_modules/chatwork-wasm/dist/${name}`];
  });
  const modules = ['worker.mjs', ['chatwork-wasm', 'package.mjs'], ...ours];
  const stopping = new AbortController();
  try {
    const worker = await serveWorker(PROJECT, { modules, date: '2026-11-17', bindings, signal: stopping.signal });
    const response = await fetch(worker, { method: 'POST', headers, body });
    return { status: response.status, text: await response.text() };
  } finally {
    stopping.abort();
  }
}

function write(name, text) {
  writeFileSync(join(PROJECT, name), text);
}

function environment(token) {
  return { ...process.env, CHATWORK_API_TOKEN: token, NO_COLOR: '1' };
}
