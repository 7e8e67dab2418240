// The demo page: its files, and the page over HTTP, sent as any static host sends it.

import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize, relative } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { transform } from 'esbuild';

// What the page loads of the package.
const FILES = ['declarations.js', 'emulator.js', 'index.js', 'notation.js'];

const MINIFIED = { '.css': 'css', '.js': 'js' };

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

const packed = promisify(gzip);

// Writes the page as a static host gets it: www, and beside it what it loads of the package. It would run as it is, but
// each file is minified by itself, a seventh less to download.
export async function publish(dist, to) {
  const sources = join(import.meta.dirname, '../www');
  const own = readdirSync(sources, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = own.map(({ parentPath, name }) => join(parentPath, name));
  const pairs = files.map((file) => [file, join(to, relative(sources, file))]);
  pairs.push(...FILES.map((file) => [join(dist, file), join(to, 'chatwork-wasm', file)]));
  rmSync(to, { recursive: true, force: true });
  for (const [from, out] of pairs) {
    mkdirSync(dirname(out), { recursive: true });
    const loader = MINIFIED[extname(from)];
    if (loader === undefined) copyFileSync(from, out);
    else writeFileSync(out, (await transform(readFileSync(from, 'utf8'), { loader, minify: true })).code);
  }
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
