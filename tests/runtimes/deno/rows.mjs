// Deno, with the package from node_modules and from a registry.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { listen } from '../listen.mjs';
import { run } from '../processes.mjs';
import { program } from '../programs.mjs';

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

  const registry = await registryOf(harness.tarball, join(project, 'node_modules/chatwork-wasm/package.json'));
  const env = { ...process.env, NPM_CONFIG_REGISTRY: registry, DENO_DIR: join(project, 'deno-dir') };
  await harness.row({ runtime: 'Deno', version, how: '`npm:` specifier' }, (settings, signal) => {
    const args = ['run', '--no-config', '--node-modules-dir=none', allowed, 'npm.mjs', JSON.stringify(settings)];
    return run(path, args, { cwd: project, env, signal });
  });
}

// An npm registry that has one package. Returns its address.
async function registryOf(tarball, manifest) {
  const bytes = readFileSync(tarball);
  const server = createServer((request, response) => {
    const origin = `http://${request.headers.host}`;
    if (request.url.endsWith('.tgz')) {
      response.end(bytes);
      return;
    }
    const { name, version, ...rest } = JSON.parse(readFileSync(manifest, 'utf8'));
    const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
    const dist = { tarball: `${origin}/${name}-${version}.tgz`, integrity };
    const versions = { [version]: { name, version, ...rest, dist } };
    response.end(JSON.stringify({ name, 'dist-tags': { latest: version }, versions }));
  });
  return listen(server);
}
