// Two Workers, and so two isolates, that share the limits of one account through a Durable Object.

import assert from 'node:assert/strict';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { program } from '../programs.mjs';
import { serve } from '../processes.mjs';
import { bindingsOf, portOf, workerOf } from './workerd.mjs';

const LIMIT = 300;

// What two isolates make of the limits together. `workers` are their addresses; both may be the same.
export async function pacing(workers, { control }) {
  await ask(`${control}/settings`, { limits: { enabled: true } }, 'PUT');
  const both = async (work) => {
    const answers = await Promise.all(workers.map((worker) => ask(worker, work, 'POST')));
    return answers.flatMap(({ codes, troubles }) => [...codes, ...troubles]);
  };

  // Posts first: they are a part of the requests, and take their time.
  assert.deepEqual(await both({ kind: 'post', count: 12 }), Array(24).fill('done'));
  const posted = await statuses(control, 'POST');
  assert.deepEqual(posted, Array(24).fill(200));

  const ends = await both({ kind: 'get', count: 200, rateLimit: 'reject' });
  const done = ends.filter((end) => end === 'done').length;
  assert.equal(done, LIMIT - posted.length);
  assert.equal(ends.filter((end) => end === 'rate_limit').length, ends.length - done);
  assert.deepEqual(await statuses(control, 'GET'), Array(done).fill(200));
}

// What the service answered, request by request.
async function statuses(control, method) {
  const requests = await ask(`${control}/requests`);
  return requests.filter((request) => request.method === method).map(({ answer }) => answer.status);
}

// Two Workers, and a third one that has the Durable Object. Resolves to the addresses of the two.
export async function serveBoth(project, ours, { token, ...settings }, signal) {
  copyFileSync(join(project, 'node_modules/chatwork-wasm/dist/workers.js'), join(project, 'workers.js'));
  const modules = ['pacing.mjs', ...ours, ['chatwork-wasm/workers', 'workers.js']];
  const pacer = workerOf(modules, {
    date: DATE,
    more: `durableObjectNamespaces = [(className = "ChatworkPacer", uniqueKey = "chatwork-pacer")],
  durableObjectStorage = (inMemory = void),`,
  });
  const names = ['one', 'two'];
  const namespace = '(name = "PACER", durableObjectNamespace = (className = "ChatworkPacer", serviceName = "pacer"))';
  const workers = names.map((name) => {
    const bindings = { ...bindingsOf({ token, ...settings }), NAME: name };
    const worker = workerOf(modules, { date: DATE, bindings, namespace });
    return `(name = "${name}", worker = ${worker})`;
  });
  const sockets = names.map((name) => `(name = "${name}", address = "127.0.0.1:0", http = (), service = "${name}")`);
  writeFileSync(
    join(project, 'config-pacing.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "pacer", worker = ${pacer}),
    ${workers.join(',\n    ')},
    (name = "internet", network = (allow = ["local", "private"])),
  ],
  sockets = [${sockets.join(', ')}],
);
`,
  );
  const found = [];
  const ready = (line) => {
    const port = portOf(line);
    if (port !== undefined) found.push(`http://127.0.0.1:${port}`);
    return found.length === names.length && found;
  };
  return serve(program('workerd').path, ['serve', '--control-fd=3', 'config-pacing.capnp'], {
    cwd: project,
    signal,
    ready,
  });
}

const DATE = '2026-11-17';

async function ask(url, body, method = 'GET') {
  const response = await fetch(url, { method, body: body && JSON.stringify(body) });
  const text = await response.text();
  assert.ok(response.ok, `${url}: ${text}`);
  return JSON.parse(text);
}
