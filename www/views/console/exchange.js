// What goes over the wire: the requests as they were sent, without the token.

const SECRET = ['x-chatworktoken', 'authorization'];

// A `fetch` that tells `onsent` of each request.
export function watched(fetch, onsent) {
  return async (url, init) => {
    const { method, headers, body } = init;
    const shown = [...headers].map(([name, value]) => [name, SECRET.includes(name) ? '***' : value]);
    onsent({ method, url, headers: shown, body: await textOf(body) });
    return fetch(url, init);
  };
}

async function textOf(body) {
  if (body instanceof FormData) return [...body].map(([name, value]) => `${name}: ${partOf(value)}`).join('\n');
  return body instanceof Blob ? body.text() : (body ?? '');
}

function partOf(value) {
  return value instanceof File ? `(${value.name}, ${value.size} bytes)` : value;
}
