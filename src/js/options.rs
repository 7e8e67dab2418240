//! The last argument of every function.

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::Headers;

use super::arguments::{is_given, properties, type_of, unknown};
use super::credential::TOKEN_HEADER;
use super::error::Failing;
use super::platform::{self, Signal, property};
use crate::engine::encode::Refusal;

const OFFICIAL: &str = "https://api.chatwork.com/v2";
const NAMES: [&str; 6] = ["baseUrl", "fetch", "signal", "timeout", "headers", "validate"];
const DEFAULT_TIMEOUT: u32 = 30_000;

pub(super) struct Options {
    /// Scheme, host and path, without a slash at the end.
    pub(super) base_url: String,
    pub(super) fetch: Option<Function>,
    pub(super) signal: Option<Signal>,
    /// Milliseconds; 0 for none.
    pub(super) timeout: u32,
    pub(super) headers: Option<Headers>,
    pub(super) validate: bool,
}

impl Options {
    pub(super) fn read(
        options: &JsValue,
        credential_header: &str,
        failing: &Failing,
    ) -> Result<Self, JsValue> {
        let mut read = Self {
            base_url: OFFICIAL.to_owned(),
            fetch: None,
            signal: None,
            timeout: DEFAULT_TIMEOUT,
            headers: None,
            validate: true,
        };
        for (name, value) in properties(options, "options", failing)? {
            if NAMES.contains(&name.as_str()) && !is_given(&value) {
                continue;
            }
            match name.as_str() {
                "baseUrl" => base_url(&value).map(|url| read.base_url = url),
                "fetch" => fetch(&value).map(|fetch| read.fetch = Some(fetch)),
                "signal" => signal(&value).map(|signal| read.signal = Some(signal)),
                "timeout" => timeout(&value).map(|milliseconds| read.timeout = milliseconds),
                "headers" => headers(&value, credential_header).map(|headers| read.headers = Some(headers)),
                "validate" => flag(&value).map(|validate| read.validate = validate),
                _ => Err(unknown(&NAMES)),
            }
            .map_err(|refusal| failing.refused(&name, refusal))?;
        }
        Ok(read)
    }

    /// Whether a page is about to ask the service itself. Not so an extension, which browsers may allow it.
    pub(super) fn is_from_page(&self) -> bool {
        let protocol = property(&platform::global("location"), "protocol").as_string().unwrap_or_default();
        let is_page = matches!(protocol.as_str(), "http:" | "https:" | "file:");
        is_page && self.fetch.is_none() && self.base_url == OFFICIAL
    }
}

fn base_url(value: &JsValue) -> Result<String, Refusal> {
    let refuse = |got| {
        let expected = "an absolute https URL without query, fragment or user name (http only for localhost), as \
                        \"https://example.com/v2\"";
        Refusal::new(expected, got)
    };
    // A URL object is as good as its text.
    let text = value.as_string().or_else(|| property(value, "href").as_string());
    let url = platform::href_of(&text.ok_or_else(|| refuse(type_of(value)))?);
    let url = url.ok_or_else(|| refuse("a string that is no absolute URL"))?;
    let (is_secure, rest) = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
        (Some(rest), _) => (true, rest),
        (_, Some(rest)) => (false, rest),
        _ => return Err(refuse("a URL of another kind")),
    };
    if rest.bytes().any(|byte| matches!(byte, b'?' | b'#' | b'@')) {
        return Err(refuse("a URL with more than that"));
    }
    if !is_secure && !is_loopback(rest) {
        return Err(refuse("an http URL, over which anyone on the way could read the token"));
    }
    Ok(url.trim_end_matches('/').to_owned())
}

/// Whether what follows `http://` begins with this machine.
fn is_loopback(rest: &str) -> bool {
    let name = rest.split(['/', ':']).next().unwrap_or_default();
    // `URL` has already written IPv4 addresses of every spelling as four numbers.
    let is_address = name.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let is_name = name == "localhost" || name.ends_with(".localhost");
    is_name || is_address && name.starts_with("127.") || rest.starts_with("[::1]")
}

fn fetch(value: &JsValue) -> Result<Function, Refusal> {
    value.dyn_ref::<Function>().cloned().ok_or_else(|| Refusal::new("a function", type_of(value)))
}

fn signal(value: &JsValue) -> Result<Signal, Refusal> {
    let is_signal = property(value, "aborted").as_bool().is_some()
        && property(value, "addEventListener").is_function()
        && property(value, "removeEventListener").is_function();
    if is_signal {
        Ok(value.clone().unchecked_into())
    } else {
        Err(Refusal::new("an AbortSignal", type_of(value)))
    }
}

/// Longer times would make `setTimeout` fire at once.
fn timeout(value: &JsValue) -> Result<u32, Refusal> {
    match value.as_f64() {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked")]
        Some(milliseconds) if (0.0..=2_147_483_647.0).contains(&milliseconds) => {
            Ok(milliseconds.ceil() as u32)
        }
        _ => Err(Refusal::new("milliseconds from 0 (no limit) to 2147483647", type_of(value))),
    }
}

fn flag(value: &JsValue) -> Result<bool, Refusal> {
    value.as_bool().ok_or_else(|| Refusal::new("true or false", type_of(value)))
}

/// A copy. The credential's header and the type of the body are ours.
fn headers(value: &JsValue, credential_header: &str) -> Result<Headers, Refusal> {
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
    Ok(headers)
}
