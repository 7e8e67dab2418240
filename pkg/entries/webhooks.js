// Webhooks: who signed them, and what they say.

import { ChatworkArgumentError, ChatworkWebhookError } from '#errors';
import { check, sign } from '#webhook';
import { start } from '#webhook/start';

const HEADER = 'x-chatworkwebhooksignature';
const QUERY = 'chatwork_webhook_signature';

// The longest message has 65,535 characters, and JSON may write six bytes for each.
const MOST_BYTES = 512 * 1024;

const KINDS = ['message_created', 'message_updated', 'mention_to_me'];

// What `check` answers.
const GENUINE = 1;
const MALFORMED = -1;
const NO_TOKEN = -2;

export function verifyWebhook(options) {
  const { token, body, signature } = options ?? {};
  return checked(token, bytesOf(body), signature) === GENUINE;
}

export function signWebhook(options) {
  const { token, body } = options ?? {};
  const bytes = bytesOf(body);
  start();
  const [first] = tokensOf(token);
  const signature = sign(first, bytes);
  if (signature === '') throw unfit(first);
  return signature;
}

export async function parseWebhook(request, options) {
  const { token, maxAge: most } = options ?? {};
  const maxAge = most ?? 0;
  const isNumber = typeof maxAge === 'number';
  if (!isNumber || !(maxAge >= 0)) {
    throw misfit('maxAge', 'milliseconds, 0 or more', isNumber ? `${maxAge}` : `a value of type ${typeof maxAge}`);
  }
  if (request == null) throw misfit('request', 'a Request, or { headers, url, body }', `${request}`);
  const signature = signatureOf(request);
  if (typeof signature !== 'string') throw refused('missing', `it has neither the header '${HEADER}' nor the query parameter`);
  const bytes = await bodyOf(request);
  const result = checked(token, bytes, signature);
  if (result === MALFORMED) throw refused('malformed', 'its signature is not the base64 of 32 bytes');
  if (result !== GENUINE) throw refused('mismatch', 'it was signed with another token, or its body was changed on the way');
  const event = eventOf(bytes);
  const age = Date.now() - event.webhook_event_time * 1000;
  if (maxAge > 0 && !(age <= maxAge)) throw refused('expired', `it is ${Math.round(age)} ms old`);
  return event;
}

// Every token is tried, so that one can take the place of another without a webhook lost.
function checked(token, bytes, signature) {
  start();
  const text = typeof signature === 'string' ? signature : '';
  const results = tokensOf(token).map((each) => check(each, bytes, text));
  if (results.includes(NO_TOKEN)) throw unfit(tokensOf(token)[results.indexOf(NO_TOKEN)]);
  return Math.max(...results);
}

function tokensOf(token) {
  // With the holes of an array, which no method would see.
  const tokens = Array.isArray(token) ? [...token] : [token];
  const wrong = tokens.length === 0 ? [undefined] : tokens.filter((each) => typeof each !== 'string');
  if (wrong.length > 0) throw unfit(wrong[0]);
  return tokens;
}

function unfit(token) {
  const kind = token === null ? 'null' : typeof token;
  const text = token === '' ? 'an empty string (is the environment variable set?)' : 'a string that is no base64';
  const expected = 'the token that the settings of the webhook show, in base64, or an array of such';
  return misfit('token', expected, kind === 'string' ? text : kind);
}

export function misfit(parameter, expected, got) {
  const help =
    '引数を直してください。トークンは Webhook の設定画面のもの、本文は受け取ったままのものです。\n' +
    'Correct the argument: the token is that of the webhook settings, and the body is as it was received.';
  const fields = { code: 'argument', outcome: 'not-sent', parameter, expected, got, help };
  return new ChatworkArgumentError('ChatworkArgumentError', `'${parameter}' must be ${expected}, but got ${got}.`, fields);
}

// A body that was parsed and written again would have another signature.
function bytesOf(body) {
  const refuse = (got) => misfit('body', 'the body as it was received: bytes or a string', got);
  if (typeof body === 'string') return new TextEncoder().encode(body);
  try {
    if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
    if (Object.prototype.toString.call(body) === '[object ArrayBuffer]') return new Uint8Array(body);
  } catch {
    throw refuse('what cannot be read as bytes (was its buffer transferred?)');
  }
  throw refuse(typeof body);
}

// Of a `Request`, or of what other servers have in its place. No more of it is read than a webhook can have.
async function bodyOf(request) {
  const { body } = request;
  if (typeof request.arrayBuffer !== 'function') return within(bytesOf(body));
  if (request.bodyUsed || body?.locked) {
    const expected = 'a request whose body nobody has read, or { headers, url, body } with what was read';
    throw misfit('request', expected, 'one whose body is used');
  }
  // Firefox has no stream there.
  if (typeof body?.getReader !== 'function') return within(new Uint8Array(await request.arrayBuffer()));
  const chunks = [];
  let length = 0;
  for (const reader = body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.length;
    if (length > MOST_BYTES) reader.cancel().catch(() => {});
    within({ length });
  }
  const bytes = new Uint8Array(length);
  for (const chunk of chunks.reverse()) bytes.set(chunk, (length -= chunk.length));
  return bytes;
}

function within(bytes) {
  if (bytes.length > MOST_BYTES) throw refused('too-large', `its body has more than ${MOST_BYTES} bytes`);
  return bytes;
}

// Frameworks turn a `+` of the query into a space, so the header comes first.
function signatureOf({ headers, url }) {
  const header = typeof headers?.get === 'function' ? headers.get(HEADER) : headerIn(headers);
  if (typeof header === 'string') return header;
  const address = url?.href ?? url;
  if (typeof address !== 'string' || !URL.canParse(address, 'http://localhost')) return undefined;
  return new URL(address, 'http://localhost').searchParams.get(QUERY)?.replaceAll(' ', '+');
}

// Some servers keep the names as they were sent, and some give a list for each.
function headerIn(headers) {
  const name = Object.keys(headers ?? {}).find((key) => key.toLowerCase() === HEADER);
  const value = name === undefined ? undefined : headers[name];
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

function eventOf(bytes) {
  const event = parsed(bytes);
  const { webhook_event_type: type, webhook_event_time: time, webhook_event: content } = event ?? {};
  if (typeof type !== 'string' || !Number.isFinite(time) || typeof content !== 'object' || content === null) {
    throw refused('malformed', 'its body is no webhook event');
  }
  return KINDS.includes(type) ? event : { ...event, webhook_event_type: 'unknown', original_type: type };
}

function parsed(bytes) {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

const HELP = {
  missing: 'Chatwork からのリクエストではないか、途中でヘッダーが落ちています。\nIt is not from Chatwork, or a proxy dropped the header.',
  malformed:
    '署名または本文の形が違います。Chatwork からのリクエストではない可能性があります。\nSignature or body have another form: it may not be from Chatwork.',
  mismatch:
    'トークンがこの Webhook のものか、本文を受け取ったまま渡しているかを確認してください。\nCheck that the token is that of this webhook, and that the body is passed as it was received.',
  'too-large': 'Chatwork からのリクエストではありません。\nIt is not from Chatwork.',
  expired: '古いイベントです。時計と maxAge を確認してください。\nThe event is old: check the clock and maxAge.',
};

function refused(reason, what) {
  const fields = { code: 'webhook', outcome: 'refused', reason, help: HELP[reason] };
  return new ChatworkWebhookError('ChatworkWebhookError', `This webhook cannot be trusted: ${what}.`, fields);
}
