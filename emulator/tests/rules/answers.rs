//! Every operation against the reference.

use chatwork_emulator::Response;
use serde_json::Value;

use crate::service::{AOKI, BOT, GROUP, PLAIN, Parameters, Service, TANAKA, json, text};

fn reference() -> Vec<Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/reference/endpoints.json");
    let file = std::fs::read_to_string(path).expect("the reference is part of the repository");
    serde_json::from_str(&file).unwrap()
}

/// Calls an operation by the name of its function so that it succeeds.
fn call(service: &mut Service, function: &str) -> Response {
    let room = format!("/rooms/{GROUP}");
    let messages = service.messages(GROUP);
    let mine = &messages.iter().find(|(_, body)| body.starts_with("[qt]")).unwrap().0;
    let last = &messages.last().unwrap().0;
    let first = &messages.first().unwrap().0;
    let (aoki, others) = (AOKI.to_string(), format!("{TANAKA},{BOT}"));
    let (method, path, parameters): (&str, String, Parameters<'_>) = match function {
        "getMe" => ("GET", "/me".to_owned(), &[]),
        "getMyStatus" => ("GET", "/my/status".to_owned(), &[]),
        "getMyTasks" => ("GET", "/my/tasks".to_owned(), &[]),
        "getContacts" => ("GET", "/contacts".to_owned(), &[]),
        "getRooms" => ("GET", "/rooms".to_owned(), &[]),
        "postRooms" => ("POST", "/rooms".to_owned(), &[("name", "新しい部屋"), ("members_admin_ids", &aoki)]),
        "getRoom" => ("GET", room, &[]),
        "putRoom" => ("PUT", room, &[("name", "改名")]),
        "deleteRooms" => ("DELETE", room, &[("action_type", "leave")]),
        "getRoomMembers" => ("GET", room + "/members", &[]),
        "putRoomMembers" => {
            ("PUT", room + "/members", &[("members_admin_ids", &aoki), ("members_member_ids", &others)])
        }
        "getRoomMessages" => ("GET", room + "/messages", &[("force", "1")]),
        "postRoomMessage" => ("POST", room + "/messages", &[("body", "やあ")]),
        "putRoomMessagesRead" => ("PUT", room + "/messages/read", &[("message_id", last)]),
        "putRoomMessagesUnread" => ("PUT", room + "/messages/unread", &[("message_id", first)]),
        "getRoomMessage" => ("GET", format!("{room}/messages/{mine}"), &[]),
        "putRoomMessage" => ("PUT", format!("{room}/messages/{mine}"), &[("body", "直しました")]),
        "deleteRoomMessage" => ("DELETE", format!("{room}/messages/{mine}"), &[]),
        "getRoomTasks" => ("GET", room + "/tasks", &[]),
        "postRoomTasks" => ("POST", room + "/tasks", &[("body", "掃除"), ("to_ids", &others)]),
        "getRoomTask" => ("GET", room + "/tasks/484120033", &[]),
        "putRoomTaskStatus" => ("PUT", room + "/tasks/484120033/status", &[("body", "done")]),
        "getRoomFiles" => ("GET", room + "/files", &[]),
        "postRoomFiles" => return service.upload(GROUP, "メモ.txt", b"abc", Some("どうぞ")),
        "getRoomFile" => ("GET", room + "/files/1534882051", &[("create_download_url", "1")]),
        "getRoomLink" => ("GET", room + "/link", &[]),
        "postRoomLink" => ("POST", format!("/rooms/{PLAIN}/link"), &[]),
        "putRoomLink" => ("PUT", room + "/link", &[]),
        "deleteRoomLink" => ("DELETE", room + "/link", &[]),
        "getIncomingRequests" => ("GET", "/incoming_requests".to_owned(), &[]),
        "putIncomingRequests" => ("PUT", "/incoming_requests/70713".to_owned(), &[]),
        "deleteIncomingRequest" => ("DELETE", "/incoming_requests/70714".to_owned(), &[]),
        _ => panic!("{function} is not known here"),
    };
    service.call(method, &path, parameters)
}

