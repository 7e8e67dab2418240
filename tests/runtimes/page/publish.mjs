// The page as it is published, with the package as it is installed.

import { join } from 'node:path';
import { publish, serveSite } from '../../../xtask/site.mjs';

// Returns the address.
export async function serveInstalled(harness) {
  const project = await harness.projectOf('page', {});
  const site = join(project, 'site');
  await publish(join(project, 'node_modules/chatwork-wasm/dist'), site);
  const { server, url } = await serveSite(site, 0);
  server.unref();
  return url;
}
