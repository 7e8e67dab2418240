// `emulator`, over sockets: the same world, answers and ways to break as of the program in emulator/.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { startEmulator } from '../../package/emulator.mjs';
import { listen } from '../listen.mjs';
import { ended } from './commands.mjs';

export async function emulators(commands) {
  const program = await startEmulator();
  const child = commands.start(['emulator', '--port', '0']);
  // What it prints are tokens of its own world.
  child.tokens = [];
  const line = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  const ours = JSON.parse(line.value);
  try {
    assert.deepEqual(withoutPort(ours), withoutPort(infoOf(program)));
    for (const behaviour of [
      answers,
      oneConnection,
      resets,
      cuts,
      hangs,
      late,
      scripted,
      downloads,
      authorizes,
      webhooks,
    ]) {
      const [one, other] = await Promise.all([behaviour(ours), behaviour(program)]);
      assert.deepEqual(one, other, behaviour.name);
    }
    await isUsed(commands, ours);
    await refusesWhatItMust(commands, ours);
  } finally {
    program.stop();
  }
  child.kill('SIGINT');
  assert.deepEqual(await once(child, 'close'), [0, null]);
}

const infoOf = ({ baseUrl, control, accounts, rooms, oauth }) => ({
  baseUrl,
  control: `${new URL(baseUrl).origin}/control`,
  accounts,
  rooms,
  oauth,
});

const withoutPort = (info) => JSON.parse(JSON.stringify(info).replaceAll(/127\.0\.0\.1:\d+/g, 'HERE'));

const originOf = ({ baseUrl }) => new URL(baseUrl).origin;

async function control(server, path, init) {
  const response = await fetch(`${originOf(server)}/control${path}`, init);
  assert.equal(response.status, 200, path);
  return response.json();
}

const fault = (server, rule) => control(server, '/faults', { method: 'POST', body: JSON.stringify(rule) });

