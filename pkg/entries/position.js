// What of a room has been yielded: the newest messages, by id, with what tells one version of a message from the next.

// As many as the service lists.
const MOST = 100;
const VERSION = 1;

// What the service shows in place of the text of a deleted message.
const DELETED = '[deleted]';

export function emptyPosition() {
  return { isHidden: false, seen: new Map() };
}

// `undefined` where it is not what `textOf` made for this key: with the position of another room, messages would be lost.
export function positionOf(text, wanted) {
  try {
    const { version, key, hidden, seen } = JSON.parse(text);
    const isSeen = ([id, time, print]) => isId(id) && Number.isInteger(time) && typeof print === 'string';
    const isOurs = version === VERSION && key === wanted;
    if (!isOurs || typeof hidden !== 'boolean' || seen.length > MOST || !seen.every(isSeen)) return undefined;
    return { isHidden: hidden, seen: new Map(seen.map(([id, ...version]) => [id, version])) };
  } catch {
    return undefined;
  }
}

export function textOf({ isHidden, seen }, key) {
  const entries = [...seen].map(([id, version]) => [id, ...version]);
  return JSON.stringify({ version: VERSION, key, hidden: isHidden, seen: entries });
}

// Whether it is what the service lists.
export function isList(messages) {
  const isMessage = (message) =>
    isId(message?.message_id) && typeof message.body === 'string' && Number.isInteger(message.update_time);
  return Array.isArray(messages) && messages.every(isMessage);
}

// What is to be yielded when these are the newest messages, in the order of their ids. `isContinuous` where the look
// before was so short ago that the free plan cannot have hidden what has come since.
export function eventsOf({ isHidden, seen }, messages, limitation, isContinuous) {
  const ids = [...seen.keys()].sort(inOrder);
  const [first, last] = [ids[0], ids.at(-1)];
  const listed = new Map(messages.map((message) => [message.message_id, message]));
  const window = [...listed.values()].sort((one, other) => inOrder(one.message_id, other.message_id));

  // Ids are given before messages can be seen, and not always seen in order: one that was not seen is new. Where there
  // is more than what was listed, one below all that were seen is old, and stands in the list because another has gone.
  const isAll = first === undefined || (seen.size < MOST && !isHidden && limitation === undefined);
  const isNew = ({ message_id }) => !seen.has(message_id) && (isAll || inOrder(message_id, first) > 0);
  const isFull = window.length >= MOST;
  const isApart = last === undefined ? isFull : window.length > 0 && inOrder(window[0].message_id, last) > 0;

  const events = [];
  if (limitation !== undefined && !isHidden) events.push({ type: 'hidden', limitation });
  if (isApart && (isFull || !isContinuous)) events.push({ type: 'gap', after: last, before: window[0].message_id });
  for (const message of window) {
    if (isNew(message)) events.push({ type: 'message', message });
    else if (isEdited(seen.get(message.message_id), message)) events.push({ type: 'edited', message });
  }
  return events;
}

// Takes an event for yielded.
export function advance(position, { type, message }) {
  if (type === 'hidden') position.isHidden = true;
  if (message === undefined) return;
  const { seen } = position;
  seen.set(message.message_id, versionOf(message));
  if (seen.size > MOST) seen.delete([...seen.keys()].sort(inOrder)[0]);
}

function versionOf({ update_time, body }) {
  return [update_time, printOf(body)];
}

// Times are whole seconds, so the text has its say, too. An earlier time is that of a server that is behind.
function isEdited(version, message) {
  if (version === undefined) return false;
  const [[time, print], [nextTime, nextPrint]] = [version, versionOf(message)];
  if (nextTime > time) return true;
  return print !== nextPrint && (nextTime === time || message.body === DELETED);
}

// http://www.isthe.com/chongo/tech/comp/fnv (FNV-1a), over UTF-16: short, and no text gets into the store.
export function printOf(text) {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}

function isId(value) {
  return typeof value === 'string' && /^\d{1,30}$/.test(value);
}

// Numbers too large for a number.
function inOrder(one, other) {
  const [a, b] = [BigInt(one), BigInt(other)];
  return a < b ? -1 : Number(a > b);
}
