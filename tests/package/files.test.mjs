// `downloadRoomFile` and `withUploadProgress`: bytes that arrive whole, and a token that goes nowhere else.

import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { createServer } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { inspect } from 'node:util';
import * as chatwork from 'chatwork-wasm';
import { createEmulator } from 'chatwork-wasm/emulator';
import { startEmulator } from './emulator.mjs';
import { settled } from './fetches.mjs';
import { refusalOf, rejectionOf } from './rejections.mjs';

const ROOM = 300765432;
const STORAGE = '/uploadfile/*/*';
const MAX = 5_242_880;

let emulator;
let options;
let token;
let fileId;
const content = Uint8Array.from({ length: 200_000 }, (_, index) => (index * 31) ^ (index >> 8));

before(async () => {
  emulator = await startEmulator();
  ({ token } = emulator);
  options = { baseUrl: emulator.baseUrl };
  await emulator.control('/settings', { method: 'PUT', limits: { enabled: false } });
  const upload = { file: content, filename: '設計書.bin' };
  ({ file_id: fileId } = await chatwork.postRoomFiles(token, ROOM, upload, options));
});
after(() => emulator?.stop());
beforeEach(async () => {
  await emulator.control('/faults', { method: 'DELETE' });
  await emulator.control('/requests', { method: 'DELETE' });
});

const download = (more) => chatwork.downloadRoomFile(token, ROOM, fileId, { ...options, pace: false, ...more });
const bytesOf = async ({ response }) => new Uint8Array(await response.arrayBuffer());
const same = (one, other) => assert.ok(Buffer.from(one).equals(Buffer.from(other)), `${one.length} of ${other.length} bytes`);

async function fault(rule) {
  const body = JSON.stringify({ path: STORAGE, ...rule });
  const response = await fetch(`${emulator.controlUrl}/faults`, { method: 'POST', body });
  assert.ok(response.ok, await response.text());
}

async function requests() {
  const all = await emulator.control('/requests');
  return all.map(({ path }) => (path.startsWith('/uploadfile/') ? 'storage' : 'api'));
}

test('the bytes, and what is known of the file', async () => {
  const { file, response } = await download();
  assert.equal(file.filename, '設計書.bin');
  assert.equal(file.filesize, content.length);
  assert.equal('download_url' in file, false);
  assert.ok(response instanceof Response);
  assert.equal(response.headers.get('content-length'), `${content.length}`);
  assert.match(response.headers.get('content-disposition'), /attachment/);
  same(await bytesOf({ response }), content);
  assert.deepEqual(await requests(), ['api', 'storage']);
});

test('in pieces', async () => {
  const { response } = await download();
  const chunks = [];
  for await (const chunk of response.body) chunks.push(chunk);
  assert.ok(chunks.length > 1);
  same(Buffer.concat(chunks), content);
});

test('an empty file', async () => {
  const { file_id } = await chatwork.postRoomFiles(token, ROOM, { file: new Uint8Array() }, options);
  same(await bytesOf(await chatwork.downloadRoomFile(token, ROOM, file_id, options)), new Uint8Array());
});

test('the storage host sees neither the token nor a header of the caller', async () => {
  for (const credential of [token, { accessToken: 'emulator-access-token-all' }]) {
    const seen = [];
    const spy = (url, init) => (seen.push([String(url), init]), fetch(url, init));
    const { response } = await chatwork.downloadRoomFile(credential, ROOM, fileId, {
      ...options,
      fetch: spy,
      headers: { 'x-mine': 'secret' },
    });
    same(await bytesOf({ response }), content);
    const [[, asked], [url, sent]] = seen;
    assert.equal(new Headers(asked.headers).get('x-mine'), 'secret');
    assert.match(url, /uploadfile/);
    assert.deepEqual(Object.keys(sent).sort(), ['method', 'signal']);
  }
});

test('what will not work is not tried again', async () => {
  await fault({ respond: { status: 400, body: '' } });
  const error = await rejectionOf(() => download());
  assert.ok(error instanceof chatwork.ChatworkApiError);
  assert.deepEqual([error.status, error.code, error.attempts], [400, 'unexpected_status', 1]);
  assert.equal(error.path, `/rooms/${ROOM}/files/${fileId}`);
  assert.equal(JSON.stringify(error).includes('uploadfile'), false);
  await rejectionOf(() => chatwork.downloadRoomFile(token, ROOM, 1, options)).then(({ status }) => assert.equal(status, 404));
});

