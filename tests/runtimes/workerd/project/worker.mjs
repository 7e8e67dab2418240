// A module Worker with the token from a secret. It counts the instances of the module, of which there may be one.

import * as chatwork from 'chatwork-wasm';
import * as markdown from 'chatwork-wasm/markdown';
import * as notation from 'chatwork-wasm/notation';
import { tryContract } from './contract.mjs';

let instances = 0;
const { Instance } = WebAssembly;
WebAssembly.Instance = function (...given) {
  instances += 1;
  return new Instance(...given);
};

export default {
  async fetch(request, env, context) {
    const { pathname } = new URL(request.url);
    const token = request.headers.get('x-token') ?? env.CHATWORK_API_TOKEN;
    const settings = JSON.parse(env.SETTINGS);
    // Without limits nothing is to be paced.
    const options = { baseUrl: settings.baseUrl, pace: false };
    const room = request.headers.get('x-room') ?? settings.room;
    switch (pathname) {
      case '/try':
        await tryContract({ ...chatwork, ...notation, ...markdown }, { ...settings, token });
        return new Response('reported');
      case '/me':
        return Response.json(await chatwork.getMe(token, options));
      case '/post':
        return Response.json(await chatwork.postRoomMessage(token, room, { body: await request.text() }, options));
      case '/later':
        context.waitUntil(chatwork.postRoomMessage(token, room, { body: await request.text() }, options));
        return new Response('soon');
      case '/instances':
        return Response.json(instances);
      default:
        return new Response('', { status: 404 });
    }
  },
};
