// Cloudflare's tools as a user meets them: wrangler, the Vite plugin and the Vitest plugin.

import assert from 'node:assert/strict';
import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, serve } from '../processes.mjs';
import { newerNode, script, versionOf } from '../programs.mjs';
import { pacing } from '../workerd/pacing.mjs';
import { ask, bindingsOf, modulesIn, serveWorker } from '../workerd/workerd.mjs';
import { DATE, configure, env, serveDeployed } from './wrangler.mjs';

export async function rows(harness) {
  const node = newerNode()?.path;
  if (node === undefined) return harness.isMissing(`Node 22: npm has none for ${process.platform} ${process.arch}`);
  const project = await harness.project('cloudflare');
  configure(project);
  copyFileSync(join(import.meta.dirname, '../workerd/project/worker.mjs'), join(project, 'worker.mjs'));
  // Where wrangler and both plugins read the secrets of a Worker that is not deployed yet.
  const writeSecrets = (settings) => {
    const lines = Object.entries(bindingsOf(settings)).map(([name, value]) => `${name}='${value}'\n`);
    writeFileSync(join(project, '.dev.vars'), lines.join(''));
  };
  const start = (args, settings, signal) => {
    writeSecrets(settings);
    const ready = (line) => line.match(/http:\/\/(?:127\.0\.0\.1|localhost):\d+/)?.[0];
    return serve(node, args, { cwd: project, env, signal, ready });
  };
  const dev = async (args, settings, signal) => ask(await start(args, settings, signal), signal);

  const wrangler = { runtime: 'wrangler', version: versionOf('wrangler') };
  await harness.row({ ...wrangler, how: '`wrangler deploy`' }, async (settings, signal) => {
    await ask(await serveDeployed(project, settings, signal), signal);
  });
  const wranglerDev = [script('wrangler'), 'dev', '--ip', '127.0.0.1', '--port', '0'];
  await harness.row({ ...wrangler, how: '`wrangler dev`' }, (settings, signal) => dev(wranglerDev, settings, signal));

  // As the README sets it up.
  await harness.check('wrangler dev: a Durable Object as the pacer', async (settings, signal) => {
    copyFileSync(join(import.meta.dirname, '../workerd/project/pacing.mjs'), join(project, 'pacing.mjs'));
    configure(project, {
      main: 'pacing.mjs',
      durable_objects: { bindings: [{ name: 'PACER', class_name: 'ChatworkPacer' }] },
      migrations: [{ tag: 'v1', new_sqlite_classes: ['ChatworkPacer'] }],
    });
    const worker = await start(wranglerDev, settings, signal);
    await pacing([worker, worker], settings);
  });
  configure(project);

  const vite = { runtime: 'Cloudflare Vite plugin', version: versionOf('@cloudflare/vite-plugin') };
  await harness.row({ ...vite, how: '`vite dev`' }, (settings, signal) => {
    return dev([script('vite'), 'dev', '--port', '0'], settings, signal);
  });
  await harness.row({ ...vite, how: '`vite build`' }, async (settings, signal) => {
    await run(node, [script('vite'), 'build'], { cwd: project, env, signal });
    const folder = join(project, 'dist/chatwork_worker');
    const assets = readdirSync(join(folder, 'assets')).map((name) => `assets/${name}`);
    assert.ok(assets.some((name) => name.endsWith('.wasm')));
    const modules = [...modulesIn(folder, 'index.js'), ...assets];
    const worker = await serveWorker(folder, { modules, date: DATE, bindings: bindingsOf(settings), signal });
    await ask(worker, signal);
  });

  const vitest = { runtime: 'Cloudflare Vitest plugin', version: versionOf('@cloudflare/vitest-plugin') };
  await harness.row({ ...vitest, how: '`vitest run`' }, async (settings, signal) => {
    writeSecrets(settings);
    await run(node, [script('vitest'), 'run'], { cwd: project, env, signal });
  });
}
