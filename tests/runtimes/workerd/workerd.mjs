// Serves a folder of modules with workerd, the runtime of Cloudflare Workers, itself: no bundler and no simulator.

import assert from 'node:assert/strict';
import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '../processes.mjs';
import { program } from '../programs.mjs';

const WASM = ['chatwork.wasm', 'webhook.wasm', 'notation.wasm', 'markdown.wasm'];

// The files of the package for Workers.
export const FILES = ['index.workerd.js', 'notation.workerd.js', 'markdown.workerd.js', ...WASM];

// Puts them into the folder in which the package is installed, and returns them as modules: by the names under which
// they are imported, and as if they stood in one folder, because they import each other.
export function packageIn(folder) {
  for (const name of FILES) copyFileSync(join(folder, 'node_modules/chatwork-wasm/dist', name), join(folder, name));
  writeFileSync(join(folder, 'package.mjs'), "export * from './chatwork-wasm/index.workerd.js';\n");
  return [
    ['chatwork-wasm', 'package.mjs'],
    ['chatwork-wasm/notation', 'notation.workerd.js'],
    ['chatwork-wasm/markdown', 'markdown.workerd.js'],
    ...['index.workerd.js', ...WASM].map((name) => [`chatwork-wasm/${name}`, name]),
  ];
}

// What a Worker gets beside its code: the token as a secret, and the rest that the contract needs.
export function bindingsOf({ token, ...settings }) {
  return { CHATWORK_API_TOKEN: token, SETTINGS: JSON.stringify(settings) };
}

// Has a Worker run the contract.
export async function ask(worker, signal) {
  const response = await fetch(`${worker}/try`, { signal });
  assert.equal(await response.text(), 'reported');
}

// `modules` are names of files in the folder, the Worker first, or pairs of the name under which a module is imported
// and that of its file, `options` and `v8Flags` those of workerd. Resolves to the Worker's address once it listens.
export async function serveWorker(
  folder,
  { modules, date, bindings = {}, options = [], v8Flags = [], signal, onLine = () => {} },
) {
  const config = `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = ${workerOf(modules, { date, bindings })}),
    (name = "internet", network = (allow = ["local", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
  v8Flags = ${JSON.stringify(v8Flags)},
);
`;
  const file = `config-${date}.capnp`;
  writeFileSync(join(folder, file), config);
  const ready = (line, child) => {
    const port = portOf(line);
    if (port === undefined) onLine(line, child);
    return port && `http://127.0.0.1:${port}`;
  };
  return serve(program('workerd').path, ['serve', '--control-fd=3', ...options, file], { cwd: folder, signal, ready });
}

// A Worker in the words of the configuration. `more` is put there as it is.
export function workerOf(modules, { date, bindings = {}, namespace, more = '' }) {
  const named = modules.map((module) => (Array.isArray(module) ? module : [module, module]));
  const lines = named.map(([name, file]) => {
    return `(name = "${name}", ${file.endsWith('.wasm') ? 'wasm' : 'esModule'} = embed "${file}")`;
  });
  const texts = Object.entries(bindings).map(([name, value]) => `(name = "${name}", text = ${JSON.stringify(value)})`);
  return `(
  compatibilityDate = "${date}",
  modules = [${lines.join(', ')}],
  bindings = [${[...texts, ...(namespace ? [namespace] : [])].join(', ')}],
  ${more}
)`;
}

// workerd tells which port it got on a channel of its own.
export function portOf(line) {
  return line.startsWith('{"event":"listen"') ? JSON.parse(line).port : undefined;
}

// What a bundler wrote for Workers: the script and the modules beside it.
export function modulesIn(folder, script) {
  return [script, ...readdirSync(folder).filter((name) => name !== script && /\.(js|mjs|wasm)$/.test(name))];
}
