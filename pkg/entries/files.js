// Downloads. The service gives an address at another host, which lives for 30 seconds and must not see the token.

import { metadataOf } from '#answers';
import { cutting } from '#cut';
import {
  ChatworkApiError,
  ChatworkConnectionError,
  ChatworkError,
  ChatworkParseError,
  ChatworkServerError,
  ChatworkTimeoutError,
  withoutSecret,
} from '#errors';
import { getRoomFile } from '#functions';
import { copied, copiedToken } from './refusal.js';

// What another try with a new address may mend: one that has expired is 403 or 404.
const AGAIN = [403, 404, 408, 410, 429];

const HELP = {
  again: [
    '読み取りなので、もう一度呼び出せます。',
    'This was only reading, so it can be called again.',
  ],
  unusable: [
    "途中のプロキシなどが応答を差し替えた可能性があります。'baseUrl' を確認してください。",
    "A proxy may have replaced the answer: check 'baseUrl'.",
  ],
};

const NO_STREAM =
  'this runtime cannot make a ReadableStream. On Cloudflare Workers set the compatibility date to 2022-11-30 or later.';
const NO_STREAM_JA =
  'この環境では ReadableStream を作れません。Cloudflare Workers では互換性日付を 2022-11-30 以降にしてください。';

export async function downloadRoomFile(token, roomId, fileId, options, ...rest) {
  const [credential, copy] = [copiedToken(token), copied(options)];
  const ask = (more) => getRoomFile(credential, roomId, fileId, { create_download_url: true }, more, ...rest);
  // Options that are none are refused here.
  if (copy === undefined) return ask(options);

  // Checked by the first call.
  const { fetch, signal, timeout, deadline, retries } = copy;
  const start = Date.now();
  let path;
  // The last one that the service gave.
  let address = '';
  let tries = 0;
  let received = 0;
  // The answer of the storage host: { file, reply, reader, cut, skip }.
  let source;
  // What is under way, for who does not want the rest.
  let active;
  let isOver = false;

  const body = streamed({ pull, cancel });
  await open();
  const { file, reply } = source;
  const headers = { 'content-length': `${file.filesize}` };
  for (const name of ['content-type', 'content-disposition']) {
    const value = reply.headers.get(name);
    if (value) headers[name] = value;
  }
  return { file, response: new Response(body, { headers }) };

  async function pull(controller) {
    while (!isOver) {
      const { reader, cut, file } = source;
      const [read, thrown] = await timed(cut, reader.read());
      if (isOver) return;
      const chunk = read?.done === false ? read.value : undefined;
      if (chunk instanceof Uint8Array) {
        const fresh = chunk.subarray(Math.min(source.skip, chunk.length));
        source.skip -= chunk.length - fresh.length;
        received += fresh.length;
        if (received > file.filesize) throw closed(cut, broken(`more than the ${file.filesize} bytes of the file`));
        if (fresh.length === 0) continue;
        controller.enqueue(fresh);
        return;
      }
      if (read?.done && received === file.filesize) {
        cutting.close(cut);
        controller.close();
        return;
      }
      const error = lateness(cut) ?? broken(`${received} of ${file.filesize} bytes`, thrown);
      await retry(closed(cut, error));
      if (!isOver) await open();
    }
  }

  function cancel() {
    isOver = true;
    closed(active);
  }

  // Asks for an address and opens it at the byte that comes next, as often as may be.
  async function open() {
    for (;;) {
      const file = await ask({ ...copy, deadline: left() });
      path = `/rooms/${roomId}/files/${fileId}`;
      const { download_url: url, ...record } = file ?? {};
      if (!isAddress(url) || !Number.isSafeInteger(record.filesize)) throw unusable();
      if (isOver) return;
      tries += 1;
      address = url;
      const failure = await openedAt(url, record);
      if (failure === undefined || isOver) return;
      await retry(failure);
      if (isOver) return;
    }
  }

  // Why it could not be opened, where it makes sense to try again.
  async function openedAt(url, file) {
    const cut = cutting.begin(signal ?? undefined, 0);
    active = cut;
    const init = { method: 'GET', signal: cut.controller.signal };
    if (received > 0) init.headers = { range: `bytes=${received}-` };
    const send = fetch ?? globalThis.fetch;
    const [reply, thrown] = await timed(cut, (async () => send(url, init))());
    const late = lateness(cut);
    if (late !== undefined) return closed(cut, late);
    if (reply === undefined) return closed(cut, broken('no answer', thrown));
    const { status } = reply;
    if (status === 200 || isContinued(reply)) {
      const reader = reply.body?.getReader?.() ?? whole(reply);
      // A host that knows no ranges begins at the beginning.
      source = { file, reply, reader, cut, skip: status === 200 ? received : 0 };
      return undefined;
    }
    const error = closed(cut, refused(reply));
    if (AGAIN.includes(status) || status >= 500) return error;
    throw error;
  }

  function isContinued({ status, headers }) {
    return status === 206 && received > 0 && `${headers.get('content-range')}`.startsWith(`bytes ${received}-`);
  }

  // Waits before another try, or throws where there is none.
  async function retry(error) {
    // Of the whole, and not of one step.
    if (tries > (retries ?? 2) || error.which === 'deadline') throw error;
    const most = Math.min(8000, 500 * 2 ** (tries - 1));
    const wait = 100 + Math.random() * (most - 100);
    if (deadline && wait >= deadline - (Date.now() - start)) throw error;
    const cut = cutting.begin(signal ?? undefined, wait);
    active = cut;
    await cutting.race(cut);
    cutting.close(cut);
    if (signal?.aborted) throw signal.reason;
  }

  // Waits for one step. Each has a watch of its own: a race against the whole would keep every chunk in memory.
  async function timed(cut, promise) {
    const times = [timeout ?? 30_000, left()].filter(Boolean);
    const watch = cutting.begin(cut.controller.signal, times.length > 0 ? Math.min(...times) : 0);
    const ended = await cutting.race(watch, promise);
    cutting.close(watch);
    if (watch.isOver) cut.end();
    if (signal?.aborted) throw closed(cut, signal.reason);
    return ended;
  }

  // What is left of the deadline, if there is one.
  function left() {
    // Another value is for the first call to refuse.
    return typeof deadline === 'number' && deadline > 0 ? Math.max(1, deadline - (Date.now() - start)) : deadline;
  }

  // Ends a request, and gives back the reason.
  function closed(cut, reason) {
    cutting.close(cut);
    cut.end();
    return reason;
  }

  function lateness(cut) {
    if (!cut.isOver) return undefined;
    const isDeadline = Boolean(deadline) && Date.now() - start >= deadline;
    const [which, after] = isDeadline ? ['deadline', deadline] : ['timeout', timeout ?? 30_000];
    const what = `${isDeadline ? 'not done' : 'no byte'} within the ${after} ms of the '${which}' option`;
    return made(ChatworkTimeoutError, 'ChatworkTimeoutError', 'timeout', what, 'again', { which, after });
  }

  function broken(what, cause) {
    const said = `no complete file from the storage host (${what})`;
    return made(ChatworkConnectionError, 'ChatworkConnectionError', 'connection', said, 'again', {}, cause);
  }

  function refused(reply) {
    const { status } = reply;
    const what = `the storage host answered ${status}`;
    const { location, ...headers } = metadataOf(reply, NaN).headers;
    const fields = { status, errors: [], headers };
    if (status >= 500) return made(ChatworkServerError, 'ChatworkServerError', 'server', what, 'again', fields);
    return made(ChatworkApiError, 'ChatworkApiError', 'unexpected_status', what, 'again', fields);
  }

  function unusable() {
    const what = 'the service gave no address to download from';
    const fields = { outcome: 'answered', status: 200, text: '' };
    return made(ChatworkParseError, 'ChatworkParseError', 'parse', what, 'unusable', fields);
  }

  // None has the address: whoever knows it can download the file.
  function made(Class, name, code, what, advice, more, cause) {
    const [ja, en] = HELP[advice];
    const fields = { code, outcome: 'unknown', method: 'GET', path, attempts: tries, ...more, help: `${ja}\n${en}` };
    return new Class(name, `downloadRoomFile: ${what}. ${en}`, fields, withoutSecret(cause, address));
  }
}

// Reads no more than is asked for. Made first, because not every runtime can.
function streamed(read) {
  try {
    return new ReadableStream(read, { highWaterMark: 0 });
  } catch (thrown) {
    const fields = { code: 'runtime', outcome: 'not-sent', help: `${NO_STREAM_JA}\n${NO_STREAM}` };
    throw new ChatworkError('ChatworkError', `downloadRoomFile: ${NO_STREAM}`, fields, thrown);
  }
}

// https, or http on this machine.
function isAddress(url) {
  try {
    const { protocol, hostname } = new URL(url);
    const isHere = /^(127(\.\d+){3}|\[::1\]|(.+\.)?localhost)$/.test(hostname);
    return protocol === 'https:' || (protocol === 'http:' && isHere);
  } catch {
    return false;
  }
}

// A custom fetch may give an answer without a stream.
function whole(reply) {
  let isRead = false;
  const read = async () => {
    if (isRead) return { done: true };
    isRead = true;
    return { done: false, value: new Uint8Array(await reply.arrayBuffer()) };
  };
  return { read };
}
