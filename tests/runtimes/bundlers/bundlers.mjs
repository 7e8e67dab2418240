// One function for each bundler: from an entry of a project to a folder with `main.js`, with no setting that is about
// WebAssembly.

import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { rspack } from '@rspack/core';
import resolve from '@rollup/plugin-node-resolve';
import { build as esbuild } from 'esbuild';
import { rolldown } from 'rolldown';
import { rollup } from 'rollup';
import { build as vite } from 'vite';
import webpack from 'webpack';
import { run } from '../processes.mjs';
import { script } from '../programs.mjs';

export const bundlers = {
  async Vite({ project, entry, folder }) {
    const output = { entryFileNames: 'main.js' };
    const build = { outDir: folder, rollupOptions: { input: entry, output, onwarn: refuse } };
    await vite({ root: project, configFile: false, logLevel: 'error', build });
  },
  webpack: (task) => bundledBy(webpack, task),
  Rspack: (task) => bundledBy(rspack, task),
  async Rollup({ entry, folder }) {
    const bundle = await rollup({ input: entry, plugins: [resolve({ browser: true })], onwarn: refuse });
    await bundle.write({ file: join(folder, 'main.js'), format: 'es' });
  },
  async Rolldown({ project, entry, folder }) {
    const bundle = await rolldown({ input: entry, platform: 'browser', cwd: project, onwarn: refuse });
    await bundle.write({ file: join(folder, 'main.js'), format: 'es', minify: true });
  },
  async esbuild({ entry, folder }) {
    const outfile = join(folder, 'main.js');
    const settings = { bundle: true, minify: true, format: 'esm', logLevel: 'silent' };
    const { warnings } = await esbuild({ entryPoints: [entry], outfile, ...settings });
    warnings.forEach(refuse);
  },
  async Parcel({ project, entry, folder, signal }) {
    const cache = join(project, '.parcel-cache');
    const args = [script('parcel'), 'build', entry, '--dist-dir', folder, '--no-source-maps', '--cache-dir', cache];
    const said = await run(process.execPath, args, { cwd: project, signal });
    if (/warning/i.test(said)) refuse({ message: said });
    const [file] = readdirSync(folder);
    renameSync(join(folder, file), join(folder, 'main.js'));
  },
};

// webpack and Rspack, which has the same interface.
async function bundledBy(bundler, { project: context, entry, folder }) {
  const output = { path: folder, filename: 'main.js' };
  const stats = await new Promise((done, failed) => {
    bundler({ mode: 'production', context, entry, output, performance: false }, (error, result) => {
      if (error) failed(error);
      else done(result);
    });
  });
  const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
  [...errors, ...warnings].forEach(refuse);
}

// Of the package a bundler must not even warn.
function refuse(warning) {
  throw new Error(warning.message ?? warning.text);
}
