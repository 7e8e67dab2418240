// Bun.

import { run } from '../processes.mjs';
import { program } from '../programs.mjs';

export async function rows(harness) {
  const { path, version } = program('bun');
  if (path === undefined) return harness.isMissing(`Bun: npm has none for ${process.platform} ${process.arch}`);
  const project = await harness.project('bun', 'node/project');
  for (const [how, file] of [
    ['`import`', 'import.mjs'],
    ['`require`', 'require.cjs'],
  ]) {
    await harness.row({ runtime: 'Bun', version, how }, (settings, signal) => {
      return run(path, ['run', file, JSON.stringify(settings)], { cwd: project, signal });
    });
  }
}
