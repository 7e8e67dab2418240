// The runtimes and how they are started are those of the tests.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export function fromTests(file) {
  return import(pathToFileURL(join(process.env.CHATWORK_RUNTIMES, file)));
}
