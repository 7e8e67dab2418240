// Bundlers without any setting or plug-in for WebAssembly; what they make runs in a browser.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { browsers, open } from '../browsers/browsers.mjs';
import { startProxy } from '../browsers/proxy.mjs';
import { serveFolder } from '../browsers/site.mjs';
import { serve } from '../processes.mjs';
import { script, versionOf } from '../programs.mjs';
import { bundlers } from './bundlers.mjs';

export async function rows(harness) {
  const project = await harness.project('bundlers', 'bundlers/project');
  const [browser] = await browsers(harness);
  if (browser === undefined) return;
  const visit = async (page, settings, signal) => {
    const baseUrl = await startProxy(settings.baseUrl, signal);
    await open(browser, `${page}#${encodeURIComponent(JSON.stringify({ ...settings, baseUrl }))}`, signal);
  };

  await harness.row({ runtime: 'Vite', version: versionOf('vite'), how: '`vite dev`' }, async (settings, signal) => {
    const args = [script('vite'), 'dev', '--host', '127.0.0.1', '--port', '0'];
    const ready = (line) => line.match(/http:\/\/127\.0\.0\.1:\d+\//)?.[0];
    const env = { ...process.env, NO_COLOR: '1' };
    await visit(await serve(process.execPath, args, { cwd: project, env, signal, ready }), settings, signal);
  });

  for (const [name, bundle] of Object.entries(bundlers)) {
    const row = { runtime: name, version: versionOf(packageOf(name)), how: 'build' };
    await harness.row(row, async (settings, signal) => {
      const folder = join(project, 'dist', name);
      await bundle(project, join(project, 'main.mjs'), folder);
      // The module travels inside the script: nothing else may be needed.
      assert.deepEqual(readdirSync(folder), ['main.js']);
      const page = readFileSync(join(project, 'index.html'), 'utf8').replace('main.mjs', 'main.js');
      writeFileSync(join(folder, 'index.html'), page);
      await visit(`${await serveFolder(folder)}/`, settings, signal);
    });
  }

  await harness.check('bundlers: who imports only what needs no module gets no module', async () => {
    for (const [name, bundle] of Object.entries(bundlers)) {
      const sizes = [];
      for (const imported of ['getRooms', 'isChatworkError']) {
        const entry = join(project, `${imported}.mjs`);
        writeFileSync(entry, `import { ${imported} } from 'chatwork-wasm';\nglobalThis.imported = ${imported};\n`);
        const folder = join(project, 'dist', `${name}-${imported}`);
        await bundle(project, entry, folder);
        sizes.push(gzipSync(readFileSync(join(folder, 'main.js')), { level: 9 }).length);
      }
      console.log(`  ${name}: getRooms ${sizes[0]} bytes with gzip, isChatworkError ${sizes[1]}`);
      assert.ok(sizes[1] < 2000, `${name} keeps what is not used`);
    }
  });
}

function packageOf(bundler) {
  return bundler === 'Rspack' ? '@rspack/core' : bundler.toLowerCase();
}
