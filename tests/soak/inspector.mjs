// Asks a runtime by the protocol of the developer tools of Chrome.

import { once } from 'node:events';

export async function inspect(address, act) {
  const [{ webSocketDebuggerUrl }] = await (await fetch(`http://${address}/json`)).json();
  const socket = new WebSocket(webSocketDebuggerUrl);
  await once(socket, 'open');
  let last = 0;
  const waiting = new Map();
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error } = JSON.parse(data);
    const { resolve, reject } = waiting.get(id) ?? {};
    waiting.delete(id);
    if (error) reject?.(new Error(error.message));
    else resolve?.(result);
  });
  const send = (method, params = {}) => {
    const id = (last += 1);
    socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  };
  try {
    return await act(send);
  } finally {
    socket.close();
    await once(socket, 'close');
  }
}
