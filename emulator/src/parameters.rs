//! Parameters of a request: where they are read from, and what they may be.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde::de::DeserializeOwned;

use crate::json::typed;
use crate::refusal::Refusal;
use crate::request::Request;
use crate::texts::{assumed, required};

pub mod multipart;

/// The parameters of one request.
#[derive(Debug, Default)]
pub(crate) struct Parameters {
    values: BTreeMap<String, String>,
    /// Why a parameter that was sent may not be here.
    hint: Option<String>,
}

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

impl Parameters {
    /// The parameters of a request to any operation but an upload.
    pub(crate) fn read(request: &Request, form_only: bool) -> Self {
        let mut values = BTreeMap::new();
        let mut hint = None;
        let method = request.method.as_str();
        let content_type = media_type(request);
        let from_query = match method {
            "POST" | "PUT" => !form_only,
            _ => true,
        };
        if from_query {
            values.extend(decoded(request.query.as_bytes()));
        } else if !request.query.is_empty() {
            hint = Some(format!("{method} reads parameters from the form body only, not from the query"));
        }
        if method != "GET" && content_type == FORM {
            values.extend(decoded(&request.body));
        } else if method != "GET" && !request.body.is_empty() {
            hint = Some(format!("the body is read only with content-type {FORM}"));
        }
        Self { values, hint }
    }