#[test]
fn the_first_account_calls_all_with_the_documented_answers() {
    for operation in reference() {
        let function = operation["function"].as_str().unwrap();
        let response = call(&mut Service::new(), function);
        let expected = operation["success_status"].as_u64().unwrap();
        assert_eq!(u64::from(response.status), expected, "{function}: {}", text(&response));
        assert!(response.header("x-ratelimit-remaining").is_some(), "{function}");
        if response.status == 204 {
            assert!(response.body.is_empty() && response.header("content-type").is_none(), "{function}");
            continue;
        }
        assert_eq!(response.header("content-type"), Some("application/json; charset=utf-8"), "{function}");
        assert!(response.body.is_ascii(), "{function}");
        let is_list = operation["response_type"].as_str().unwrap().contains("[]");
        let answer = json(&response);
        let items = if is_list { answer.as_array().unwrap().clone() } else { vec![answer] };
        assert!(!items.is_empty(), "{function}");
        for item in items {
            let no_link = item["public"] == Value::Bool(false);
            check(function, &operation["response_fields"], &item, no_link);
        }
    }
}

/// Every documented field with its type, and none that is not documented.
fn check(place: &str, fields: &Value, item: &Value, no_link: bool) {
    let fields = fields.as_object().unwrap();
    let item = item.as_object().unwrap_or_else(|| panic!("{place} is no object: {item}"));
    for (name, value) in item {
        assert!(fields.contains_key(name), "{place}.{name} is not documented: {value}");
    }
    for (name, documented) in fields {
        let place = format!("{place}.{name}");
        let Some(value) = item.get(name) else {
            let optional = documented.as_str().is_some_and(|kind| kind.contains("only when public"));
            assert!(optional && no_link || name == "login_mail", "{place} is missing");
            continue;
        };
        let Some(kind) = documented.as_str() else {
            check(&place, documented, value, no_link);
            continue;
        };
        let fits = match kind.split([' ', ',']).next().unwrap() {
            "integer" => value.is_u64(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "integer[]" => value.as_array().unwrap().iter().all(Value::is_u64),
            "enum" => kind.trim_start_matches("enum ").split('|').any(|word| value == word),
            other => panic!("{place}: what is {other}?"),
        };
        assert!(fits, "{place} should be {kind}: {value}");
    }
}

#[test]
fn empty_lists_are_204_where_the_reference_says_so() {
    // An account with nothing but its My Chat.
    let world = r#"{"accounts": [{"account_id": 1, "name": "ひとり", "token": "t"}], "rooms": [
        {"room_id": 5, "type": "group", "name": "空", "members": [{"account_id": 1, "role": "admin"}]}]}"#;
    let mut service = Service::of(chatwork_emulator::World::from_json(world).unwrap());
    "t".clone_into(&mut service.token);
    let mut lists = 0;
    for operation in reference() {
        if operation["method"] != "GET" || !operation["response_type"].as_str().unwrap().contains("[]") {
            continue;
        }
        let path = operation["path"].as_str().unwrap().replace("{room_id}", "5");
        let status = if operation["empty_status"].is_null() { 200 } else { 204 };
        let response = service.get(&path);
        assert_eq!(response.status, status, "{path}: {}", text(&response));
        assert_eq!(response.body.is_empty(), status == 204, "{path}");
        lists += 1;
    }
    assert!(lists > 0);
}

#[test]
fn any_documented_scope_is_enough_and_others_are_not() {
    for operation in reference() {
        let function = operation["function"].as_str().unwrap();
        let granted = operation["auth_scopes"].as_array().unwrap();
        for scope in ["offline_access", "users.all:read", "rooms.all:read_write", "contacts.all:read_write"]
            .into_iter()
            .chain(granted.iter().map(|scope| scope.as_str().unwrap()))
        {
            let world = format!(
                r#"{{"accounts": [{{"account_id": 1, "name": "a", "token": "t",
                    "access_tokens": [{{"token": "b", "scopes": ["{scope}"]}}]}}]}}"#
            );
            let mut service = Service::of(chatwork_emulator::World::from_json(&world).unwrap());
            let path = operation["path"].as_str().unwrap();
            let path = path.split('/').map(|word| if word.starts_with('{') { "1" } else { word });
            let mut request = crate::service::request(
                operation["method"].as_str().unwrap(),
                &path.collect::<Vec<_>>().join("/"),
            );
            request.headers.push(("authorization".to_owned(), "Bearer b".to_owned()));
            let response = service.send(&request);
            let refused = response.header("www-authenticate").is_some();
            let documented = granted.iter().any(|known| known == scope);
            assert_eq!(refused, !documented, "{function} with {scope}: {}", text(&response));
            assert!(!refused || response.status == 403);
        }
    }
}
