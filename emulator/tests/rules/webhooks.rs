//! Webhooks: who is told what, and what a failing receiver comes to.

use chatwork_emulator::{Emulator, MAX_ANSWER_BYTES, WebhookAnswer, WebhookRequest, World};
use serde_json::{Value, json};

use crate::service::{AOKI, BOT, CLOSED, GROUP, NGUYEN, PLAIN, START, Service, TANAKA, request, text};

const TOKEN: &str = "Y2hhdHdvcmstZW11bGF0b3Itd2ViaG9vay1zZWNyZXQ=";
const URL: &str = "http://127.0.0.1:8787/webhook?own=1";

fn room_hook(account_id: u64, room_id: u64, events: &[&str]) -> Value {
    json!({"account_id": account_id, "room_id": room_id, "events": events, "url": URL, "token": TOKEN})
}

fn mention_hook(account_id: u64) -> Value {
    json!({"account_id": account_id, "events": ["mention_to_me"], "url": URL, "token": TOKEN})
}

fn with(hooks: &[Value]) -> Service {
    let mut service = Service::new();
    service.control("POST", "/webhooks", &json!(hooks));
    service
}

fn post(service: &mut Service, body: &str) -> String {
    let id = service.ok("POST", &format!("/rooms/{GROUP}/messages"), &[("body", body)]);
    id["message_id"].as_str().unwrap().to_owned()
}

fn bodies(deliveries: &[WebhookRequest]) -> Vec<Value> {
    deliveries.iter().map(|delivery| serde_json::from_str(&delivery.body).unwrap()).collect()
}

/// Type of event and account of each delivery, for hooks of which the account is known by the id.
fn kinds(deliveries: &[WebhookRequest]) -> Vec<String> {
    let kind = |body: Value| body["webhook_event_type"].as_str().unwrap().to_owned();
    bodies(deliveries).into_iter().map(kind).collect()
}

#[test]
fn bodies_are_spelled_as_the_service_spells_them() {
    let mut room = room_hook(AOKI, GROUP, &["message_created", "message_updated"]);
    let mut mention = mention_hook(TANAKA);
    room["webhook_setting_id"] = "20416".into();
    mention["webhook_setting_id"] = "20417".into();
    let mut service = with(&[room, mention]);
    let id = post(&mut service, "[To:1210399] 田中さん\n\"/確認\"");
    let sent = START / 1000;
    service.now += 60_000;
    service.ok("PUT", &format!("/rooms/{GROUP}/messages/{id}"), &[("body", "おはようございます!")]);
    let deliveries = service.deliveries();
    let expected = [
        format!(
            r#"{{"webhook_setting_id":"20416","webhook_event_type":"message_created","webhook_event_time":{sent},"webhook_event":{{"message_id":"{id}","room_id":{GROUP},"account_id":{AOKI},"body":"[To:1210399] 田中さん\n\"/確認\"","send_time":{sent},"update_time":0}}}}"#
        ),
        format!(
            r#"{{"webhook_setting_id":"20417","webhook_event_type":"mention_to_me","webhook_event_time":{sent},"webhook_event":{{"from_account_id":{AOKI},"to_account_id":{TANAKA},"room_id":{GROUP},"message_id":"{id}","body":"[To:1210399] 田中さん\n\"/確認\"","send_time":{sent},"update_time":0}}}}"#
        ),
        format!(
            r#"{{"webhook_setting_id":"20416","webhook_event_type":"message_updated","webhook_event_time":{later},"webhook_event":{{"message_id":"{id}","room_id":{GROUP},"account_id":{AOKI},"body":"おはようございます!","send_time":{sent},"update_time":{later}}}}}"#,
            later = sent + 60
        ),
    ];
    assert_eq!(deliveries.iter().map(|delivery| &*delivery.body).collect::<Vec<_>>(), expected);
    assert_eq!(deliveries.iter().map(|delivery| delivery.number).collect::<Vec<_>>(), [1, 2, 3]);
    for delivery in deliveries {
        let [content_type, user_agent, (name, signature)] = &delivery.headers[..] else { panic!() };
        assert_eq!((&*content_type.0, &*content_type.1), ("content-type", "application/json"));
        assert_eq!((&*user_agent.0, &*user_agent.1), ("user-agent", "ChatWork-Webhook/1.0.0"));
        assert_eq!(name, "x-chatworkwebhooksignature");
        let encoded = signature.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
        let url = format!("http://127.0.0.1:8787/webhook?chatwork_webhook_signature={encoded}&own=1");
        assert_eq!(delivery.url, url);
    }
    assert_eq!(service.deliveries(), [], "they are given out once");
}

