// Two Workers, and so two isolates, that share the limits of one account through a Durable Object.

import assert from 'node:assert/strict';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { program } from '../programs.mjs';
import { serve } from '../processes.mjs';
import { bindingsOf, portOf, workerOf } from './workerd.mjs';

const LIMIT = 300;

export async function pacing(project, ours, settings, signal) {
  const { control } = settings;
  await ask(`${control}/settings`, { limits: { enabled: true } }, 'PUT');
  copyFileSync(join(project, 'node_modules/chatwork-wasm/dist/workers.js'), join(project, 'workers.mjs'));
  const workers = await start(project, ours, settings, signal);
  const both = (work) => Promise.all(workers.map((worker) => ask(worker, work, 'POST')));

  // Posts first: they are a part of the requests, and take their time.
  const posts = await both({ kind: 'post', count: 12 });
  assert.deepEqual(posts.flatMap(({ codes, troubles }) => [...codes, ...troubles]), Array(24).fill('done'));
  const posted = await statuses(control, 'POST');
  assert.deepEqual(posted, Array(24).fill(200));

  const gets = await both({ kind: 'get', count: 200, rateLimit: 'reject' });
  const ends = gets.flatMap(({ codes, troubles }) => [...codes, ...troubles]);
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

async function start(project, ours, { token, ...settings }, signal) {
  const pacer = workerOf(['pacer.mjs', 'workers.mjs', 'chatwork.wasm'], {
    date: DATE,
    more: `durableObjectNamespaces = [(className = "ChatworkPacer", uniqueKey = "chatwork-pacer")],
  durableObjectStorage = (inMemory = void),`,
  });
  const names = ['one', 'two'];
  const namespace = '(name = "PACER", durableObjectNamespace = (className = "ChatworkPacer", serviceName = "pacer"))';
  const workers = names.map((name) => {
    const bindings = { ...bindingsOf({ token, ...settings }), NAME: name };
    const worker = workerOf(['pacing.mjs', 'workers.mjs', ...ours], { date: DATE, bindings, more: '', namespace });
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
