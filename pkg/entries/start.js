// Starts a wasm module, once and with the first use. Starting is synchronous: a promise that all calls waited for would
// tie requests together, and Workers cancel what belongs to another request.

import { ChatworkError } from '#errors';

const NEEDED = ['WebAssembly', 'TextDecoder', 'TextEncoder'];

const MISSING =
  "Apple's Lockdown Mode and Node's --jitless leave out WebAssembly, jsdom under Jest the others: " +
  'allow it, set the global, or call from elsewhere.';
const UNUSABLE =
  "chatwork-wasm could not start its WebAssembly module (see 'cause'). " +
  "A page needs script-src 'wasm-unsafe-eval' in its Content-Security-Policy, a bundle for Cloudflare Workers the " +
  "export condition 'workerd', one for Vercel's edge 'edge-light'.";

export function starter(initSync, load) {
  let started = false;
  return () => {
    if (started) return;
    try {
      for (const name of NEEDED) {
        if (globalThis[name] === undefined) throw new ReferenceError(`${name} is not defined`);
      }
      initSync({ module: inThisRealm(load()) });
    } catch (thrown) {
      throw unusable(thrown);
    }
    started = true;
  };
}

// Vercel's edge runtime compiles a module in another realm, and the glue would take it for bytes.
function inThisRealm(module) {
  const isModule = Object.prototype.toString.call(module) === '[object WebAssembly.Module]';
  return isModule ? Object.setPrototypeOf(module, WebAssembly.Module.prototype) : module;
}

function unusable(thrown) {
  if (thrown instanceof ChatworkError) return thrown;
  const missing = NEEDED.find((name) => globalThis[name] === undefined);
  return failure(missing ? `this runtime has no ${missing}, which chatwork-wasm needs. ${MISSING}` : UNUSABLE, thrown);
}

// Of the runtime, or of this library.
export function failure(message, thrown) {
  return new ChatworkError('ChatworkError', message, { code: 'runtime', outcome: 'not-sent' }, thrown);
}