#[test]
fn who_is_told_of_a_message() {
    let all = ["message_created", "message_updated"];
    // The hooks, the text that the first account posts, and what is sent.
    let cases: &[(Value, &str, &[&str])] = &[
        (room_hook(AOKI, GROUP, &all), "own", &["message_created"]),
        (room_hook(TANAKA, GROUP, &all), "hi", &["message_created"]),
        (room_hook(NGUYEN, GROUP, &["message_created"]), "to who only reads", &["message_created"]),
        (room_hook(TANAKA, GROUP, &["message_updated"]), "hi", &[]),
        (room_hook(TANAKA, PLAIN, &all), "another room", &[]),
        (mention_hook(TANAKA), "[To:1210399] さん", &["mention_to_me"]),
        (mention_hook(TANAKA), "[rp aid=1210399 to=300765432-1] さん", &["mention_to_me"]),
        (mention_hook(TANAKA), "[toall]", &["mention_to_me"]),
        (mention_hook(TANAKA), "[To:1210345][To:1210501]", &[]),
        (mention_hook(TANAKA), "[qt][To:1210399][/qt]", &[]),
        (mention_hook(TANAKA), "[code][toall][/code]", &[]),
        (mention_hook(AOKI), "[toall]", &[]),
        (mention_hook(AOKI), "[To:1210345] self", &["mention_to_me"]),
        (
            json!({"account_id": AOKI, "events": ["mention_to_me"], "url": URL, "active": false}),
            "[To:1210345]",
            &[],
        ),
    ];
    for (hook, body, expected) in cases {
        let mut service = with(std::slice::from_ref(hook));
        post(&mut service, body);
        assert_eq!(kinds(&service.deliveries()), *expected, "{hook} {body}");
    }
    // Somebody outside of the room is not mentioned in it.
    let mut service = with(&[mention_hook(AOKI)]);
    service.by(TANAKA).ok("POST", &format!("/rooms/{CLOSED}/messages"), &[("body", "[To:1210345][toall]")]);
    assert_eq!(service.deliveries(), []);
}

#[test]
fn what_fires_and_what_does_not() {
    let mut service =
        with(&[room_hook(AOKI, GROUP, &["message_created", "message_updated"]), mention_hook(TANAKA)]);
    let room = format!("/rooms/{GROUP}");
    let next = |service: &mut Service| {
        let deliveries = service.deliveries();
        let texts = bodies(&deliveries).into_iter().map(|body| body["webhook_event"]["body"].clone());
        kinds(&deliveries)
            .into_iter()
            .zip(texts.map(|text| text.as_str().unwrap().to_owned()))
            .collect::<Vec<_>>()
    };

    let id = post(&mut service, "a");
    assert_eq!(next(&mut service), [("message_created".to_owned(), "a".to_owned())]);
    // An edit mentions nobody a second time.
    service.ok("PUT", &format!("{room}/messages/{id}"), &[("body", "[To:1210399]")]);
    assert_eq!(next(&mut service), [("message_updated".to_owned(), "[To:1210399]".to_owned())]);
    service.ok("DELETE", &format!("{room}/messages/{id}"), &[]);
    service.ok("GET", &format!("{room}/messages"), &[("force", "1")]);
    service.call("PUT", &format!("{room}/messages/read"), &[]);
    service.call("PUT", &format!("{room}/messages/{id}"), &[("body", "gone")]);
    service.call("POST", &format!("{room}/messages"), &[("body", "")]);
    assert_eq!(next(&mut service), []);

    // Files and tasks come as their system messages.
    service.upload(GROUP, "a.txt", b"abc", Some("[To:1210399] どうぞ"));
    let sent = next(&mut service);
    assert_eq!(
        sent.iter().map(|(kind, _)| &**kind).collect::<Vec<_>>(),
        ["message_created", "mention_to_me"]
    );
    assert!(sent[0].1.contains("[dtext:file_uploaded]") && sent[0].1.starts_with("[To:1210399] どうぞ"));
    service.ok("POST", &format!("{room}/tasks"), &[("body", "掃除"), ("to_ids", "1210399,1210501")]);
    service.ok("PUT", &format!("{room}/tasks/484120033/status"), &[("body", "done")]);
    service.ok("PUT", &room, &[("name", "改名")]);
    let sent = next(&mut service);
    assert!(sent.iter().all(|(kind, _)| kind == "message_created"));
    let phrases = ["task_added", "task_done", "chatroom_chat_edited"];
    assert!(
        sent.len() == 3 && sent.iter().zip(phrases).all(|((_, text), phrase)| text.contains(phrase)),
        "{sent:?}"
    );
}

