// `webhookHandler`: from a webhook's `Request` to its `Response`, as Workers, Deno, Bun and Hono serve them.

import { ChatworkWebhookError } from '#errors';
import { printOf } from './position.js';
import { misfit, parseWebhook } from './webhooks.js';

// Messages that were handled. The oldest are forgotten.
const MOST_SEEN = 1000;

// One message may come as both.
const TWINS = ['message_created', 'mention_to_me'];

export function webhookHandler(options) {
  const { token, onEvent, onError = report, maxAge, ownAccountId, events, seen = memory() } = checked(options);
  const hasTwins = TWINS.every(isWanted);

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
    if (waits(context, handling)) return answer(200);
    return answer((await handling) ? 200 : 500);
  };

  // Whether all went well. Never rejects.
  async function handle(event, environment, context) {
    const { account_id: author, from_account_id: from = author } = event.webhook_event;
    if (!isWanted(event.webhook_event_type)) return true;
    const key = keyOf(event);
    try {
      const own = typeof ownAccountId === 'function' ? await ownAccountId(environment) : ownAccountId;
      // Variables of an environment are strings.
      if (own !== undefined && String(from) === String(own)) return true;
      if (key !== undefined && (await isSeen(key, environment))) return true;
      await onEvent(event, environment, context);
      return true;
    } catch (error) {
      await tell(error, environment);
      // Its twin may fare better.
      if (key !== undefined) await forget(key, environment);
      return false;
    }
  }

  function isWanted(type) {
    return events === undefined || events.includes(type);
  }

  // Of its kind and receiver, unless both twins are wanted; and of its text, because two may come in one second.
  function keyOf({ webhook_event_type: type, original_type: kind = type, webhook_event: event }) {
    const { message_id: id, update_time: time, to_account_id: to = '', body } = event;
    if (typeof id !== 'string') return undefined;
    const which = hasTwins && TWINS.includes(kind) ? 'message' : `${kind}:${to}`;
    return `${which}:${id}:${time}:${printOf(`${body}`)}`;
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

  async function forget(key, environment) {
    try {
      await seen.delete?.(key, environment);
    } catch (error) {
      await tell(error, environment);
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

const isFunction = (value) => typeof value === 'function';
const isName = (value) => typeof value === 'string';
// An object may throw when it is asked what it says.
const isId = (value) => typeof value !== 'object' && /^\d+$/.test(String(value));
const OPTIONS = {
  // For each webhook to judge: an environment may have another one.
  token: [() => true, ''],
  onEvent: [isFunction, 'a function'],
  onError: [isFunction, 'a function'],
  maxAge: [(value) => typeof value === 'number' && value >= 0, 'milliseconds, 0 or more'],
  ownAccountId: [(value) => isFunction(value) || isId(value), 'an account id, or a function that gives it'],
  events: [(value) => Array.isArray(value) && value.length > 0 && value.every(isName), 'an array of kinds of events'],
  seen: [(value) => isFunction(value.add), "an object with a function 'add'"],
};

// A mistake in the settings would cost a webhook each time, and none comes twice.
function checked(options) {
  const given = {};
  for (const [name, value] of Object.entries(options ?? {})) {
    if (!Object.hasOwn(OPTIONS, name)) throw misfit(name, `one of ${Object.keys(OPTIONS).join(', ')}`, 'an unknown name');
    const [isRight, expected] = OPTIONS[name];
    if (value == null) continue;
    if (!isRight(value)) throw misfit(name, expected, `something else (${typeof value})`);
    given[name] = value;
  }
  if (given.onEvent === undefined) throw misfit('onEvent', 'a function', 'undefined');
  return given;
}

// Whether the work goes on behind the answer.
function waits(context, work) {
  try {
    context.waitUntil(work);
    return true;
  } catch {
    return false;
  }
}

function statusOf(error) {
  if (!(error instanceof ChatworkWebhookError)) return 500;
  return error.reason === 'too-large' ? 413 : 401;
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
    delete: (key) => keys.delete(key),
  };
}

// Without a body: the service takes an answer of more than 2048 bytes for an error.
function answer(status, headers) {
  return new Response(null, { status, headers });
}

function report(error) {
  console.error(error);
}
