// The demo page: what it loads of the package, and the page over HTTP, sent as any static host sends it.

import { copyFileSync, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const FILES = ['declarations.js', 'emulator.js', 'index.js', 'notation.js'];

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

const packed = promisify(gzip);

// Copies what the page loads of the package to the page, so that its folder can be put on any static host.
export function copyPackage(dist, folder) {
  const to = join(folder, 'chatwork-wasm');
  mkdirSync(to, { recursive: true });
  for (const file of FILES) copyFileSync(join(dist, file), join(to, file));
}

// A server of the folder, which listens on loopback; `port` 0 is a free one.
export async function serveSite(folder, port) {
  const server = createServer(async (request, response) => {
    try {
      const { pathname } = new URL(request.url, 'http://site');
      // What is above the root is the root: nothing outside of the folder is served.
      const path = normalize(decodeURIComponent(pathname)).replace(/\/$/, '/index.html');
      const content = await packed(await readFile(join(folder, path)), { level: 9 });
      const type = TYPES[extname(path)] ?? 'application/octet-stream';
      response.writeHead(200, {
        'content-type': type,
        'content-encoding': 'gzip',
        'content-length': content.length,
        'cache-control': 'no-cache',
      });
      response.end(content);
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such file.\n');
    }
  });
  await new Promise((resolve, reject) => server.on('error', reject).listen(port, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${server.address().port}/` };
}