#[test]
fn who_has_left_is_told_nothing() {
    let mut service = with(&[room_hook(BOT, GROUP, &["message_created"])]);
    service.by(BOT).ok("DELETE", &format!("/rooms/{GROUP}"), &[("action_type", "leave")]);
    post(service.by(AOKI), "a");
    assert_eq!(service.deliveries(), []);
    // A world with it would be refused.
    assert_eq!(service.control("GET", "/world", &Value::Null)["webhooks"], json!([]));
    service.ok("DELETE", &format!("/rooms/{GROUP}"), &[("action_type", "delete")]);
    assert_eq!(service.deliveries(), []);
}

#[test]
fn a_fault_before_the_operation_fires_nothing_and_one_after_it_does() {
    let mut service = with(&[room_hook(AOKI, GROUP, &["message_created"])]);
    for (when, expected) in [("before", 0), ("after", 1)] {
        service.control("POST", "/faults", &json!({"when": when, "reset": true}));
        service.call("POST", &format!("/rooms/{GROUP}/messages"), &[("body", "a")]);
        assert_eq!(service.deliveries().len(), expected, "{when}");
    }
}

#[test]
fn the_outcome_is_noted() {
    let mut service = with(&[room_hook(AOKI, GROUP, &["message_created"])]);
    let answered = |status, bytes| Ok(WebhookAnswer { status, bytes });
    let cases = [
        (answered(200, 0), false, Value::Null),
        (answered(200, MAX_ANSWER_BYTES), false, Value::Null),
        (answered(200, MAX_ANSWER_BYTES + 1), true, "the receiver's answer has more than 2048 bytes".into()),
        (answered(204, 0), true, "the receiver answered 204 and not 200".into()),
        (answered(302, 5), true, "the receiver answered 302 and not 200".into()),
        (Err("refused".to_owned()), true, "refused".into()),
    ];
    for (outcome, failed, error) in cases {
        service.control("DELETE", "/deliveries", &Value::Null);
        post(&mut service, "a");
        service.now += 2000;
        let [delivery] = &service.deliveries()[..] else { panic!() };
        let log = service.control("GET", "/deliveries", &Value::Null);
        assert_eq!((&log[0]["failed"], &log[0]["status"]), (&Value::Null, &Value::Null));
        // What is under way is not forgotten.
        assert_eq!(service.control("DELETE", "/deliveries", &Value::Null), log);
        service.delivered(delivery.number, outcome.clone());
        // Only the first word counts.
        service.delivered(delivery.number, answered(500, 1));
        let log = service.control("GET", "/deliveries", &Value::Null);
        let entry = &log[0];
        assert_eq!((&entry["failed"], &entry["error"]), (&failed.into(), &error));
        let (status, bytes) = match outcome {
            Ok(answer) => (answer.status.into(), answer.bytes.into()),
            Err(_) => (Value::Null, Value::Null),
        };
        assert_eq!((&entry["status"], &entry["answer_bytes"]), (&status, &bytes));
        assert_eq!(entry["webhook_event_type"], "message_created");
        assert_eq!(
            (&entry["url"], &entry["body"]),
            (&delivery.url.clone().into(), &delivery.body.clone().into())
        );
        assert_eq!(entry["signature"], delivery.headers[2].1);
        assert!(entry["webhook_setting_id"].is_string() && entry["time"].is_u64());
        // Nothing is sent again.
        assert_eq!(service.deliveries(), []);
    }
}

