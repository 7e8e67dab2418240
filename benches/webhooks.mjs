// Webhooks: how many are verified in a second, beside what the runtime has for it.

import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseWebhook, signWebhook, verifyWebhook } from 'chatwork-wasm';
import { measure } from './rounds.mjs';
import { digits, printTable } from './table.mjs';
import { conversation } from './texts.mjs';

const SIZES = { '0.5 KB': 500, '5 KB': 5000, '100 KB': 100_000 };
// What a webhook says besides.
const AROUND = 230;

const NODE = 'node:crypto';
const TOKEN = Buffer.alloc(32, 'the token of a webhook').toString('base64');

const { subtle } = globalThis.crypto;
const secret = Buffer.from(TOKEN, 'base64');
const key = await subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);

function functionsOn(body) {
  const signature = signWebhook({ token: TOKEN, body });
  const request = { headers: { 'x-chatworkwebhooksignature': signature }, url: '/', body };
  return {
    [NODE]: () => timingSafeEqual(createHmac('sha256', secret).update(body).digest(), Buffer.from(signature, 'base64')),
    SubtleCrypto: () => subtle.verify('HMAC', key, Buffer.from(signature, 'base64'), body),
    verifyWebhook: () => verifyWebhook({ token: TOKEN, body, signature }),
    parseWebhook: () => parseWebhook(request, { token: TOKEN }),
  };
}

// A message of about so many bytes, as the service sends it.
function bodyOf(bytes) {
  const body = Buffer.from(conversation(bytes).text).subarray(0, bytes * 0.9 - AROUND).toString();
  const content = {
    message_id: '789012345',
    room_id: 567890123,
    account_id: 1234567,
    body,
    send_time: 1498028125,
    update_time: 0,
  };
  const event = {
    webhook_setting_id: '12345',
    webhook_event_type: 'message_created',
    webhook_event_time: 1498028130,
    webhook_event: content,
  };
  return Buffer.from(JSON.stringify(event));
}

console.log(`
"${NODE}" is createHmac and timingSafeEqual, SubtleCrypto a key that was imported once. Both are given bytes, and
do no more than compare; parseWebhook also finds the signature in a request, reads the JSON and checks what it says.`);
for (const [size, bytes] of Object.entries(SIZES)) {
  const body = bodyOf(bytes);
  const functions = functionsOn(body);
  for (const [name, run] of Object.entries(functions)) {
    if (!(await run())) throw new Error(`${name} refuses what is genuine`);
  }
  const times = await measure(functions);
  const rows = Object.entries(times).map(([name, { median, spread }]) => [
    name,
    digits(1000 / median),
    digits(body.length / median / 1000),
    `±${digits(spread)}%`,
    digits(median / times[NODE].median),
  ]);
  const head = ['', 'webhooks/s', 'MB/s', 'spread', `time / ${NODE}`];
  printTable(`${size}, here ${body.length.toLocaleString('en')} bytes`, [head, ...rows]);
}
