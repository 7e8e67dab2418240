//! The running binary, and requests to it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

/// The running binary.
pub(crate) struct Server {
    process: Child,
    pub(crate) info: Value,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub(crate) fn start(arguments: &[&str]) -> Server {
    let mut process = Command::new(env!("CARGO_BIN_EXE_chatwork-emulator"))
        .args(arguments)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let mut line = String::new();
    BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
    Server { process, info: serde_json::from_str(&line).expect("the first line is JSON") }
}

impl Server {
    pub(crate) fn address(&self) -> &str {
        let base = self.info["baseUrl"].as_str().unwrap();
        base.strip_prefix("http://").and_then(|rest| rest.strip_suffix("/v2")).unwrap()
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        stream
    }

    /// Sends a request on a connection of its own and reads until it ends.
    pub(crate) fn raw(&self, request: &str, body: &str) -> std::io::Result<Vec<u8>> {
        let mut stream = self.connect();
        send(&mut stream, self, request, "connection: close", body);
        let mut all = Vec::new();
        stream.read_to_end(&mut all).map(|_| all)
    }

    pub(crate) fn call(&self, request: &str, body: &str) -> (String, String) {
        let all = String::from_utf8(self.raw(request, body).unwrap()).unwrap();
        let (head, body) = all.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), body.to_owned())
    }

    pub(crate) fn fault(&self, rule: &Value) {
        let (head, body) = self.call("POST /control/faults", &rule.to_string());
        assert!(head.starts_with("HTTP/1.1 200"), "{body}");
    }
}

pub(crate) fn now() -> Duration {
    #[expect(clippy::disallowed_methods, reason = "this test is for the host only")]
    let now = std::time::SystemTime::now();
    now.duration_since(std::time::UNIX_EPOCH).unwrap()
}

pub(crate) fn send(stream: &mut TcpStream, server: &Server, request: &str, header: &str, body: &str) {
    let token = server.info["accounts"][0]["token"].as_str().unwrap();
    let (address, size) = (server.address(), body.len());
    write!(
        stream,
        "{request} HTTP/1.1\r\nhost: {address}\r\nx-chatworktoken: {token}\r\n{header}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {size}\r\n\r\n{body}"
    )
    .unwrap();
}
