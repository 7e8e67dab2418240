// `dedupe: true`: where nobody knows whether a message was posted, it is looked for before it is posted again.

import { responseOf } from '#answers';
import { cutting } from '#cut';
import { ChatworkError } from '#errors';

// The first look comes this many milliseconds after the answer was lost, the next ones later: a message that is still on
// its way is not found.
const PATIENCE = 1000;

// Messages that are known to be those of other calls. The oldest are forgotten.
const MOST = 1000;
const claimed = new Set();

export function deduped({ postRoomMessage, getMe, getRoomMessages }, given, roomId, params, options) {
  const wish = copied(given, params, options);
  if (wish === undefined) return postRoomMessage(given, params, options);

  const { token, message, deadline, signal, ...rest } = wish;
  const start = Date.now();
  let sent = 0;
  // With what is left of the deadline of the whole.
  const left = () => {
    return { ...rest, signal, deadline: deadline && Math.max(1, deadline - (Date.now() - start)) };
  };
  return post(rest.retries ?? 2, PATIENCE);

  // `doubt` is the error of an earlier post that may have arrived.
  async function post(retries, patience, doubt) {
    try {
      return claim(await postRoomMessage(token, message, { ...left(), retries, replay: false }));
    } catch (error) {
      if (!(error instanceof ChatworkError)) throw error;
      const remaining = retries - Math.max(error.attempts, 1);
      // Of a success there is nothing to doubt.
      const last = doubt && error.outcome !== 'unknown' && error.code !== 'parse' ? doubt : error;
      sent += error.attempts;
      last.attempts = sent;
      if (error.outcome !== 'unknown' || remaining < 0 || !(await slept(patience))) throw last;
      const found = await find(error).catch((thrown) => {
        // An abort, or what a hook threw, is the caller's own.
        throw thrown instanceof ChatworkError ? error : thrown;
      });
      return found ?? post(remaining, patience * 2, error);
    }
  }

  async function find(error) {
    const [me, messages] = await Promise.all([
      getMe(token, left()),
      getRoomMessages(token, roomId, { force: true }, left()),
    ]);
    const { status, headers } = responseOf(messages) ?? { headers: {} };
    // What cannot be understood does not say that the message is not there: the service tells of no messages by 204.
    const isRead = Array.isArray(messages) && (messages.length > 0 || status === 204);
    if (!isRead || !Number.isInteger(me?.account_id)) throw error;
    // By the service's clock, which may be another one, and whose times are whole seconds.
    const ahead = headers.date === undefined ? 0 : Date.parse(headers.date) - Date.now();
    const earliest = (start + ahead) / 1000 - 2;
    const isOurs = (posted) =>
      posted?.account?.account_id === me.account_id &&
      plain(posted.body) === plain(message.body) &&
      posted.send_time >= earliest &&
      !claimed.has(posted.message_id);
    const found = messages.find(isOurs);
    // At once, so that no other call takes it for its own.
    return found && claim({ message_id: found.message_id });
  }

  // Whether there was time for it.
  async function slept(milliseconds) {
    if (deadline && Date.now() + milliseconds >= start + deadline) return false;
    const cut = cutting.begin(signal ?? undefined, milliseconds);
    await cutting.race(cut);
    cutting.close(cut);
    if (signal?.aborted) throw signal.reason;
    return true;
  }
}

// Copied, because the caller may change them; nothing where it is not wished for. What cannot be read is for the call to
// refuse.
function copied(token, params, options) {
  try {
    if (options?.dedupe !== true) return undefined;
    const message = { ...params };
    return { ...options, token: typeof token === 'object' ? { ...token } : token, message };
  } catch {
    return undefined;
  }
}

function claim(message) {
  claimed.add(message?.message_id);
  if (claimed.size > MOST) claimed.delete(claimed.values().next().value);
  return message;
}

// Assumed: the service keeps a text but for its ends and the kind of its line breaks.
function plain(text) {
  return `${text}`.replaceAll('\r\n', '\n').trim();
}
