// An npm registry that has one package: the packed one, which is also installed in a project. Returns its address.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { listen } from './listen.mjs';

export async function registryOf(tarball, project) {
  const manifest = join(project, 'node_modules/chatwork-wasm/package.json');
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
