// `webhookHandler`: from a webhook's `Request` to its `Response`, as Workers, Deno, Bun and Hono serve them.

import { ChatworkWebhookError } from '#errors';
import { printOf } from './position.js';
import { parseWebhook } from './webhooks.js';

// Messages that were handled. The oldest are forgotten.
const MOST_SEEN = 1000;

export function webhookHandler({ token, onEvent, onError = report, maxAge, ownAccountId, seen = memory() }) {
  if (typeof onEvent !== 'function') throw new TypeError("webhookHandler needs a function 'onEvent'");

  return async (request, environment, context) => {
    if (request.method !== 'POST') return answer(405, { allow: 'POST' });
    const [type] = (request.headers.get('content-type') ?? '').split(';');
    if (type.trim().toLowerCase() !== 'application/json') return answer(415);
    let event;
    try {
      const tokens = typeof token === 'function' ? await token(environment) : token;
      event = await parseWebhook(request, { token: tokens, maxAge });
    } catch (error) {
      await tell(error, environment);
      return answer(statusOf(error));
    }
    const handling = handle(event, environment, context);
    // The service waits for the answer only.
    if (typeof context?.waitUntil !== 'function') return answer((await handling) ? 200 : 500);
    context.waitUntil(handling);
    return answer(200);
  };

  // Whether all went well. Never rejects.
  async function handle(event, environment, context) {
    const { account_id: author, from_account_id: from = author } = event.webhook_event;
    const key = keyOf(event.webhook_event);
    try {
      const own = typeof ownAccountId === 'function' ? await ownAccountId(environment) : ownAccountId;
      // Variables of an environment are strings.
      if (own !== undefined && String(from) === String(own)) return true;
      if (key !== undefined && (await isSeen(key, environment))) return true;
      await onEvent(event, environment, context);
      return true;
    } catch (error) {
      await tell(error, environment);
      return false;
    }
  }

  // A record that fails must not lose a message, which comes only once.
  async function isSeen(key, environment) {
    try {
      return (await seen.add(key, environment)) === false;
    } catch (error) {
      await tell(error, environment);
      return false;
    }
  }

  async function tell(error, environment) {
    try {
      await onError(error, environment);
    } catch (thrown) {
      report(thrown);
    }
  }
}

function statusOf(error) {
  if (!(error instanceof ChatworkWebhookError)) return 500;
  return error.reason === 'too-large' ? 413 : 401;
}

// One message may come twice, as `message_created` and as `mention_to_me`; each of its later texts is another one, and two
// of them may come in one second.
function keyOf({ message_id: id, update_time: time, body }) {
  return typeof id === 'string' ? `${id}:${time}:${printOf(`${body}`)}` : undefined;
}

function memory() {
  const keys = new Set();
  return {
    add(key) {
      if (keys.has(key)) return false;
      keys.add(key);
      if (keys.size > MOST_SEEN) keys.delete(keys.values().next().value);
      return true;
    },
  };
}

// Without a body: the service takes an answer of more than 2048 bytes for an error.
function answer(status, headers) {
  return new Response(null, { status, headers });
}

function report(error) {
  console.error(error);
}
