// The server between a page and the service. Chromium and Firefox send a request again, a POST too, when a connection
// that was used before breaks, so this one keeps none open.

import { createServer, request as send } from 'node:http';
import { listen } from '../listen.mjs';

export async function startProxy(baseUrl, signal) {
  signal.throwIfAborted();
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
  signal.addEventListener('abort', () => server.close().closeAllConnections());
  return (await listen(server)) + pathname;
}