#[test]
fn the_log_can_be_read_on_and_outlives_no_reset() {
    let mut service = with(&[room_hook(AOKI, GROUP, &["message_created"])]);
    post(&mut service, "a");
    post(&mut service, "b");
    let mut after = request("GET", "");
    (after.path, after.query) = ("/control/deliveries".to_owned(), "after=1".to_owned());
    let entries: Value = serde_json::from_slice(&service.send(&after).body).unwrap();
    assert_eq!((entries.as_array().unwrap().len(), &entries[0]["number"]), (1, &2.into()));
    after.query = "after=x".to_owned();
    assert_eq!(service.send(&after).status, 400);
    let late = service.deliveries();
    service.control("POST", "/reset", &Value::Null);
    assert_eq!(service.control("GET", "/deliveries", &Value::Null), json!([]));
    service.control("POST", "/webhooks", &room_hook(AOKI, GROUP, &["message_created"]));
    post(&mut service, "c");
    for delivery in late {
        service.delivered(delivery.number, Err("late".to_owned()));
    }
    let log = service.control("GET", "/deliveries", &Value::Null);
    assert_eq!((&log[0]["number"], &log[0]["failed"]), (&3.into(), &Value::Null));
}

#[test]
fn many_failures_in_a_row_switch_a_webhook_off() {
    let mut service = with(&[room_hook(AOKI, GROUP, &["message_created"])]);
    service.control("PUT", "/settings", &json!({"webhook_failures": 3, "limits": {"enabled": false}}));
    let answers = |service: &mut Service, statuses: &[u16]| {
        for status in statuses {
            post(service, "a");
            for delivery in service.deliveries() {
                service.delivered(delivery.number, Ok(WebhookAnswer { status: *status, bytes: 0 }));
            }
        }
        let hooks = service.control("GET", "/webhooks", &Value::Null);
        (hooks[0]["active"].as_bool().unwrap(), hooks[0]["failures"].as_u64().unwrap())
    };
    assert_eq!(answers(&mut service, &[500, 500, 200, 500, 500]), (true, 2));
    assert_eq!(answers(&mut service, &[500]), (false, 3));
    // Nothing is sent any more, until somebody switches it on again.
    assert_eq!(answers(&mut service, &[200]), (false, 3));
    let id = service.control("GET", "/webhooks", &Value::Null)[0]["webhook_setting_id"].clone();
    let path = format!("/webhooks/{}", id.as_str().unwrap());
    service.control("PUT", &path, &json!({}));
    assert_eq!(answers(&mut service, &[500, 500]), (true, 2));
    service.control("PUT", "/settings", &json!({"webhook_failures": 0}));
    assert_eq!(answers(&mut service, &[500, 500]), (true, 4));
    // The default is ten.
    assert_eq!(Service::new().control("GET", "/settings", &Value::Null)["webhook_failures"], 10);
}

#[test]
fn they_are_configured_while_it_runs() {
    let mut service = Service::new();
    let hook = json!({"account_id": AOKI, "events": ["mention_to_me"], "url": URL});
    let hooks =
        service.control("POST", "/webhooks", &json!([hook, room_hook(BOT, GROUP, &["message_created"])]));
    let ids: Vec<&str> =
        hooks.as_array().unwrap().iter().map(|hook| hook["webhook_setting_id"].as_str().unwrap()).collect();
    assert_ne!(ids[0], ids[1]);
    assert!(ids[0].parse::<u64>().unwrap() > 20_000);
    // 32 bytes in base64.
    assert_eq!(hooks[0]["token"].as_str().unwrap().len(), 44);
    assert_eq!((&hooks[0]["active"], &hooks[0]["failures"]), (&true.into(), &0.into()));
    assert_eq!((&hooks[1]["token"], hooks[0].get("room_id")), (&TOKEN.into(), None));

    // The same id again replaces it in its place.
    let mut other = room_hook(BOT, PLAIN, &["message_updated"]);
    other["webhook_setting_id"] = ids[0].into();
    let replaced = service.control("POST", "/webhooks", &other);
    assert_eq!((&replaced[0]["room_id"], &replaced[1]), (&PLAIN.into(), &hooks[1]));
    let path = format!("/webhooks/{}", ids[1]);
    let changed = service.control("PUT", &path, &json!({"url": "https://example.jp/", "active": false}));
    assert_eq!((&changed[1]["url"], &changed[1]["active"]), (&"https://example.jp/".into(), &false.into()));
    assert_eq!((&changed[1]["token"], &changed[1]["room_id"]), (&TOKEN.into(), &GROUP.into()));
    assert_eq!(service.control("DELETE", &path, &Value::Null).as_array().unwrap().len(), 1);
    assert_eq!(service.control("DELETE", "/webhooks", &Value::Null), json!([]));
}

