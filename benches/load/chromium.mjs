// Chromium with an empty profile each time: a visit to a page, and the same once more.

import { readFileSync } from 'node:fs';
import { json } from 'node:stream/consumers';
import { bundle } from '../bundle.mjs';
import { fromTests } from './tests.mjs';

const { browser, visit } = await fromTests('browsers/browsers.mjs');

export async function chromium({ origin, site }) {
  const found = await browser('Chromium', { isMissing });
  const visits = [`Chromium ${found.version}, first visit`, `Chromium ${found.version}, reload`];
  site.set('/', file('text/html', '<!doctype html><title>load</title><script type="module" src="/page.mjs"></script>'));
  site.set('/page.mjs', file('text/javascript', (await bundle(readFileSync('load/page.mjs', 'utf8'), 'load')).script));

  return {
    names: visits,
    async first(path, isAfterFetch) {
      if (!site.has(`/${path}`)) {
        const { script, lacking } = await bundle(`export { getRooms } from './${path}'`);
        if (lacking.length > 0) throw new Error(`a page has no ${lacking.join(', ')}`);
        site.set(`/${path}`, file('text/javascript', script));
      }
      const stopping = new AbortController();
      const measured = new Promise((resolve) => {
        const all = [];
        site.set('/measured', async (request, response) => {
          all.push(await json(request));
          response.end(all.length < visits.length ? 'again' : 'enough');
          if (all.length === visits.length) resolve(all);
        });
      });
      await visit(found, `${origin}/?/${path}${isAfterFetch ? ',after' : ''}`, {}, stopping.signal, measured);
      stopping.abort();
      const all = await measured;
      const { error } = all.find((each) => each.error) ?? {};
      if (error) throw new Error(error);
      return all;
    },
  };
}

function isMissing(sentence) {
  throw new Error(sentence);
}

// To be kept by the browser.
function file(type, content) {
  return (_, response) => {
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'max-age=3600' }).end(content);
  };
}
