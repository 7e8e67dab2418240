// What has to work in every runtime. Runs inside of each, so it uses nothing but what all of them have.

import { FUNCTIONS, callAll } from './calls.mjs';

// Tries everything and posts what went wrong to the address `report`: for each part a list, empty where all is well.
export async function tryContract(chatwork, { report, ...settings }) {
  const parts = await contract(chatwork, settings);
  await fetch(report, { method: 'POST', body: JSON.stringify(parts) });
}

// Not so on Workers of 2022.
function canStream() {
  try {
    return new ReadableStream({}) !== undefined;
  } catch {
    return false;
  }
}

async function contract(chatwork, { baseUrl, closedUrl, control, token, account, room }) {
  const parts = {};
  let problems;
  const options = { baseUrl };
  const once = { ...options, retries: 0 };

  await attempt('functions', async () => {
    const answered = new Set();
    for await (const { name, result } of callAll(chatwork, token, options)) {
      answered.add(name);
      check(typeof result === 'object' && result !== null, `${name} gave ${JSON.stringify(result)}`);
    }
    check(answered.size === FUNCTIONS, `${answered.size} functions answered`);
  });

  await attempt('upload', async () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index * 7);
    for (const file of [bytes, bytes.buffer, new Blob([bytes]), new File([bytes], 'ファイル.bin')]) {
      const { file_id } = await chatwork.postRoomFiles(token, room, { file, filename: '日本語 "🍣".bin' }, options);
      const stored = await chatwork.getRoomFile(token, room, file_id, { create_download_url: true }, options);
      check(stored.filename === '日本語 "🍣".bin', `the file name is ${stored.filename}`);
      const loaded = new Uint8Array(await (await fetch(stored.download_url)).arrayBuffer());
      check(loaded.length === bytes.length && loaded.every((byte, index) => byte === bytes[index]), 'the bytes differ');
    }
  });

  await attempt('download and progress', async () => {
    const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index * 7);
    const told = [];
    const fetch = chatwork.withUploadProgress(({ loaded, total }) => told.push(loaded / total));
    const { file_id } = await chatwork.postRoomFiles(token, room, { file: bytes }, { ...options, fetch });
    check(told[0] >= 0 && told.at(-1) === 1, `the progress was ${told}`);
    check(told.every((part, index) => index === 0 || part > told[index - 1]), `the progress went back: ${told}`);
    if (!canStream()) {
      const thrown = await rejection(chatwork.downloadRoomFile(token, room, file_id, options));
      check(thrown.code === 'runtime' && thrown.message.includes('compatibility date'), `the download gave ${thrown}`);
      return;
    }
    const { file, response } = await chatwork.downloadRoomFile(token, room, file_id, options);
    const loaded = new Uint8Array(await response.arrayBuffer());
    check(file.filesize === bytes.length, `the size is ${file.filesize}`);
    check(loaded.length === bytes.length && loaded.every((byte, index) => byte === bytes[index]), 'the bytes differ');
  });

  await attempt('sync', async () => {
    const store = new Map();
    const look = async () => {
      const ids = [];
      const given = { ...options, store, once: true };
      for await (const { message } of chatwork.syncRoomMessages(token, room, given)) ids.push(message.message_id);
      return ids;
    };
    await look();
    const { message_id } = await chatwork.postRoomMessage(token, room, { body: 'new' }, options);
    const ids = await look();
    check(ids.length === 1 && ids[0] === message_id, `the sync gave ${ids}`);
    check((await look()).length === 0, 'the sync gave it twice');
    const endless = chatwork.syncRoomMessages(token, room, { ...options, store });
    const pending = endless.next();
    await endless.return();
    check((await pending).done, 'the sync went on');
  });

  await attempt('notation', async () => {
    const { notation, to } = chatwork;
    const message = '[To:5] 佐藤さん\n[qt][qtmeta aid=6 time=9]🍣[toall][/qt][info][title]a[/title][hr][/info][code]<b>[/code]';
    const again = chatwork.stringifyNotation(chatwork.parseNotation(message));
    check(again === message, `what was read became ${again}`);
    check(chatwork.isMentioned(message, 5) && !chatwork.isMentioned(message, 6), 'somebody else is mentioned');
    check(chatwork.renderHtml(message).includes('<code>&lt;b&gt;</code>'), 'the HTML is not escaped');
    check(chatwork.renderText(message, { names: { 6: '花' } }).includes('> 花 ('), 'the name is not there');
    check(chatwork.renderMarkdown(message).includes('> **a**'), 'the heading is not there');
    const parts = chatwork.splitMessage(`[info]${'あ。'.repeat(500)}[/info]`, 300);
    check(parts.length > 3 && parts.every((part) => part.length <= 300), `the parts are ${parts}`);
    const made = chatwork.fromMarkdown('# a\n- @花 [toall]', { mentions: { 花: account } });
    check(`${made}` === `[info][title]a[/title]\n・ [To:${account}] 花 [\u200btoall][/info]`, `the Markdown became ${made}`);
    const written = notation`${to(account)}${'[toall]'}\n${made}`;
    const { message_id } = await chatwork.postRoomMessage(token, room, { body: written }, options);
    const { body } = await chatwork.getRoomMessage(token, room, message_id, options);
    check(body === `${written}` && body.startsWith(`[To:${account}][\u200btoall]`), `the message has become ${body}`);
    // One set of classes for all entries.
    const thrown = await rejection((async () => to(0))());
    check(thrown instanceof chatwork.ChatworkArgumentError, `a wrong id gave ${thrown}`);
  });

  await attempt('abort', async () => {
    let given;
    const watched = (url, init) => {
      given = init.signal;
      return fetch(url, init);
    };
    for (const reason of ['enough', new Error('enough')]) {
      await fault({ path: '/my/status', hang: true });
      const controller = new AbortController();
      setTimeout(() => controller.abort(reason), 30);
      const { signal } = controller;
      const thrown = await rejection(chatwork.getMyStatus(token, { ...once, signal, fetch: watched }));
      check(thrown === reason, `the abort gave ${thrown}`);
      check(given.aborted, 'the request was not given up');
    }
    for (const rule of [{ hang: true }, { slow_body_ms: 60_000 }]) {
      await fault({ path: '/my/status', ...rule });
      const late = await rejection(chatwork.getMyStatus(token, { ...once, timeout: 100, fetch: watched }));
      check(late instanceof chatwork.ChatworkTimeoutError, `the time gave ${late}`);
      check(given.aborted, 'the late request was not given up');
    }
  });

  await attempt('errors', async () => {
    const refused = await rejection(chatwork.getMe('wrong', options));
    check(refused instanceof chatwork.ChatworkAuthenticationError, `a wrong token gave ${refused}`);
    check(refused instanceof Error && refused instanceof chatwork.ChatworkApiError, 'the parents are not there');
    check(chatwork.isChatworkError(refused) && refused.name === 'ChatworkAuthenticationError', 'the name is not there');
    check(
      refused.status === 401 && typeof refused.headers['content-type'] === 'string',
      'status or headers are not there',
    );
    const wrong = await rejection(chatwork.getRoom(token, '../me', options));
    check(wrong instanceof chatwork.ChatworkArgumentError && wrong.parameter === 'roomId', `a wrong id gave ${wrong}`);
    // More than once, for runtimes that try again by themselves.
    await fault({ path: '/my/status', reset: true, times: 10 });
    const broken = await rejection(chatwork.getMyStatus(token, once));
    check(broken instanceof chatwork.ChatworkConnectionError, `a reset gave ${broken}`);
    check(broken.outcome === 'unknown', `the outcome of a reset is ${broken.outcome}`);
    const nobody = await rejection(chatwork.getMyStatus(token, { baseUrl: closedUrl, retries: 0 }));
    check(nobody instanceof chatwork.ChatworkConnectionError, `a closed port gave ${nobody}`);
    // Not every runtime tells that nobody was there.
    check(['not-sent', 'unknown'].includes(nobody.outcome), `the outcome of a closed port is ${nobody.outcome}`);
  });

  // Some runtimes send a request again by themselves when a connection that was used before breaks.
  await attempt('lost answer', async () => {
    await fetch(`${control}/faults`, { method: 'DELETE' });
    for (const [path, post] of [
      ['messages', () => chatwork.postRoomMessage(token, room, { body: 'once' }, options)],
      ['tasks', () => chatwork.postRoomTasks(token, room, { body: 'once', to_ids: account }, options)],
      ['files', () => chatwork.postRoomFiles(token, room, { file: new Blob(['once']) }, options)],
    ]) {
      await fault({ method: 'POST', path: `/rooms/*/${path}`, when: 'after', reset: true });
      await chatwork.getMe(token, options);
      const { length } = await posts();
      const lost = await rejection(post());
      check(
        (await posts()).length === length + 1,
        `the post to ${path} was sent ${(await posts()).length - length} times`,
      );
      check(lost.outcome === 'unknown', `the post to ${path} gave ${lost}`);
    }
  });

  await attempt('second try', async () => {
    await fetch(`${control}/faults`, { method: 'DELETE' });
    await fault({ path: '/my/status', respond: { status: 503, body: '<html>' } });
    const { attempts, status } = chatwork.responseOf(await chatwork.getMyStatus(token, options));
    check(attempts === 2 && status === 200, `after a 503 ${attempts} attempts ended with ${status}`);
    // The account's answer to a post is another matter: nobody knows whether it stands in the room.
    await fault({ method: 'POST', path: '/rooms/*/messages', when: 'after', respond: { status: 502, body: '<html>' } });
    const { length } = await posts();
    const lost = await rejection(chatwork.postRoomMessage(token, room, { body: 'once' }, options));
    check((await posts()).length === length + 1, 'a post was sent again');
    check(lost.outcome === 'unknown' && lost.attempts === 1, `a 502 gave ${lost}`);
    await fault({ method: 'POST', path: '/rooms/*/messages', when: 'after', respond: { status: 502, body: '<html>' } });
    const found = await chatwork.postRoomMessage(token, room, { body: 'once more' }, { ...options, dedupe: true });
    const texts = (await chatwork.getRoomMessages(token, room, { force: true }, options)).map(({ body }) => body);
    check(typeof found.message_id === 'string', `no message id in ${JSON.stringify(found)}`);
    check(texts.filter((text) => text === 'once more').length === 1, 'the message stands there twice, or not at all');
  });

  await attempt('webhooks', async () => {
    const secret = 'Y2hhdHdvcmstZW11bGF0b3Itd2ViaG9vay1zZWNyZXQ=';
    const body = '{"webhook_event_type":"message_created","webhook_event_time":1,"webhook_event":{"message_id":"1"}}';
    const signature = chatwork.signWebhook({ token: secret, body });
    check(chatwork.verifyWebhook({ token: secret, body, signature }) === true, 'what is signed right is refused');
    check(chatwork.verifyWebhook({ token: secret, body: `${body} `, signature }) === false, 'another body is taken');
    const headers = { 'content-type': 'application/json', 'x-chatworkwebhooksignature': signature };
    const received = [];
    const handler = chatwork.webhookHandler({ token: secret, onEvent: (event) => received.push(event) });
    const { status } = await handler(new Request('https://bot.example/', { method: 'POST', headers, body }));
    check(status === 200 && received[0]?.webhook_event.message_id === '1', `the handler gave ${status}`);
  });

  await attempt('redirect', async () => {
    await fault({ path: '/my/status', respond: { status: 302, headers: { location: `${baseUrl}/me` } } });
    const moved = await rejection(chatwork.getMyStatus(token, once));
    check(moved instanceof chatwork.ChatworkApiError && [0, 302].includes(moved.status), `a redirect gave ${moved}`);
  });

  await attempt('at once', async () => {
    const calls = Array.from({ length: 20 }, (_, index) => {
      return chatwork.postRoomTasks(token, 1 + index, { body: 'x', to_ids: 1 }, { fetch: echo });
    });
    for (const [index, { url, body }] of (await Promise.all(calls)).entries()) {
      check(
        url.endsWith(`/rooms/${1 + index}/tasks`) && body === 'body=x&to_ids=1',
        `call ${index} got ${url} ${body}`,
      );
    }
    const rooms = await Promise.all(Array.from({ length: 20 }, () => chatwork.getRoom(token, room, options)));
    check(
      rooms.every(({ room_id: id }) => id === room),
      'another room',
    );
  });

  return parts;

  async function attempt(part, act) {
    problems = [];
    parts[part] = problems;
    try {
      await act();
    } catch (thrown) {
      problems.push(`${thrown?.stack ?? thrown}`);
    }
  }

  function check(holds, problem) {
    if (!holds) problems.push(problem);
  }

  async function posts() {
    const requests = await (await fetch(`${control}/requests`)).json();
    return requests.filter(({ method }) => method === 'POST');
  }

  async function fault(rule) {
    const response = await fetch(`${control}/faults`, { method: 'POST', body: JSON.stringify(rule) });
    check(response.ok, await response.text());
  }
}

// An answer that tells what was asked.
async function echo(url, { body }) {
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 10));
  return new Response(JSON.stringify({ url, body: await new Response(body).text() }));
}

function rejection(promise) {
  return promise.then(
    (value) => new Error(`not rejected, but ${JSON.stringify(value)}`),
    (reason) => reason,
  );
}
