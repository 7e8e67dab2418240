// The page as it is published: the files of www, and beside them those of the installed package.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyPackage, serveSite } from '../../../xtask/site.mjs';

// Returns the address.
export async function publish(harness) {
  const site = await harness.project('page', '../../www');
  // What was built last is not what was packed.
  rmSync(join(site, 'chatwork-wasm'), { recursive: true, force: true });
  copyPackage(join(site, 'node_modules/chatwork-wasm/dist'), site);
  const { server, url } = await serveSite(site, 0);
  server.unref();
  return url;
}
