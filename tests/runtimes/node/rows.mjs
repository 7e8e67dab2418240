// Node, from the oldest version that the package promises to the newest.

import { join } from 'node:path';
import { build } from 'esbuild';
import { run, temporaryFolder } from '../processes.mjs';
import { nodes } from '../programs.mjs';

export async function rows(harness) {
  const project = await harness.project('node');
  for (const { major, path, version } of nodes()) {
    if (path === undefined) {
      harness.isMissing(`Node ${major}: npm has none for ${process.platform} ${process.arch}`);
      continue;
    }
    for (const [how, file] of [
      ['`import`', 'import.mjs'],
      ['`require`', 'require.cjs'],
    ]) {
      await harness.row({ runtime: 'Node', version, how }, (settings, signal) => {
        return run(path, [file, JSON.stringify(settings)], { cwd: project, signal });
      });
    }
  }
  // In a folder of its own, where nothing can be found beside the bundle.
  for (const [format, entry] of [
    ['esm', 'import.mjs'],
    ['cjs', 'require.cjs'],
  ]) {
    const { path, version } = nodes().find((node) => node.path) ?? {};
    if (path === undefined) continue;
    const how = `bundled by esbuild (${format})`;
    await harness.row({ runtime: 'Node', version, how }, async (settings, signal) => {
      const outfile = join(temporaryFolder(), entry);
      await build({ entryPoints: [join(project, entry)], outfile, bundle: true, platform: 'node', format });
      await run(path, [outfile, JSON.stringify(settings)], { signal });
    });
  }
  await harness.check('Node without WebAssembly: the first call says so', () => {
    return run(process.execPath, ['--jitless', 'without-webassembly.mjs'], { cwd: project });
  });
}
