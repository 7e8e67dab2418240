// What is called, and what goes wrong with each call: scripts, which are plain data, because they are carried out in
// another process. Each call of a batch has an account and a room of its own, so that a fault strikes this call only.

import { pick } from '../package/dice.mjs';

const FIRST = 1000;
const COLLEAGUE = 1;
// Above the ids that the emulator gives out.
const MESSAGE = 1_800_000_000_000_000_000n;
const ALWAYS = 100;
// So many tokens for each account are more than the limits are kept for.
const GENERATIONS = 4;
const SCOPES = ['users.all:read', 'rooms.all:read_write', 'contacts.all:read_write'];
const SOURCES = ['gives', 'renews', 'throws', 'hangs'];

const PAGE = { headers: { 'content-type': 'text/html' }, body: '<!DOCTYPE html><title>Oops</title>' };
const answer = (status, headers, more) => {
  return { respond: { status, ...PAGE, headers: { ...PAGE.headers, ...headers } }, ...more };
};
const WHEN = ['before', 'after'];
const SOON = { 'retry-after': '0' };
const LATE = { 'retry-after': '20' };

// What each function is called with, after the token. A room has a message, a task, a file and a link.
const CALLS = {
  getMe: () => [],
  getMyStatus: () => [],
  getMyTasks: () => [{ status: 'open' }],
  getContacts: () => [],
  getRooms: () => [],
  postRooms: ({ account }) => [{ name: '新しい部屋', members_admin_ids: [account] }],
  getRoom: ({ room }) => [room],
  putRoom: ({ room }) => [room, { name: '開発 & 雑談', description: '説明\n2 行目' }],
  deleteRooms: ({ room }) => [room, { action_type: 'delete' }],
  getRoomMembers: ({ room }) => [room],
  putRoomMembers: ({ room, account }) => [room, { members_admin_ids: account, members_readonly_ids: COLLEAGUE }],
  getRoomMessages: ({ room, roll }) => [room, { force: roll(4) > 0 }],
  postRoomMessage: ({ room, body }) => [room, { body, self_unread: true }],
  putRoomMessagesRead: ({ room }) => [room, {}],
  putRoomMessagesUnread: ({ room, message }) => [room, { message_id: message }],
  getRoomMessage: ({ room, message }) => [room, message],
  putRoomMessage: ({ room, message }) => [room, message, { body: '書き直しました' }],
  deleteRoomMessage: ({ room, message }) => [room, message],
  getRoomTasks: ({ room }) => [room, { status: 'open' }],
  postRoomTasks: ({ room, account }) => [room, { body: '資料', to_ids: [account], limit: 1_900_000_000 }],
  getRoomTask: ({ room, task }) => [room, task],
  putRoomTaskStatus: ({ room, task }) => [room, task, { body: 'done' }],
  getRoomFiles: ({ room }) => [room, {}],
  postRoomFiles: ({ room, roll }) => [room, { file: { bytes: 1 + roll(30_000) }, filename: '議事録.txt', message: 'x' }],
  getRoomFile: ({ room, file }) => [room, file, { create_download_url: true }],
  downloadRoomFile: ({ room, file }) => [room, file],
  syncRoomMessages: ({ room }) => [room],
  getRoomLink: ({ room }) => [room],
  putRoomLink: ({ room }) => [room, { code: `other-${room}`, need_acceptance: false }],
  deleteRoomLink: ({ room }) => [room],
  getIncomingRequests: () => [],
  putIncomingRequests: ({ request }) => [request],
  deleteIncomingRequest: ({ request }) => [request],
};
const NAMES = Object.keys(CALLS);
const READS = NAMES.filter((name) => name.startsWith('get'));

// How often each thing goes wrong, and how: `faults` for the emulator, `options` for the call, `abort`, `token` and `hook`
// for who makes it, `names` where it is about some functions.
const TROUBLES = {
  none: [36, () => ({})],
  'an answer that fails once': [
    5,
    (roll) => ({ names: READS, faults: [answer(pick(roll, [408, 500, 502, 503]), SOON)], options: { retries: 1 } }),
  ],
  'answers that fail': [5, (roll) => failing(roll, [500, 502, 503, 520])],
  '429 once': [4, () => ({ faults: [answer(429, SOON)] })],
  '429 always': [3, (roll) => limited(pick(roll, [{ rateLimit: 'reject' }, { retries: 0 }, { retries: 2 }]))],
  'a refusal': [4, (roll) => failing(roll, [400, 401, 403, 404, 409])],
  'a reset': [4, (roll) => ({ faults: [{ reset: true, when: pick(roll, WHEN), times: pick(roll, [1, ALWAYS]) }] })],
  'a cut body': [4, (roll) => ({ faults: [{ cut: roll(20), times: pick(roll, [1, ALWAYS]) }] })],
  'a hang': [4, (roll) => ({ faults: [{ hang: true, times: ALWAYS }], options: hurried(roll) })],
  'a slow body': [4, (roll) => ({ faults: [{ slow_body_ms: 30_000, times: ALWAYS }], options: hurried(roll) })],
  'a delay': [3, (roll) => ({ faults: [{ delay_ms: roll(40), times: ALWAYS }], options: hurried(roll) })],
  'another content': [2, () => ({ faults: [answer(200, {}, { when: 'after', times: ALWAYS })] })],
  'a redirect': [1, () => ({ faults: [answer(302, { location: 'https://example.com/' }, { times: ALWAYS })] })],
  'an abort before': [2, () => ({ abort: { at: 'start' } })],
  'an abort at any moment': [4, (roll) => ({ abort: { after: roll(8) } })],
  'an abort in flight': [
    4,
    (roll) => ({
      abort: { after: roll(40) },
      faults: [pick(roll, [{ hang: true }, { slow_body_ms: 30_000 }, { delay_ms: 400 }])],
    }),
  ],
  'an abort in a wait': [
    3,
    (roll) => ({
      names: READS,
      abort: { at: 'onRetry' },
      faults: [answer(pick(roll, [429, 503]), LATE)],
      options: { retries: 1, timeout: 0, deadline: 60_000 },
    }),
  ],
  'a token of nobody': [2, () => ({ token: { unknown: true } })],
  'a token function': [
    3,
    (roll) => ({ token: { source: pick(roll, SOURCES) }, options: { timeout: 100 + roll(100) } }),
  ],
  'a wrong argument': [1, () => ({ names: ['getRoom', 'getRoomFiles'], options: { timeout: -1 } })],
  'a hook that throws': [1, (roll) => ({ hook: pick(roll, ['onRequest', 'onResponse']) })],
  'a lost answer, looked for': [
    1,
    (roll) => ({
      names: ['postRoomMessage'],
      faults: [{ method: 'POST', ...pick(roll, [{ reset: true, when: 'after' }, { reset: true }, answer(502)]) }],
      options: { dedupe: true, timeout: 0 },
    }),
  ],
};
const DRAWN = Object.entries(TROUBLES).flatMap(([name, [weight]]) => Array(weight).fill(name));

