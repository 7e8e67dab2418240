// Browsers without a bundler: in a page, in a Web Worker and in a Service Worker.

import assert from 'node:assert/strict';
import { browsers, open } from './browsers.mjs';
import { startProxy } from './proxy.mjs';
import { serveFolder } from './site.mjs';

export async function rows(harness) {
  const project = await harness.project('browsers', 'browsers/project');
  const site = await serveFolder(project);
  for (const browser of await browsers(harness)) {
    const { name, version } = browser;
    const visit = (page, settings, signal) => {
      return open(browser, `${site}/${page}#${encodeURIComponent(JSON.stringify(settings))}`, signal);
    };

    for (const [how, page] of [
      ['`<script type="module">`', 'page.html'],
      ['Web Worker', 'dedicated.html'],
      ['Service Worker', 'service.html'],
    ]) {
      await harness.row({ runtime: name, version, isPinned: false, how }, async (settings, signal) => {
        await visit(page, { ...settings, baseUrl: await startProxy(settings.baseUrl, signal) }, signal);
      });
    }

    await harness.check(`${name}: without baseUrl, the error tells of CORS and of the token`, async (_, signal) => {
      const error = await harness.reported((report) => visit('error.html', { report }, signal));
      assert.deepEqual([error.name, error.code], ['ChatworkConnectionError', 'connection']);
      assert.match(error.message, /CORS/);
      assert.match(error.message, /baseUrl/);
      assert.match(error.message, /token/);
    });

    await harness.check(`${name}: where the policy forbids WebAssembly, the error says so`, async (_, signal) => {
      const error = await harness.reported((report) => visit('forbidden/error.html', { report }, signal));
      assert.deepEqual([error.name, error.code, error.outcome], ['ChatworkError', 'runtime', 'not-sent']);
      assert.match(error.message, /wasm-unsafe-eval/);
    });
  }
}
