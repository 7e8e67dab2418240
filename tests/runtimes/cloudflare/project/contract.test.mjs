import * as chatwork from 'chatwork-wasm';
import * as markdown from 'chatwork-wasm/markdown';
import * as notation from 'chatwork-wasm/notation';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { tryContract } from './contract.mjs';
import worker from './worker.mjs';

test('the contract', { timeout: 60_000 }, async () => {
  const settings = { ...JSON.parse(env.SETTINGS), token: env.CHATWORK_API_TOKEN };
  const response = await worker.fetch(new Request('https://worker.example/me'), env);
  expect((await response.json()).account_id).toBe(settings.account);
  await tryContract({ ...chatwork, ...notation, ...markdown }, settings);
});
