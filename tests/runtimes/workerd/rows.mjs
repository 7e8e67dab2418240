// workerd, without nodejs_compat and without a bundler.

import assert from 'node:assert/strict';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { program } from '../programs.mjs';
import { manyAtOnce } from './concurrency.mjs';
import { measureSize, printStartUp } from './limits.mjs';
import { pacing, serveBoth } from './pacing.mjs';
import { ask, bindingsOf, serveWorker } from './workerd.mjs';

// Before `handle_cross_request_promise_resolution` and `enable_weak_ref`, and the newest that this workerd knows.
const DATES = ['2022-03-21', '2026-11-17'];

export async function rows(harness) {
  const { path, version } = program('workerd');
  if (path === undefined) return harness.isMissing(`workerd: npm has none for ${process.platform} ${process.arch}`);
  const project = await harness.project('workerd');
  const wasm = ['chatwork.wasm', 'webhook.wasm', 'notation.wasm', 'markdown.wasm'];
  const files = ['index.workerd.js', 'notation.workerd.js', 'markdown.workerd.js', ...wasm];
  for (const name of files) copyFileSync(join(project, 'node_modules/chatwork-wasm/dist', name), join(project, name));
  // By the names under which they are imported, and as if they stood in one folder, because they import each other.
  writeFileSync(join(project, 'package.mjs'), "export * from './chatwork-wasm/index.workerd.js';\n");
  const ours = [
    ['chatwork-wasm', 'package.mjs'],
    ['chatwork-wasm/notation', 'notation.workerd.js'],
    ['chatwork-wasm/markdown', 'markdown.workerd.js'],
    ...['index.workerd.js', ...wasm].map((name) => [`chatwork-wasm/${name}`, name]),
  ];
  const modules = ['worker.mjs', 'contract.mjs', 'calls.mjs', ...ours];

  for (const date of DATES) {
    const start = (settings, signal, onLine) => {
      return serveWorker(project, { modules, date, bindings: bindingsOf(settings), signal, onLine });
    };

    await harness.row({ runtime: 'workerd', version, how: `compatibility date ${date}` }, async (settings, signal) => {
      await ask(await start(settings, signal), signal);
    });

    await harness.check(`workerd ${date}: 500 requests at once, some clients gone`, async (settings, signal) => {
      const lines = [];
      const worker = await start(settings, signal, (line) => lines.push(line));
      await manyAtOnce(worker, settings);
      // workerd tells of promises of other requests and of code that hangs.
      assert.deepEqual(lines, []);
    });

    await harness.check(`workerd ${date}: waitUntil`, async (settings, signal) => {
      const worker = await start(settings, signal);
      const response = await fetch(`${worker}/later`, { method: 'POST', body: 'after the answer', signal });
      assert.equal(await response.text(), 'soon');
      for (let stands = false; !stands; ) {
        const messages = await fetch(`${settings.baseUrl}/rooms/${settings.room}/messages?force=1`, {
          headers: { 'x-chatworktoken': settings.token },
          signal,
        });
        stands = (await messages.json()).some(({ body }) => body === 'after the answer');
      }
    });
  }

  await harness.check('workerd: two isolates, one budget', async (settings, signal) => {
    await pacing(await serveBoth(project, ours, settings, signal), settings);
  });

  await harness.check('workerd: within the limits of Workers', async () => {
    measureSize(project, files);
    await printStartUp(project, async (script) => {
      const stopping = new AbortController();
      await serveWorker(project, { modules: [script, ...ours], date: DATES[1], signal: stopping.signal });
      stopping.abort();
    });
  });
}
