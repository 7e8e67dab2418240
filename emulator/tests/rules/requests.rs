//! The log of requests.

use serde_json::{Value, json};

use crate::service::{AOKI, GROUP, PLAIN, Service, request};

fn log(service: &mut Service) -> Value {
    service.control("GET", "/requests", &Value::Null)
}

#[test]
fn everything_but_secrets_is_noted() {
    let mut service = Service::new();
    service.call("GET", &format!("/rooms/{GROUP}/tasks"), &[("status", "done")]);
    service.call("POST", &format!("/rooms/{GROUP}/messages"), &[("body", "日 本&")]);
    service.upload(PLAIN, "メモ.txt", b"abc", Some("どうぞ"));
    service.send(&request("GET", "/me"));
    let log = log(&mut service);
    assert!(!log.to_string().contains(&service.token));
    assert_eq!(log.as_array().unwrap().len(), 4);
    let (query, form, upload, nobody) = (&log[0], &log[1], &log[2], &log[3]);
    assert_eq!(
        (&query["number"], &query["method"], &query["query"]),
        (&1.into(), &"GET".into(), &"status=done".into())
    );
    assert_eq!((&query["credential"], &query["account_id"]), (&"x-chatworktoken".into(), &AOKI.into()));
    assert_eq!(query["headers"]["x-chatworktoken"], "***");
    assert_eq!((&query["answer"]["status"], &query["body"]), (&200.into(), &"".into()));
    assert_eq!(form["body"], "body=%E6%97%A5+%E6%9C%AC%26");
    assert_eq!(form["fields"], json!([{"name": "body", "size": 8, "text": "日 本&"}]));
    assert!(form["answer"]["body"].as_str().unwrap().contains("message_id"));
    assert!(form["answer"]["headers"]["x-ratelimit-limit"].is_string());
    assert!(upload["body_base64"].is_string() && upload.get("body").is_none());
    assert_eq!(upload["fields"][0], json!({"name": "message", "size": 9, "text": "どうぞ"}));
    let file = json!({"name": "file", "filename": "メモ.txt", "content_type": "text/plain", "size": 3});
    assert_eq!(upload["fields"][1], file);
    assert_eq!((&nobody["answer"]["status"], nobody.get("account_id")), (&401.into(), None));
}

#[test]
fn faults_are_noted_with_what_they_did() {
    let mut service = Service::new();
    service.control("POST", "/faults", &json!([{"reset": true}, {"cut": 1}]));
    service.get("/me");
    service.get("/me");
    let log = log(&mut service);
    assert_eq!(log[0]["fault"], json!({"id": 1, "effect": "reset", "carried_out": false}));
    assert_eq!(log[0]["answer"], Value::Null);
    assert_eq!(log[1]["fault"]["carried_out"], true);
}

#[test]
fn it_can_be_read_on_and_forgotten() {
    let mut service = Service::new();
    for _ in 0..3 {
        service.get("/me");
    }
    let mut after = request("GET", "");
    (after.path, after.query) = ("/control/requests".to_owned(), "after=2".to_owned());
    let entries: Value = serde_json::from_slice(&service.send(&after).body).unwrap();
    assert_eq!((entries.as_array().unwrap().len(), &entries[0]["number"]), (1, &3.into()));
    service.control("DELETE", "/requests", &Value::Null);
    assert_eq!(log(&mut service), json!([]));
    service.get("/me");
    assert_eq!(log(&mut service)[0]["number"], 4);
}
