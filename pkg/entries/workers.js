// `chatwork-wasm/workers`: one budget for all isolates of a Worker, watched by a Durable Object for each account.

import { DurableObject } from 'cloudflare:workers';
// A module of its own: what this counts for others is not counted again for calls made from the same isolate.
import { learnFor, reserveFor } from '#chatwork';
import { start } from '#chatwork/start';

export class ChatworkPacer extends DurableObject {
  constructor(context, environment) {
    super(context, environment);
    start();
    // What the service told outlives an eviction. Posts do not have to: their limit looks back ten seconds only.
    context.blockConcurrencyWhile(async () => {
      const told = await context.storage.get('told');
      if (told?.resetAt > Date.now()) take({ ...told, resetIn: told.resetAt - Date.now() });
    });
  }

  reserve({ account, roomId = '' }) {
    const wait = reserveFor(BigInt(account), roomId);
    return { wait: Math.abs(wait), scope: wait < 0 ? 'account' : 'room' };
  }

  async learn({ account, limit, remaining, resetIn }) {
    take({ account, limit, remaining, resetIn });
    const told = { account, limit, remaining, resetAt: Date.now() + resetIn };
    // Nobody has to wait until it is written.
    await this.ctx.storage.put('told', told, { allowUnconfirmed: true });
  }
}

export function durablePacer(namespace) {
  const pacerOf = (account) => namespace.get(namespace.idFromName(account));
  return {
    reserve: (request) => pacerOf(request.account).reserve(request),
    learn: (told) => pacerOf(told.account).learn(told),
  };
}

function take({ account, limit, remaining, resetIn }) {
  learnFor(BigInt(account), limit, remaining, resetIn);
}
