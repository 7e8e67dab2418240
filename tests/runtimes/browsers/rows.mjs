// Browsers without a bundler: in a page, in a Web Worker and in a Service Worker.

import assert from 'node:assert/strict';
import { browser, names, visit } from './browsers.mjs';
import { serveFolder } from './site.mjs';

export async function rows(harness) {
  const project = await harness.project('browsers');
  const site = await serveFolder(project);
  for (const name of names) {
    const found = await browser(name, harness);
    if (found === undefined) continue;
    const { version } = found;

    for (const [how, script] of [
      ['`<script type="module">`', 'page.mjs'],
      ['Web Worker', 'dedicated.mjs'],
      ['Service Worker', 'service.mjs'],
    ]) {
      const row = { runtime: name, version, isPinned: false, how };
      await harness.row(row, (settings, signal, reported) => {
        return visit(found, `${site}/page?${script}`, settings, signal, reported);
      });
    }

    // The site lets nothing out, so the service is not really asked. To a script, that looks like missing CORS headers.
    await harness.check(`${name}: without baseUrl, the error tells of CORS and of the token`, async (_, signal) => {
      const error = await errorOf(found, `${site}/page?error.mjs`, signal);
      assert.deepEqual([error.name, error.code], ['ChatworkConnectionError', 'connection']);
      assert.match(error.message, /CORS/);
      assert.match(error.message, /baseUrl/);
      assert.match(error.message, /token/);
    });

    await harness.check(`${name}: where the policy forbids WebAssembly, the error says so`, async (_, signal) => {
      const error = await errorOf(found, `${site}/forbidden/page?error.mjs`, signal);
      assert.deepEqual([error.name, error.code, error.outcome], ['ChatworkError', 'runtime', 'not-sent']);
      assert.match(error.message, /wasm-unsafe-eval/);
    });
  }

  function errorOf(found, page, signal) {
    return harness.reported((report, reported) => visit(found, page, { report }, signal, reported));
  }
}
