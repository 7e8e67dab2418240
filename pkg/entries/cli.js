#!/usr/bin/env node
// `npx chatwork-wasm …`

import { argv, env, exit } from 'node:process';
import { allSaid } from './cli/output.js';
import { run } from './cli/run.js';

const code = await run(argv.slice(2), env);
await allSaid();
exit(code);
