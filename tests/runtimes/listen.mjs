// Starts a server on loopback and returns its origin. It does not keep the process.
export async function listen(server) {
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  server.unref();
  return `http://127.0.0.1:${server.address().port}`;
}