// Sends a request as it is and reads until the connection ends: { head, body, error }.
function talk(server, request, { headers = [], body = '', wait } = {}) {
  const { hostname, port, host } = new URL(server.baseUrl);
  const token = `x-chatworktoken: ${server.accounts[0].token}`;
  const type = 'content-type: application/x-www-form-urlencoded';
  const length = `content-length: ${Buffer.byteLength(body)}`;
  const lines = [`${request} HTTP/1.1`, `host: ${host}`, token, type, length, 'connection: close', ...headers];
  return new Promise((resolve) => {
    const chunks = [];
    const over = (error) => {
      const [head, rest] = Buffer.concat(chunks)
        .toString()
        .split(/\r\n\r\n(.*)/s);
      socket.destroy();
      resolve({ head: head.toLowerCase(), body: rest, error });
    };
    const socket = connect(port, hostname, () => socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', ({ code }) => over(code));
    socket.on('end', () => over());
    if (wait) setTimeout(() => over('nothing came'), wait);
  });
}

// Those that say what comes; the others are those of the moment or of the connection.
function headersOf(head) {
  const [status, ...lines] = head.split('\r\n');
  const told = lines.filter((line) => !/^(date|connection|keep-alive|x-ratelimit-reset):/.test(line));
  return [status, ...told.sort()];
}

async function answers(server) {
  const messages = '/v2/rooms/300765432/messages';
  const all = [];
  for (const [request, body] of [
    ['GET /v2/me'],
    ['GET /v2/nothing'],
    [`POST ${messages}`, 'body=%E3%82%84%E3%81%82'],
    [`GET ${messages}?force=1`],
    [`GET ${messages}`],
    ['DELETE /v2/me'],
    ['GET /control'],
  ]) {
    const answer = await talk(server, request, { body });
    // Ids of messages and times are those of the moment.
    all.push({ headers: headersOf(answer.head), body: withoutPort(answer.body.replaceAll(/\d{10,}/g, '#')) });
    assert.equal(answer.error, undefined, request);
  }
  assert.match(all[0].headers[0], /^http\/1\.1 200/);
  const empty = all.find(({ headers }) => headers[0].includes('204'));
  assert.ok(!empty.headers.some((line) => line.startsWith('content-length')));
  return all;
}

async function oneConnection(server) {
  const { hostname, port, host } = new URL(server.baseUrl);
  const socket = connect(port, hostname);
  let seen = '';
  socket.on('data', (chunk) => (seen += chunk));
  for (let count = 1; count <= 3; count += 1) {
    socket.write(`GET /v2/my/status HTTP/1.1\r\nhost: ${host}\r\nx-chatworktoken: ${server.accounts[0].token}\r\n\r\n`);
    while (seen.split('"mytask_num"').length <= count) await once(socket, 'data');
  }
  socket.destroy();
  return seen.match(/HTTP\/1\.1 200/g).length;
}

async function resets(server) {
  await fault(server, { path: '/v2/me', reset: true });
  const { head, error } = await talk(server, 'GET /v2/me');
  assert.deepEqual([head, error], ['', 'ECONNRESET']);
  const after = await talk(server, 'GET /v2/me');
  return after.head.split('\r\n')[0];
}

async function cuts(server) {
  const whole = await talk(server, 'GET /v2/me');
  const all = [];
  for (const count of [0, 10, 100_000]) {
    await fault(server, { path: '/v2/me', cut: count });
    const { head, body } = await talk(server, 'GET /v2/me');
    assert.ok(head.includes(`content-length: ${Buffer.byteLength(whole.body)}`), head);
    assert.equal(body, whole.body.slice(0, count));
    all.push(headersOf(head), body);
  }
  await fault(server, { path: '/v2/rooms/300765432/messages', cut: 5 });
  const empty = await talk(server, 'GET /v2/rooms/300765432/messages');
  return [all, headersOf(empty.head), empty.error];
}

async function hangs(server) {
  await fault(server, { path: '/v2/me', hang: true });
  const [nothing, other] = await Promise.all([
    talk(server, 'GET /v2/me', { wait: 500 }),
    talk(server, 'GET /v2/my/status'),
  ]);
  assert.equal(nothing.error, 'nothing came');
  return [nothing, headersOf(other.head)[0]];
}

async function late(server) {
  const all = [];
  for (const rule of [{ delay_ms: 100 }, { slow_body_ms: 100 }]) {
    await fault(server, { path: '/v2/my', ...rule });
    const { head, body, error } = await talk(server, 'GET /v2/my/status');
    all.push(headersOf(head)[0], body, error);
  }
  return all;
}

async function scripted(server) {
  const all = [];
  for (const respond of [
    { status: 503, headers: { 'retry-after': '7', 'x-own': 'a' }, body: '<h1>メンテナンス中</h1>' },
    { status: 302, headers: { location: 'https://example.com/' } },
    { status: 200, body_base64: 'ey//fQ==' },
    { status: 429, body: { errors: ['slow down'] } },
    { status: 204 },
  ]) {
    await fault(server, { path: '/v2/me', respond });
    const { head, body } = await talk(server, 'GET /v2/me');
    all.push(headersOf(head), body);
  }
  return all;
}

async function downloads(server) {
  const { body } = await talk(server, 'GET /v2/rooms/300765432/files/1534882051?create_download_url=1');
  const { origin, pathname, search } = new URL(JSON.parse(body).download_url);
  assert.equal(origin, originOf(server));
  const file = await talk(server, `GET ${pathname}${search}`);
  return [headersOf(file.head), file.body];
}

async function authorizes(server) {
  const form = new URLSearchParams({
    response_type: 'code',
    client_id: 'emulator-confidential-client',
    scope: 'users.all:read',
    redirect_uri: 'http://127.0.0.1:8788/callback',
    account_id: '1210345',
    decision: 'allow',
  });
  const page = await talk(server, `GET /packages/oauth2/login.php?${form}`);
  const { head } = await talk(server, 'POST /packages/oauth2/login.php', { body: `${form}` });
  const hidden = (line) => line.replace(/code=[^&]+/, 'code=').replace(/^content-length.*/, '');
  return [headersOf(page.head)[0], headersOf(head).map(hidden)];
}

async function webhooks(server) {
  const requests = [];
  const receiver = createServer(async (request, response) => {
    requests.push({ url: request.url, headers: request.headers, body: await text(request) });
    response.end('ok');
  });
  const url = `${await listen(receiver)}/hook?own=1`;
  const hook = { account_id: 1210345, room_id: 300765433, events: ['message_created'], url, token: 'c2VjcmV0' };
  await control(server, '/webhooks', { method: 'POST', body: JSON.stringify(hook) });
  await talk(server, 'POST /v2/rooms/300765433/messages', { body: 'body=hello' });
  let log = [];
  for (let looks = 0; looks < 200 && typeof log[0]?.failed !== 'boolean'; looks += 1) {
    log = await control(server, '/deliveries');
    await pause(20);
  }
  assert.equal(typeof log[0]?.failed, 'boolean', 'no delivery was made');
  receiver.close();
  const [{ signature, status, answer_bytes, failed, body }] = log;
  assert.deepEqual([requests.length, requests[0].body], [1, body]);
  assert.equal(requests[0].headers['x-chatworkwebhooksignature'], signature);
  const [path] = requests[0].url.split('?');
  return [path, status, answer_bytes, failed, requests[0].headers['content-type'], requests[0].headers['user-agent']];
}

// The commands against it.
async function isUsed(commands, { baseUrl, accounts: [{ account_id: id }] }) {
  const me = await commands.json(['getMe'], { env: { CHATWORK_BASE_URL: baseUrl } });
  assert.equal(me.account_id, id);
  const posted = await commands.json(['notify', '300765432', '--title', 'hi', '--base-url', baseUrl]);
  assert.match(posted.message_id, /^\d+$/);
}

async function refusesWhatItMust(commands, { baseUrl }) {
  const file = join(commands.project, 'world.json');
  const run = (...args) => ended(commands.start(['emulator', ...args]));
  const far = await run('--port', '99999');
  assert.equal(far.code, 2);
  assert.match(far.err, /--port must be a whole number from 0 to 65535/);
  for (const [world, args, said] of [
    ['{"accounts": [], "people": []}', ['--world', file], /unknown field `people`/],
    ['{', ['--world', file], /world\.json/],
    ['', ['--world', 'nowhere.json'], /nowhere\.json cannot be read/],
    ['', ['--port', new URL(baseUrl).port], /Port \d+ of 127\.0\.0\.1 cannot be used/],
  ]) {
    writeFileSync(file, world);
    const { code, out, err } = await run(...args);
    assert.deepEqual([code, out], [1, ''], err);
    assert.match(err, said);
  }
  writeFileSync(file, '\ufeff{"accounts": [{"account_id": 8, "name": "八", "token": "t"}]}');
  const small = commands.start(['emulator', '--world', file]);
  const line = await createInterface({ input: small.stdout })[Symbol.asyncIterator]().next();
  assert.deepEqual(JSON.parse(line.value).accounts, [{ account_id: 8, name: '八', token: 't' }]);
  small.kill('SIGTERM');
  await once(small, 'close');
}
