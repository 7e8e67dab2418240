// Made-up `fetch` functions.

// Options with which a call is one request at most, and sent at once.
export const ONCE = { retries: 0, pace: false };

// Notes every request and answers it the same way.
export function recording(answer = () => new Response('{}')) {
  const requests = [];
  const fetch = async (url, init) => {
    requests.push({ url, init });
    return answer(url, init);
  };
  return { fetch, requests };
}

// The body of a noted request as it would travel, whatever kind of object it is.
export function bodyOf({ url, init }) {
  return new Request(url, init).text();
}

export function answering(status, body, headers) {
  return async () => new Response(body, { status, headers });
}

// Everything that runs out of the event loop within some turns has run out of it.
export async function settled(turns = 20) {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
