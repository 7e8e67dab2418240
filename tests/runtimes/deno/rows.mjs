// Deno, with the package from node_modules and from a registry.

import { join } from 'node:path';
import { run } from '../processes.mjs';
import { program } from '../programs.mjs';
import { registryOf } from '../registry.mjs';

export async function rows(harness) {
  const { path, version } = program('deno');
  if (path === undefined) return harness.isMissing(`Deno: npm has none for ${process.platform} ${process.arch}`);
  const project = await harness.project('deno');
  // Nothing but the network: not even reading files.
  const allowed = '--allow-net=127.0.0.1';

  await harness.row({ runtime: 'Deno', version, how: '`node_modules`' }, (settings, signal) => {
    const args = ['run', '--node-modules-dir=manual', allowed, 'node_modules.mjs', JSON.stringify(settings)];
    return run(path, args, { cwd: project, signal });
  });

  const registry = await registryOf(harness.tarball, project);
  const env = { ...process.env, NPM_CONFIG_REGISTRY: registry, DENO_DIR: join(project, 'deno-dir') };
  await harness.row({ runtime: 'Deno', version, how: '`npm:` specifier' }, (settings, signal) => {
    const args = ['run', '--no-config', '--node-modules-dir=none', allowed, 'npm.mjs', JSON.stringify(settings)];
    return run(path, args, { cwd: project, env, signal });
  });
}