const failing = (roll, statuses) => ({
  faults: [answer(pick(roll, statuses), SOON, { times: ALWAYS, when: pick(roll, WHEN) })],
});
// A refusal of something that was done would be no refusal.
const limited = (options) => ({ faults: [answer(429, SOON, { times: ALWAYS })], options });
const hurried = (roll) => {
  return pick(roll, [{ timeout: 5 + roll(40) }, { deadline: 5 + roll(60), timeout: 20 }, { deadline: 5 + roll(40) }]);
};

// `number` is that of the batch.
export function scriptsOf(roll, number, count) {
  const scripts = Array.from({ length: count }, (_, index) => scriptOf(roll, number, index));
  // What takes longest begins first.
  return scripts.sort((one, other) => Boolean(other.options.dedupe) - Boolean(one.options.dedupe));
}

function scriptOf(roll, number, index) {
  const id = FIRST + index;
  const own = { account: id, room: id, task: id, file: id, request: id, message: `${MESSAGE + BigInt(id)}`, roll };
  const trouble = pick(roll, DRAWN);
  const { names = NAMES, faults = [], options, abort, token, hook } = TROUBLES[trouble][1](roll);
  // A third of them posts: that is what must not be done twice.
  const name = names === NAMES && roll(3) === 0 ? 'postRoomMessage' : pick(roll, names);
  const body = `message ${number} ${index}`;
  const given = { retries: roll(2), pace: roll(4) > 0, ...options };
  if (given.timeout === undefined) given.timeout = pick(roll, [5000, 0]);
  // Without any time nothing would end it.
  if (given.timeout === 0) given.deadline ??= 10_000;
  return {
    id,
    index,
    trouble,
    name,
    args: CALLS[name]({ ...own, body }),
    body: name === 'postRoomMessage' ? body : undefined,
    token: { text: tokenOf(number, id), ...token },
    options: given,
    abort,
    hook,
    isOfClient: roll(4) === 0,
    faults: faults.flatMap((fault) => [
      { account_id: id, ...fault },
      ...(name === 'downloadRoomFile' ? [{ path: `/uploadfile/${id}/*`, ...fault }] : []),
    ]),
  };
}

const tokenOf = (number, id) => `token-${number % GENERATIONS}-${id}`;

export function worldOf(number, scripts) {
  const colleague = { account_id: COLLEAGUE, name: '田中 翔太', token: 'token-of-the-colleague' };
  const accounts = scripts.map(({ id }) => {
    const token = tokenOf(number, id);
    return { account_id: id, name: `${id}`, token, access_tokens: [{ token: `access-${token}`, scopes: SCOPES }] };
  });
  const rooms = scripts.map(({ id }) => ({
    room_id: id,
    type: 'group',
    name: `${id}`,
    members: [{ account_id: id, role: 'admin', unread: 1 }, { account_id: COLLEAGUE }],
    // Some answers are long.
    messages: Array.from({ length: id % 20 === 0 ? 100 : 2 }, (_, index) => ({
      ...(index === 0 && { message_id: `${MESSAGE + BigInt(id)}` }),
      account_id: index === 0 ? id : COLLEAGUE,
      body: `[To:${id}] おはよう (bow)`.repeat(1 + (index % 7)),
      time: -3600 + index,
    })),
    tasks: [{ task_id: id, account_id: id, assigned_by_account_id: id, body: '水やり' }],
    files: [{ file_id: id, account_id: COLLEAGUE, filename: 'memo.txt', text: 'x'.repeat(id % 40 === 1 ? 1e5 : 100) }],
    link: { code: `link-${id}` },
  }));
  const contact_requests = scripts.map(({ id }) => ({ request_id: id, from_account_id: COLLEAGUE, to_account_id: id }));
  const settings = { limits: { enabled: false } };
  return { accounts: [colleague, ...accounts], rooms, contact_requests, settings };
}
