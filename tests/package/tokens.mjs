// A token endpoint that answers as a test tells it, and notes what it was asked.

import { once } from 'node:events';
import { createServer } from 'node:http';

// What the service answers to a right request; `expires_in` is a text there.
export const GRANTED = { token_type: 'Bearer', expires_in: '1800', scope: 'rooms.all:read_write' };

export async function startTokenServer() {
  const requests = [];
  const sockets = new Set();
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const form = Object.fromEntries(new URLSearchParams(body));
    const noted = { method: request.method, path: request.url, headers: request.headers, body, form };
    requests.push(noted);
    await service.answer(noted, response, requests.length);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const service = {
    requests,
    answer: undefined,
    origin: `http://127.0.0.1:${server.address().port}`,
    get tokenUrl() {
      return `${this.origin}/token`;
    },
    // Forgets what was asked, and answers so from now on.
    answering(answer) {
      requests.length = 0;
      this.answer = answer;
      return this;
    },
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
  return service;
}

export function reply(response, status, body, headers = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers });
  response.end(text);
}

export function granting(more = {}) {
  return (request, response, count) => {
    reply(response, 200, { access_token: `access-${count}`, refresh_token: `refresh-${count}`, ...GRANTED, ...more });
  };
}

// As the service may do it: each refresh token is good for one use.
export function rotating() {
  const used = new Set();
  return ({ form }, response, count) => {
    if (used.has(form.refresh_token)) return reply(response, 400, { error: 'invalid_grant', error_uri: null });
    used.add(form.refresh_token);
    return granting()(undefined, response, count);
  };
}

// Where tokens are kept, as JSON, which is what most stores take.
export function memoryStore(tokens) {
  let text = JSON.stringify(tokens);
  const store = {
    gets: 0,
    sets: 0,
    get: async () => {
      store.gets += 1;
      return text === undefined ? undefined : JSON.parse(text);
    },
    set: async (given) => {
      store.sets += 1;
      text = JSON.stringify(given);
    },
    read: () => text && JSON.parse(text),
  };
  return store;
}
