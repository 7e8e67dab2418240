// What became of a request that got no answer: the rules of src/engine/outcome.rs.

// Only what proves that no connection came to be. The last one is Bun's name for the first.
const NOT_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'ConnectionRefused'];

// What `fetch` threw, in words, and whether it may have been sent.
export function lossOf(thrown) {
  let said = typeof thrown === 'string' ? thrown : textOf(thrown, 'message');
  let link = thrown;
  // Node puts the code into the error's cause, Bun into the error itself. The causes may be a ring.
  for (let depth = 0; depth < 4; depth += 1) {
    const code = textOf(link, 'code');
    if (code !== undefined) {
      said = [said, code].filter(Boolean).join(', ');
      return { said, outcome: NOT_SENT.includes(code) ? 'not-sent' : 'unknown' };
    }
    link = read(link, 'cause');
  }
  return { said: said || 'fetch failed', outcome: 'unknown' };
}

// The outcome behind a status that is no success.
export function outcomeOf(status) {
  if (status === 429) return 'refused';
  return status < 400 || status === 408 || status >= 500 ? 'unknown' : 'answered';
}

function textOf(value, name) {
  const text = read(value, name);
  return typeof text === 'string' ? text : undefined;
}

function read(value, name) {
  try {
    return value?.[name];
  } catch {
    return undefined;
  }
}
