// Where the programs of the runtimes are. Their install scripts are not run, so the wrappers npm links do not work: each
// package names one package per platform, npm has installed those that fit, and the program is in there.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const modules = join(import.meta.dirname, 'node_modules');

const places = {
  bun: ['bin/bun', 'bin/bun.exe'],
  deno: ['deno', 'deno.exe'],
  workerd: ['bin/workerd', 'bin/workerd.exe'],
};

// The first one that starts: some platforms have one program for each C library.
export function program(name) {
  const { version, optionalDependencies } = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'));
  for (const dependency of Object.keys(optionalDependencies)) {
    for (const place of places[name]) {
      const path = join(modules, dependency, place);
      if (existsSync(path) && spawnSync(path, ['--version']).status === 0) return { path, version };
    }
  }
  throw new Error(
    `${name} ${version} has no program for this platform; 'npm ci' in ${import.meta.dirname} installs it`,
  );
}
