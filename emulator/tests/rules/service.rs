//! A state machine with a time and reproducible random numbers.

use chatwork_emulator::{Emulator, Request, Response, WebhookAnswer, WebhookRequest, World};
use form_urlencoded::Serializer;
use serde_json::Value;

pub(crate) const AOKI: u64 = 1_210_345;
pub(crate) const TANAKA: u64 = 1_210_399;
pub(crate) const BOT: u64 = 1_210_501;
pub(crate) const NGUYEN: u64 = 1_350_412;
pub(crate) const OGAWA: u64 = 1_430_733;

/// The group where the first account is an administrator.
pub(crate) const GROUP: u64 = 300_765_432;
/// The one without an invitation link.
pub(crate) const PLAIN: u64 = 300_765_433;
/// The one where the first account only reads.
pub(crate) const NEWS: u64 = 300_765_434;
/// The one where it is not.
pub(crate) const CLOSED: u64 = 300_765_435;
pub(crate) const MY_CHAT: u64 = 300_700_001;
pub(crate) const DIRECT: u64 = 300_700_117;

pub(crate) const START: u64 = 1_795_000_000_000;

/// Names and values.
pub(crate) type Parameters<'a> = &'a [(&'a str, &'a str)];

pub(crate) struct Service {
    emulator: Emulator,
    pub(crate) now: u64,
    random: u64,
    pub(crate) token: String,
}

pub(crate) fn token(account_id: u64) -> &'static str {
    match account_id {
        AOKI => "e0e0e0e000000000000000000000aa01",
        TANAKA => "e0e0e0e000000000000000000000bb02",
        BOT => "e0e0e0e000000000000000000000cc03",
        NGUYEN => "e0e0e0e000000000000000000000dd04",
        OGAWA => "e0e0e0e000000000000000000000ee05",
        _ => panic!("no such account"),
    }
}

fn step(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state ^ (*state >> 31)
}

impl Service {
    pub(crate) fn new() -> Self {
        Self::of(World::standard().unwrap())
    }

    pub(crate) fn of(world: World) -> Self {
        let mut random = 7;
        let emulator = Emulator::new(world, START, &mut || step(&mut random)).unwrap();
        Self { emulator, now: START, random, token: token(AOKI).to_owned() }
    }

    /// The same service as another account.
    pub(crate) fn by(&mut self, account_id: u64) -> &mut Self {
        token(account_id).clone_into(&mut self.token);
        self
    }

    pub(crate) fn send(&mut self, request: &Request) -> Response {
        let random = &mut self.random;
        self.emulator.handle(request, self.now, &mut || step(random))
    }

    /// A form as a browser or an OAuth library sends it, without a token.
    pub(crate) fn form(
        &mut self,
        path: &str,
        authorization: Option<&str>,
        parameters: Parameters<'_>,
    ) -> Response {
        let mut request = request("POST", "");
        path.clone_into(&mut request.path);
        request.headers.push(("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned()));
        if let Some(value) = authorization {
            request.headers.push(("authorization".to_owned(), value.to_owned()));
        }
        request.body = Serializer::new(String::new()).extend_pairs(parameters).finish().into_bytes();
        self.send(&request)
    }

    /// The webhooks to send since the last time.
    pub(crate) fn deliveries(&mut self) -> Vec<WebhookRequest> {
        self.emulator.take_deliveries()
    }

    pub(crate) fn delivered(&mut self, number: u64, outcome: Result<WebhookAnswer, String>) {
        self.emulator.delivered(number, outcome);
    }

    /// A request with the token; parameters go into the query of GET and the form body of others.
    pub(crate) fn call(&mut self, method: &str, path: &str, parameters: Parameters<'_>) -> Response {
        let encoded = Serializer::new(String::new()).extend_pairs(parameters).finish();
        let mut request = request(method, path);
        request.headers.push(("x-chatworktoken".to_owned(), self.token.clone()));
        if method == "GET" {
            request.query = encoded;
        } else {
            request.headers.push(("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned()));
            request.body = encoded.into_bytes();
        }
        self.send(&request)
    }

    pub(crate) fn get(&mut self, path: &str) -> Response {
        self.call("GET", path, &[])
    }

    /// The JSON of a request that has to succeed.
    pub(crate) fn ok(&mut self, method: &str, path: &str, parameters: Parameters<'_>) -> Value {
        let response = self.call(method, path, parameters);
        assert!(response.status < 300, "{method} {path}: {} {}", response.status, text(&response));
        json(&response)
    }

    /// Status and first error text of a request that has to fail.
    pub(crate) fn refused(&mut self, method: &str, path: &str, parameters: Parameters<'_>) -> (u16, String) {
        let response = self.call(method, path, parameters);
        (response.status, json(&response)["errors"][0].as_str().unwrap_or_default().to_owned())
    }

    pub(crate) fn control(&mut self, method: &str, path: &str, body: &Value) -> Value {
        let mut request = request(method, path);
        request.path = format!("/control{path}");
        request.body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        let response = self.send(&request);
        assert_eq!(response.status, 200, "{}", text(&response));
        json(&response)
    }

    pub(crate) fn upload(
        &mut self,
        room: u64,
        filename: &str,
        bytes: &[u8],
        message: Option<&str>,
    ) -> Response {
        let mut request = request("POST", &format!("/rooms/{room}/files"));
        request.headers.push(("x-chatworktoken".to_owned(), self.token.clone()));
        request.headers.push(("content-type".to_owned(), "multipart/form-data; boundary=\"xyz\"".to_owned()));
        if let Some(message) = message {
            request.body.extend(
                format!("--xyz\r\ncontent-disposition: form-data; name=\"message\"\r\n\r\n{message}\r\n")
                    .bytes(),
            );
        }
        request.body.extend(
            format!("--xyz\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{filename}\"\r\ncontent-type: text/plain\r\n\r\n").bytes(),
        );
        request.body.extend(bytes);
        request.body.extend(b"\r\n--xyz--\r\n");
        self.send(&request)
    }

    /// Ids and texts of all messages of a room.
    pub(crate) fn messages(&mut self, room: u64) -> Vec<(String, String)> {
        let messages = self.ok("GET", &format!("/rooms/{room}/messages"), &[("force", "1")]);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let messages = messages.as_array().unwrap().iter();
        messages.map(|message| (text(&message["message_id"]), text(&message["body"]))).collect()
    }

    /// Unread messages and mentions of the caller in a room.
    pub(crate) fn unread(&mut self, room: u64) -> (u64, u64) {
        let room = self.ok("GET", &format!("/rooms/{room}"), &[]);
        (room["unread_num"].as_u64().unwrap(), room["mention_num"].as_u64().unwrap())
    }
}

pub(crate) fn request(method: &str, path: &str) -> Request {
    Request {
        method: method.to_owned(),
        origin: "http://127.0.0.1:1".to_owned(),
        path: format!("/v2{path}"),
        ..Request::default()
    }
}

pub(crate) fn json(response: &Response) -> Value {
    if response.body.is_empty() { Value::Null } else { serde_json::from_slice(&response.body).unwrap() }
}

pub(crate) fn text(response: &Response) -> String {
    String::from_utf8_lossy(&response.body).into_owned()
}
