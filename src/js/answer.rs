//! From what `fetch` resolved to, to what the caller gets.

use js_sys::{Array, Date, JsString, Object};
use wasm_bindgen::prelude::*;

use super::cut::Cut;
use super::error::{Failed, Failing};
use super::limits;
use super::options::Options;
use super::platform::{self, Numbers, property};
use super::watch::Event;
use crate::engine::error::Error;
use crate::engine::outcome::{self, Outcome};
use crate::engine::retry::{Failure, RetryAfter};

/// A request on its way.
pub(super) struct Sent<'a> {
    pub(super) failing: &'a Failing,
    pub(super) cut: &'a Cut,
    pub(super) options: &'a Options,
    /// What its limits belong to.
    pub(super) key: u64,
    pub(super) url: &'a str,
    /// When it was sent.
    pub(super) start: f64,
}

impl Sent<'_> {
    /// Reads an answer to its last byte.
    pub(super) async fn read(&self, reply: &JsValue) -> Result<JsValue, Failed> {
        let Self { failing, cut, options, .. } = self;
        let no_response = || failing.error(&connection(NO_RESPONSE));
        let status = status(platform::status_of(reply)).ok_or_else(no_response)?;
        let is_success = (200..300).contains(&status);
        let numbers = Numbers::of(reply);
        let standing = limits::learn(self.key, &numbers);
        if let (Some(pacer), Some(standing)) = (&options.pacer, &standing) {
            pacer.learn(self.key, standing, Date::now());
        }
        let reset = standing.map_or(f64::NAN, |standing| standing.reset);

        let read = cut.before(Some(&platform::body_of(reply, !is_success))).await;
        let read = read.map_err(|stop| stop.failed(Outcome::Unknown, failing, broken_off))?;
        let read: Array = read.unchecked_into();
        let (text, parsed) = (read.get(0), read.get(1));
        let text = text.dyn_ref::<JsString>().ok_or_else(no_response)?;
        let duration = Date::now() - self.start;
        if let Some(watchers) = &options.watchers {
            Event::new("onResponse")
                .with("status", &status.into())
                .with("duration", &duration.into())
                .answered(reply, reset)
                .detailed("body", text)
                .tell(watchers, failing)?;
        }

        let body = parsed.dyn_ref::<Array>().map(|body| body.get(0));
        if !is_success {
            let errors = body.map(|body| errors(&body)).unwrap_or_default();
            return Err(self.refused(reply, status, errors, &numbers, reset));
        }
        let result = match body {
            Some(body) => body,
            None if text.length() > 0 => {
                return Err(failing.error_unreadable(&Error::Parse { status }, text, &parsed).into());
            }
            None if failing.endpoint.answers_list => Array::new().into(),
            None => Object::new().into(),
        };
        platform::remember(&result, reply, reset, status, self.url, failing.attempts, duration);
        Ok(result)
    }

    /// What becomes of an attempt that the service did not grant.
    fn refused(
        &self,
        reply: &JsValue,
        status: u16,
        errors: Vec<String>,
        numbers: &Numbers,
        reset: f64,
    ) -> Failed {
        let Numbers { retry_later, retry_at, date, .. } = *numbers;
        let retry_after = RetryAfter { later: retry_later, at: retry_at, date };
        let asked = retry_after.wait(Date::now());
        let room = self.failing.room.as_deref();
        let limited = (status == 429).then(|| limits::refused(self.key, room, &errors, numbers, asked));
        let failure = match limited {
            Some(limited) => Failure::Limited { wait: limited.retry_after },
            None => Failure::Failed { outcome: outcome::of_status(status), retry_after: asked },
        };
        let is_hidden = status == 404 && platform::is_hiding(reply);
        let limit = limited.map(|limited| limited.scope);
        let error = Error::Api { status, errors, limited, is_hidden };
        Failed {
            error: self.failing.error_answered(&error, reply, reset),
            // A 401 is for the call to decide, which knows where the credential comes from.
            failure: (status == 401 || outcome::may_pass(status)).then_some(failure),
            limit,
        }
    }
}

const NO_RESPONSE: &str = "'fetch' resolved to something without 'status' or 'text()'";

/// A status; browsers give 0 for a redirect that is not followed.
fn status(status: f64) -> Option<u16> {
    let is_status = status == 0.0 || (100.0..1000.0).contains(&status) && status.fract() == 0.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "three digits")]
    is_status.then_some(status as u16)
}

/// What `fetch` threw or rejected with.
pub(super) fn network_error(thrown: &JsValue, failing: &Failing) -> Failed {
    let is_from_page = failing.is_from_page;
    let said = thrown.as_string().or_else(|| property(thrown, "message").as_string());
    let mut problem = said.unwrap_or_else(|| "fetch failed".to_owned());
    let mut is_network = outcome::is_network_error(&problem);
    let mut outcome = Outcome::Unknown;
    let mut link = thrown.clone();
    // Node puts the code into the error's cause, Bun into the error itself. The causes may be a ring.
    for _ in 0..4 {
        if let Some(code) = property(&link, "code").as_string() {
            is_network = true;
            outcome = outcome::of_network_error(&code);
            problem = [&problem, ", ", &code].concat();
            break;
        }
        link = property(&link, "cause");
    }
    let error = failing.error_because(&Error::Connection { outcome, problem, is_from_page }, thrown);
    // What a browser forbids, it forbids the next time, too.
    if is_network && !is_from_page { Failed::with(error, outcome) } else { error.into() }
}

fn broken_off(thrown: &JsValue, failing: &Failing) -> Failed {
    Failed::with(failing.error_because(&connection("the body broke off"), thrown), Outcome::Unknown)
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
