// workerd, without nodejs_compat and without a bundler.

import assert from 'node:assert/strict';
import { program } from '../programs.mjs';
import { manyAtOnce } from './concurrency.mjs';
import { measureSize, printStartUp } from './limits.mjs';
import { pacing, serveBoth } from './pacing.mjs';
import { FILES, ask, bindingsOf, packageIn, serveWorker } from './workerd.mjs';

// Before `handle_cross_request_promise_resolution` and `enable_weak_ref`, and the newest that this workerd knows.
const DATES = ['2022-03-21', '2026-11-17'];

export async function rows(harness) {
  const { path, version } = program('workerd');
  if (path === undefined) return harness.isMissing(`workerd: npm has none for ${process.platform} ${process.arch}`);
  const project = await harness.project('workerd');
  const ours = packageIn(project);
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
    measureSize(project, FILES);
    await printStartUp(project, async (script) => {
      const stopping = new AbortController();
      await serveWorker(project, { modules: [script, ...ours], date: DATES[1], signal: stopping.signal });
      stopping.abort();
    });
  });
}
