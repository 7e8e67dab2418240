// Hono on Workers, deployed by wrangler.

import { configure, serveDeployed } from '../cloudflare/wrangler.mjs';
import { newerNode, versionOf } from '../programs.mjs';
import { ask } from '../workerd/workerd.mjs';

export async function rows(harness) {
  // What is missing for wrangler, its own rows tell.
  if (newerNode() === undefined) return;
  const project = await harness.project('hono');
  configure(project);
  const row = { runtime: 'Hono', version: versionOf('hono'), how: 'on Workers' };
  await harness.row(row, async (settings, signal) => {
    await ask(await serveDeployed(project, settings, signal), signal);
  });
}
