// workerd, without nodejs_compat and without a bundler.

import assert from 'node:assert/strict';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { program } from '../programs.mjs';
import { crowd } from './crowd.mjs';
import { measureSize, printStartUp } from './limits.mjs';
import { serveWorker } from './workerd.mjs';

// Before promises of other requests were handled, before weak references; and the newest that this workerd knows.
const DATES = ['2022-03-21', '2026-11-17'];

export async function rows(harness) {
  const { version } = program('workerd');
  const project = await harness.project('workerd', 'workerd/project');
  const files = ['index.workerd.js', 'chatwork.wasm'];
  for (const name of files) copyFileSync(join(project, 'node_modules/chatwork-wasm/dist', name), join(project, name));
  const ours = [['chatwork-wasm', 'index.workerd.js'], 'chatwork.wasm'];
  const modules = ['worker.mjs', 'contract.mjs', 'calls.mjs', ...ours];

  for (const date of DATES) {
    const start = ({ token, ...settings }, signal, heard) => {
      const bindings = { CHATWORK_API_TOKEN: token, SETTINGS: JSON.stringify(settings) };
      return serveWorker(project, { modules, date, bindings, signal, heard });
    };

    await harness.row({ runtime: 'workerd', version, how: `compatibility date ${date}` }, async (settings, signal) => {
      const worker = await start(settings, signal);
      const response = await fetch(`${worker}/try`, { signal });
      assert.equal(await response.text(), 'reported');
    });

    await harness.check(`workerd ${date}: 500 requests at once, some clients gone`, async (settings, signal) => {
      const said = [];
      const worker = await start(settings, signal, (line) => said.push(line));
      await crowd(worker, settings);
      // workerd tells of promises of other requests and of code that hangs.
      assert.deepEqual(said.slice(1), []);
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

  await harness.check('workerd: within the limits of Workers', async () => {
    measureSize(project, files);
    await printStartUp(project, async (script) => {
      const stopping = new AbortController();
      await serveWorker(project, { modules: [script, ...ours], date: DATES[1], signal: stopping.signal });
      stopping.abort();
    });
  });
}
