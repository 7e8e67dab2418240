// What an answer says beside its body, for calls, errors, hooks and `responseOf`. A custom fetch may give anything.

const responses = new WeakMap();

export const answers = {
  // NaN where it is no answer.
  statusOf(reply) {
    try {
      const { status, text } = reply;
      return typeof status === 'number' && typeof text === 'function' ? status : NaN;
    } catch {
      return NaN;
    }
  },

  // NaN where there is none.
  numberOf(reply, header) {
    const text = headerOf(reply, header);
    return /^\d+$/.test(text) ? Number(text) : NaN;
  },

  // Milliseconds, NaN where there is none. In the one form that HTTP still lets anybody send.
  dateOf(reply, header) {
    const text = headerOf(reply, header);
    const moment = new Date(text);
    return moment.toUTCString() === text ? moment.getTime() : NaN;
  },

  standing(limit, remaining, reset) {
    return Object.freeze({ limit, remaining, resetAt: new Date(reset) });
  },

  // Whether the free plan keeps something back.
  isHiding(reply) {
    return headerOf(reply, LIMITATION) === 'true';
  },

  // What a caller may ask for of a result. Made only then: most never do.
  remember(result, reply, reset, status, url, attempts, duration) {
    if (typeof result === 'object' && result !== null) {
      responses.set(result, { reply, reset, known: { status, url, attempts, duration } });
    }
  },
};

// `reset` is in milliseconds by the clock of this machine, NaN where the service has not told.
export function metadataOf(reply, reset) {
  const told = { headers: headersOf(reply) };
  const limit = answers.numberOf(reply, 'x-ratelimit-limit');
  if (!Number.isNaN(reset + limit)) {
    told.rateLimit = answers.standing(limit, answers.numberOf(reply, 'x-ratelimit-remaining'), reset);
  }
  if (answers.isHiding(reply)) told.limitation = headerOf(reply, `${LIMITATION}-summary`) ?? 'true';
  return told;
}

export function responseOf(result) {
  const response = responses.get(result);
  return response && Object.freeze({ ...response.known, ...metadataOf(response.reply, response.reset) });
}

const LIMITATION = 'chatwork-message-limitation';

function headerOf(reply, name) {
  try {
    const text = reply.headers.get(name);
    // Not by an exception, which would cost its making, twice in every answer.
    return typeof text === 'string' ? text.trim() : undefined;
  } catch {
    return undefined;
  }
}

// Empty where they can only be asked for one by one. Only what is text.
function headersOf(reply) {
  try {
    return Object.fromEntries([...reply.headers].filter((header) => header.every((part) => typeof part === 'string')));
  } catch {
    return {};
  }
}
