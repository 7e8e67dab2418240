//! The last argument of every function.

use js_sys::{Array, Function, Object};
use wasm_bindgen::prelude::*;
use web_sys::Headers;

use super::arguments::{is_given, properties, type_of, unknown};
use super::credential::TOKEN_HEADER;
use super::error::{Failing, set};
use super::pacer::Pacer;
use super::platform::{self, Signal, property};
use crate::engine::encode::{Refusal, one_of};
use crate::engine::retry::Rules;

const OFFICIAL: &str = "https://api.chatwork.com/v2";

/// What an option may be.
#[derive(Clone, Copy)]
enum Kind {
    BaseUrl,
    Flag,
    Function,
    Headers,
    Level,
    Logger,
    Milliseconds,
    Pacer,
    RateLimit,
    Retries,
    Signal,
}

const OPTIONS: [(&str, Kind); 21] = [
    ("baseUrl", Kind::BaseUrl),
    ("fetch", Kind::Function),
    ("signal", Kind::Signal),
    ("timeout", Kind::Milliseconds),
    ("deadline", Kind::Milliseconds),
    ("retries", Kind::Retries),
    ("replay", Kind::Flag),
    ("dedupe", Kind::Flag),
    ("rateLimit", Kind::RateLimit),
    ("maxWait", Kind::Milliseconds),
    ("pace", Kind::Flag),
    ("pacer", Kind::Pacer),
    ("headers", Kind::Headers),
    ("validate", Kind::Flag),
    ("logger", Kind::Logger),
    ("logLevel", Kind::Level),
    ("onRequest", Kind::Function),
    ("onResponse", Kind::Function),
    ("onRetry", Kind::Function),
    ("onRateLimit", Kind::Function),
    ("onPacerError", Kind::Function),
];
const LEVELS: [&str; 4] = ["debug", "info", "warn", "error"];
const WAYS: [&str; 2] = ["wait", "reject"];

pub(super) struct Options {
    /// What the caller gave, checked.
    given: Vec<(String, JsValue)>,
    /// Hooks and logger of it; none where nobody is told anything.
    pub(super) watchers: Option<Object>,
    /// Scheme, host and path, without a slash at the end.
    pub(super) base_url: String,
    pub(super) fetch: Option<Function>,
    pub(super) signal: Option<Signal>,
    /// Milliseconds; 0 for none.
    pub(super) timeout: u32,
    /// Milliseconds; 0 for none.
    pub(super) deadline: u32,
    pub(super) rules: Rules,
    /// Whether to hold back what is known to be refused.
    pub(super) pace: bool,
    pub(super) pacer: Option<Pacer>,
    pub(super) headers: Option<Headers>,
}

impl Options {
    pub(super) fn read(
        options: &JsValue,
        credential_header: &str,
        failing: &Failing,
    ) -> Result<Self, JsValue> {
        let mut given = Vec::new();
        for (name, value) in properties(options, "options", failing)? {
            let checked = match OPTIONS.iter().find(|(known, _)| *known == name) {
                Some(_) if !is_given(&value) => continue,
                Some((_, kind)) => checked(*kind, &value, credential_header),
                None => Err(unknown(&OPTIONS.map(|(known, _)| known))),
            };
            let checked = checked.map_err(|refusal| failing.refused(&name, refusal))?;
            given.push((name, checked));
        }
        let option = |name| given.iter().find(|(known, _)| known == name).map(|(_, value)| value);
        let number = |name, default| option(name).and_then(JsValue::as_f64).unwrap_or(default);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the ranges are checked")]
        let whole = |name, default| number(name, default).ceil() as u32;
        Ok(Self {
            watchers: watchers(&given),
            base_url: option("baseUrl").and_then(JsValue::as_string).unwrap_or_else(|| OFFICIAL.to_owned()),
            fetch: option("fetch").cloned().map(JsCast::unchecked_into),
            signal: option("signal").cloned().map(JsCast::unchecked_into),
            timeout: whole("timeout", 30_000.0),
            deadline: whole("deadline", 0.0),
            rules: Rules {
                retries: whole("retries", 2.0),
                replay: false,
                waits: option("rateLimit").is_none_or(|way| *way != "reject"),
                max_wait: number("maxWait", 60_000.0),
            },
            pace: option("pace").is_none_or(|pace| *pace != false),
            pacer: option("pacer").cloned().map(Pacer),
            headers: option("headers").cloned().map(JsCast::unchecked_into),
            given,
        })
    }

