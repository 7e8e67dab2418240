export * from './index.js';

/**
 * WebAssembly モジュールを渡します。最初の呼び出しの前に 1 度だけ必要です。
 *
 * Gives the WebAssembly module, once and before the first call: the compiled module, or its bytes.
 */
export declare function init(module: object): void;
