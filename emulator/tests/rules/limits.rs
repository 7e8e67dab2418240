//! Rate limits and the free plan, as a client meets them.

use serde_json::json;

use crate::service::{BOT, GROUP, PLAIN, Service, TANAKA, json, text};

#[test]
fn the_general_limit() {
    let mut service = Service::new();
    service.now += 700;
    let reset = (service.now / 1000 + 300).to_string();
    for used in 1..=300 {
        let response = service.get("/me");
        assert_eq!(response.status, 200);
        assert_eq!(response.header("x-ratelimit-remaining"), Some(&*(300 - used).to_string()));
    }
    let response = service.get("/me");
    assert_eq!((response.status, text(&response).as_str()), (429, r#"{"errors":["Rate limit exceeded"]}"#));
    assert_eq!(response.header("x-ratelimit-limit"), Some("300"));
    assert_eq!(response.header("x-ratelimit-remaining"), Some("0"));
    assert_eq!(response.header("x-ratelimit-reset"), Some(&*reset));
    assert_eq!(response.header("retry-after"), None);
    assert_eq!(service.by(TANAKA).get("/me").status, 200);
    service.now += 300_000;
    assert_eq!(service.get("/me").status, 200);
}

#[test]
fn messages_and_tasks_share_the_limit_of_a_room() {
    let mut service = Service::new();
    let (messages, tasks) = (format!("/rooms/{GROUP}/messages"), format!("/rooms/{GROUP}/tasks"));
    let bot = BOT.to_string();
    for _ in 0..5 {
        service.ok("POST", &messages, &[("body", "x")]);
        service.ok("POST", &tasks, &[("body", "x"), ("to_ids", &bot)]);
    }
    let response = service.call("POST", &tasks, &[("body", "x"), ("to_ids", &bot)]);
    let expected = r#"{"errors":["Rate limit for message posting per room exceeded."]}"#;
    assert_eq!((response.status, text(&response).as_str()), (429, expected));
    assert_eq!(response.header("x-ratelimit-remaining"), Some("289"));
    assert_eq!(service.call("POST", &messages, &[("body", "x")]).status, 429);
    // Other rooms, other accounts and other operations go on.
    service.ok("POST", &format!("/rooms/{PLAIN}/messages"), &[("body", "x")]);
    service.ok("PUT", &format!("/rooms/{GROUP}"), &[("name", "x")]);
    service.by(TANAKA).ok("POST", &messages, &[("body", "x")]);
    service.now += 10_000;
    service.by(crate::service::AOKI).ok("POST", &messages, &[("body", "x")]);
}

#[test]
fn the_free_plan_hides_old_messages() {
    let mut service = Service::new();
    let all = service.messages(GROUP);
    service.control("PUT", "/settings", &json!({"free_plan": true}));
    let list = service.call("GET", &format!("/rooms/{GROUP}/messages"), &[("force", "1")]);
    assert_eq!(list.header("chatwork-message-limitation"), Some("true"));
    assert_eq!(json(&list).as_array().unwrap().len(), all.len() - 2);
    let single = service.get(&format!("/rooms/{GROUP}/messages/{}", all[0].0));
    assert_eq!((single.status, single.header("chatwork-message-limitation")), (404, Some("true")));
    // Nothing new is not the same as everything hidden.
    let nothing = service.get(&format!("/rooms/{GROUP}/messages"));
    assert_eq!((nothing.status, nothing.header("chatwork-message-limitation")), (204, None));
    let missing = service.get(&format!("/rooms/{GROUP}/messages/1"));
    assert_eq!((missing.status, missing.header("chatwork-message-limitation")), (404, None));
    service.control("PUT", "/settings", &json!({"free_plan_days": 0}));
    service.now += 1000;
    let hidden = service.call("GET", &format!("/rooms/{GROUP}/messages"), &[("force", "1")]);
    assert_eq!((hidden.status, hidden.header("chatwork-message-limitation")), (204, Some("true")));
}
