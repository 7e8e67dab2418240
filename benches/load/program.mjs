// On Node, Bun and Deno: node program.mjs FILE URL [after a fetch]

import { measure } from './measure.mjs';

const [file, baseUrl, isAfterFetch] = process.argv.slice(2);
console.log(JSON.stringify(await measure(() => import(file), baseUrl, isAfterFetch)));
