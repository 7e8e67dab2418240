// `emulator`: the local Chatwork behind a port. What it answers, and how that breaks, is the same as with the program
// in emulator/, but for a slow body, which comes late and whole.

import { readFile } from 'node:fs/promises';
import { stderr } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from './failure.js';
import { upTo } from './input.js';
import { print, say } from './output.js';
import * as texts from './texts.js';

const HOST = '127.0.0.1';
// More than any upload that the service takes, so that too large ones get its answer.
const MAX_REQUEST_BYTES = 64 * 1024 * 1024;
// What is written leaves before the connection goes.
const BEFORE_CUT_MS = 20;

export async function emulator({ values, signal, language }) {
  const [{ createServer }, { createEmulator }] = await Promise.all([import('node:http'), import('#package/emulator')]);
  const service = await made(createEmulator, values.world);
  const server = createServer((request, response) => answer(service, origin(), request, response));
  // Connections are kept for as long as the client wants.
  server.keepAliveTimeout = 0;
  await listening(server, values.port ?? 0);
  const { fetch, settled, ...info } = service;
  await print(`${JSON.stringify(info).replaceAll(new URL(info.baseUrl).origin, origin())}\n`, signal);
  if (stderr.isTTY) {
    say(`${texts.running(origin())[language]}\n`);
    for (const { token } of info.accounts.slice(0, 1)) {
      const command = `export CHATWORK_BASE_URL=${origin()}/v2 CHATWORK_API_TOKEN=${token}`;
      say(`${texts.elsewhere[language]}\n  ${command}\n`);
    }
  }
  if (!signal.aborted) await new Promise((over) => signal.addEventListener('abort', over));
  server.closeAllConnections();
  server.close();

  function origin() {
    return `http://${HOST}:${server.address().port}`;
  }
}

async function made(createEmulator, path) {
  if (path === undefined) return createEmulator();
  const bytes = await readFile(path).catch((error) => {
    throw new Refusal(texts.unreadable(texts.path(path), error.code));
  });
  try {
    // Without the byte order mark that some editors write.
    return createEmulator({ world: JSON.parse(new TextDecoder().decode(bytes)) });
  } catch (error) {
    throw new Refusal(texts.wrongWorld(path, error.message));
  }
}

function listening(server, port) {
  return new Promise((resolve, reject) => {
    server.on('error', ({ code }) => reject(new Refusal(texts.noPort(port, code))));
    server.listen(port, HOST, resolve);
  });
}

async function answer({ fetch }, origin, request, response) {
  // A client that leaves ends what it waits for.
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  try {
    const body = await upTo(MAX_REQUEST_BYTES, request);
    if (body === undefined) return void response.writeHead(413).end();
    // Whoever comes through another name for loopback, or a proxy, gets download URLs that work there.
    const host = request.headers.host;
    const asked = requestOf(host ? `http://${host}` : origin, request, body, gone.signal);
    if (asked === undefined) return void response.writeHead(400).end();
    await deliver(await fetch(asked), response);
  } catch {
    // What the emulator makes of a reset; a client that is gone does not notice.
    reset(response.socket);
  }
}

// Nothing where `fetch` has no such request.
function requestOf(origin, { method, url, rawHeaders }, body, signal) {
  try {
    const headers = new Headers();
    for (let at = 0; at < rawHeaders.length; at += 2) headers.append(rawHeaders[at], rawHeaders[at + 1]);
    const hasBody = body.length > 0 && method !== 'GET' && method !== 'HEAD';
    return new Request(new URL(url, origin), { method, headers, body: hasBody ? body : undefined, signal });
  } catch {
    return undefined;
  }
}

async function deliver(reply, response) {
  const headers = [...reply.headers];
  // The emulator has a clock of its own.
  response.sendDate = false;
  const chunks = [];
  try {
    for await (const chunk of reply.body ?? []) chunks.push(chunk);
  } catch {
    // It is cut short: its `content-length` is that of the whole.
    response.writeHead(reply.status, headers.flat());
    await new Promise((written) => response.write(Buffer.concat(chunks), written));
    await pause(BEFORE_CUT_MS);
    response.socket?.destroy();
    return;
  }
  const bytes = Buffer.concat(chunks);
  if (reply.status !== 204) headers.push(['content-length', `${bytes.length}`]);
  response.writeHead(reply.status, headers.flat()).end(bytes);
}

function reset(socket) {
  if (socket?.resetAndDestroy) socket.resetAndDestroy();
  else socket?.destroy();
}
