// The types, in the oldest TypeScript that resolves modules as bundlers do, in the last 5 and in the newest.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configure, env } from '../cloudflare/wrangler.mjs';
import { run } from '../processes.mjs';
import { newerNode, script, versionOf } from '../programs.mjs';

const COMPILERS = ['typescript-5.0', 'typescript-5.9', 'typescript'];
const RESOLUTIONS = [
  { moduleResolution: 'node16', module: 'node16', files: ['types.ts', 'types.notation.ts', 'types.cts'] },
  { moduleResolution: 'nodenext', module: 'nodenext', files: ['types.ts', 'types.notation.ts', 'types.cts'] },
  { moduleResolution: 'bundler', module: 'esnext', files: ['types.ts', 'types.notation.ts'] },
];
const PLATFORMS = [
  { lib: ['ES2022'], files: [] },
  { lib: ['ES2022', 'DOM'], files: ['types.dom.ts', 'types.emulator.ts'] },
];

// What `wrangler types` writes can be read where modules are resolved as bundlers do.
const WORKERS = {
  moduleResolution: 'bundler',
  module: 'esnext',
  lib: ['ES2022'],
  files: ['workers.d.ts', 'types.emulator.ts'],
};

export async function rows(harness) {
  const project = await harness.project('typescript');
  for (const compiler of COMPILERS) {
    for (const { files, ...resolution } of RESOLUTIONS) {
      await harness.check(`TypeScript ${versionOf(compiler)}, ${resolution.moduleResolution}`, async () => {
        for (const { lib, files: more } of PLATFORMS) {
          await compile(project, compiler, { ...resolution, lib, files: [...files, ...more] });
        }
      });
    }
  }
  // What is missing for wrangler, its own rows tell.
  if (newerNode() === undefined) return;
  await harness.check('TypeScript, with the types of Workers', async (_, signal) => {
    configure(project, { main: undefined });
    const args = [script('wrangler'), 'types', 'workers.d.ts', '--include-env', 'false'];
    await run(newerNode().path, args, { cwd: project, env, signal });
    await compile(project, 'typescript', WORKERS);
  });
}

async function compile(project, compiler, { files, ...compilerOptions }) {
  const config = { extends: './tsconfig.json', compilerOptions, files };
  writeFileSync(join(project, 'tsconfig.one.json'), JSON.stringify(config));
  await run(process.execPath, [script(compiler, 'tsc'), '--project', 'tsconfig.one.json'], { cwd: project });
}
