//! World files.

use chatwork_emulator::{Emulator, World};
use serde_json::{Value, json};

use crate::service::{GROUP, START, Service};

#[test]
fn the_present_state_starts_again_where_it_was() {
    let mut service = Service::new();
    service.ok("POST", &format!("/rooms/{GROUP}/messages"), &[("body", "残る"), ("self_unread", "1")]);
    service.upload(GROUP, "b.bin", &[0, 255], None);
    let world = service.control("GET", "/world", &Value::Null);
    let mut again = Service::of(World::from_json(&world.to_string()).unwrap());
    again.now = service.now;
    assert_eq!(again.control("GET", "/world", &Value::Null), world);
    for path in ["/me", "/my/status", "/my/tasks", "/rooms", "/contacts"] {
        assert_eq!(again.ok("GET", path, &[]), service.ok("GET", path, &[]), "{path}");
    }
    assert_eq!(again.messages(GROUP), service.messages(GROUP));
    assert_eq!(again.get(&format!("/rooms/{GROUP}/messages")).status, 204);
}

#[test]
fn a_message_of_the_first_second_of_1970_keeps_its_time() {
    let mut service = Service::new();
    service.control("PUT", "/clock", &json!({"freeze": 0}));
    service.ok("POST", &format!("/rooms/{GROUP}/messages"), &[("body", "x")]);
    service.control("PUT", "/clock", &json!({"freeze": START}));
    let world = service.control("GET", "/world", &Value::Null);
    let mut again = Service::of(World::from_json(&world.to_string()).unwrap());
    assert_eq!(again.control("GET", "/world", &Value::Null), world);
}

#[test]
fn contradictions_are_refused() {
    let person = |id: u64, token: &str| json!({"account_id": id, "name": "x", "token": token});
    let room = |kind: &str, members: Value, rest: Value| {
        let mut room = json!({"room_id": 1, "type": kind, "members": members});
        room.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        json!({"accounts": [person(1, "a"), person(2, "b")], "rooms": [room]})
    };
    let me = json!([{"account_id": 1}]);
    for (world, expected) in [
        (json!({"accounts": [person(1, "a"), person(1, "b")]}), "two accounts have the id 1"),
        (json!({"accounts": [person(1, "a"), person(2, "a")]}), "also that of another"),
        (room("direct", me.clone(), json!({})), "does not fit its type"),
        (room("group", json!([{"account_id": 9}]), json!({})), "no account 9"),
        (room("direct", json!([{"account_id": 1}, {"account_id": 1}]), json!({})), "in room 1 twice"),
        (
            room(
                "group",
                me.clone(),
                json!({"messages": [{"message_id": "x", "account_id": 1, "body": ""}]}),
            ),
            "not a message id",
        ),
        (room("group", me, json!({"mesages": []})), "unknown field `mesages`"),
        (json!({"accounts": [{"account_id": 1, "name": "x", "token": "a", "nickname": "y"}]}), "nickname"),
        (json!({"accounts": 1}), "invalid type"),
    ] {
        let result = World::from_json(&world.to_string())
            .and_then(|world| Emulator::new(world, START, &mut || 1).map(|_| ()));
        let error = result.expect_err(&world.to_string()).to_string();
        assert!(error.contains(expected), "{world}: {error}");
    }
}

#[test]
fn times_below_zero_count_from_the_start() {
    let world = r#"{"accounts": [{"account_id": 1, "name": "x", "token": "t"}], "rooms": [{
        "room_id": 1, "type": "my", "members": [{"account_id": 1, "unread": 1}],
        "messages": [{"account_id": 1, "body": "b", "time": -60}, {"account_id": 1, "body": "a", "time": 1700000000}],
        "tasks": [{"task_id": 1, "account_id": 1, "assigned_by_account_id": 1, "body": "t", "time": -30, "limit_in": 90, "limit_type": "time"}]}]}"#;
    let mut service = Service::of(World::from_json(world).unwrap());
    "t".clone_into(&mut service.token);
    let messages = service.ok("GET", "/rooms/1/messages", &[]);
    let times: Vec<u64> =
        messages.as_array().unwrap().iter().map(|m| m["send_time"].as_u64().unwrap()).collect();
    assert_eq!(times, [1_700_000_000, START / 1000 - 60, START / 1000 - 30]);
    assert_eq!(service.ok("GET", "/rooms/1/tasks/1", &[])["limit_time"], START / 1000 + 90);
    assert_eq!(service.unread(1), (1, 0));
}
