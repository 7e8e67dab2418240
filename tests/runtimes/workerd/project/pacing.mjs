// Makes so many calls at once, within limits that other isolates share, and says how each ended.

import { createClient } from 'chatwork-wasm';
import { durablePacer } from 'chatwork-wasm/workers';

export { ChatworkPacer } from 'chatwork-wasm/workers';

export default {
  async fetch(request, env) {
    const { kind, count, ...options } = await request.json();
    const { baseUrl, room } = JSON.parse(env.SETTINGS);
    const troubles = [];
    const onPacerError = ({ error }) => troubles.push(String(error));
    const pacer = durablePacer(env.PACER);
    const chatwork = createClient({ token: env.CHATWORK_API_TOKEN, baseUrl, pacer, onPacerError, ...options });
    const calls = {
      get: () => chatwork.getMe(),
      post: (index) => chatwork.postRoomMessage(room, { body: `${env.NAME} ${index}` }),
    };
    const ends = await Promise.allSettled(Array.from({ length: count }, (_, index) => calls[kind](index)));
    const codes = ends.map(({ status, reason }) => (status === 'fulfilled' ? 'done' : (reason.code ?? String(reason))));
    return Response.json({ codes, troubles });
  },
};