    /// The parameters of an upload besides the file.
    pub(crate) fn of_upload(values: BTreeMap<String, String>, hint: Option<String>) -> Self {
        Self { values, hint }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// What a request without this parameter is answered.
    pub(crate) fn missing(&self, name: &str) -> Refusal {
        let refusal = Refusal::new(400, required(name));
        match &self.hint {
            Some(hint) => refusal.hint(hint),
            None => refusal,
        }
    }

    /// The value, or the refusal of a request without it.
    pub(crate) fn require<T>(&self, name: &str, value: Option<T>) -> Result<T, Refusal> {
        value.ok_or_else(|| self.missing(name))
    }

    /// A text whose length in code points lies in a range.
    pub(crate) fn text(&self, name: &str, length: RangeInclusive<usize>) -> Result<Option<String>, Refusal> {
        let Some(text) = self.get(name) else { return Ok(None) };
        if text.is_empty() && *length.start() > 0 {
            return Err(self.missing(name));
        }
        if !length.contains(&text.chars().count()) {
            let hint = format!("{name} has {} to {} characters", length.start(), length.end());
            return Err(Refusal::new(400, assumed::invalid(name)).hint(hint));
        }
        Ok(Some(text.to_owned()))
    }

    /// A text of any length.
    pub(crate) fn any_text(&self, name: &str) -> Option<String> {
        self.get(name).map(str::to_owned)
    }

    /// The path part of an invitation link.
    pub(crate) fn link_code(&self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(code) = self.get(name) else { return Ok(None) };
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
        if (1..=50).contains(&code.len()) && code.bytes().all(allowed) {
            return Ok(Some(code.to_owned()));
        }
        Err(Refusal::new(400, assumed::invalid(name)).hint("1 to 50 of A-Z a-z 0-9 _ -"))
    }

    /// `0` or `1`.
    pub(crate) fn flag(&self, name: &str) -> Result<Option<bool>, Refusal> {
        match self.get(name) {
            None => Ok(None),
            Some("0") => Ok(Some(false)),
            Some("1") => Ok(Some(true)),
            Some(_) => Err(Refusal::new(400, assumed::invalid(name)).hint("flags are 0 or 1")),
        }
    }

    /// A number: an id or a time.
    pub(crate) fn number(&self, name: &str) -> Result<Option<u64>, Refusal> {
        let Some(text) = self.get(name) else { return Ok(None) };
        match digits(text) {
            Some(number) => Ok(Some(number)),
            None => Err(Refusal::new(400, assumed::invalid(name)).hint("decimal digits only")),
        }
    }

    /// One of the words of an enumeration.
    pub(crate) fn word<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Refusal> {
        let Some(text) = self.get(name) else { return Ok(None) };
        match typed(&text.into()) {
            Ok(word) => Ok(Some(word)),
            Err(error) => Err(Refusal::new(400, assumed::invalid(name)).hint(error)),
        }
    }

    /// Ids joined by commas. An empty text is an empty list.
    pub(crate) fn ids(&self, name: &str) -> Result<Option<Vec<u64>>, Refusal> {
        let Some(text) = self.get(name) else { return Ok(None) };
        if text.is_empty() {
            return Ok(Some(Vec::new()));
        }
        let ids = text.split(',').map(|id| digits(id).filter(|id| *id > 0)).collect::<Option<Vec<_>>>();
        match ids {
            Some(ids) => Ok(Some(ids)),
            None => {
                Err(Refusal::new(400, assumed::invalid(name)).hint("ids joined by commas without spaces"))
            }
        }
    }

    /// At least one id.
    pub(crate) fn some_ids(&self, name: &str) -> Result<Vec<u64>, Refusal> {
        match self.ids(name)? {
            Some(ids) if !ids.is_empty() => Ok(ids),
            _ => Err(self.missing(name)),
        }
    }
}

fn digits(text: &str) -> Option<u64> {
    // `parse` alone would take a plus sign.
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

fn decoded(bytes: &[u8]) -> impl Iterator<Item = (String, String)> {
    form_urlencoded::parse(bytes).into_owned()
}

/// The content type without its parameters, in lower case.
fn media_type(request: &Request) -> String {
    let value = request.header("content-type").unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether the body is multipart.
pub(crate) fn is_multipart(request: &Request) -> bool {
    media_type(request) == MULTIPART
}

/// Whether the body is a form.
pub(crate) fn is_form(request: &Request) -> bool {
    media_type(request) == FORM
}

#[cfg(test)]
mod tests {
    use chatwork_wasm::api::tasks::TaskStatus;

    use super::*;

    fn request(method: &str, query: &str, content_type: &str, body: &str) -> Request {
        Request {
            method: method.to_owned(),
            query: query.to_owned(),
            headers: vec![("content-type".to_owned(), content_type.to_owned())],
            body: body.as_bytes().to_vec(),
            ..Request::default()
        }
    }

    #[test]
    fn where_parameters_are_read() {
        let form = "application/x-www-form-urlencoded; charset=UTF-8";
        // method, query, content type, body, form only, found
        let cases = [
            ("GET", "a=1", "", "", true, Some("1")),
            ("GET", "", form, "a=1", true, None),
            ("POST", "", form, "a=1", true, Some("1")),
            ("POST", "a=1", form, "", true, None),
            ("PUT", "a=1", form, "", true, None),
            ("POST", "a=1", form, "", false, Some("1")),
            ("DELETE", "a=1", "", "", true, Some("1")),
            ("DELETE", "", form, "a=1", true, Some("1")),
            ("POST", "", "application/json", r#"{"a":"1"}"#, true, None),
            ("POST", "", "text/plain", "a=1", true, None),
            ("POST", "", form, "a=%E6%97%A5+%2B", true, Some("日 +")),
        ];
        for (method, query, content_type, body, form_only, found) in cases {
            let parameters = Parameters::read(&request(method, query, content_type, body), form_only);
            assert_eq!(parameters.get("a"), found, "{method} {query} {body}");
        }
    }

    #[test]
    fn what_values_may_be() {
        let with = |value: &str| Parameters {
            values: BTreeMap::from([("x".to_owned(), value.to_owned())]),
            hint: None,
        };
        for (value, ok) in [("0", true), ("1", true), ("true", false), ("", false), ("2", false)] {
            assert_eq!(with(value).flag("x").is_ok(), ok, "flag {value}");
        }
        for (value, ok) in [
            ("12", true),
            ("0", true),
            ("-1", false),
            ("+1", false),
            ("1.0", false),
            ("", false),
            (" 1", false),
        ] {
            assert_eq!(with(value).number("x").is_ok(), ok, "number {value}");
        }
        for (value, ok) in [
            ("1", true),
            ("1,2", true),
            ("", true),
            ("1, 2", false),
            ("1,", false),
            ("0", false),
            ("a", false),
        ] {
            assert_eq!(with(value).ids("x").is_ok(), ok, "ids {value}");
        }
        for (value, ok) in [("open", true), ("done", true), ("Open", false), ("", false)] {
            assert_eq!(with(value).word::<TaskStatus>("x").is_ok(), ok, "word {value}");
        }
        for (value, ok) in [("a-_Z9", true), ("", false), ("あ", false), (&*"a".repeat(51), false)] {
            assert_eq!(with(value).link_code("x").is_ok(), ok, "code {value}");
        }
        for (value, ok) in [("日本語", true), ("日本語だ", false), ("", false)] {
            assert_eq!(with(value).text("x", 1..=3).is_ok(), ok, "text {value}");
        }
    }
}
