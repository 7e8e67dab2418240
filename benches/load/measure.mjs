// What is measured, in whatever it runs.

const TOKEN = 'token-of-the-benchmark';

// Milliseconds until the client is there, until its first call reaches `fetch`, where that can be seen, and until the
// call is answered.
export async function measure(load, baseUrl, isAfterFetch) {
  // Some runtimes load their own `fetch` only when it is used, which takes longer than all else.
  if (isAfterFetch) await (await fetch(`${baseUrl}/rooms`, { headers: { 'x-chatworktoken': TOKEN } })).text();
  const start = performance.now();
  const since = () => performance.now() - start;
  const { getRooms } = await load();
  const imported = since();
  let ready;
  const seen = (url, init) => {
    ready = since();
    return fetch(url, init);
  };
  const rooms = await getRooms(TOKEN, { baseUrl, fetch: seen });
  const answered = since();
  if (rooms.length === 0) throw new Error('no rooms');
  return { imported, ready, answered };
}
