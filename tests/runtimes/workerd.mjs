// Runs a worker with the package in workerd, the runtime of Cloudflare Workers, and returns what it answers.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

// A module worker without nodejs_compat. `index.workerd.js` imports './chatwork.wasm', a module beside it here too.
const config = `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "internet", network = (allow = ["local", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);

const main :Workerd.Worker = (
  compatibilityDate = "2025-01-01",
  modules = [
    (name = "worker.mjs", esModule = embed "worker.mjs"),
    (name = "smoke.mjs", esModule = embed "smoke.mjs"),
    (name = "calls.mjs", esModule = embed "calls.mjs"),
    (name = "chatwork-wasm", esModule = embed "index.workerd.js"),
    (name = "chatwork.wasm", wasm = embed "chatwork.wasm"),
  ],
);
`;

export async function runInWorkerd(path, project, settings) {
  const folder = join(project, 'workerd');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'config.capnp'), config);
  writeFileSync(
    join(folder, 'worker.mjs'),
    `import * as chatwork from 'chatwork-wasm';
import { smoke } from './smoke.mjs';

export default {
  async fetch() {
    return Response.json(await smoke(chatwork, ${JSON.stringify(settings)}));
  },
};
`,
  );
  for (const name of ['smoke.mjs', 'calls.mjs']) copyFileSync(join(project, name), join(folder, name));
  const dist = join(project, 'node_modules/chatwork-wasm/dist');
  for (const name of ['index.workerd.js', 'chatwork.wasm']) copyFileSync(join(dist, name), join(folder, name));

  const child = spawn(path, ['serve', '--control-fd=3', 'config.capnp'], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  });
  try {
    const port = await Promise.race([portOf(child), endOf(child)]);
    const asked = fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(120_000) });
    const response = await Promise.race([asked, endOf(child)]);
    return await response.text();
  } finally {
    child.kill('SIGKILL');
  }
}

// workerd tells which port it got on a channel of its own.
async function portOf(child) {
  for await (const line of createInterface({ input: child.stdio[3] })) {
    const { event, socket, port } = JSON.parse(line);
    if (event === 'listen' && socket === 'http') return port;
  }
  return new Promise(() => {});
}

async function endOf(child) {
  const [code, signal] = await once(child, 'exit');
  throw new Error(`workerd ended early (${code ?? signal})`);
}
