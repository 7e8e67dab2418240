//! Scripted faults.

use chatwork_emulator::Delivery;
use serde_json::{Value, json};

use crate::service::{GROUP, Service, TANAKA, json, text};

#[test]
fn an_answer_can_be_replaced_before_or_after() {
    let mut service = Service::new();
    let path = format!("/rooms/{GROUP}/messages");
    let count = |service: &mut Service| service.messages(GROUP).len();
    let before = count(&mut service);
    let rule = json!({"method": "POST", "path": "/rooms/*/messages",
        "respond": {"status": 503, "headers": {"Content-Type": "text/html"}, "body": "<h1>保守中</h1>"}});
    service.control("POST", "/faults", &rule);
    let answer = service.call("POST", &path, &[("body", "x")]);
    assert_eq!((answer.status, text(&answer).as_str()), (503, "<h1>保守中</h1>"));
    assert_eq!(answer.header("content-type"), Some("text/html"));
    assert_eq!(answer.header("x-ratelimit-limit"), None);
    assert_eq!(count(&mut service), before);
    let after =
        json!({"method": "POST", "when": "after", "respond": {"status": 500, "body": {"errors": ["x"]}}});
    service.control("POST", "/faults", &after);
    let answer = service.call("POST", &path, &[("body", "x")]);
    assert_eq!((answer.status, json(&answer)), (500, json!({"errors": ["x"]})));
    assert_eq!(count(&mut service), before + 1);
    assert_eq!(service.call("POST", &path, &[("body", "x")]).status, 200);
}

#[test]
fn deliveries() {
    let mut service = Service::new();
    let cases = [
        (json!({"reset": true}), Delivery::Reset, 0),
        (json!({"hang": true, "delay_ms": 5}), Delivery::Hang, 5),
        (json!({"cut": 7}), Delivery::Cut(7), 0),
        (json!({"slow_body_ms": 9}), Delivery::Slow(9), 0),
        (json!({"delay_ms": 3}), Delivery::Whole, 3),
    ];
    for (rule, delivery, delay) in cases {
        service.control("POST", "/faults", &rule);
        let answer = service.get("/me");
        assert_eq!((answer.delivery, answer.delay_ms), (delivery, delay), "{rule}");
        let real = !matches!(delivery, Delivery::Reset | Delivery::Hang);
        assert_eq!(answer.status == 200, real, "{rule}");
    }
}

#[test]
fn rules_choose_their_requests() {
    let mut service = Service::new();
    service.control(
        "POST",
        "/faults",
        &json!([
            {"account_id": TANAKA, "times": 2, "respond": {"status": 500}},
            {"path": "/my", "skip": 1, "respond": {"status": 502}},
        ]),
    );
    let mut statuses = Vec::new();
    for path in ["/me", "/my/status", "/my/tasks", "/my/status"] {
        statuses.push(service.get(path).status);
    }
    service.by(TANAKA);
    for _ in 0..3 {
        statuses.push(service.get("/me").status);
    }
    assert_eq!(statuses, [200, 200, 502, 200, 500, 500, 200]);
    let list = service.control("GET", "/faults", &Value::Null);
    assert_eq!((&list[0]["done"], &list[1]["seen"]), (&2.into(), &2.into()));
    assert_eq!(service.control("DELETE", "/faults", &Value::Null), json!([]));
}
