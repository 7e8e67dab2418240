//! What every runtime has, bound so that an exception comes back as an `Err`.

use js_sys::{Array, Function, JsString, Promise};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Own enumerable properties with string keys, each read once.
    #[wasm_bindgen(catch, js_namespace = Object, js_name = entries)]
    pub(super) fn entries(object: &JsValue) -> Result<Array, JsValue>;

    /// A plain copy of an array, which may be a proxy.
    #[wasm_bindgen(catch, js_namespace = Array, js_name = from)]
    pub(super) fn copy_array(array: &JsValue) -> Result<Array, JsValue>;

    /// `js_sys::JSON::parse` takes a Rust string: a long answer would be copied into wasm and out again.
    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    pub(super) fn parse(text: &JsString) -> Result<JsValue, JsValue>;

    /// `js_sys::Promise::resolve` does not catch, and a promise can have a `constructor` that throws.
    #[wasm_bindgen(catch, js_namespace = Promise, js_name = resolve)]
    fn resolve(value: &JsValue) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_name = setTimeout)]
    pub(super) fn set_timeout(callback: &Function, milliseconds: u32) -> JsValue;

    #[wasm_bindgen(js_name = clearTimeout)]
    pub(super) fn clear_timeout(timer: &JsValue);

    /// A `Date`, of whichever realm.
    pub(super) type Dated;
    #[wasm_bindgen(catch, method, js_name = getTime)]
    pub(super) fn time(this: &Dated) -> Result<JsValue, JsValue>;

    /// An `AbortSignal`, of whichever realm.
    #[derive(Clone)]
    pub(super) type Signal;
    #[wasm_bindgen(catch, method, getter)]
    pub(super) fn aborted(this: &Signal) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, method, getter)]
    pub(super) fn reason(this: &Signal) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, method, js_name = addEventListener)]
    pub(super) fn listen(this: &Signal, event: &str, listener: &Function) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, method, js_name = removeEventListener)]
    pub(super) fn unlisten(this: &Signal, event: &str, listener: &Function) -> Result<JsValue, JsValue>;

    /// What `fetch` resolved to. A custom one may resolve to anything.
    pub(super) type Reply;
    #[wasm_bindgen(catch, method, getter)]
    pub(super) fn status(this: &Reply) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, method, getter)]
    pub(super) fn headers(this: &Reply) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, method)]
    pub(super) fn text(this: &Reply) -> Result<JsValue, JsValue>;
}

/// `globalThis`.
pub(super) fn global() -> JsValue {
    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(thread_local_v2, js_name = globalThis)]
        static GLOBAL: JsValue;
    }
    GLOBAL.with(JsValue::clone)
}

/// A property, or `undefined` where reading it throws.
pub(super) fn property(object: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(object, &name.into()).unwrap_or_default()
}

/// What a function of the caller returned or threw, as a promise.
pub(super) fn promise(returned: Result<JsValue, JsValue>) -> Promise {
    returned.and_then(|value| resolve(&value)).unwrap_or_else(|thrown| Promise::reject(&thrown))
}

/// What a value says it is, `File` or `ArrayBuffer` of another realm included.
pub(super) fn tag(value: &JsValue) -> String {
    js_sys::Reflect::get(value, &js_sys::Symbol::to_string_tag())
        .ok()
        .and_then(|tag| tag.as_string())
        .unwrap_or_default()
}
