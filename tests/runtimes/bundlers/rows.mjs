// Bundlers without any setting or plug-in for WebAssembly; what they make runs in a browser.

import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { browser, visit } from '../browsers/browsers.mjs';
import { serveFolder } from '../browsers/site.mjs';
import { serve } from '../processes.mjs';
import { script, versionOf } from '../programs.mjs';
import { bundlers } from './bundlers.mjs';

export async function rows(harness) {
  const project = await harness.project('bundlers');
  copyFileSync(join(import.meta.dirname, '../browsers/project/settings.mjs'), join(project, 'settings.mjs'));
  const chromium = await browser('Chromium', harness);
  if (chromium !== undefined) await contracts(harness, project, chromium);

  await harness.check('bundlers: who imports only what needs no module gets no module', async (_, signal) => {
    for (const [name, bundle] of Object.entries(bundlers)) {
      const sizes = [];
      for (const imported of ['getRooms', 'isChatworkError']) {
        const entry = join(project, `${imported}.mjs`);
        writeFileSync(entry, `import { ${imported} } from 'chatwork-wasm';\nglobalThis.imported = ${imported};\n`);
        const folder = join(project, 'dist', `${name}-${imported}`);
        await bundle({ project, entry, folder, signal });
        sizes.push(gzipSync(readFileSync(join(folder, 'main.js')), { level: 9 }).length);
      }
      console.log(`  ${name}: getRooms ${sizes[0]} bytes with gzip, isChatworkError ${sizes[1]}`);
      assert.ok(sizes[1] < 2000, `${name} keeps what is not used`);
    }
  });
}

async function contracts(harness, project, chromium) {
  const vite = { runtime: 'Vite', version: versionOf('vite'), how: '`vite dev`' };
  await harness.row(vite, async (settings, signal, reported) => {
    const args = [script('vite'), 'dev', '--host', '127.0.0.1', '--port', '0'];
    const ready = (line) => line.match(/http:\/\/127\.0\.0\.1:\d+\//)?.[0];
    const env = { ...process.env, NO_COLOR: '1' };
    const page = await serve(process.execPath, args, { cwd: project, env, signal, ready });
    await visit(chromium, page, settings, signal, reported);
  });

  for (const [name, bundle] of Object.entries(bundlers)) {
    const row = { runtime: name, version: versionOf(packageOf(name)), how: 'build' };
    await harness.row(row, async (settings, signal, reported) => {
      const folder = join(project, 'dist', name);
      await bundle({ project, entry: join(project, 'main.mjs'), folder, signal });
      // The module travels inside the script: nothing else may be needed.
      assert.deepEqual(readdirSync(folder), ['main.js']);
      await visit(chromium, `${await serveFolder(folder)}/page?main.js`, settings, signal, reported);
    });
  }
}

function packageOf(bundler) {
  return bundler === 'Rspack' ? '@rspack/core' : bundler.toLowerCase();
}
