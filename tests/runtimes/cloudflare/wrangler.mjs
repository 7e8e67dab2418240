// Projects for Cloudflare's tools, and what `wrangler deploy` would upload.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../processes.mjs';
import { newerNode, script } from '../programs.mjs';
import { bindingsOf, modulesIn, serveWorker } from '../workerd/workerd.mjs';

// The newest that the runtimes inside of all three tools know.
export const DATE = '2026-10-01';
export const env = { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: 'true', NO_COLOR: '1' };

export function configure(project, more) {
  const config = { name: 'chatwork-worker', main: 'worker.mjs', compatibility_date: DATE, ...more };
  writeFileSync(join(project, 'wrangler.jsonc'), JSON.stringify(config));
}

// Resolves to the address of the Worker that would be uploaded.
export async function serveDeployed(project, settings, signal) {
  const args = [script('wrangler'), 'deploy', '--dry-run', '--outdir', 'deployed'];
  await run(newerNode().path, args, { cwd: project, env, signal });
  const folder = join(project, 'deployed');
  const modules = modulesIn(folder, 'worker.js');
  return serveWorker(folder, { modules, date: DATE, bindings: bindingsOf(settings), signal });
}
