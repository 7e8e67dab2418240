//! From an error of the engine to the JavaScript error a caller catches.

use js_sys::{Array, Date, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::api::Endpoint;
use crate::engine::encode::Refusal;
use crate::engine::error::{Error, Limited, Stakes};
use crate::engine::limits::Scope;
use crate::engine::outcome::Outcome;
use crate::engine::retry::Failure;

#[wasm_bindgen(module = "/src/js/errors.js")]
extern "C" {
    #[wasm_bindgen(js_name = makeError)]
    fn make_error(
        class: &str,
        code: &str,
        message: &str,
        help: &str,
        outcome: &str,
        method: &str,
        path: &str,
        attempts: u32,
        fields: &Object,
        reply: &JsValue,
        reset: f64,
        cause: &JsValue,
        secret: &str,
    ) -> JsValue;
}

/// What every error of a call tells, and what none may tell.
pub(super) struct Failing {
    pub(super) endpoint: &'static Endpoint,
    /// The path of the request; the template as long as the ids are not read.
    pub(super) path: String,
    /// The room whose limit counts the request.
    pub(super) room: Option<String>,
    /// What the answer matters for.
    pub(super) stakes: Stakes,
    /// Whether a page has asked the service itself, once a request has failed.
    pub(super) is_from_page: bool,
    /// The credential as sent; empty as long as it is not known.
    pub(super) secret: String,
    /// How often the request was sent.
    pub(super) attempts: u32,
}

/// An attempt that failed.
pub(super) struct Failed {
    /// What the caller gets, unless another attempt is made.
    pub(super) error: JsValue,
    /// What decides on another attempt; none where there must not be one.
    pub(super) failure: Option<Failure>,
    /// The rate limit that turned it away.
    pub(super) limit: Option<Scope>,
}

impl Failed {
    /// An attempt of which no more than its outcome is known.
    pub(super) fn with(error: JsValue, outcome: Outcome) -> Self {
        let failure = Failure::Failed { outcome, retry_after: None };
        Self { error, failure: Some(failure), limit: None }
    }

    /// Whether the request may have arrived.
    pub(super) fn is_sent(&self) -> bool {
        !matches!(self.failure, Some(Failure::Failed { outcome: Outcome::NotSent, .. }))
    }
}

impl From<JsValue> for Failed {
    fn from(error: JsValue) -> Self {
        Self { error, failure: None, limit: None }
    }
}

impl Failing {
    pub(super) fn new(endpoint: &'static Endpoint) -> Self {
        let path = endpoint.path.to_owned();
        Self {
            endpoint,
            path,
            room: None,
            stakes: Stakes::default(),
            is_from_page: false,
            secret: String::new(),
            attempts: 0,
        }
    }

    pub(super) fn error(&self, error: &Error) -> JsValue {
        self.error_because(error, &JsValue::UNDEFINED)
    }

    /// With the very value that was thrown.
    pub(super) fn error_because(&self, error: &Error, cause: &JsValue) -> JsValue {
        self.make(error, &self.fields(error), &JsValue::UNDEFINED, f64::NAN, cause)
    }

    /// With the headers of the answer, and when the limit of the account is reset.
    pub(super) fn error_answered(&self, error: &Error, reply: &JsValue, reset: f64) -> JsValue {
        self.make(error, &self.fields(error), reply, reset, &JsValue::UNDEFINED)
    }

    /// With the body that cannot be read.
    pub(super) fn error_unreadable(&self, error: &Error, body: &JsValue, cause: &JsValue) -> JsValue {
        let fields = self.fields(error);
        set(&fields, "text", body);
        self.make(error, &fields, &JsValue::UNDEFINED, f64::NAN, cause)
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
        match error {
            Error::Argument { parameter, expected, got } => {
                set("parameter", &parameter.into());
                set("expected", &JsValue::from_str(expected));
                set("got", &JsValue::from_str(got));
            }
            Error::Api { status, errors, limited, is_hidden } => {
                set("status", &(*status).into());
                set("errors", &errors.iter().map(|error| JsValue::from_str(error)).collect::<Array>());
                if *status == 404 {
                    set("hidden", &(*is_hidden).into());
                }
                if let Some(limited) = limited {
                    self.tell(&fields, *limited);
                }
            }
            Error::Held(limited) => {
                set("status", &429.into());
                set("errors", &Array::new());
                set("headers", &Object::new());
                self.tell(&fields, *limited);
            }
            Error::Timeout { after, is_deadline, .. } => {
                set("which", &(if *is_deadline { "deadline" } else { "timeout" }).into());
                set("after", &(*after).into());
            }
            Error::Parse { status } => set("status", &(*status).into()),
            Error::Runtime { .. } | Error::Connection { .. } => {}
        }
        fields
    }

    fn tell(&self, fields: &Object, Limited { scope, limit, retry_after }: Limited) {
        set(fields, "scope", &scope.name().into());
        set(fields, "limit", &limit.into());
        if let (Scope::Room, Some(room)) = (scope, &self.room) {
            set(fields, "roomId", &room.as_str().into());
        }
        if let Some(retry_after) = retry_after {
            set(fields, "retryAfter", &retry_after.into());
            set(fields, "resetAt", &Date::new(&(Date::now() + retry_after).into()));
        }
    }

    fn make(&self, error: &Error, fields: &Object, reply: &JsValue, reset: f64, cause: &JsValue) -> JsValue {
        let (class, code) = error.class();
        make_error(
            class,
            code,
            &error.message(self.endpoint, self.stakes),
            &error.help(self.stakes),
            error.outcome(self.stakes).name(),
            self.endpoint.method.name(),
            &self.path,
            self.attempts,
            fields,
            reply,
            reset,
            cause,
            &self.secret,
        )
    }
}

pub(super) fn set(fields: &Object, name: &str, value: &JsValue) {
    // A plain object of ours takes every property.
    let _ = Reflect::set(fields, &name.into(), value);
}
