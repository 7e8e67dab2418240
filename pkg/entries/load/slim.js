// The caller brings the modules.

import { ChatworkError } from '#errors';

// An export by which each is known.
const MARKS = { chatwork: 'getMe', webhook: 'check' };

const modules = new Map();

export function init(given) {
  // Of whichever realm.
  const kind = Object.prototype.toString.call(given);
  const isBytes = ArrayBuffer.isView(given) || kind === '[object ArrayBuffer]';
  const module = isBytes ? new WebAssembly.Module(given) : given;
  const exports = isBytes || kind === '[object WebAssembly.Module]' ? WebAssembly.Module.exports(module) : [];
  const name = Object.keys(MARKS).find((known) => exports.some((exported) => exported.name === MARKS[known]));
  if (name === undefined) {
    throw new TypeError(
      "init takes the compiled module 'chatwork-wasm/chatwork.wasm' or 'chatwork-wasm/webhook.wasm' of this version, or its bytes",
    );
  }
  modules.set(name, module);
}

export function compiled(name) {
  if (modules.has(name)) return modules.get(name);
  const message = `call init(module) of 'chatwork-wasm/slim' first, with the compiled 'chatwork-wasm/${name}.wasm'`;
  throw new ChatworkError('ChatworkError', message, { code: 'runtime', outcome: 'not-sent' });
}
