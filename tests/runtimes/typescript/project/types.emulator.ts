// The emulator with the types of a platform: those of the DOM, and those that wrangler makes for Workers.

import { createClient, type RequestOptions } from 'chatwork-wasm';
import { createEmulator, type Emulator, type EmulatorOptions } from 'chatwork-wasm/emulator';

const { accounts, ask, baseUrl, rooms, settled, ...emulator }: Emulator = createEmulator();
const options: RequestOptions = { baseUrl, fetch: emulator.fetch };
globalThis.fetch = emulator.fetch;

const receivers: EmulatorOptions[] = [
  { onWebhook: async (request: Request) => new Response(await request.text()) },
  { onWebhook: (request) => fetch(request), world: { accounts: [] } },
  { fetch },
  { fetch: undefined, onWebhook: undefined, world: undefined },
];

export async function uses(): Promise<Response> {
  const [first] = accounts;
  const client = createClient({ token: first?.token ?? '', ...options });
  for (const { room_id } of rooms) await client.getRoom(room_id);
  const { now }: { now: number } = await ask('PUT /clock', { advance: 1000 });
  await ask('POST /faults', [{ path: '/me', hang: true }]);
  await settled();
  // @ts-expect-error no such method
  await ask('PATCH /clock');
  // @ts-expect-error no path
  await ask('GET clock');
  // @ts-expect-error no body
  await ask('PUT /clock', 1000 + now);
  return emulator.fetch(new Request(baseUrl), { method: 'POST', body: new URLSearchParams({ body: 'x' }) });
}

// @ts-expect-error no such option
createEmulator({ onwebhook: fetch });

export { receivers };
