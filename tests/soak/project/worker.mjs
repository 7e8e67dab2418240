// Carries out what is posted to it, as a Worker.

import './counts.mjs';
import { carryOutAll } from './carry.mjs';
import { figures } from './counts.mjs';

// A request on Workers has no more at once.
const CONNECTIONS = 6;

export default {
  async fetch(request, env) {
    if (request.method === 'GET') {
      globalThis.gc();
      return Response.json(figures());
    }
    return Response.json(await carryOutAll(await request.json(), CONNECTIONS, env.BASE_URL));
  },
};
