//! Waiting that a signal ends.

use js_sys::{Array, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

/// What the promise gives, unless the signal is aborted first.
pub(super) async fn unless(signal: &AbortSignal, work: &Promise) -> Result<JsValue, JsValue> {
    let mut listener = None;
    let aborted = Promise::new(&mut |_, reject| {
        let source = signal.clone();
        let closure = Closure::<dyn FnMut()>::new(move || {
            let _ = reject.call1(&JsValue::UNDEFINED, &source.reason());
        });
        let _ = signal.add_event_listener_with_callback("abort", closure.as_ref().unchecked_ref());
        listener = Some(closure);
    });
    let result = JsFuture::from(Promise::race(&Array::of2(work, &aborted))).await;
    if let Some(closure) = listener {
        let _ = signal.remove_event_listener_with_callback("abort", closure.as_ref().unchecked_ref());
    }
    result
}