    /// Whether a flag was given with this value.
    pub(super) fn is(&self, name: &str, value: bool) -> bool {
        self.given.iter().any(|(known, given)| known == name && *given == value)
    }

    /// Whether a page asks the service itself. Not so an extension, which browsers may allow it.
    pub(super) fn is_from_page(&self) -> bool {
        let protocol = property(&platform::global("location"), "protocol").as_string().unwrap_or_default();
        let is_page = matches!(protocol.as_str(), "http:" | "https:" | "file:");
        is_page && self.fetch.is_none() && self.base_url == OFFICIAL
    }
}

/// The hooks, `logger` and `logLevel`.
fn watchers(given: &[(String, JsValue)]) -> Option<Object> {
    let mut watchers = None;
    for (name, value) in given {
        if name.starts_with("on") || name.starts_with("log") {
            set(watchers.get_or_insert_with(Object::new), name, value);
        }
    }
    watchers
}

/// A value as it is kept, or what it should be.
fn checked(kind: Kind, value: &JsValue, credential_header: &str) -> Result<JsValue, Refusal> {
    let (is_right, expected) = match kind {
        Kind::BaseUrl => return base_url(value),
        Kind::Headers => return headers(value, credential_header),
        Kind::Flag => (value.as_bool().is_some(), "true or false".into()),
        Kind::Function => (value.is_function(), "a function".into()),
        Kind::Level => (is_word(value, &LEVELS), one_of(&LEVELS).into()),
        Kind::RateLimit => (is_word(value, &WAYS), one_of(&WAYS).into()),
        Kind::Logger => (
            LEVELS.iter().all(|level| property(value, level).is_function()),
            "an object with the functions debug, info, warn and error, as console".into(),
        ),
        // Longer times would make `setTimeout` fire at once.
        Kind::Milliseconds => (is_within(value, 2_147_483_647.0), "milliseconds from 0 to 2147483647".into()),
        Kind::Retries => {
            let is_whole = value.as_f64().is_some_and(|number| number.fract() == 0.0);
            (is_whole && is_within(value, 100.0), "a whole number from 0 to 100".into())
        }
        Kind::Pacer => {
            (property(value, "reserve").is_function(), "an object with a function 'reserve'".into())
        }
        Kind::Signal => {
            let is_signal = property(value, "aborted").as_bool().is_some()
                && property(value, "addEventListener").is_function()
                && property(value, "removeEventListener").is_function();
            (is_signal, "an AbortSignal".into())
        }
    };
    if is_right { Ok(value.clone()) } else { Err(Refusal { expected, got: type_of(value).into() }) }
}

fn is_word(value: &JsValue, words: &[&str]) -> bool {
    words.iter().any(|word| value == word)
}

fn is_within(value: &JsValue, most: f64) -> bool {
    value.as_f64().is_some_and(|number| (0.0..=most).contains(&number))
}

fn base_url(value: &JsValue) -> Result<JsValue, Refusal> {
    let expected = "an absolute https URL without query, fragment or user name (http only for localhost), as \
                    \"https://example.com/v2\"";
    // A URL object is as good as its text.
    let text = if value.is_string() { value.clone() } else { property(value, "href") };
    if !text.is_string() {
        return Err(Refusal::new(expected, type_of(value)));
    }
    let read = platform::base_of(&text);
    read.dyn_ref::<Array>()
        .map(|url| url.get(0))
        .ok_or_else(|| Refusal::new(expected, read.as_string().unwrap_or_default()))
}

/// A copy. The credential's header and the type of the body are ours.
fn headers(value: &JsValue, credential_header: &str) -> Result<JsValue, Refusal> {
    let refuse = |got| Refusal::new("an object of header names and values, or a Headers object", got);
    if !value.is_object() {
        return Err(refuse(type_of(value)));
    }
    let headers =
        Headers::new_with_str_sequence_sequence(value).map_err(|_| refuse("something Headers refuses"))?;
    for ours in [TOKEN_HEADER, credential_header, "content-type"] {
        if headers.has(ours).unwrap_or(true) {
            let expected = ["without '", ours, "', which is set by this library"].concat();
            return Err(Refusal::new(expected, "it"));
        }
    }
    Ok(headers.into())
}