#[test]
fn wrong_ones_are_refused_whole() {
    let good = || room_hook(AOKI, GROUP, &["message_created"]);
    let with = |key: &str, value: Value| {
        let mut hook = good();
        hook[key] = value;
        hook
    };
    let cases = [
        (with("account_id", 9.into()), "there is no account 9"),
        (with("room_id", CLOSED.into()), "is in no room"),
        (with("room_id", 9.into()), "is in no room 9"),
        (with("room_id", Value::Null), "needs a room_id"),
        (with("events", json!([])), "events are"),
        (with("events", json!(["mention_to_me"])), "has no room_id"),
        (with("events", json!(["message_deleted"])), "unknown variant `message_deleted`"),
        (with("token", "".into()), "token is empty"),
        (with("token", "not base64".into()), "not base64"),
        (with("url", "ftp://a".into()), "http:// or https://"),
        (with("url", "http://日本.jp".into()), "ASCII"),
        (with("url", "http://:80/".into()), "no proper host"),
        (with("webhook_setting_id", "a/b".into()), "decimal digits"),
        (with("webhook_setting_id", "".into()), "decimal digits"),
        (with("tokn", "x".into()), "unknown field `tokn`"),
        (
            json!({"account_id": AOKI, "url": URL, "events": ["mention_to_me", "message_created"]}),
            "webhook of its own",
        ),
    ];
    for (hook, expected) in cases {
        let mut service = Service::new();
        let mut add = request("POST", "");
        add.path = "/control/webhooks".to_owned();
        add.body = json!([good(), hook]).to_string().into_bytes();
        let answer = service.send(&add);
        assert_eq!(answer.status, 400, "{hook}");
        assert!(text(&answer).contains(expected), "{hook}: {}", text(&answer));
        assert_eq!(service.control("GET", "/webhooks", &Value::Null), json!([]));

        let mut world: Value = service.control("GET", "/world", &Value::Null);
        world["webhooks"] = json!([hook]);
        let result = World::from_json(&world.to_string())
            .and_then(|world| Emulator::new(world, START, &mut || 1).map(|_| ()));
        assert!(result.expect_err(expected).to_string().contains(expected), "{hook}");
    }
    let mut service = Service::new();
    let five: Vec<Value> = (0..5).map(|_| good()).collect();
    let hooks = service.control("POST", "/webhooks", &json!(five));
    for (method, path, body, status, expected) in [
        ("POST", "/webhooks".to_owned(), good(), 400, "has 5 webhooks"),
        ("PUT", "/webhooks/1".to_owned(), json!({}), 404, "no webhook 1"),
        ("DELETE", "/webhooks/1".to_owned(), json!({}), 404, "no webhook 1"),
        ("PATCH", "/webhooks".to_owned(), json!({}), 404, "is none of"),
        (
            "PUT",
            format!("/webhooks/{}", hooks[0]["webhook_setting_id"].as_str().unwrap()),
            json!({"webhook_setting_id": "7"}),
            400,
            "stays",
        ),
    ] {
        let mut change = request(method, "");
        change.path = format!("/control{path}");
        change.body = body.to_string().into_bytes();
        let answer = service.send(&change);
        assert_eq!(answer.status, status, "{method} {path}");
        assert!(text(&answer).contains(expected), "{}", text(&answer));
    }
}

#[test]
fn they_are_part_of_the_world() {
    let mut first = room_hook(AOKI, GROUP, &["message_created"]);
    first["webhook_setting_id"] = "20416".into();
    first["active"] = false.into();
    let mut service = with(&[first.clone(), mention_hook(BOT)]);
    let world = service.control("GET", "/world", &Value::Null);
    assert_eq!(world["webhooks"][0], first);
    let mut again = Service::of(World::from_json(&world.to_string()).unwrap());
    again.now = service.now;
    assert_eq!(again.control("GET", "/world", &Value::Null), world);
    let mut twice = world.clone();
    twice["webhooks"][1]["webhook_setting_id"] = "20416".into();
    let result = World::from_json(&twice.to_string())
        .and_then(|world| Emulator::new(world, START, &mut || 1).map(|_| ()));
    assert!(result.unwrap_err().to_string().contains("two webhooks have the id 20416"));
    // A new one keeps clear of the ids in use.
    let mut many = with(&[mention_hook(AOKI)]);
    let before = many.control("GET", "/webhooks", &Value::Null)[0]["webhook_setting_id"].clone();
    let after = many.control("POST", "/webhooks", &mention_hook(AOKI))[1]["webhook_setting_id"].clone();
    assert_ne!(before, after);
}
