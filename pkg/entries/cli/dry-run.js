// The request that would be sent, taken from the client where it sends it.

import { withoutToken } from './output.js';

// A `fetch` that sends nothing, and what it was given.
export function capturing() {
  const requests = [];
  const fetch = async (url, { method, headers, body }) => {
    const shown = Object.fromEntries(headers);
    shown['x-chatworktoken'] = '***';
    requests.push({ method, url, headers: shown, body: await bodyOf(body) });
    return new Response(null, { status: 204 });
  };
  return { fetch, requests };
}

// A form with a file has parts, and its boundary is another one each time.
async function bodyOf(body) {
  if (body === undefined || body === null) return null;
  if (!(body instanceof FormData)) return withoutToken(await new Response(body).text());
  return Object.fromEntries(
    [...body].map(([name, value]) => {
      if (typeof value === 'string') return [name, withoutToken(value)];
      return [name, { filename: value.name, type: value.type, size: value.size }];
    }),
  );
}
