// Serves app.js with what Node brings along.

import { createServer } from 'node:http';
import { handle } from './app.js';

const { env } = process;
for (const name of ['CHATWORK_CLIENT_ID', 'CHATWORK_CLIENT_SECRET', 'REDIRECT_URI']) {
  if (!env[name]) {
    console.error(`set ${name}`);
    process.exit(1);
  }
}

const server = createServer(async (incoming, outgoing) => {
  try {
    const { method, url, headers } = incoming;
    const request = new Request(new URL(url, env.REDIRECT_URI), { method, headers });
    const response = await handle(request, env);
    outgoing.statusCode = response.status;
    outgoing.setHeaders(response.headers);
    outgoing.end(await response.text());
  } catch (error) {
    console.error(error);
    outgoing.writeHead(500).end();
  }
});

const { origin } = new URL(env.REDIRECT_URI);
// Others reach it through whatever terminates TLS on this machine.
server.listen(env.PORT ?? 8788, '127.0.0.1', () => console.log(`Open ${origin}/`));
