//! From an error of the engine to the JavaScript error a caller catches.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::api::Endpoint;
use crate::engine::encode::Refusal;
use crate::engine::error::Error;

#[wasm_bindgen(module = "/src/js/errors.js")]
extern "C" {
    #[wasm_bindgen(js_name = makeError)]
    fn make_error(
        class: &str,
        message: &str,
        fields: &Object,
        headers: &JsValue,
        cause: &JsValue,
        secret: &str,
    ) -> JsValue;
}

/// What every error of a call tells, and what none may tell.
pub(super) struct Failing {
    pub(super) endpoint: &'static Endpoint,
    /// The path of the request; the template as long as the ids are not read.
    pub(super) path: String,
    /// The credential as sent; empty as long as it is not known.
    pub(super) secret: String,
}

impl Failing {
    pub(super) fn new(endpoint: &'static Endpoint) -> Self {
        Self { endpoint, path: endpoint.path.to_owned(), secret: String::new() }
    }

    pub(super) fn error(&self, error: &Error) -> JsValue {
        self.error_because(error, &JsValue::UNDEFINED)
    }

    /// With the very value that was thrown.
    pub(super) fn error_because(&self, error: &Error, cause: &JsValue) -> JsValue {
        self.make(error, &self.fields(error), &JsValue::UNDEFINED, cause)
    }

    /// With the headers of the answer.
    pub(super) fn error_answered(&self, error: &Error, headers: &JsValue) -> JsValue {
        self.make(error, &self.fields(error), headers, &JsValue::UNDEFINED)
    }

    /// With the body that cannot be read.
    pub(super) fn error_unreadable(&self, error: &Error, body: &JsValue, cause: &JsValue) -> JsValue {
        let fields = self.fields(error);
        set(&fields, "text", body);
        self.make(error, &fields, &JsValue::UNDEFINED, cause)
    }

    pub(super) fn refused(&self, parameter: &str, refusal: Refusal) -> JsValue {
        self.error(&Error::argument(parameter, refusal))
    }

    /// A getter, a proxy or a function of the caller threw.
    pub(super) fn unreadable(&self, parameter: &str, thrown: &JsValue) -> JsValue {
        let refusal = Refusal::new("readable", "an exception (see 'cause')");
        self.error_because(&Error::argument(parameter, refusal), thrown)
    }

    /// Something of the platform is missing, or refuses what is right.
    pub(super) fn incapable(&self, thrown: &JsValue) -> JsValue {
        let problem = "this runtime lacks something that a request needs, or refuses its use (see 'cause'): \
                       AbortController, Blob, FormData, Headers, URLSearchParams, setTimeout.";
        self.error_because(&Error::Runtime { problem }, thrown)
    }

    fn fields(&self, error: &Error) -> Object {
        let fields = Object::new();
        let set = |name, value: &JsValue| set(&fields, name, value);
        set("code", &error.class().1.into());
        set("outcome", &error.outcome().name().into());
        set("method", &self.endpoint.method.name().into());
        set("path", &self.path.as_str().into());
        match error {
            Error::Argument { parameter, expected, got } => {
                set("parameter", &parameter.into());
                set("expected", &JsValue::from_str(expected));
                set("got", &JsValue::from_str(got));
            }
            Error::Api { status, errors } => {
                set("status", &(*status).into());
                set("errors", &errors.iter().map(|error| JsValue::from_str(error)).collect::<Array>());
            }
            Error::Timeout { after, .. } => {
                set("which", &"timeout".into());
                set("after", &(*after).into());
            }
            Error::Parse { status } => set("status", &(*status).into()),
            Error::Runtime { .. } | Error::Connection { .. } => {}
        }
        fields
    }

    fn make(&self, error: &Error, fields: &Object, headers: &JsValue, cause: &JsValue) -> JsValue {
        make_error(error.class().0, &error.message(self.endpoint), fields, headers, cause, &self.secret)
    }
}

fn set(fields: &Object, name: &str, value: &JsValue) {
    // A plain object of ours takes every property.
    let _ = Reflect::set(fields, &name.into(), value);
}
