/**
 * コンパイル済みのモジュール。`chatwork-wasm/slim` の `init` に渡します。
 *
 * The compiled module, where a bundler or a runtime imports it as one. For the `init` of `chatwork-wasm/slim`.
 */
declare const module: object;
export default module;
