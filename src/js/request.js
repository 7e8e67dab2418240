// What `fetch` is given beside the URL.

export const requests = {
  init(method, given, header, credential, body, { controller }) {
    const headers = new Headers(given);
    headers.set(header, credential);
    // Following a redirect would take the token to another host: only `Authorization` is left behind by `fetch`.
    const init = { method, redirect: 'manual', headers, signal: controller.signal };
    // Some take a body that is undefined for one that is there.
    if (body !== undefined) init.body = body;
    return init;
  },
};
