// `chatwork-wasm/slim`: the same without the wasm module, for who brings it along.

export * from './index.js';
export { init } from './load/slim.js';
