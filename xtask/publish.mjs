// Makes the demo page and the reference of the API of what was built: node publish.mjs SITE

import { join } from 'node:path';
import { writeReference } from './reference.mjs';
import { publish } from './site.mjs';

const [site] = process.argv.slice(2);

await publish(join(import.meta.dirname, '../pkg/dist'), site);
await writeReference(join(site, 'reference'));
