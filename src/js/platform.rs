//! What every runtime has, bound so that an exception comes back as a value.

use js_sys::{Array, Function, JsString, Promise};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/js/platform.js")]
extern "C" {
    /// Calls a function without `this`: as a method of something, `fetch` throws in browsers and on Workers.
    #[wasm_bindgen(js_namespace = platform)]
    pub(super) fn call(operation: &Function, given: &Array) -> Promise;

    #[wasm_bindgen(js_namespace = platform, js_name = textOf)]
    pub(super) fn text_of(reply: &JsValue) -> Promise;

    /// JSON as an array with its value, or what `JSON.parse` threw. Given and taken as JavaScript values: through a
    /// Rust string a long answer would be copied into wasm and out again.
    #[wasm_bindgen(js_namespace = platform)]
    pub(super) fn parse(text: &JsString) -> JsValue;

    #[wasm_bindgen(js_namespace = platform, js_name = hrefOf)]
    pub(super) fn href_of(text: &str) -> Option<String>;

    #[wasm_bindgen(js_namespace = platform, js_name = isBytes)]
    pub(super) fn is_bytes(value: &JsValue) -> bool;
}

#[wasm_bindgen]
extern "C" {
    /// Own enumerable properties with string keys, each read once.
    #[wasm_bindgen(catch, js_namespace = Object, js_name = entries)]
    pub(super) fn entries(object: &JsValue) -> Result<Array, JsValue>;

    /// A plain copy of an array, which may be a proxy.
    #[wasm_bindgen(catch, js_namespace = Array, js_name = from)]
    pub(super) fn copy_array(array: &JsValue) -> Result<Array, JsValue>;

    #[wasm_bindgen(catch, js_name = setTimeout)]
    pub(super) fn set_timeout(callback: &Function, milliseconds: u32) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = clearTimeout)]
    pub(super) fn clear_timeout(timer: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["Object", "prototype", "toString"], js_name = call)]
    fn to_string(value: &JsValue) -> Result<JsString, JsValue>;

    /// A `Date`, of whichever realm.
    pub(super) type Dated;
    #[wasm_bindgen(catch, method, js_name = getTime)]
    pub(super) fn time(this: &Dated) -> Result<JsValue, JsValue>;

    /// An `AbortSignal`, of whichever realm.
    #[derive(Clone)]
    pub(super) type Signal;
    #[wasm_bindgen(catch, method, js_name = addEventListener)]
    pub(super) fn listen(this: &Signal, event: &str, listener: &Function) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, method, js_name = removeEventListener)]
    pub(super) fn unlisten(this: &Signal, event: &str, listener: &Function) -> Result<(), JsValue>;

    #[wasm_bindgen(thread_local_v2, js_name = globalThis)]
    static GLOBAL: JsValue;
}

/// A global of the runtime, read now.
pub(super) fn global(name: &str) -> JsValue {
    property(&GLOBAL.with(JsValue::clone), name)
}

/// A property, or `undefined` where there is none or reading it throws.
pub(super) fn property(object: &JsValue, name: &str) -> JsValue {
    if !object.is_object() && !object.is_function() {
        return JsValue::UNDEFINED;
    }
    js_sys::Reflect::get(object, &name.into()).unwrap_or_default()
}

/// What a value is, of whichever realm: `[object Array]`, `[object Date]`, `[object File]`; for what is nothing special
/// `[object Object]`. Empty where asking throws, as `Array.isArray` may.
pub(super) fn kind(value: &JsValue) -> String {
    to_string(value).map(String::from).unwrap_or_default()
}
