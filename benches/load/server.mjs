// Answers `GET /v2/rooms` at once, and serves the files of a site to a browser.

import { createServer } from 'node:http';

const ROOMS = JSON.stringify([
  { room_id: 1, name: 'マイチャット', type: 'my', role: 'admin', sticky: false, unread_num: 0, mention_num: 0 },
  { room_id: 2, name: 'プロジェクト', type: 'group', role: 'member', sticky: false, unread_num: 3, mention_num: 1 },
]);

export async function startServer() {
  const site = new Map();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (pathname === '/v2/rooms' && request.headers['x-chatworktoken']) {
      response.setHeader('content-type', 'application/json').end(ROOMS);
    } else if (site.has(pathname)) {
      site.get(pathname)(request, response);
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, baseUrl: `${origin}/v2`, site, stop: () => server.close() };
}
