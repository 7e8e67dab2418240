//! What goes into the state machine and what comes out of it.

use serde::Serialize;

use crate::json;

/// A source of random numbers, for ids, codes and signatures.
pub type Random<'a> = &'a mut dyn FnMut() -> u64;

/// An HTTP request.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The method in capitals.
    pub method: String,
    /// Scheme, host and port, as in `http://127.0.0.1:8080`. Download URLs start with it.
    pub origin: String,
    /// The path, still percent-encoded.
    pub path: String,
    /// The query without its question mark, still percent-encoded.
    pub query: String,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Request {
    /// The value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }
}

/// An HTTP response, and how it is to be delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// How long to wait before anything is sent.
    pub delay_ms: u64,
    /// How the answer reaches the client.
    pub delivery: Delivery,
}

/// How a response reaches the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// As it should.
    Whole,
    /// The connection is reset before anything is sent.
    Reset,
    /// The connection is closed after so many bytes of the body.
    Cut(usize),
    /// Nothing is ever sent.
    Hang,
    /// The body arrives in pieces over so many milliseconds.
    Slow(u64),
}

impl Response {
    /// A response without headers and body.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new(), delay_ms: 0, delivery: Delivery::Whole }
    }

    /// A response with a JSON body, spelled as the service spells it.
    pub fn json(status: u16, value: &impl Serialize) -> Self {
        let mut response = Self::empty(status).with("content-type", "application/json; charset=utf-8");
        response.body = json::ascii(value);
        response
    }

    /// 200 with the list, or 204 without a body where it is empty.
    pub fn list<T: Serialize>(items: &[T]) -> Self {
        if items.is_empty() { Self::empty(204) } else { Self::json(200, &items) }
    }

    /// The same response with one header more.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// The value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }
}

fn find<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}
