//! Webhooks that arrive on a real socket.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use serde_json::{Value, json};

use crate::server::{Server, now, start};

const ROOM: &str = "/v2/rooms/300765433/messages";

/// A port that waits for webhooks.
struct Receiver(TcpListener);

impl Receiver {
    fn new() -> Self {
        Self(TcpListener::bind("127.0.0.1:0").unwrap())
    }

    /// Takes one request and answers it with these bytes.
    fn take(&self, answer: &[u8]) -> String {
        let (mut stream, _) = self.0.accept().unwrap();
        let text = request(&mut stream);
        // The other side may have heard enough before the end.
        let _ = stream.write_all(answer);
        text
    }
}

fn request(stream: &mut TcpStream) -> String {
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let mut seen = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let count = stream.read(&mut piece).unwrap();
        assert!(count > 0, "the request ended early");
        seen.extend(&piece[..count]);
        let text = String::from_utf8_lossy(&seen);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
        if body.len() >= length.parse().unwrap() {
            return text.into_owned();
        }
    }
}

impl Server {
    fn hook(&self, url: &str) {
        let hook = json!({"account_id": 1_210_345, "room_id": 300_765_433, "events": ["message_created"], "url": url,
            "token": "Y2hhdHdvcmstZW11bGF0b3Itd2ViaG9vay1zZWNyZXQ="});
        let (head, body) = self.call("POST /control/webhooks", &hook.to_string());
        assert!(head.starts_with("HTTP/1.1 200"), "{body}");
    }

    /// The deliveries, once none is under way.
    fn deliveries(&self) -> Value {
        let begin = now();
        loop {
            let (_, body) = self.call("GET /control/deliveries", "");
            let log: Value = serde_json::from_str(&body).unwrap();
            if log.as_array().unwrap().iter().all(|entry| entry["failed"].is_boolean()) {
                return log;
            }
            assert!(now().saturating_sub(begin) < Duration::from_secs(20), "{log}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn post(&self) {
        let (head, _) = self.call(&format!("POST {ROOM}"), "body=%E3%81%8A%E3%81%AF%E3%82%88%E3%81%86");
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    }
}

#[test]
fn a_post_arrives_signed() {
    let (server, receiver) = (start(&[]), Receiver::new());
    let address = receiver.0.local_addr().unwrap();
    server.hook(&format!("http://{address}/hook?own=1"));
    server.post();
    let request = receiver.take(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let log = server.deliveries();
    assert_eq!(log[0]["body"], body);
    assert!(body.contains("おはよう"), "{body}");
    let signature = log[0]["signature"].as_str().unwrap();
    let encoded = signature.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    let line = format!("POST /hook?chatwork_webhook_signature={encoded}&own=1 HTTP/1.1\r\n");
    assert!(head.starts_with(&line), "{head}");
    let head = head.to_owned() + "\r\n";
    for header in [
        format!("host: {address}\r\n"),
        "content-type: application/json\r\n".to_owned(),
        "user-agent: ChatWork-Webhook/1.0.0\r\n".to_owned(),
        format!("x-chatworkwebhooksignature: {signature}\r\n"),
    ] {
        assert!(head.contains(&header), "{header} {head}");
    }
    let outcome = (&log[0]["status"], &log[0]["answer_bytes"], &log[0]["failed"], &log[0]["error"]);
    assert_eq!(outcome, (&200.into(), &2.into(), &false.into(), &Value::Null));
}

#[test]
fn answers_of_every_kind_and_never_a_second_try() {
    let (server, receiver) = (start(&[]), Receiver::new());
    let address = receiver.0.local_addr().unwrap();
    server.hook(&format!("http://{address}/"));
    let sized =
        |bytes: usize| format!("HTTP/1.1 200 OK\r\ncontent-length: {bytes}\r\n\r\n{}", "x".repeat(bytes));
    let endless =
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1000\r\n".to_owned() + &"x".repeat(4096);
    let elsewhere =
        format!("HTTP/1.1 302 Found\r\nlocation: http://{address}/there\r\ncontent-length: 0\r\n\r\n");
    let cases: &[(&str, Value, Value, Value)] = &[
        (&sized(2048), 200.into(), 2048.into(), Value::Null),
        (&sized(2049), 200.into(), 2049.into(), "the receiver's answer has more than 2048 bytes".into()),
        (&endless, 200.into(), 2049.into(), "the receiver's answer has more than 2048 bytes".into()),
        (
            "HTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n",
            500.into(),
            0.into(),
            "the receiver answered 500 and not 200".into(),
        ),
        (&elsewhere, 302.into(), 0.into(), "the receiver answered 302 and not 200".into()),
    ];
    for (answer, status, bytes, error) in cases {
        server.call("DELETE /control/deliveries", "");
        server.post();
        receiver.take(answer.as_bytes());
        let log = server.deliveries();
        assert_eq!((&log[0]["status"], &log[0]["answer_bytes"], &log[0]["error"]), (status, bytes, error));
        assert_eq!((&log[0]["failed"], log.as_array().unwrap().len()), (&error.is_string().into(), 1));
    }
    receiver.0.set_nonblocking(true).unwrap();
    std::thread::sleep(Duration::from_millis(100));
    assert!(receiver.0.accept().is_err(), "nothing comes a second time");
}

#[test]
fn receivers_that_are_not_there() {
    let server = start(&[]);
    let free = Receiver::new().0.local_addr().unwrap();
    server.hook(&format!("http://{free}/"));
    server.hook("https://127.0.0.1:9/");
    server.post();
    let log = server.deliveries();
    let error = |at: usize| log[at]["error"].as_str().unwrap();
    assert!(error(0).to_lowercase().contains("refused"), "{log}");
    assert_eq!(error(1), "this emulator sends webhooks to http:// only");
    assert_eq!((&log[0]["status"], &log[0]["failed"]), (&Value::Null, &true.into()));
}

#[test]
fn a_slow_receiver_holds_up_nobody() {
    let (server, receiver) = (start(&[]), Receiver::new());
    server.hook(&format!("http://{}/", receiver.0.local_addr().unwrap()));
    let begin = now();
    server.post();
    server.post();
    // Both are here before either is answered.
    let mut both = [receiver.0.accept().unwrap().0, receiver.0.accept().unwrap().0];
    for stream in &mut both {
        request(stream);
    }
    assert!(now().saturating_sub(begin) < Duration::from_secs(5));
    let [mut answered, silent] = both;
    answered.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").unwrap();
    let log = server.deliveries();
    assert!(now().saturating_sub(begin) >= Duration::from_secs(9));
    drop(silent);
    let mut errors: Vec<&str> =
        log.as_array().unwrap().iter().filter_map(|entry| entry["error"].as_str()).collect();
    assert_eq!(errors.pop(), Some("the receiver had not answered after 10000 ms"));
    assert!(errors.is_empty());
}

#[test]
fn they_go_out_even_where_the_answer_hangs() {
    let (server, receiver) = (start(&[]), Receiver::new());
    server.hook(&format!("http://{}/", receiver.0.local_addr().unwrap()));
    server.fault(&json!({"path": ROOM, "when": "after", "reset": true}));
    assert!(server.raw(&format!("POST {ROOM}"), "body=a").is_err());
    receiver.take(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
    assert_eq!(server.deliveries()[0]["failed"], false);
}
