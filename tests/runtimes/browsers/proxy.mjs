// The server between a page and the service. Chromium and Firefox send a request again, a POST too, when a connection
// that was used before breaks, so this one keeps none open.

import { createServer, request as send } from 'node:http';

export async function startProxy(baseUrl, signal) {
  const { hostname, port, pathname } = new URL(baseUrl);
  const server = createServer((request, response) => {
    const { method, url: path, headers } = request;
    const forwarded = send({ hostname, port, path, method, headers: { ...headers, connection: 'close' } }, (answer) => {
      response.writeHead(answer.statusCode, { ...answer.headers, connection: 'close' });
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    });
    forwarded.on('error', () => response.destroy());
    request.pipe(forwarded);
    response.on('close', () => forwarded.destroy());
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  signal.addEventListener('abort', () => server.close().closeAllConnections());
  return `http://127.0.0.1:${server.address().port}${pathname}`;
}
