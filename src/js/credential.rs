//! The first argument of every function.

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;

use super::arguments::{properties, type_of};
use super::cut::Cut;
use super::error::{Failed, Failing};
use super::platform;
use crate::engine::encode::Refusal;
use crate::engine::outcome::Outcome;

/// A credential as the caller gave it.
pub(super) enum Credential {
    /// An API token.
    Token(String),
    /// An OAuth access token.
    Access(String),
    /// A function that knows the access token, now or later.
    Source(Function),
}

/// A credential as it is sent.
pub(super) struct Header {
    pub(super) name: &'static str,
    pub(super) value: String,
}

pub(super) const TOKEN_HEADER: &str = "x-chatworktoken";
const ACCESS_HEADER: &str = "authorization";

impl Credential {
    pub(super) fn read(value: &JsValue, failing: &Failing) -> Result<Self, JsValue> {
        if value.is_string() {
            return read(value, failing).map(Self::Token);
        }
        if value.is_object()
            && let [(name, source)] = properties(value, "token", failing)?.as_slice()
            && name == "accessToken"
        {
            return match source.dyn_ref::<Function>() {
                Some(function) => Ok(Self::Source(function.clone())),
                None => read(source, failing).map(Self::Access),
            };
        }
        Err(unfit(type_of(value), failing))
    }

    /// The header that carries it. An `Authorization` header beside an API token is left to the caller's proxy.
    pub(super) fn header_name(&self) -> &'static str {
        match self {
            Self::Token(_) => TOKEN_HEADER,
            Self::Access(_) | Self::Source(_) => ACCESS_HEADER,
        }
    }

    /// The function that tells it, and may tell another one the next time.
    pub(super) fn source(&self) -> Option<&Function> {
        match self {
            Self::Source(function) => Some(function),
            _ => None,
        }
    }

    /// The credential; empty as long as a function has not told it.
    pub(super) fn secret(&self) -> String {
        match self {
            Self::Token(secret) | Self::Access(secret) => secret.clone(),
            Self::Source(_) => String::new(),
        }
    }

    pub(super) fn header(&self, secret: &str) -> Header {
        let value = match self {
            Self::Token(_) => secret.to_owned(),
            Self::Access(_) | Self::Source(_) => ["Bearer ", secret].concat(),
        };
        Header { name: self.header_name(), value }
    }
}

/// Asks a function for the access token.
pub(super) async fn ask(
    source: &Function,
    told: &Array,
    cut: &Cut,
    failing: &Failing,
) -> Result<String, Failed> {
    let answer = cut.before(Some(&platform::call(source, told))).await;
    let unreadable = |thrown: &JsValue, failing: &Failing| failing.unreadable("token", thrown).into();
    let answer = answer.map_err(|stop| stop.failed(Outcome::NotSent, failing, unreadable))?;
    Ok(read(&answer, failing)?)
}

/// Visible ASCII: what a header can carry, and what an environment file with a stray line break is not.
fn read(value: &JsValue, failing: &Failing) -> Result<String, JsValue> {
    match value.as_string() {
        Some(text) if text.is_empty() => {
            Err(unfit("an empty string (is the environment variable set?)", failing))
        }
        Some(text) if text.bytes().all(|byte| byte.is_ascii_graphic()) => Ok(text),
        Some(_) => {
            Err(unfit("a string with a space, a line break or another character that no token has", failing))
        }
        None => Err(unfit(type_of(value), failing)),
    }
}

fn unfit(got: &'static str, failing: &Failing) -> JsValue {
    let expected = "an API token as a string, or { accessToken } with an OAuth access token or a function that \
                    returns one";
    failing.refused("token", Refusal::new(expected, got))
}
