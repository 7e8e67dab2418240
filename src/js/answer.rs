//! From what `fetch` resolved to, to what the caller gets.

use js_sys::{Array, JsString, Object};
use wasm_bindgen::prelude::*;

use super::cut::Cut;
use super::error::Failing;
use super::platform::{self, property};
use crate::engine::error::Error;
use crate::engine::outcome::{self, Outcome};

/// Reads an answer to its last byte.
pub(super) async fn read(reply: &JsValue, cut: &Cut, failing: &Failing) -> Result<JsValue, JsValue> {
    let no_response = || failing.error(&connection(NO_RESPONSE));
    let status = status(&property(reply, "status")).ok_or_else(no_response)?;
    if !property(reply, "text").is_function() {
        return Err(no_response());
    }
    let text = cut.before(&platform::text_of(reply)).await.map_err(|stop| stop.sent(failing, broken_off))?;
    let text = text.dyn_ref::<JsString>().ok_or_else(no_response)?;

    let parsed = platform::parse(text);
    let body = parsed.dyn_ref::<Array>().map(|body| body.get(0));
    if !(200..300).contains(&status) {
        let errors = body.map(|body| errors(&body)).unwrap_or_default();
        // A custom fetch may have headers that can only be asked for one by one: then there is no list of them.
        let headers = Object::from_entries(&property(reply, "headers")).unwrap_or_default();
        return Err(failing.error_answered(&Error::Api { status, errors }, &headers));
    }
    match body {
        Some(body) => Ok(body),
        None if text.length() > 0 => Err(failing.error_unreadable(&Error::Parse { status }, text, &parsed)),
        None if failing.endpoint.answers_list => Ok(Array::new().into()),
        None => Ok(Object::new().into()),
    }
}

const NO_RESPONSE: &str = "'fetch' resolved to something without 'status' or 'text()'";

/// A status; browsers give 0 for a redirect that is not followed.
fn status(value: &JsValue) -> Option<u16> {
    let is_status =
        |status: &f64| *status == 0.0 || (100.0..1000.0).contains(status) && status.fract() == 0.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "three digits")]
    value.as_f64().filter(is_status).map(|status| status as u16)
}

/// What `fetch` threw or rejected with.
pub(super) fn network_error(thrown: &JsValue, is_from_page: bool, failing: &Failing) -> JsValue {
    let said = thrown.as_string().or_else(|| property(thrown, "message").as_string());
    let mut problem = said.unwrap_or_else(|| "fetch failed".to_owned());
    let mut outcome = Outcome::Unknown;
    let mut link = thrown.clone();
    // Node puts the code into the error's cause, Bun into the error itself. The causes may be a ring.
    for _ in 0..4 {
        if let Some(code) = property(&link, "code").as_string() {
            outcome = outcome::of_network_error(&code);
            problem = [&problem, ", ", &code].concat();
            break;
        }
        link = property(&link, "cause");
    }
    failing.error_because(&Error::Connection { outcome, problem, is_from_page }, thrown)
}

fn broken_off(thrown: &JsValue, failing: &Failing) -> JsValue {
    failing.error_because(&connection("the body broke off"), thrown)
}

fn connection(problem: &str) -> Error {
    Error::Connection { outcome: Outcome::Unknown, problem: problem.to_owned(), is_from_page: false }
}

/// What the service said: `{ errors: […] }` of the API, or `{ error, error_description }` of OAuth.
fn errors(body: &JsValue) -> Vec<String> {
    let errors = property(body, "errors");
    if Array::is_array(&errors) {
        return Array::from(&errors).iter().filter_map(|error| error.as_string()).collect();
    }
    [property(body, "error"), property(body, "error_description")]
        .iter()
        .filter_map(JsValue::as_string)
        .collect()
}