for (const [what, rule] of Object.entries({
  'an address that has expired': { respond: { status: 403, body: 'expired' } },
  'an address that is not known': { respond: { status: 404, body: '' } },
  'a host in trouble': { respond: { status: 503, body: '' } },
  'a connection that is reset': { reset: true },
  'a body that is cut at the start': { cut: 0 },
  'a body that is cut in the middle': { cut: 70_000 },
  'a host that does not answer': { hang: true },
  'a body that stops': { slow_body_ms: 60_000 },
})) {
  test(`${what}: another address, and the rest`, async () => {
    await fault({ ...rule, times: 2 });
    const { response } = await download({ timeout: 300 });
    same(await bytesOf({ response }), content);
    assert.deepEqual(await requests(), ['api', 'storage', 'api', 'storage', 'api', 'storage']);
  });

  test(`${what}, again and again`, async () => {
    await fault({ ...rule, times: 9 });
    const error = await rejectionOf(() => download({ timeout: 300, retries: 1 }).then(bytesOf));
    assert.ok(chatwork.isChatworkError(error), String(error));
    assert.equal(error.attempts, 2);
    assert.equal((await requests()).length, 4);
    for (const field of ['help', 'method', 'path']) assert.equal(typeof error[field], 'string');
    assert.equal(JSON.stringify(error).includes(token), false);
  });
}

test('an address that really expires before it is used', async () => {
  let asked = 0;
  const late = async (url, init) => {
    if (url.includes('uploadfile') && (asked += 1) === 1) await emulator.control('/clock', { method: 'PUT', advance: 31_000 });
    return fetch(url, init);
  };
  same(await bytesOf(await download({ fetch: late })), content);
  assert.equal(asked, 2);
});

