//! In which order a request is judged.

use serde_json::json;

use crate::service::{CLOSED, GROUP, NEWS, PLAIN, Parameters, Service, request, text};

#[test]
fn credentials_come_first_even_for_unknown_paths() {
    let mut service = Service::new();
    for path in ["", "/", "/v2/me", "/v2/nothing", "/controls"] {
        for (name, value, expected) in [
            ("x-none", "", r#"{"errors":["Invalid API token"]}"#),
            ("x-chatworktoken", "wrong", r#"{"errors":["Invalid API token"]}"#),
            ("authorization", "Basic x", r#"{"errors":["Invalid API token"]}"#),
            ("authorization", "Bearer wrong", r#"{"errors":["Invalid access token"]}"#),
            (
                "authorization",
                "Bearer emulator-access-token-expired",
                r#"{"errors":["The access token expired"]}"#,
            ),
        ] {
            let mut request = request("GET", "");
            path.clone_into(&mut request.path);
            request.headers.push((name.to_owned(), value.to_owned()));
            let response = service.send(&request);
            assert_eq!((response.status, text(&response).as_str()), (401, expected), "{path} {value}");
            assert_eq!(response.header("www-authenticate").is_some(), value.starts_with("Bearer"), "{value}");
            assert_eq!(response.header("x-ratelimit-limit"), None);
        }
    }
}

#[test]
fn an_expired_token_says_so_in_its_challenge() {
    let mut service = Service::new();
    let mut request = request("GET", "/me");
    request.headers.push(("authorization".to_owned(), "bearer emulator-access-token-read".to_owned()));
    assert_eq!(service.send(&request).status, 200);
    service.now += 1_800_000;
    let challenge = r#"Bearer error="invalid_token", error_description="The access token expired""#;
    assert_eq!(service.send(&request).header("www-authenticate"), Some(challenge));
}

#[test]
fn the_token_wins_over_an_access_token() {
    let mut service = Service::new();
    let mut request = request("GET", "/my/tasks");
    request.headers.push(("authorization".to_owned(), "Bearer emulator-access-token-read".to_owned()));
    assert_eq!(service.send(&request).status, 403);
    request.headers.push(("x-chatworktoken".to_owned(), service.token.clone()));
    assert_eq!(service.send(&request).status, 200);
}

#[test]
fn an_earlier_reason_hides_the_later_ones() {
    let mut service = Service::new();
    // method, path, parameters, status: each is wrong in all that follow the one it is answered with.
    let cases: &[(&str, String, Parameters<'_>, u16)] = &[
        ("GET", "/nothing".into(), &[], 404),
        ("POST", "/me".into(), &[], 404),
        ("POST", format!("/rooms/{CLOSED}/messages"), &[], 403),
        ("POST", "/rooms/999/messages".into(), &[], 403),
        ("POST", format!("/rooms/{NEWS}/messages"), &[], 403),
        ("PUT", format!("/rooms/{GROUP}/messages/read"), &[("message_id", "x")], 400),
        ("PUT", format!("/rooms/{GROUP}/messages/read"), &[("message_id", "1")], 404),
        ("POST", format!("/rooms/{GROUP}/link"), &[("code", "?")], 400),
    ];
    for (method, path, parameters, status) in cases {
        let response = service.call(method, path, parameters);
        assert_eq!(response.status, *status, "{method} {path} {}", text(&response));
        assert!(response.header("x-ratelimit-limit").is_some(), "{path}");
    }
    service.control("PUT", "/settings", &json!({"limits": {"requests": 0}}));
    assert_eq!(service.get("/nothing").status, 404);
    assert_eq!(service.get(&format!("/rooms/{CLOSED}")).status, 429);
}

#[test]
fn the_method_tunnel_is_gone() {
    let mut service = Service::new();
    let mut request = request("POST", &format!("/rooms/{GROUP}/link"));
    request.query = "method=DELETE".to_owned();
    request.headers.push(("x-chatworktoken".to_owned(), service.token.clone()));
    assert_eq!(text(&service.send(&request)), r#"{"errors":["The invitation link already exists"]}"#);
}

#[test]
fn parameters_are_not_read_from_elsewhere() {
    let mut service = Service::new();
    let mut request = request("POST", &format!("/rooms/{GROUP}/messages"));
    request.query = "body=x".to_owned();
    request.headers.push(("x-chatworktoken".to_owned(), service.token.clone()));
    let missing = r#"{"errors":["Parameter 'body' is required"]}"#;
    assert_eq!(text(&service.send(&request)), missing);
    assert_eq!(missing.len(), 43);
    request.query.clear();
    request.headers.push(("content-type".to_owned(), "application/json".to_owned()));
    request.body = br#"{"body":"x"}"#.to_vec();
    assert_eq!(text(&service.send(&request)), missing);
    request.query = "body=x".to_owned();
    service.control("PUT", "/settings", &json!({"form_only": false}));
    assert_eq!(service.send(&request).status, 200);
}

#[test]
fn hints_are_ascii() {
    let mut service = Service::new();
    let response = service.call("GET", &format!("/rooms/{GROUP}/tasks"), &[("status", "完了")]);
    assert_eq!(response.status, 400);
    assert!(response.header("x-emulator-hint").unwrap().is_ascii());
}

#[test]
fn where_sources_disagree_about_a_scope_either_is_enough() {
    for (scope, method, path) in [
        ("rooms.info:write", "DELETE", format!("/rooms/{PLAIN}")),
        ("rooms:write", "DELETE", format!("/rooms/{PLAIN}")),
        ("rooms.messages:write", "POST", format!("/rooms/{PLAIN}/files")),
        ("rooms.files:write", "POST", format!("/rooms/{PLAIN}/files")),
    ] {
        let mut service = Service::new();
        let mut world = service.control("GET", "/world", &serde_json::Value::Null);
        world["accounts"][0]["access_tokens"] = json!([{"token": "b", "scopes": [scope]}]);
        service.control("POST", "/reset", &json!({"world": world}));
        let mut request = request(method, &path);
        request.headers.push(("authorization".to_owned(), "Bearer b".to_owned()));
        assert_eq!(service.send(&request).status, 400, "{scope} {method}");
    }
}
