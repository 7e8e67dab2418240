//! Many requests that mean little.

use crate::service::{AOKI, BOT, GROUP, MY_CHAT, NGUYEN, OGAWA, PLAIN, Service, TANAKA, json, text};

/// Whatever comes in, the answer has a documented status and the shape that goes with it.
#[test]
fn every_answer_has_its_shape() {
    let mut service = Service::new();
    service.control("PUT", "/settings", &serde_json::json!({"limits": {"enabled": false}}));
    let mut state = 99_u64;
    let mut pick = |count: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from((state >> 33) % u64::try_from(count).unwrap()).unwrap()
    };
    let people = [AOKI, TANAKA, BOT, NGUYEN, OGAWA];
    let rooms = [GROUP, PLAIN, MY_CHAT, 1, u64::MAX];
    let tails = [
        "",
        "/members",
        "/messages",
        "/messages/read",
        "/messages/unread",
        "/messages/{id}",
        "/tasks",
        "/tasks/484120033",
        "/tasks/484120034/status",
        "/files",
        "/files/1534882051",
        "/link",
        "/nothing",
    ];
    let names = [
        "body",
        "name",
        "description",
        "to_ids",
        "limit",
        "limit_type",
        "status",
        "message_id",
        "code",
        "members_admin_ids",
        "members_member_ids",
        "action_type",
        "force",
        "icon_preset",
        "need_acceptance",
    ];
    let values = [
        "",
        "0",
        "1",
        "open",
        "done",
        "日本 [To:1210345][qt]",
        "1210345,1210399,1210501",
        "1350412",
        "leave",
        "none",
        "-1",
        "99999999999999999999",
        "[code][/qt][",
        "group",
    ];
    let mut seen = std::collections::BTreeMap::<u16, u32>::new();
    for _ in 0..5_000 {
        service.now += 1 + u64::try_from(pick(5000)).unwrap();
        let room = rooms[pick(rooms.len())];
        let id = if pick(2) == 0 { "1".to_owned() } else { service.by(AOKI).messages(MY_CHAT)[0].0.clone() };
        let path = match pick(12) {
            0 => ["/me", "/my/status", "/my/tasks", "/contacts", "/rooms", "/incoming_requests"][pick(6)]
                .to_owned(),
            1 => "/incoming_requests/70713".to_owned(),
            _ => format!("/rooms/{room}{}", tails[pick(tails.len())].replace("{id}", &id)),
        };
        let method = ["GET", "POST", "PUT", "DELETE", "PATCH"][pick(5)];
        let parameters: Vec<_> =
            (0..pick(5)).map(|_| (names[pick(names.len())], values[pick(values.len())])).collect();
        let response = service.by(people[pick(5)]).call(method, &path, &parameters);
        *seen.entry(response.status).or_default() += 1;
        let place = format!("{method} {path} {parameters:?}: {}", text(&response));
        assert!(response.headers.iter().all(|(name, value)| name.is_ascii() && value.is_ascii()), "{place}");
        match response.status {
            200 => assert!(!json(&response).is_null(), "{place}"),
            204 => assert!(response.body.is_empty(), "{place}"),
            400 | 403 | 404 => assert!(json(&response)["errors"][0].is_string(), "{place}"),
            _ => panic!("{place}"),
        }
    }
    assert!(seen.len() == 5 && seen.values().all(|count| *count > 20), "{seen:?}");
    let world = service.control("GET", "/world", &serde_json::Value::Null).to_string();
    assert!(chatwork_emulator::World::from_json(&world).is_ok());
}
