// The messages of a room as they come. Looks at the newest 100 again and again, with `force`: the service's own count
// of what was fetched is shared by all who have the token, and what a lost answer held is gone.

import { responseOf } from '#answers';
import { cutting } from '#cut';
import { ChatworkError, ChatworkParseError } from '#errors';
import { getRoomMessages } from '#functions';
import { rateLimitOf } from './limits.js';
import { advance, emptyPosition, eventsOf, isList, positionOf, textOf } from './position.js';
import { copied, copiedToken, refusal } from './refusal.js';

const FASTEST = 3000;
const SLOWEST = 60_000;
const DAY = 86_400_000;

// How much longer each quiet wait is than the one before.
const SLOWER = 1.5;
// One of so many of the requests that are left may be a look.
const SHARE = 3;
// After the end of a window of the limit, whose times are whole seconds.
const SECOND = 1000;

export function syncRoomMessages(token, roomId, options, ...rest) {
  const state = { isOver: false, cut: undefined };
  const events = follow(state, copiedToken(token), roomId, copied(options), options, rest);
  const end = events.return;
  // A generator would finish its wait first.
  events.return = (value) => {
    state.isOver = true;
    state.cut?.end();
    return end.call(events, value);
  };
  return events;
}

async function* follow(state, token, roomId, copy, options, rest) {
  const look = (more) => getRoomMessages(token, roomId, { force: true }, more, ...rest);
  // Options that are none are refused here.
  if (copy === undefined) return await look(options);

  const path = `/rooms/${idOf(roomId)}/messages`;
  const { store, from, once, fastest, slowest, onError, ...request } = checked(copy, path);
  const { signal } = request;
  const key = `chatwork-wasm${path}`;
  let position = await stored();
  let isSaved = true;
  let pace = fastest;
  let failures = 0;
  let lookedAt;

  try {
    while (!isOver()) {
      const since = Date.now() - lookedAt;
      const messages = await watched((cut) => look({ ...request, signal: cut.controller.signal }).then(understood));
      if (messages === undefined) continue;
      lookedAt = Date.now();
      const events = news(messages, since >= 0 && since < DAY);
      for (const event of events) {
        yield event;
        // The next one is asked for, so this one was taken.
        advance(position, event);
        isSaved = false;
        if (isOver()) return;
      }
      await unlessOver(save);
      if (once) return;
      pace = events.length > 0 ? fastest : Math.min(slowest, Math.round(pace * SLOWER));
      const rateLimit = rateLimitOf(token, { baseUrl: request.baseUrl }) ?? responseOf(messages)?.rateLimit;
      const wait = withinShare(pace, rateLimit);
      // Less what the consumer has taken of it.
      await pause(Math.min(wait, lookedAt + wait - Date.now()));
    }
  } finally {
    await save();
  }

  async function stored() {
    const text = await unlessOver(async () => store?.get(key));
    if (text === undefined || text === null) return undefined;
    const read = typeof text === 'string' ? positionOf(text, key) : undefined;
    if (read !== undefined) return read;
    const expected = `one that gives for '${key}' what it was given, or nothing to start anew`;
    throw refusal('syncRoomMessages', 'store', expected, 'something else', { method: 'GET', path });
  }

  async function save() {
    if (store === undefined || isSaved) return;
    isSaved = true;
    await store.set(key, textOf(position, key));
  }

  // A store may never answer.
  async function unlessOver(operate) {
    const cut = cutting.begin(signal, 0);
    state.cut = cut;
    const [value, ...thrown] = await cutting.race(cut, operate());
    cutting.close(cut);
    if (thrown.length > 0) throw thrown[0];
    return value;
  }

  // What is to be yielded after a look.
  function news(messages, isContinuous) {
    const { limitation } = responseOf(messages);
    if (position === undefined) {
      position = emptyPosition();
      // Nothing was yielded before that could be missed.
      const events = eventsOf(position, messages, limitation, true).filter(({ type }) => type !== 'gap');
      // As long as nothing of it was taken, the next run begins at the start, too.
      isSaved = from === 'start' && events.length > 0;
      if (from === 'start') return events;
      const isOld = ({ type }) => type === 'message';
      for (const event of events.filter(isOld)) advance(position, event);
      return events.filter((event) => !isOld(event));
    }
    const events = eventsOf(position, messages, limitation, isContinuous);
    if (position.isHidden && limitation === undefined) {
      position.isHidden = false;
      isSaved = false;
    }
    return events;
  }

  // The answer of a look; nothing where there will be another one, or none because it is over.
  async function watched(looking) {
    const cut = cutting.begin(signal, 0);
    state.cut = cut;
    try {
      const messages = await looking(cut);
      failures = 0;
      return isOver() ? undefined : messages;
    } catch (error) {
      if (isOver()) return undefined;
      if (once || !isTemporary(error)) throw error;
      failures += 1;
      const backoff = Math.min(slowest, fastest * 2 ** failures) * (1 - Math.random() / 2);
      // No timer takes much more than a day, and one that cannot would end at once.
      const wait = Math.min(DAY, Math.ceil(Math.max(backoff, error.retryAfter ?? 0)));
      tell({ error, wait, failures });
      cutting.close(cut);
      await pause(wait);
      return undefined;
    } finally {
      cutting.close(cut);
    }
  }

  function understood(messages) {
    // Nothing is known of what is no object.
    const { status, attempts } = responseOf(messages) ?? { status: 200 };
    // Of no messages the service tells by 204: anything else that is empty may be that of a proxy.
    if (isList(messages) && (messages.length > 0 || status === 204)) return messages;
    const advice = 'A proxy may have replaced the answer.';
    const message = `syncRoomMessages: the service answered ${status}, but not with messages. ${advice}`;
    const help = `途中のプロキシなどが応答を差し替えた可能性があります。\n${advice}`;
    const fields = { code: 'parse', outcome: 'answered', method: 'GET', path, attempts, status, text: '', help };
    throw new ChatworkParseError('ChatworkParseError', message, fields);
  }

  function tell(event) {
    // Nobody waits for an asynchronous hook, but its failure must not end the process.
    const failed = (thrown) => (request.logger ?? console).error('syncRoomMessages: onError failed', thrown);
    onError?.(Object.freeze(event))?.then?.(undefined, failed);
  }

  async function pause(milliseconds) {
    if (milliseconds <= 0 || isOver()) return;
    const cut = cutting.begin(signal, milliseconds);
    state.cut = cut;
    await cutting.race(cut);
    cutting.close(cut);
  }

  function isOver() {
    if (signal?.aborted) throw signal.reason;
    return state.isOver;
  }
}

