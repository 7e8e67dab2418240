// The caller brings the module.

import { ChatworkError } from '#errors';

let module;

export function init(given) {
  // Of whichever realm.
  const kind = Object.prototype.toString.call(given);
  const isBytes = ArrayBuffer.isView(given) || kind === '[object ArrayBuffer]';
  const compiled = isBytes ? new WebAssembly.Module(given) : given;
  const isModule = isBytes || kind === '[object WebAssembly.Module]';
  if (!isModule || !WebAssembly.Module.exports(compiled).some(({ name }) => name === 'getMe')) {
    throw new TypeError("init takes the compiled module 'chatwork-wasm/chatwork.wasm' of this version, or its bytes");
  }
  module = compiled;
}

export function load() {
  if (module !== undefined) return module;
  const message = "call init(module) of 'chatwork-wasm/slim' first, with the compiled 'chatwork-wasm/chatwork.wasm'";
  throw new ChatworkError('ChatworkError', message, { code: 'runtime', outcome: 'not-sent' });
}
