//! Timers of the host.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, milliseconds: f64) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue);
}

/// The longest time `setTimeout` takes.
pub(super) const LONGEST: u64 = 0x7fff_ffff;

/// A timer. Dropping it clears it, so that a call that was aborted does not keep the program running.
pub(super) struct Timer {
    id: JsValue,
    /// Settles when the time is over.
    pub(super) over: Promise,
}

impl Timer {
    pub(super) fn start(milliseconds: u64) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "it is below 2^31")]
        let milliseconds = milliseconds.min(LONGEST) as f64;
        let mut id = JsValue::UNDEFINED;
        let over = Promise::new(&mut |resolve, _| id = set_timeout(&resolve, milliseconds));
        Self { id, over }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        clear_timeout(&self.id);
    }
}
