//! What came in and what went out.

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use form_urlencoded::Serializer as Form;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::credentials::{BEARER_HEADER, TOKEN_HEADER};
use crate::faults::Fault;
use crate::json;
use crate::oauth::{SECRETS, TOKEN_PATH};
use crate::parameters::{is_form, is_multipart, multipart};
use crate::recent::Recent;
use crate::request::{Delivery, Request, Response};

/// The last requests.
#[derive(Debug, Default)]
pub(crate) struct Log {
    entries: Recent<Entry>,
    last: u64,
}

/// One request and its answer.
#[derive(Debug, Serialize)]
pub(crate) struct Entry {
    pub(crate) number: u64,
    /// Milliseconds of the emulator's clock.
    time: u64,
    method: String,
    path: String,
    query: String,
    headers: Map<String, Value>,
    /// The header with the credential, if there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    credential: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    account_id: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "as_base64")]
    body_base64: Option<Vec<u8>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<Field>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<AppliedFault>,
    answer: Option<Answer>,
}

#[derive(Debug, Serialize)]
struct Field {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    filename: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_type: Option<String>,
    size: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

#[derive(Debug, Serialize)]
struct AppliedFault {
    id: u64,
    effect: &'static str,
    carried_out: bool,
}

#[derive(Debug, Serialize)]
struct Answer {
    status: u16,
    headers: Map<String, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "as_base64")]
    body_base64: Option<Vec<u8>>,
}

impl Log {
    /// Notes a request and what was made for it to be sent, all of it even where a fault cuts it short.
    pub(crate) fn add(
        &mut self,
        request: &Request,
        account_id: Option<u64>,
        fault: Option<&Fault>,
        answer: &Response,
        time: u64,
    ) {
        self.last = self.last.saturating_add(1);
        let size = request.body.len().saturating_add(answer.body.len());
        let (asked, asked_base64) = body(&without_secrets(request), is_multipart(request));
        let (answered, answered_base64) = body(&without_issued(request, answer), false);
        let entry = Entry {
            number: self.last,
            time,
            method: request.method.clone(),
            path: request.path.clone(),
            query: request.query.clone(),
            headers: headers(&request.headers),
            credential: [TOKEN_HEADER, BEARER_HEADER].into_iter().find(|name| request.header(name).is_some()),
            account_id,
            body: asked,
            body_base64: asked_base64,
            fields: fields(request),
            fault: fault.map(|fault| AppliedFault {
                id: fault.id,
                effect: fault.rule.effect(),
                carried_out: fault.rule.carries_out(),
            }),
            // A connection that was reset or never answered has carried nothing.
            answer: (!matches!(answer.delivery, Delivery::Reset | Delivery::Hang)).then(|| Answer {
                status: answer.status,
                headers: headers(&answer.headers),
                body: answered,
                body_base64: answered_base64,
            }),
        };
        self.entries.add(size, entry);
    }

    /// The requests after this number.
    pub(crate) fn after(&self, number: u64) -> Vec<&Entry> {
        self.entries.iter().filter(|entry| entry.number > number).collect()
    }

    pub(crate) fn clear(&mut self) {
        self.entries.retain(|_| false);
    }
}

fn headers(headers: &[(String, String)]) -> Map<String, Value> {
    let mut shown = Map::new();
    for (name, value) in headers {
        let secret = name == TOKEN_HEADER || name == BEARER_HEADER || name == "cookie";
        shown.insert(name.clone(), Value::from(if secret { "***" } else { value.as_str() }));
    }
    shown
}

/// The value of a form field, or stars for what the token endpoint takes as a credential.
fn shown<'a>(request: &Request, name: &str, value: &'a str) -> &'a str {
    if request.path == TOKEN_PATH && SECRETS.contains(&name) { "***" } else { value }
}

/// The body of a request, without the credentials in one to the token endpoint.
fn without_secrets(request: &Request) -> Cow<'_, [u8]> {
    if request.path != TOKEN_PATH {
        return Cow::Borrowed(&request.body);
    }
    if !is_form(request) {
        // Whatever it is, it was meant to hold some.
        return Cow::Borrowed(if request.body.is_empty() { b"" } else { b"***" });
    }
    let mut form = Form::new(String::new());
    for (name, value) in form_urlencoded::parse(&request.body) {
        form.append_pair(&name, shown(request, &name, &value));
    }
    Cow::Owned(form.finish().into_bytes())
}

/// The body of an answer, without the tokens in one of the token endpoint.
fn without_issued<'a>(request: &Request, answer: &'a Response) -> Cow<'a, [u8]> {
    if request.path != TOKEN_PATH {
        return Cow::Borrowed(&answer.body);
    }
    let Ok(Value::Object(mut fields)) = json::read(&answer.body) else {
        return Cow::Borrowed(&answer.body);
    };
    for (name, value) in &mut fields {
        if SECRETS.contains(&name.as_str()) {
            *value = Value::from("***");
        }
    }
    Cow::Owned(json::ascii(&fields))
}

/// A body as a text, or else as bytes.
fn body(bytes: &[u8], binary: bool) -> (Option<String>, Option<Vec<u8>>) {
    match str::from_utf8(bytes) {
        Ok(text) if !binary => (Some(text.to_owned()), None),
        _ => (None, Some(bytes.to_vec())),
    }
}

/// Only what somebody looks at is encoded: for a large upload that takes a while.
#[expect(clippy::ref_option, reason = "the signature serde asks for")]
fn as_base64<S: Serializer>(bytes: &Option<Vec<u8>>, serializer: S) -> Result<S::Ok, S::Error> {
    bytes.as_ref().map(|bytes| STANDARD.encode(bytes)).serialize(serializer)
}

fn fields(request: &Request) -> Vec<Field> {
    if is_form(request) {
        let pairs = form_urlencoded::parse(&request.body);
        return pairs
            .map(|(name, value)| Field {
                filename: None,
                content_type: None,
                size: value.len(),
                text: Some(shown(request, &name, &value).to_owned()),
                name: name.into_owned(),
            })
            .collect();
    }
    let parts = multipart::parts(request).unwrap_or_default();
    parts
        .into_iter()
        .map(|part| Field {
            name: part.name,
            size: part.bytes.len(),
            text: str::from_utf8(part.bytes).ok().filter(|_| part.filename.is_none()).map(str::to_owned),
            filename: part.filename,
            content_type: part.content_type.map(str::to_owned),
        })
        .collect()
}
