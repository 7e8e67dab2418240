// Cloudflare's tools as a user meets them: wrangler's bundling, the Vite plugin and the Vitest plugin.

import assert from 'node:assert/strict';
import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, serve } from '../processes.mjs';
import { newerNode, script, versionOf } from '../programs.mjs';
import { modulesIn, serveWorker } from '../workerd/workerd.mjs';

const DATE = '2026-10-01';

export async function rows(harness) {
  const project = await harness.project('cloudflare', 'cloudflare/project');
  copyFileSync(join(import.meta.dirname, '../workerd/project/worker.mjs'), join(project, 'worker.mjs'));
  const node = newerNode();
  const env = { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: 'true', NO_COLOR: '1' };
  const bindingsOf = ({ token, ...settings }) => ({ CHATWORK_API_TOKEN: token, SETTINGS: JSON.stringify(settings) });
  // Where wrangler and both plugins read the secrets of a Worker that is not deployed yet.
  const writeSecrets = (settings) => {
    const lines = Object.entries(bindingsOf(settings)).map(([name, value]) => `${name}='${value}'\n`);
    writeFileSync(join(project, '.dev.vars'), lines.join(''));
  };
  const ask = async (worker, signal) => {
    const response = await fetch(`${worker}/try`, { signal });
    assert.equal(await response.text(), 'reported');
  };

  const wrangler = { runtime: 'wrangler', version: versionOf('wrangler'), how: '`wrangler deploy`' };
  await harness.row(wrangler, async (settings, signal) => {
    const args = [script('wrangler'), 'deploy', '--dry-run', '--outdir', 'deployed'];
    await run(node, args, { cwd: project, env, signal });
    const folder = join(project, 'deployed');
    const worker = await serveWorker(folder, {
      modules: modulesIn(folder, 'worker.js'),
      date: DATE,
      bindings: bindingsOf(settings),
      signal,
    });
    await ask(worker, signal);
  });

  await harness.row({ ...wrangler, how: '`wrangler dev`' }, async (settings, signal) => {
    writeSecrets(settings);
    const args = [script('wrangler'), 'dev', '--ip', '127.0.0.1', '--port', '0'];
    await ask(await serve(node, args, { cwd: project, env, signal, ready: addressIn }), signal);
  });

  const vite = { runtime: 'Cloudflare Vite plugin', version: versionOf('@cloudflare/vite-plugin') };
  await harness.row({ ...vite, how: '`vite dev`' }, async (settings, signal) => {
    writeSecrets(settings);
    const args = [script('vite'), 'dev', '--port', '0'];
    await ask(await serve(node, args, { cwd: project, env, signal, ready: addressIn }), signal);
  });

  await harness.row({ ...vite, how: '`vite build`' }, async (settings, signal) => {
    await run(node, [script('vite'), 'build'], { cwd: project, env, signal });
    const folder = join(project, 'dist/chatwork_worker');
    const assets = readdirSync(join(folder, 'assets')).map((name) => `assets/${name}`);
    assert.ok(assets.some((name) => name.endsWith('.wasm')));
    const worker = await serveWorker(folder, {
      modules: [...modulesIn(folder, 'index.js'), ...assets],
      date: DATE,
      bindings: bindingsOf(settings),
      signal,
    });
    await ask(worker, signal);
  });

  const vitest = { runtime: 'Cloudflare Vitest plugin', version: versionOf('@cloudflare/vitest-plugin') };
  await harness.row({ ...vitest, how: '`vitest run`' }, async (settings, signal) => {
    writeSecrets(settings);
    await run(node, [script('vitest'), 'run'], { cwd: project, env, signal });
  });
}

function addressIn(line) {
  return line.match(/http:\/\/(?:127\.0\.0\.1|localhost):\d+/)?.[0];
}
