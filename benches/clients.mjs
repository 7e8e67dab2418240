// The same four calls through this package, through fetch, and through the clients on npm. What none of them offers is
// left out.

import { createRequire } from 'node:module';
import { getRoomMessages, getRooms, postRoomFiles, postRoomMessage } from 'chatwork-wasm';
import { ROOM, TOKEN } from './world.mjs';

const require = createRequire(import.meta.url);

// As much as the service takes.
const BYTES = Buffer.alloc(5 * 1024 * 1024, 'chatwork ');
const FILE = new Blob([BYTES]);
const NAME = 'report.txt';
export const BODY = '[info][title]デプロイ[/title]本番への反映が完了しました (bow) https://example.com/deploys/42[/info]';

export const WORKLOADS = {
  rooms: 'GET of 100 rooms',
  post: 'POST of a message',
  messages: 'GET of 100 messages',
  upload: 'Upload of 5 MB',
};

// What makes the others comparable.
export const LIMITS = `\
Two of the clients on npm know no other address than that of the service, so it is replaced: chatwork-api-client's
constant, and in what chatwork-client asks of request. chatwork-api puts what it posts into the address, where the
service no longer reads it, and the emulator does here. chatwork-client cannot ask for messages a second time. Our posts
have \`pace: false\`, as only ten in ten seconds are let into a room.`;

export const FETCH = 'fetch';
export const OURS = 'chatwork-wasm';

export const clientsOf = (baseUrl) => ({
  [FETCH]: withFetch(baseUrl),
  'fetch, timeout': withFetch(baseUrl, () => ({ signal: AbortSignal.timeout(30_000) })),
  [OURS]: ours({ baseUrl }),
  'chatwork-api-client': apiClient(baseUrl),
  'chatwork-api': api(baseUrl),
  'chatwork-client': client(baseUrl),
});

// What a careful person writes where there is no library.
function withFetch(baseUrl, more = () => ({})) {
  const headers = { 'x-chatworktoken': TOKEN };
  async function ask(path, init) {
    const response = await fetch(`${baseUrl}${path}`, { headers, ...more(), ...init });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.json();
  }
  return {
    rooms: () => ask('/rooms'),
    post: () => ask(`/rooms/${ROOM + 1}/messages`, { method: 'POST', body: new URLSearchParams({ body: BODY }) }),
    messages: () => ask(`/rooms/${ROOM}/messages?force=1`),
    upload() {
      const body = new FormData();
      body.append('file', FILE, NAME);
      return ask(`/rooms/${ROOM + 1}/files`, { method: 'POST', body });
    },
  };
}

function ours(options) {
  // Ten posts in ten seconds are all that the service takes, and waiting is not what is measured.
  const posting = { ...options, pace: false };
  return {
    rooms: () => getRooms(TOKEN, options),
    post: () => postRoomMessage(TOKEN, ROOM + 1, { body: BODY }, posting),
    messages: () => getRoomMessages(TOKEN, ROOM, { force: true }, options),
    upload: () => postRoomFiles(TOKEN, ROOM + 1, { file: FILE, filename: NAME }, options),
  };
}

function apiClient(baseUrl) {
  const { default: Client } = require('chatwork-api-client');
  // It has no option for that.
  require('chatwork-api-client/dist/api.js').CHATWORK_URL = baseUrl;
  const client = new Client(TOKEN);
  return {
    rooms: () => client.getRooms(),
    post: () => client.postRoomMessage(ROOM + 1, { body: BODY }),
    messages: () => client.getRoomMessages(ROOM, { force: 1 }),
    upload: () => client.postRoomFile(ROOM + 1, { file: BYTES, file_name: NAME }),
  };
}

function api(baseUrl) {
  const Client = require('chatwork-api');
  const client = new Client(TOKEN, { baseUrl });
  return {
    rooms: () => client.rooms(),
    post: () => client.sendMessage(ROOM + 1, BODY),
    messages: () => client.messages(ROOM, true),
  };
}

// It cannot ask for messages a second time.
function client(baseUrl) {
  const request = require('request');
  // Nor for another address.
  for (const method of ['get', 'post']) {
    const send = request[method];
    const redirected = (options, done) =>
      send({ ...options, uri: options.uri.replace('https://api.chatwork.com/v2', baseUrl) }, done);
    request[method] = redirected;
  }
  const client = require('chatwork-client');
  client.init({ chatworkToken: TOKEN, roomId: ROOM + 1, msg: BODY });
  return { rooms: () => client.getRooms(), post: () => client.postRoomMessages() };
}
