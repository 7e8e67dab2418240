//! Telling the caller's hooks and logger what a call does.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

use super::error::{Failing, set};

#[wasm_bindgen(module = "/src/js/watch.js")]
extern "C" {
    #[wasm_bindgen(js_namespace = watch)]
    fn tell(
        watchers: &Object,
        kind: &str,
        name: &str,
        method: &str,
        path: &str,
        attempt: u32,
        fields: &Object,
        reply: &JsValue,
        reset: f64,
        details: &Object,
        secret: &str,
    ) -> Option<Array>;
}

/// What happened.
pub(super) struct Event {
    kind: &'static str,
    fields: Object,
    /// What came back.
    reply: JsValue,
    /// When the limit of the account is reset.
    reset: f64,
    /// Headers and body, which only a logger gets, and only where it asks for them.
    details: Object,
}

impl Event {
    pub(super) fn new(kind: &'static str) -> Self {
        let reply = JsValue::UNDEFINED;
        Self { kind, fields: Object::new(), reply, reset: f64::NAN, details: Object::new() }
    }

    pub(super) fn with(self, name: &str, value: &JsValue) -> Self {
        set(&self.fields, name, value);
        self
    }

    pub(super) fn answered(mut self, reply: &JsValue, reset: f64) -> Self {
        self.reply = reply.clone();
        self.reset = reset;
        self
    }

    pub(super) fn detailed(self, name: &str, value: &JsValue) -> Self {
        set(&self.details, name, value);
        self
    }

    /// Tells the hooks and the logger. The error is what a hook threw.
    pub(super) fn tell(self, watchers: &Object, failing: &Failing) -> Result<(), JsValue> {
        let Self { kind, fields, reply, reset, details } = self;
        let endpoint = failing.endpoint;
        let thrown = tell(
            watchers,
            kind,
            endpoint.name,
            endpoint.method.name(),
            &failing.path,
            failing.attempts,
            &fields,
            &reply,
            reset,
            &details,
            &failing.secret,
        );
        thrown.map_or(Ok(()), |thrown| Err(thrown.get(0)))
    }
}
