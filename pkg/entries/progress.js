// Tells how much of an upload is sent. A `fetch` for the option of that name, because each runtime has its own way, and
// some have none.

import { refusal } from './refusal.js';

// Bytes from one report to the next.
const PART = 65_536;

export function withUploadProgress(onProgress, fetch) {
  for (const [name, value] of Object.entries({ onProgress, fetch: fetch ?? globalThis.fetch })) {
    if (typeof value !== 'function') throw refusal('withUploadProgress', name, 'a function', typeof value);
  }
  return async (url, init) => {
    const send = fetch ?? globalThis.fetch;
    const isUpload = typeof FormData === 'function' && init?.body instanceof FormData;
    if (!isUpload) return send(url, init);
    // Only browsers have one, and nothing else in them tells.
    const hasXhr = fetch == null && typeof XMLHttpRequest === 'function';
    return hasXhr ? throughXhr(url, init, onProgress) : throughFetch(send, url, init, onProgress);
  };
}

async function throughFetch(send, url, init, onProgress) {
  // Only the platform knows how to write a form, and where its parts end.
  const form = new Response(init.body);
  // Before the bytes: Bun does not know it afterwards.
  const type = form.headers.get('content-type');
  const read = await form.arrayBuffer().catch(() => undefined);
  // A Service Worker of WebKit cannot read what it can send.
  if (read === undefined) return unobserved(send, url, init, onProgress);
  const bytes = new Uint8Array(read);
  const headers = new Headers(init.headers);
  headers.set('content-type', type);
  const tell = teller(onProgress, bytes.length);
  tell(0);
  const body = typeof FixedLengthStream === 'function' ? pumped(bytes, tell) : observed(bytes, tell);
  const reply = await send(url, { ...init, headers, body });
  tell(bytes.length);
  return reply;
}

async function unobserved(send, url, init, onProgress) {
  const sizes = [...init.body.values()].map(({ size = 0 }) => size);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const tell = teller(onProgress, total);
  tell(0);
  const reply = await send(url, init);
  tell(total);
  return reply;
}

// A Blob keeps its length, and can be sent where a stream could not. Node and Deno read it through its own `stream`;
// where it is read in another way, it is sent all the same.
function observed(bytes, tell) {
  const blob = new Blob([bytes]);
  const stream = () => {
    let sent = 0;
    return new ReadableStream(
      {
        pull(controller) {
          // What was handed out before is taken when more is asked for.
          tell(sent);
          const chunk = bytes.slice(sent, sent + PART);
          sent += chunk.length;
          if (chunk.length === 0) controller.close();
          else controller.enqueue(chunk);
        },
      },
      { highWaterMark: 0 },
    );
  };
  return Object.defineProperty(blob, 'stream', { value: stream });
}

// Cloudflare Workers read a Blob in their own way, and have a stream that keeps its length.
function pumped(bytes, tell) {
  const { readable, writable } = new FixedLengthStream(bytes.length);
  const writer = writable.getWriter();
  const pump = async () => {
    for (let sent = 0; sent < bytes.length; sent += PART) {
      await writer.write(bytes.slice(sent, sent + PART));
      tell(Math.min(sent + PART, bytes.length));
    }
    await writer.close();
  };
  // Where it breaks, the request fails, too, and says why.
  pump().catch(() => {});
  return readable;
}

function throughXhr(url, { method, headers, body, signal }, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => {
      request.abort();
      reject(signal.reason);
    };
    let tell;
    request.open(method, url);
    request.responseType = 'arraybuffer';
    for (const [name, value] of new Headers(headers)) request.setRequestHeader(name, value);
    const progress = ({ loaded, total, lengthComputable }) => {
      if (!lengthComputable) return;
      tell ??= teller(onProgress, total);
      tell(loaded);
    };
    request.upload.onloadstart = progress;
    request.upload.onprogress = progress;
    request.onload = () => resolve(answerOf(request, url));
    request.onerror = () => reject(new TypeError('the upload failed'));
    request.onloadend = () => signal?.removeEventListener('abort', abort);
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) abort();
    else request.send(body);
  });
}

function answerOf(request, url) {
  const lines = request.getAllResponseHeaders().trim().split(/\r?\n/).filter(Boolean);
  const headers = new Headers(lines.map((line) => line.split(/:(.*)/s, 2).map((part) => part.trim())));
  // It cannot be kept from following a redirect; what the other address answered is no answer to this request.
  const status = request.responseURL === new URL(url).href ? request.status : 0;
  const arrayBuffer = async () => request.response ?? new ArrayBuffer(0);
  return { status, headers, arrayBuffer, text: async () => new TextDecoder().decode(await arrayBuffer()) };
}

// Never back, and never twice the same.
function teller(onProgress, total) {
  let last = -1;
  return (loaded) => {
    if (loaded <= last) return;
    last = loaded;
    // An upload must not break off, and a process not end, because nobody could look.
    const look = async () => onProgress({ loaded, total });
    look().catch((thrown) => console.error('withUploadProgress: onProgress failed', thrown));
  };
}
