// workerd, the runtime of Cloudflare Workers, in a new process each time: until it has answered a request, for which a
// Worker makes its first call. Clocks stand still in a Worker, so an empty one is measured, too, and subtracted.

import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { fromTests } from './tests.mjs';

const { program } = await fromTests('programs.mjs');
const { temporaryFolder } = await fromTests('processes.mjs');
const { modulesIn, serveWorker } = await fromTests('workerd/workerd.mjs');

const DATE = '2026-11-17';

const EMPTY = 'export default { fetch: () => Response.json([1]) };';
const CALLING = (path) => `
  import { getRooms } from './${path}';
  export default {
    fetch: async (_, { BASE_URL: baseUrl }) => Response.json(await getRooms('token-of-the-benchmark', { baseUrl })),
  };`;

export async function workerd({ baseUrl }) {
  const folders = new Map();
  const empty = await folderOf(EMPTY);
  await answered(empty);

  return {
    names: [`workerd ${program('workerd').version}, beyond an empty Worker`],
    async first(path) {
      if (!folders.has(path)) folders.set(path, await folderOf(CALLING(path)));
      const base = await answered(empty);
      return [{ answered: (await answered(folders.get(path))) - base }];
    },
  };

  async function answered(folder) {
    const stopping = new AbortController();
    const start = performance.now();
    const worker = await serveWorker(folder, {
      modules: modulesIn(folder, 'worker.mjs'),
      date: DATE,
      bindings: { BASE_URL: baseUrl },
      signal: stopping.signal,
    });
    const response = await fetch(worker);
    const rooms = await response.json();
    const time = performance.now() - start;
    stopping.abort();
    if (rooms.length === 0) throw new Error('no rooms');
    return time;
  }
}

// A bundle as Workers take it, with Node's modules as they have them.
async function folderOf(contents) {
  const folder = temporaryFolder();
  await build({
    stdin: { contents, resolveDir: join(import.meta.dirname, '..') },
    outfile: join(folder, 'worker.mjs'),
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    conditions: ['workerd'],
    external: ['*.wasm'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire('/');" },
    logLevel: 'error',
  });
  for (const name of ['chatwork.wasm', 'webhook.wasm']) {
    copyFileSync(join('node_modules/chatwork-wasm/dist', name), join(folder, name));
  }
  return folder;
}
