//! The control interface.

use serde_json::{Value, json};

use crate::service::{GROUP, Service, request, text};

#[test]
fn it_describes_itself() {
    let info = Service::new().control("GET", "", &Value::Null);
    assert_eq!(info["baseUrl"], "http://127.0.0.1:1/v2");
    assert_eq!(info["control"], "http://127.0.0.1:1/control");
    assert_eq!(info["accounts"][0]["name"], "青木 美咲");
    assert_eq!(info["accounts"][0]["token"].as_str().unwrap().len(), 32);
    assert!(
        info["rooms"]
            .as_array()
            .unwrap()
            .iter()
            .any(|room| room["room_id"] == GROUP && room["type"] == "group")
    );
    assert_eq!(info["routes"].as_object().unwrap().len(), 19);
}

#[test]
fn the_clock_moves_everything() {
    let mut service = Service::new();
    let now = service.now;
    assert_eq!(
        service.control("GET", "/clock", &Value::Null),
        json!({"now": now, "offset": 0, "frozen": false})
    );
    assert_eq!(service.control("PUT", "/clock", &json!({"advance": 86_400_000}))["now"], now + 86_400_000);
    let id =
        service.ok("POST", &format!("/rooms/{GROUP}/messages"), &[("body", "明日")])["message_id"].clone();
    let message = service.ok("GET", &format!("/rooms/{GROUP}/messages/{}", id.as_str().unwrap()), &[]);
    assert_eq!(message["send_time"], (now + 86_400_000) / 1000);
    assert_eq!(service.control("PUT", "/clock", &json!({"freeze": 1_000_000_000_000_u64}))["frozen"], true);
    let answer = service.get("/me");
    assert_eq!(answer.header("date"), Some("Sun, 09 Sep 2001 01:46:40 GMT"));
    assert_eq!(answer.header("x-ratelimit-reset"), Some("1000000300"));
    service.control("PUT", "/clock", &json!({"freeze": u64::MAX}));
    assert_eq!(service.get("/me").header("date"), Some("Fri, 31 Dec 9999 23:59:59 GMT"));
}

#[test]
fn a_reset_goes_back_to_the_start() {
    let mut service = Service::new();
    service.ok("DELETE", &format!("/rooms/{GROUP}"), &[("action_type", "delete")]);
    service.control("POST", "/faults", &json!({"hang": true}));
    service.control("PUT", "/settings", &json!({"cors": true}));
    service.control("POST", "/reset", &Value::Null);
    assert_eq!(service.get(&format!("/rooms/{GROUP}")).status, 200);
    assert_eq!(service.control("GET", "/settings", &Value::Null)["cors"], false);
    let other = json!({"world": {"accounts": [{"account_id": 3, "name": "さん", "token": "three"}]}});
    let info = service.control("POST", "/reset", &other);
    assert_eq!(info["accounts"], json!([{"account_id": 3, "name": "さん", "token": "three"}]));
    assert_eq!(info["rooms"][0]["type"], "my");
    // From now on that is the start.
    assert_eq!(service.control("POST", "/reset", &json!({}))["accounts"][0]["account_id"], 3);
}

#[test]
fn mistakes_are_explained() {
    let mut service = Service::new();
    for (method, path, body, expected) in [
        ("PUT", "/clock", r#"{"forward": 1}"#, "expected one of `offset`, `freeze`, `advance`"),
        ("PUT", "/settings", r#"{"limits": {"request": 1}}"#, "unknown field `request`"),
        ("POST", "/faults", r#"{"stat": 500}"#, "A fault rule knows the conditions method, path"),
        ("POST", "/reset", r#"{"world": {"accounts": [], "people": 1}}"#, "unknown field `people`"),
        ("GET", "/wold", "", "GET /control/world"),
    ] {
        let mut request = request(method, "");
        request.path = format!("/control{path}");
        request.body = body.as_bytes().to_vec();
        let response = service.send(&request);
        assert!(response.status == 400 || response.status == 404);
        assert!(text(&response).contains(expected), "{}", text(&response));
    }
}

#[test]
fn cors_is_a_switch() {
    let mut service = Service::new();
    let mut preflight = request("OPTIONS", "/me");
    preflight.headers.push(("access-control-request-method".to_owned(), "GET".to_owned()));
    preflight.headers.push(("access-control-request-headers".to_owned(), "x-chatworktoken".to_owned()));
    let answer = service.send(&preflight);
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (401, None));
    assert_eq!(service.get("/me").header("access-control-allow-origin"), None);
    service.control("PUT", "/settings", &json!({"cors": true}));
    let answer = service.send(&preflight);
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (204, Some("*")));
    assert_eq!(answer.header("access-control-allow-headers"), Some("x-chatworktoken"));
    assert_eq!(service.get("/me").header("access-control-allow-origin"), Some("*"));
}