test('goes on where it broke off, with a host that knows ranges and with one that begins anew', async () => {
  for (const knowsRanges of [true, false]) {
    const ranges = [];
    const breaking = async (url, init) => {
      if (!url.includes('uploadfile')) return fetch(url, init);
      const range = new Headers(init.headers).get('range');
      ranges.push(range);
      const start = knowsRanges && range ? Number(/bytes=(\d+)-/.exec(range)[1]) : 0;
      const part = content.slice(start);
      const whole = ranges.length > 2;
      let sent = 0;
      const body = new ReadableStream({
        pull(controller) {
          if (!whole && sent >= 60_000) throw new TypeError('terminated');
          if (sent >= part.length) return controller.close();
          controller.enqueue(part.slice(sent, sent + 20_000));
          sent += 20_000;
        },
      });
      const headers = { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` };
      return start > 0 ? new Response(body, { status: 206, headers }) : new Response(body);
    };
    same(await bytesOf(await download({ fetch: breaking })), content);
    assert.deepEqual(ranges, knowsRanges ? [null, 'bytes=60000-', 'bytes=120000-'] : [null, 'bytes=60000-', 'bytes=60000-']);
  }
});

test('another part than was asked for is not taken', async () => {
  const wrong = async (url, init) => {
    if (!url.includes('uploadfile')) return fetch(url, init);
    if (!init.headers) return new Response(content.slice(0, 1000));
    return new Response(content.slice(5), { status: 206, headers: { 'content-range': 'bytes 5-9/10' } });
  };
  const error = await rejectionOf(() => download({ fetch: wrong }).then(bytesOf));
  assert.equal(error.status, 206);
});

test('more bytes than the file has', async () => {
  await fault({ respond: { status: 200, body: 'x'.repeat(content.length + 1) } });
  const error = await rejectionOf(() => download().then(bytesOf));
  assert.ok(error instanceof chatwork.ChatworkConnectionError);
});

test('no address, or one that is none', async () => {
  for (const url of [undefined, null, '', 5, 'x', 'ftp://example.com/a', 'file:///etc/passwd', 'javascript:1', 'data:,x', 'http://example.com/a']) {
    const fake = async () => Response.json({ file_id: 1, filename: 'a', filesize: 1, download_url: url });
    const error = await rejectionOf(() => download({ fetch: fake }));
    assert.ok(error instanceof chatwork.ChatworkParseError, `${url}`);
  }
  for (const body of ['null', '[]', '5', '']) {
    const error = await rejectionOf(() => download({ fetch: async () => new Response(body) }));
    assert.ok(error instanceof chatwork.ChatworkParseError, body);
  }
});

test('the address, which is as good as the file, is in no error', async () => {
  let address;
  const answers = [
    () => Promise.reject(new TypeError(`error sending request for url (${address})`)),
    () => Promise.reject(Object.assign(new TypeError('fetch failed'), { cause: new Error(address) })),
    async () => new Response('', { status: 302, headers: { location: address } }),
  ];
  for (const answer of answers) {
    const telling = async (url, init) => {
      if (!url.includes('uploadfile')) return fetch(url, init);
      address = url;
      return answer();
    };
    const error = await rejectionOf(() => download({ fetch: telling, retries: 0 }));
    assert.ok(chatwork.isChatworkError(error), String(error));
    const shown = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error);
    assert.ok(!shown.includes(new URL(address).search), shown);
  }
});

test('redirects of the storage host are followed', async () => {
  const server = createServer((_, response) => response.end(Buffer.from(content)));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const location = `http://127.0.0.1:${server.address().port}/`;
    await fault({ respond: { status: 302, headers: { location }, body: '' } });
    same(await bytesOf(await download()), content);
  } finally {
    server.close();
    server.closeAllConnections();
  }
});

test('an abort, before, in between and while it reads', async () => {
  assert.equal(await rejectionOf(() => download({ signal: AbortSignal.abort('early') })), 'early');
  for (const rule of [{ hang: true }, { slow_body_ms: 30_000 }]) {
    await fault(rule);
    const controller = new AbortController();
    const end = rejectionOf(() => download({ signal: controller.signal }).then(bytesOf));
    while ((await emulator.control('/faults')).at(-1).done === 0) await settled();
    await settled(50);
    controller.abort('enough');
    assert.equal(await end, 'enough');
    assert.equal(getEventListeners(controller.signal, 'abort').length, 0);
  }
});

test('who wants no more leaves nothing behind', async () => {
  const controller = new AbortController();
  const inner = [];
  const spy = (url, init) => (inner.push(init.signal), fetch(url, init));
  const { response } = await download({ signal: controller.signal, fetch: spy });
  const reader = response.body.getReader();
  await reader.read();
  assert.ok(getEventListeners(controller.signal, 'abort').length > 0);
  await reader.cancel();
  assert.equal(getEventListeners(controller.signal, 'abort').length, 0);
  assert.equal(inner.at(-1).aborted, true);

  const whole = await download({ signal: controller.signal });
  await bytesOf(whole);
  assert.equal(getEventListeners(controller.signal, 'abort').length, 0);
});

test('the deadline holds for all of it', async () => {
  await fault({ slow_body_ms: 60_000, times: 9 });
  const start = Date.now();
  const error = await rejectionOf(() => download({ deadline: 500, retries: 9 }).then(bytesOf));
  assert.ok(error instanceof chatwork.ChatworkTimeoutError, String(error));
  assert.equal(error.which, 'deadline');
  assert.equal(error.after, 500);
  assert.ok(Date.now() - start < 2000);
});

test('a consumer may take its time', async () => {
  const { response } = await download({ timeout: 150 });
  const reader = response.body.getReader();
  const chunks = [(await reader.read()).value];
  await new Promise((resolve) => setTimeout(resolve, 400));
  for (let read = await reader.read(); !read.done; read = await reader.read()) chunks.push(read.value);
  same(Buffer.concat(chunks), content);
});

test('wrong arguments', async () => {
  await refusalOf(() => chatwork.downloadRoomFile(token, ROOM, 'x', options), 'fileId');
  await refusalOf(() => chatwork.downloadRoomFile('', ROOM, 1, options), 'token');
  await refusalOf(() => download({ timeout: 'x' }), 'timeout');
  await refusalOf(() => download({ retries: -1 }), 'retries');
  await refusalOf(() => chatwork.downloadRoomFile(token, ROOM, 1, 5), 'options');
  const error = await rejectionOf(() => chatwork.downloadRoomFile(token, ROOM, 1, options, {}));
  assert.equal(error.parameter, 'options');
});

test('a client has it, and an emulator without a port', async () => {
  const inside = createEmulator();
  const client = chatwork.createClient({ token: inside.accounts[0].token, fetch: inside.fetch });
  const { file_id } = await client.postRoomFiles(ROOM, { file: content });
  same(await bytesOf(await client.downloadRoomFile(ROOM, file_id)), content);
});

test('progress: the same bytes, with their length, and numbers that only grow', async () => {
  const seen = [];
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      seen.push({ headers: request.headers, body: Buffer.concat(chunks) });
      response.end('{"file_id":1}');
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${server.address().port}`;
  const told = [];
  try {
    const file = new File([content], '議事録 "1".bin', { type: 'image/png' });
    const fetch = chatwork.withUploadProgress((event) => told.push(event));
    await chatwork.postRoomFiles(token, ROOM, { file, message: 'これ' }, { baseUrl, fetch });
  } finally {
    server.close();
    server.closeAllConnections();
  }
  const [{ headers, body }] = seen;
  assert.equal(headers['content-length'], `${body.length}`);
  assert.equal(headers['transfer-encoding'], undefined);
  assert.equal(headers['x-chatworktoken'], token);
  const parts = [...(await new Response(body, { headers: { 'content-type': headers['content-type'] } }).formData())];
  assert.deepEqual(parts.map(([name]) => name), ['file', 'message']);
  assert.equal(parts[0][1].type, 'image/png');
  same(new Uint8Array(await parts[0][1].arrayBuffer()), content);
  assert.deepEqual(told[0], { loaded: 0, total: body.length });
  assert.deepEqual(told.at(-1), { loaded: body.length, total: body.length });
  assert.ok(told.length >= 4, `${told.length} times`);
  for (const [index, { loaded, total }] of told.slice(1).entries()) assert.ok(loaded > told[index].loaded && loaded <= total);
});

test('progress: errors, aborts and second attempts are those of an upload without', async () => {
  const told = [];
  const fetch = chatwork.withUploadProgress(({ loaded, total }) => told.push(loaded / total));
  const upload = (more) => chatwork.postRoomFiles(token, ROOM, { file: content }, { ...options, fetch, ...more });
  const path = `/rooms/${ROOM}/files`;
  for (const status of [400, 401, 403, 503]) {
    await fault({ path, method: 'POST', respond: { status, body: '' } });
    assert.equal((await rejectionOf(() => upload())).status, status);
  }
  await fault({ path, method: 'POST', respond: { status: 429, headers: { 'retry-after': '0' }, body: '' } });
  told.length = 0;
  const { file_id } = await upload();
  assert.equal(told.filter((part) => part === 0).length, 2, 'each attempt begins at 0');
  assert.equal(told.at(-1), 1);
  same(await bytesOf(await chatwork.downloadRoomFile(token, ROOM, file_id, options)), content);
  await fault({ path, method: 'POST', hang: true });
  const controller = new AbortController();
  const end = rejectionOf(() => upload({ signal: controller.signal }));
  while ((await emulator.control('/faults')).at(-1).done === 0) await settled();
  controller.abort('enough');
  assert.equal(await end, 'enough');
});

test('progress: other requests, another fetch, and a function that throws', async (t) => {
  const error = t.mock.method(console, 'error', () => {});
  const sent = [];
  const fetch = chatwork.withUploadProgress(
    () => {
      throw new Error('mine');
    },
    (url, init) => (sent.push(init), globalThis.fetch(url, init)),
  );
  assert.equal(typeof (await chatwork.getMe(token, { ...options, fetch })).account_id, 'number');
  const { file_id } = await chatwork.postRoomFiles(token, ROOM, { file: content }, { ...options, fetch });
  same(await bytesOf(await chatwork.downloadRoomFile(token, ROOM, file_id, options)), content);
  assert.equal(sent.length, 2);
  assert.ok(error.mock.callCount() > 0);
});

test('no file passes through the memory of the module', async () => {
  const { Instance } = WebAssembly;
  let memory;
  WebAssembly.Instance = function (...given) {
    const instance = new Instance(...given);
    memory = instance.exports.memory;
    return instance;
  };
  let copy;
  try {
    copy = await import(`${import.meta.resolve('chatwork-wasm')}?memory`);
    await copy.getMe(token, options);
  } finally {
    WebAssembly.Instance = Instance;
  }
  const before = memory.buffer.byteLength;
  const most = new Uint8Array(MAX).map((_, index) => index * 31);
  for (const fetch of [undefined, copy.withUploadProgress(() => {})]) {
    const { file_id } = await copy.postRoomFiles(token, ROOM, { file: most }, { ...options, fetch });
    same(await bytesOf(await copy.downloadRoomFile(token, ROOM, file_id, options)), most);
  }
  assert.ok(memory.buffer.byteLength - before < 200_000, `${before} bytes, then ${memory.buffer.byteLength}`);
});

test('a progress that fails later ends neither the upload nor the process, and what is none is refused', async (t) => {
  t.mock.method(console, 'error', () => {});
  const failing = chatwork.withUploadProgress(async () => {
    throw new Error('late');
  }, fetch);
  const { file_id } = await chatwork.postRoomFiles(token, ROOM, { file: content }, { ...options, fetch: failing });
  await settled();
  assert.equal(typeof file_id, 'number');
  assert.ok(console.error.mock.callCount() > 0);
  for (const given of [[], [5], [() => {}, 5]]) {
    assert.throws(() => chatwork.withUploadProgress(...given), { code: 'argument' });
  }
});

test('a deadline that is none is refused as in every call', async () => {
  for (const deadline of [-1, -1n, NaN, 'soon', {}, Symbol('soon')]) {
    await refusalOf(() => chatwork.downloadRoomFile('mark3r-t0ken', 1, 1, { deadline }), 'deadline');
  }
});
