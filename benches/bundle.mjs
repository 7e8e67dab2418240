// Bundles for a browser, all made in the same way.

import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';

// `lacking`: the modules of Node that are in no browser and on no path, and without which the bundle does not run.
export async function bundle(contents, folder = '.') {
  const lacking = new Set();
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(import.meta.dirname, folder) },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    outfile: 'bundle.js',
    sourcemap: 'external',
    write: false,
    logLevel: 'error',
    plugins: [{ name: 'builtins', setup }],
  });
  const [script, map] = ['.js', '.map'].map((ending) => outputFiles.find(({ path }) => path.endsWith(ending)));
  return { script: script.contents, map: JSON.parse(map.text), lacking: [...lacking].sort() };

  // Some packages on npm have the name of a module of Node, and stand in for it.
  function setup({ onResolve, resolve }) {
    onResolve({ filter: /^[\w:/]+$/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === setup || !builtinModules.includes(path.replace(/^node:/, ''))) return undefined;
      const { errors } = await resolve(path, { ...from, pluginData: setup });
      if (errors.length === 0) return undefined;
      lacking.add(path);
      return { path, external: true };
    });
  }
}
