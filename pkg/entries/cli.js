#!/usr/bin/env node
// `npx chatwork-wasm …`

import { argv, env, exit, stdout } from 'node:process';
import { run } from './cli/run.js';

// The write that fails tells of it; without a listener it would end the process.
stdout.on('error', () => {});
exit(await run(argv.slice(2), env));
