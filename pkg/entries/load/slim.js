// The caller brings the module.

let module;

export function init(given) {
  module = given;
}

export function load() {
  if (module === undefined) {
    throw new Error("call init(module) of 'chatwork-wasm/slim' first, with the compiled 'chatwork-wasm/chatwork.wasm'");
  }
  return module;
}
