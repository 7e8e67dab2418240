//! What every runtime has, bound so that an exception comes back as a value.

use js_sys::{Array, Function, JsString, Promise};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/js/platform.js")]
extern "C" {
    /// Calls a function without `this`: as a method of something, `fetch` throws in browsers and on Workers.
    #[wasm_bindgen(js_namespace = platform)]
    pub(super) fn call(operation: &Function, given: &Array) -> Promise;

    /// The text of a body, and an array with its JSON value or what reading it threw. They stay JavaScript values:
    /// through a Rust string a long answer would be copied into wasm and out again.
    #[wasm_bindgen(js_namespace = platform, js_name = bodyOf)]
    pub(super) fn body_of(reply: &JsValue, is_error: bool) -> Promise;

    /// A base URL in an array, without a slash at the end, or what is wrong with it.
    #[wasm_bindgen(js_namespace = platform, js_name = baseOf)]
    pub(super) fn base_of(text: &JsValue) -> JsValue;

    #[wasm_bindgen(js_namespace = platform, js_name = isBytes)]
    pub(super) fn is_bytes(value: &JsValue) -> bool;
}

#[wasm_bindgen(module = "/src/js/answers.js")]
extern "C" {
    /// The status of what `fetch` resolved to; NaN where that is no answer.
    #[wasm_bindgen(js_namespace = answers, js_name = statusOf)]
    pub(super) fn status_of(reply: &JsValue) -> f64;

    /// A header of an answer that is a number; NaN where it is none.
    #[wasm_bindgen(js_namespace = answers, js_name = numberOf)]
    fn number_of(reply: &JsValue, header: &str) -> f64;

    /// A header of an answer that is a moment, in milliseconds; NaN where it is none.
    #[wasm_bindgen(js_namespace = answers, js_name = dateOf)]
    fn date_of(reply: &JsValue, header: &str) -> f64;

    /// Where an account stands.
    #[wasm_bindgen(js_namespace = answers)]
    pub(super) fn standing(limit: u32, remaining: u32, reset: f64) -> JsValue;

    #[wasm_bindgen(js_namespace = answers, js_name = isHiding)]
    pub(super) fn is_hiding(reply: &JsValue) -> bool;

    /// Keeps what a caller may ask for of a result. Times are in milliseconds, NaN where the service has not told.
    #[wasm_bindgen(js_namespace = answers)]
    pub(super) fn remember(
        result: &JsValue,
        reply: &JsValue,
        reset: f64,
        status: u16,
        url: &str,
        attempts: u32,
        duration: f64,
    );
}

/// What the headers of an answer say in numbers. Times are in milliseconds.
#[derive(Clone, Copy)]
pub(super) struct Numbers {
    pub(super) limit: Option<f64>,
    pub(super) remaining: Option<f64>,
    pub(super) reset: Option<f64>,
    pub(super) date: Option<f64>,
    /// A `Retry-After` that is a time span.
    pub(super) retry_later: Option<f64>,
    /// A `Retry-After` that is a moment.
    pub(super) retry_at: Option<f64>,
}

impl Numbers {
    pub(super) fn of(reply: &JsValue) -> Self {
        let known = |number: f64| Some(number).filter(|number| !number.is_nan());
        let number = |header| known(number_of(reply, header));
        let date = |header| known(date_of(reply, header));
        let milliseconds = |seconds: f64| seconds * 1000.0;
        Self {
            limit: number("x-ratelimit-limit"),
            remaining: number("x-ratelimit-remaining"),
            reset: number("x-ratelimit-reset").map(milliseconds),
            date: date("date"),
            retry_later: number(RETRY).map(milliseconds),
            retry_at: date(RETRY),
        }
    }
}

const RETRY: &str = "retry-after";

#[wasm_bindgen]
extern "C" {
    /// Own enumerable properties with string keys, each read once.
    #[wasm_bindgen(catch, js_namespace = Object, js_name = entries)]
    pub(super) fn entries(object: &JsValue) -> Result<Array, JsValue>;

    /// A plain copy of an array, which may be a proxy.
    #[wasm_bindgen(catch, js_namespace = Array, js_name = from)]
    pub(super) fn copy_array(array: &JsValue) -> Result<Array, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["Object", "prototype", "toString"], js_name = call)]
    fn to_string(value: &JsValue) -> Result<JsString, JsValue>;

    /// A `Date`, of whichever realm.
    pub(super) type Dated;
    #[wasm_bindgen(catch, method, js_name = getTime)]
    pub(super) fn time(this: &Dated) -> Result<JsValue, JsValue>;

    /// An `AbortSignal`, of whichever realm.
    #[derive(Clone)]
    pub(super) type Signal;

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
