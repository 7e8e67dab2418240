//! The service over a real socket.

use std::io::{ErrorKind, Read, Write};
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use crate::server::{now, send, start};

#[test]
fn it_says_where_it_is_and_answers() {
    let server = start(&[]);
    assert!(server.address().starts_with("127.0.0.1:"));
    assert_eq!(server.info["control"], format!("http://{}/control", server.address()));
    let (head, body) = server.call("GET /v2/me", "");
    assert!(head.starts_with("HTTP/1.1 200 OK"), "{head}");
    assert!(body.contains("\\u9752\\u6728"), "{body}");
    let room = server.info["rooms"].as_array().unwrap().iter().find(|room| room["type"] == "group").unwrap();
    let path = format!("/v2/rooms/{}/messages", room["room_id"]);
    let (_, body) = server.call(&format!("POST {path}"), "body=%E3%82%84%E3%81%82");
    let posted: Value = serde_json::from_str(&body).unwrap();
    let (_, body) = server.call(&format!("GET {path}?force=1"), "");
    assert!(body.contains(posted["message_id"].as_str().unwrap()) && body.contains("\\u3084\\u3042"));
    let (head, body) = server.call(&format!("GET {path}"), "");
    assert!(head.starts_with("HTTP/1.1 204 No Content") && body.is_empty(), "{head}");
    assert!(!head.contains("content-length"), "{head}");
}

#[test]
fn a_connection_carries_many_requests() {
    let server = start(&[]);
    let mut stream = server.connect();
    for _ in 0..3 {
        send(&mut stream, &server, "GET /v2/my/status", "x-a: b", "");
        let mut seen = Vec::new();
        let mut byte = [0];
        while !seen.ends_with(b"}") {
            stream.read_exact(&mut byte).unwrap();
            seen.extend(byte);
        }
        assert!(seen.starts_with(b"HTTP/1.1 200 OK"));
    }
}

#[test]
fn a_world_file_and_its_mistakes() {
    let directory = std::env::temp_dir();
    let file = directory.join(format!("chatwork-emulator-{}.json", std::process::id()));
    std::fs::write(&file, r#"{"accounts": [{"account_id": 8, "name": "八", "token": "t"}]}"#).unwrap();
    let server = start(&["--port", "0", "--world", file.to_str().unwrap()]);
    assert_eq!(server.info["accounts"], json!([{"account_id": 8, "name": "八", "token": "t"}]));
    std::fs::write(&file, r#"{"accounts": [], "people": []}"#).unwrap();
    let run = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_chatwork-emulator")).args(arguments).output().unwrap()
    };
    let output = run(&["--world", file.to_str().unwrap()]);
    assert!(!output.status.success() && output.stdout.is_empty());
    assert!(String::from_utf8_lossy(&output.stderr).contains("unknown field `people`"));
    assert!(!run(&["--prt", "1"]).status.success());
    assert!(run(&["--help"]).status.success());
    std::fs::remove_file(&file).unwrap();
}

#[test]
fn a_reset_is_a_reset() {
    let server = start(&[]);
    server.fault(&json!({"path": "/v2/me", "reset": true}));
    let error = server.raw("GET /v2/me", "").expect_err("nothing is answered");
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    assert!(server.call("GET /v2/me", "").0.starts_with("HTTP/1.1 200"));
}

#[test]
fn a_cut_body_is_shorter_than_promised() {
    let server = start(&[]);
    let whole = server.call("GET /v2/me", "");
    for count in [0, 10, 100_000] {
        server.fault(&json!({"path": "/v2/me", "cut": count}));
        let (head, body) = server.call("GET /v2/me", "");
        assert!(head.contains(&format!("content-length: {}\r\n", whole.1.len())), "{head}");
        assert_eq!(body, whole.1.get(..count).unwrap_or(&whole.1));
    }
}

#[test]
fn a_hanging_request_gets_nothing_and_blocks_nobody() {
    let server = start(&[]);
    server.fault(&json!({"path": "/v2/me", "hang": true}));
    let mut stream = server.connect();
    stream.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
    send(&mut stream, &server, "GET /v2/me", "x-a: b", "");
    assert!(server.call("GET /v2/my/status", "").0.starts_with("HTTP/1.1 200"));
    let error = stream.read(&mut [0]).expect_err("nothing is answered");
    assert!(matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut));
}

#[test]
fn delays_and_slow_bodies_take_their_time() {
    let server = start(&[]);
    let whole = server.call("GET /v2/my/status", "").1.len();
    for rule in [json!({"path": "/v2/my", "delay_ms": 300}), json!({"path": "/v2/my", "slow_body_ms": 300})] {
        server.fault(&rule);
        let mut stream = server.connect();
        send(&mut stream, &server, "GET /v2/my/status", "connection: close", "");
        let begin = now();
        let mut seen = Vec::new();
        stream.read_to_end(&mut seen).unwrap();
        assert!(now().saturating_sub(begin) >= Duration::from_millis(270), "{rule}");
        assert_eq!(String::from_utf8(seen).unwrap().split_once("\r\n\r\n").unwrap().1.len(), whole, "{rule}");
    }
}

#[test]
fn a_download_url_works_as_it_is() {
    let server = start(&[]);
    let (_, file) = server.call("GET /v2/rooms/300765432/files/1534882051?create_download_url=1", "");
    let file: Value = serde_json::from_str(&file).unwrap();
    let url = file["download_url"].as_str().unwrap();
    let path = url.strip_prefix(&format!("http://{}", server.address())).unwrap();
    let mut stream = server.connect();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").unwrap();
    let mut all = String::new();
    stream.read_to_string(&mut all).unwrap();
    assert!(all.contains("content-type: text/plain\r\n"), "{all}");
    assert!(all.ends_with("3. 結果がないときの文言\n"), "{all}");
}
