// The types, in the oldest TypeScript that resolves modules as bundlers do, in the last 5 and in the newest.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../processes.mjs';
import { script, versionOf } from '../programs.mjs';

const COMPILERS = ['typescript-5.0', 'typescript-5.9', 'typescript'];
const RESOLUTIONS = [
  { moduleResolution: 'node16', module: 'node16', files: ['types.ts', 'types.notation.ts', 'types.cts'] },
  { moduleResolution: 'nodenext', module: 'nodenext', files: ['types.ts', 'types.notation.ts', 'types.cts'] },
  { moduleResolution: 'bundler', module: 'esnext', files: ['types.ts', 'types.notation.ts'] },
];
const PLATFORMS = [
  { lib: ['ES2022'], files: [] },
  { lib: ['ES2022', 'DOM'], files: ['types.dom.ts'] },
];

export async function rows(harness) {
  const project = await harness.project('typescript');
  for (const compiler of COMPILERS) {
    for (const { files, ...resolution } of RESOLUTIONS) {
      await harness.check(`TypeScript ${versionOf(compiler)}, ${resolution.moduleResolution}`, async () => {
        for (const { lib, files: more } of PLATFORMS) {
          const compilerOptions = { ...resolution, lib };
          const config = { extends: './tsconfig.json', compilerOptions, files: [...files, ...more] };
          writeFileSync(join(project, 'tsconfig.one.json'), JSON.stringify(config));
          const args = [script(compiler, 'tsc'), '--project', 'tsconfig.one.json'];
          await run(process.execPath, args, { cwd: project });
        }
      });
    }
  }
}