// Leaves two of three requests to others, however many rooms are followed: the fewer are left, the longer it waits.
function withinShare(pace, rateLimit) {
  if (rateLimit === undefined) return pace;
  const left = rateLimit.resetAt.getTime() - Date.now();
  if (left <= 0) return pace;
  return Math.max(pace, Math.min((left / rateLimit.remaining) * SHARE, left + SECOND));
}

// Whether the same may work later.
function isTemporary(error) {
  if (!(error instanceof ChatworkError)) return false;
  return ['connection', 'timeout', 'rate_limit', 'server', 'parse'].includes(error.code) || error.status === 408;
}

// The same for 1, '1' and 1n. What is none is for the look to refuse.
function idOf(value) {
  const isId = ['number', 'string', 'bigint'].includes(typeof value) && /^\d+$/.test(`${value}`);
  return isId ? `${BigInt(value)}` : '?';
}

const isFunction = (value) => typeof value === 'function';
const isTime = (value) => typeof value === 'number' && value >= SECOND && value <= DAY;
const TIME = 'a number of milliseconds from 1000 to 86400000';

const OWN = {
  store: [(value) => isFunction(value?.get) && isFunction(value?.set), "an object with functions 'get' and 'set'"],
  from: [(value) => value === 'now' || value === 'start', "'now' or 'start'"],
  once: [(value) => typeof value === 'boolean', 'true or false'],
  fastest: [isTime, TIME],
  slowest: [isTime, TIME],
  onError: [isFunction, 'a function'],
  signal: [
    ({ aborted, addEventListener, removeEventListener }) =>
      typeof aborted === 'boolean' && isFunction(addEventListener) && isFunction(removeEventListener),
    'an AbortSignal',
  ],
};

// The options of the sync itself, and what they are where they are not given. The others are for the look to check.
function checked(copy, path) {
  const given = { ...copy };
  for (const [name, [isRight, expected]] of Object.entries(OWN)) {
    // `null` is as good as nothing.
    given[name] ??= undefined;
    if (given[name] !== undefined && !isRight(given[name])) {
      const got = `something else (${typeof given[name]})`;
      throw refusal('syncRoomMessages', name, expected, got, { method: 'GET', path });
    }
  }
  const { from = 'now', once = false, fastest = FASTEST, slowest = SLOWEST } = given;
  return { ...given, from, once, fastest, slowest: Math.max(fastest, slowest) };
}
