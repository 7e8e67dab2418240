// The same with the types of the platform: what callers have in their hands there.

import { createClient, downloadRoomFile, getMe, postRoomFiles, type RequestOptions, type SyncStore, withUploadProgress } from 'chatwork-wasm';
import { init } from 'chatwork-wasm/slim';

const controller = new AbortController();

const good: RequestOptions[] = [
  { fetch, signal: controller.signal },
  { fetch: globalThis.fetch, signal: AbortSignal.timeout(1) },
  { fetch: (url, options) => fetch(url, { ...options, credentials: 'omit' }) },
  { fetch: async () => new Response('') },
  { fetch: async (input: RequestInfo | URL, options?: RequestInit) => fetch(input, options) },
  { baseUrl: new URL('https://example.com') },
  { headers: new Headers({ a: 'b' }) },
];

// @ts-expect-error a controller is no signal
const wrong: RequestOptions = { signal: controller };

export async function uploads(options: RequestOptions): Promise<void> {
  await postRoomFiles('t', 1, { file: new File([], 'x') }, options);
  await postRoomFiles('t', 1, { file: new Blob([]) });
  await postRoomFiles('t', 1, { file: await new Response('').blob() });
  await postRoomFiles('t', 1, { file: await new Response('').arrayBuffer() });
  await postRoomFiles('t', 1, { file: new DataView(new ArrayBuffer(1)) });
  // @ts-expect-error a response is no file
  await postRoomFiles('t', 1, { file: new Response('') });
  await getMe({ accessToken: () => fetch('').then((response) => response.text()) });
  createClient({ token: 't', ...options });
  init(await WebAssembly.compile(new ArrayBuffer(1)));
  init(new ArrayBuffer(1));
}

export async function downloads(): Promise<Response> {
  const { response }: { response: Response } = await downloadRoomFile('t', 1, 2);
  const stream: ReadableStream<Uint8Array> | null = response.body;
  await stream?.cancel();
  await postRoomFiles('t', 1, { file: await response.blob() }, { fetch: withUploadProgress(() => {}, fetch) });
  return response;
}

// What a page has to keep a position in.
const store: SyncStore = {
  get: (key) => localStorage.getItem(key),
  set: (key, value) => localStorage.setItem(key, value),
};

export { good, store, wrong };
