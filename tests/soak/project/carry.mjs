// Carries out scripts, and says how each ended.

import * as chatwork from 'chatwork-wasm';
import * as notation from 'chatwork-wasm/notation';
import { shared, uncounted, unset } from './counts.mjs';

// Milliseconds. No script has that much to do.
const PATIENCE = 30_000;
const SECRET = btoa('secret of a webhook');

export async function carryOutAll(scripts, inFlight, baseUrl) {
  const ends = [];
  const queue = scripts.values();
  const work = async () => {
    for (const script of queue) ends.push(await carryOut(script, baseUrl));
  };
  await Promise.all(Array.from({ length: inFlight }, work));
  return ends;
}

// { index, end, outcome, message }: `end` is 'done', the code of an error or another word.
async function carryOut(script, baseUrl) {
  let timer;
  const patience = new Promise((resolve) => {
    timer = uncounted(() => resolve({ end: 'hung' }), PATIENCE);
  });
  const ended = await Promise.race([settled(script, baseUrl), patience]);
  unset(timer);
  return { index: script.index, ...ended };
}

async function settled(script, baseUrl) {
  const reason = new Error('no longer wanted');
  const mine = new Error('of a hook');
  const aborting = new AbortController();
  const options = { ...script.options, baseUrl, signal: script.abort ? aborting.signal : shared };
  const abort = () => aborting.abort(reason);
  const { at, after } = script.abort ?? {};
  if (at === 'start') abort();
  else if (at) options[at] = abort;
  const timer = after === undefined ? undefined : uncounted(abort, after);
  if (script.hook) {
    options[script.hook] = () => {
      throw mine;
    };
  }
  try {
    const result = await called(script, tokenOf(script.token), options);
    if (script.index % 3 === 0) look(result, script, options);
    if (script.index % 50 === 0) await beside(script);
    return { end: 'done', message: result?.message_id };
  } catch (error) {
    if (error === reason) return { end: 'aborted' };
    if (error === mine) return { end: 'hook' };
    if (!chatwork.isChatworkError(error)) return { end: `strange: ${error?.stack ?? error}` };
    return { end: error.code, outcome: error.outcome };
  } finally {
    unset(timer);
  }
}

function called({ name, args, isOfClient }, token, options) {
  // Bytes are no plain data.
  const given = args.map((value) => (value.file?.bytes ? { ...value, file: new Uint8Array(value.file.bytes) } : value));
  if (name === 'syncRoomMessages') return followed(token, given, options);
  const done = isOfClient
    ? chatwork.createClient({ token, ...options })[name](...given)
    : chatwork[name](token, ...given, options);
  return name === 'downloadRoomFile' ? downloaded(done) : done;
}

function tokenOf({ text, unknown, source }) {
  if (unknown) return `nobody-${Math.random()}`;
  const access = `access-${text}`;
  let asked = 0;
  const sources = {
    gives: async () => access,
    renews: () => (++asked === 1 ? 'expired' : access),
    throws: () => {
      throw new Error('no token');
    },
    hangs: () => new Promise(() => {}),
  };
  return source ? { accessToken: sources[source] } : text;
}

// Every other one is left in the middle.
async function followed(token, [room], options) {
  let seen = 0;
  for await (const event of chatwork.syncRoomMessages(token, room, { ...options, from: 'start', once: true })) {
    seen += event.type === 'message' ? 1 : 0;
    if (room % 2 === 0) break;
  }
  return { seen };
}

async function downloaded(done) {
  const { file, response } = await done;
  if (file.file_id % 3 === 0) {
    await response.body.cancel();
    return file;
  }
  const { byteLength } = await response.arrayBuffer();
  if (byteLength !== file.filesize) throw new Error(`${byteLength} of ${file.filesize} bytes`);
  return file;
}

function look(result, { token }, { baseUrl }) {
  chatwork.rateLimitOf(token.text, { baseUrl });
  const response = chatwork.responseOf(result);
  if (response && typeof response.status !== 'number') throw new Error('metadata without a status');
}

// What a bot does around its calls.
async function beside({ id }) {
  const sent = { message_id: '1', send_time: 1, update_time: 0 };
  const message = { ...sent, room_id: id, account_id: id, body: `[To:${id}] hello` };
  const about = { webhook_setting_id: '1', webhook_event_type: 'message_created', webhook_event_time: 1 };
  const body = JSON.stringify({ ...about, webhook_event: message });
  const signature = chatwork.signWebhook({ token: SECRET, body });
  const headers = { 'x-chatworkwebhooksignature': signature };
  const request = new Request('https://bot.example/', { method: 'POST', body, headers });
  const { webhook_event: event } = await chatwork.parseWebhook(request, { token: SECRET });
  if (chatwork.verifyWebhook({ token: SECRET, body: `${body} `, signature })) throw new Error('a wrong signature');
  const written = notation.notation`${notation.reply(event)}\n${notation.info('title', event.body)}`;
  notation.renderHtml(`${written}`);
  notation.parseNotation(`${written}`);
}
