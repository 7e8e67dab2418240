// Serves a folder of files to a browser, under the strictest policy that the package runs with.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { listen } from '../listen.mjs';

// Only loopback may be asked: a test must not reach the service.
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self' http://127.0.0.1:*",
].join('; ');
const TYPES = { '.js': 'text/javascript', '.mjs': 'text/javascript' };

// Returns the address. `/page?script` is a page with that script; below `/forbidden/` WebAssembly is not allowed.
export function serveFolder(folder) {
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url, 'http://site');
    const isForbidden = pathname.startsWith('/forbidden/');
    const path = pathname.replace(/^\/forbidden/, '');
    response.setHeader('content-security-policy', isForbidden ? POLICY.replace(" 'wasm-unsafe-eval'", '') : POLICY);
    try {
      const isPage = path === '/page';
      const content = isPage ? page(search.slice(1)) : readFileSync(join(folder, decodeURIComponent(path)));
      response.setHeader('content-type', isPage ? 'text/html' : (TYPES[extname(path)] ?? 'application/octet-stream'));
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  return listen(server);
}

function page(script) {
  return `<!doctype html><meta charset="utf-8"><title>${script}</title><script type="module" src="${script}"></script>`;
}
