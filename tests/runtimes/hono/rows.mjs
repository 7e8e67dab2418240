// Hono on Workers, bundled by esbuild for them.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { build } from 'esbuild';
import { versionOf } from '../programs.mjs';
import { modulesIn, serveWorker } from '../workerd/workerd.mjs';

export async function rows(harness) {
  const project = await harness.project('hono', 'hono/project');
  const row = { runtime: 'Hono', version: versionOf('hono'), how: 'on Workers' };
  await harness.row(row, async ({ token, ...settings }, signal) => {
    const folder = join(project, 'dist');
    await build({
      entryPoints: [join(project, 'worker.mjs')],
      outdir: folder,
      bundle: true,
      format: 'esm',
      conditions: ['workerd', 'worker', 'browser'],
      loader: { '.wasm': 'copy' },
    });
    const worker = await serveWorker(folder, {
      modules: modulesIn(folder, 'worker.js'),
      date: '2026-10-01',
      bindings: { CHATWORK_API_TOKEN: token, SETTINGS: JSON.stringify(settings) },
      signal,
    });
    const response = await fetch(`${worker}/try`, { signal });
    assert.equal(await response.text(), 'reported');
  });
}
