//! The whole way to an access token over a real socket.

use std::io::{Read, Write};

use serde_json::Value;

use crate::server::{Server, start};

impl Server {
    /// A form, or without one a GET, on a connection of its own.
    fn visit(&self, path: &str, headers: &str, form: Option<&str>) -> (String, String) {
        let mut stream = self.connect();
        let host = self.address();
        let (method, body) = form.map_or(("GET", ""), |form| ("POST", form));
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{headers}\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        let mut all = String::new();
        stream.read_to_string(&mut all).unwrap();
        let (head, body) = all.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), body.to_owned())
    }
}

#[test]
fn from_the_page_to_the_api() {
    let server = start(&[]);
    let oauth = &server.info["oauth"];
    let path = |name: &str| {
        let url = oauth[name].as_str().unwrap();
        url.strip_prefix(&format!("http://{}", server.address())).unwrap()
    };
    let asked = "response_type=code&client_id=emulator-confidential-client\
                 &redirect_uri=http%3A%2F%2F127.0.0.1%3A8788%2Fcallback&scope=users.profile.me%3Aread&state=s";
    let page = path("authorizationUrl");
    let (head, html) = server.visit(&format!("{page}?{asked}"), "", None);
    assert!(head.starts_with("HTTP/1.1 200 OK") && head.contains("content-type: text/html"), "{head}");
    assert!(html.contains("勤怠ボット"), "{html}");
    let (head, _) = server.visit(page, "", Some(&format!("{asked}&account_id=1210345&decision=allow")));
    assert!(head.starts_with("HTTP/1.1 302 Found"), "{head}");
    let location = head.lines().find_map(|line| line.strip_prefix("location: ")).unwrap();
    let code = location.strip_prefix("http://127.0.0.1:8788/callback?code=").unwrap();
    let code = code.strip_suffix("&state=s").unwrap();
    // emulator-confidential-client:emulator-client-secret
    let basic =
        "authorization: Basic ZW11bGF0b3ItY29uZmlkZW50aWFsLWNsaWVudDplbXVsYXRvci1jbGllbnQtc2VjcmV0\r\n";
    let form = format!(
        "grant_type=authorization_code&code={code}&redirect_uri=http%3A%2F%2F127.0.0.1%3A8788%2Fcallback"
    );
    let (head, body) = server.visit(path("tokenUrl"), basic, Some(&form));
    assert!(head.starts_with("HTTP/1.1 200 OK") && head.contains("cache-control: no-store"), "{head} {body}");
    let tokens: Value = serde_json::from_str(&body).unwrap();
    let bearer = format!("authorization: Bearer {}\r\n", tokens["access_token"].as_str().unwrap());
    assert!(server.visit("/v2/me", &bearer, None).0.starts_with("HTTP/1.1 200 OK"));
    assert!(server.visit("/v2/rooms", &bearer, None).0.starts_with("HTTP/1.1 403 Forbidden"));
}
