// Serves a folder of files to a browser, under the strictest policy that the package runs with.

import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self' http://127.0.0.1:*",
].join('; ');
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript' };

// Returns the address. Below `/forbidden/` WebAssembly is not allowed.
export async function serveFolder(folder) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://site');
    const isForbidden = pathname.startsWith('/forbidden/');
    response.setHeader('content-security-policy', isForbidden ? POLICY.replace(" 'wasm-unsafe-eval'", '') : POLICY);
    try {
      const path = join(folder, decodeURIComponent(pathname.replace(/^\/forbidden/, '')));
      const file = statSync(path).isDirectory() ? join(path, 'index.html') : path;
      response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
      response.end(readFileSync(file));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  server.unref();
  return `http://127.0.0.1:${server.address().port}`;
}
