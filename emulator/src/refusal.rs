//! A request that is answered with an error.

use serde_json::json;

use crate::request::Response;

/// Why a request is refused.
#[derive(Debug)]
pub(crate) struct Refusal {
    status: u16,
    text: String,
    headers: Vec<(&'static str, String)>,
}

impl Refusal {
    pub(crate) fn new(status: u16, text: impl Into<String>) -> Self {
        Self { status, text: text.into(), headers: Vec::new() }
    }

    /// Adds a sentence for the person in front of the emulator. The service has no such header.
    pub(crate) fn hint(self, hint: impl Into<String>) -> Self {
        // A hint may repeat what somebody sent, and a header may not hold everything.
        let hint = hint.into().replace(|character: char| !matches!(character, ' '..='~'), "?");
        self.with("x-emulator-hint", hint)
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub(crate) fn response(self) -> Response {
        let body = Response::json(self.status, &json!({ "errors": [self.text] }));
        self.headers.into_iter().fold(body, |response, (name, value)| response.with(name, value))
    }
}
