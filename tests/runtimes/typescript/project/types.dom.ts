// The same with the types of the platform: what callers have in their hands there.

import { createClient, getMe, postRoomFiles, type RequestOptions } from 'chatwork-wasm';
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

export { good, wrong };
