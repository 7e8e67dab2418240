//! The declarations against the collected facts of the service and the names users know.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use chatwork_wasm::api::docs::Shape;
use chatwork_wasm::api::{Endpoint, Kind, Limit, MAX_FILE_BYTES, Method, Param, Replay, endpoints, models};
use serde_json::Value;

fn facts() -> Vec<Value> {
    serde_json::from_str(include_str!("reference/endpoints.json")).unwrap()
}

fn each(check: impl Fn(&Endpoint, &Value)) {
    let facts = facts();
    assert_eq!(endpoints().count(), facts.len());
    for (endpoint, fact) in endpoints().zip(&facts) {
        assert_eq!(endpoint.name, fact["function"], "the functions are in the order of the reference");
        check(endpoint, fact);
    }
}

/// `roomId` → `room_id`.
fn snake(name: &str) -> String {
    name.replace("Id", "_id")
}

#[test]
fn requests_are_those_of_the_reference() {
    each(|endpoint, fact| {
        assert_eq!(endpoint.method.name(), fact["method"], "{}", endpoint.name);
        assert_eq!(snake(endpoint.path), fact["path"], "{}", endpoint.name);
        let slug = fact["operation_id"].as_str().unwrap();
        assert_eq!(endpoint.reference_url(), format!("https://developer.chatwork.com/reference/{slug}"));
        let holes: Vec<_> =
            fact["path_params"].as_array().unwrap().iter().map(|hole| hole["name"].clone()).collect();
        assert_eq!(endpoint.ids.iter().map(|id| snake(id)).collect::<Vec<_>>(), holes, "{}", endpoint.name);
        for id in endpoint.ids {
            assert!(endpoint.path.contains(&format!("{{{id}}}")), "{} has no hole for {id}", endpoint.name);
        }
    });
}

#[test]
fn parameters_are_those_of_the_reference() {
    each(|endpoint, fact| {
        let place = if endpoint.method == Method::Get { "query" } else { "form" };
        let facts = fact[place].as_array().unwrap();
        let on_the_wire = |param: &&Param| !matches!(param.kind, Kind::FileName);
        assert_eq!(endpoint.params.iter().filter(on_the_wire).count(), facts.len(), "{}", endpoint.name);
        for fact in facts {
            let name = fact["name"].as_str().unwrap();
            let found = endpoint.params.iter().find(|param| param.name == name);
            let param = found.unwrap_or_else(|| panic!("{} lacks {name}", endpoint.name));
            assert_eq!(param.required, fact["required"], "{} {name}", endpoint.name);
            parameter_is(param, fact, endpoint.name);
        }
    });
}

fn parameter_is(param: &Param, fact: &Value, function: &str) {
    let what = format!("{function} {}: {fact}", param.name);
    let number = |name: &str| fact[name].as_u64();
    match param.kind {
        Kind::Text { min, max } => {
            assert_eq!(fact["type"], "string", "{what}");
            assert_eq!(number("minLength").unwrap_or(0), min as u64, "{what}");
            assert_eq!(number("maxLength").unwrap_or(u64::MAX), max as u64, "{what}");
        }
        Kind::LinkCode => assert_eq!(
            (fact["pattern"].as_str(), number("minLength"), number("maxLength")),
            (Some("^[A-Za-z0-9_-]+$"), Some(1), Some(50)),
            "{what}"
        ),
        Kind::Id => assert!(fact["type"] == "integer" || param.name == "message_id", "{what}"),
        Kind::Ids => assert!(
            fact["format"].as_str().is_some_and(|format| format.starts_with("comma separated integers")),
            "{what}"
        ),
        Kind::Flag => assert_eq!(fact["enum"], serde_json::json!([0, 1]), "{what}"),
        Kind::OneOf(words) => assert_eq!(fact["enum"], serde_json::json!(words), "{what}"),
        Kind::Time => assert!(fact["description"].as_str().unwrap().contains("unix seconds"), "{what}"),
        Kind::File => assert_eq!(number("maxBytes"), Some(u64::from(MAX_FILE_BYTES)), "{what}"),
        Kind::FileName => panic!("{what} is not sent"),
    }
}

#[test]
fn answers_are_those_of_the_reference() {
    each(|endpoint, fact| {
        let is_list = fact["response_type"].as_str().unwrap().contains("[]");
        assert_eq!(endpoint.answers_list, is_list, "{}", endpoint.name);
        if fact["empty_status"] == 204 {
            assert!(endpoint.answers_list, "{}: 204 stands for an empty list", endpoint.name);
        }
        let example = &fact["example_response"];
        if fact["success_status"] == 204 {
            assert_eq!(endpoint.docs.example, "", "{}", endpoint.name);
            return;
        }
        // Nothing of the official example is lost in our types, and nothing of ours.
        for json in [example.to_string(), endpoint.docs.example.to_owned()] {
            let reread =
                (endpoint.docs.reread)(&json).unwrap_or_else(|error| panic!("{}: {error}", endpoint.name));
            let (before, after): (Value, Value) =
                (serde_json::from_str(&json).unwrap(), serde_json::from_str(&reread).unwrap());
            assert_eq!(before, after, "{}", endpoint.name);
        }
    });
}

#[test]
fn scopes_and_limits_are_those_of_the_reference() {
    each(|endpoint, fact| {
        assert_eq!(serde_json::json!(endpoint.docs.scopes), fact["auth_scopes"], "{}", endpoint.name);
        let has_room_limit = fact["rate_limit_groups"].to_string().contains("room");
        assert_eq!(endpoint.limit == Limit::RoomPost, has_room_limit, "{}", endpoint.name);
    });
}

/// A second arrival of anything but these does harm.
#[test]
fn only_harmless_endpoints_are_replayed() {
    let safe_writes = ["putRoom", "putRoomMembers", "putRoomMessage"];
    for endpoint in endpoints() {
        let is_safe = (endpoint.method == Method::Get && endpoint.name != "getRoomMessages")
            || safe_writes.contains(&endpoint.name);
        let expected = match endpoint.name {
            "getRoomMessages" => Replay::WithForce,
            _ if is_safe => Replay::Safe,
            _ => Replay::Never,
        };
        assert_eq!(endpoint.replay, expected, "{}", endpoint.name);
    }
}

#[test]
fn everything_is_documented_in_both_languages() {
    let bilingual = |what: &str, docs: &[&str]| {
        let is_japanese =
            |line: &&&str| line.chars().any(|char| matches!(char, 'ぁ'..='ん' | 'ァ'..='ヶ' | '一'..='龠'));
        // A name or an abbreviation is the same in both.
        let japanese = docs.iter().filter(is_japanese).count();
        assert!(
            docs.len() >= 2 && (japanese >= 1 || docs[0].ends_with('。')),
            "{what} lacks Japanese: {docs:?}"
        );
        assert!(docs.iter().any(|line| line.trim().ends_with('.')), "{what} lacks English: {docs:?}");
    };
    for endpoint in endpoints() {
        bilingual(endpoint.name, endpoint.docs.text);
        for param in endpoint.params {
            bilingual(&format!("{} {}", endpoint.name, param.name), param.docs);
        }
    }
    for model in models() {
        bilingual(model.name, model.docs);
        if let Shape::Object { fields, .. } = model.shape {
            for field in fields {
                bilingual(&format!("{} {}", model.name, field.name()), field.docs);
            }
        }
    }
}

/// The types that users of the Apps Script library know by name.
#[test]
fn every_type_name_of_the_apps_script_library_exists() {
    const NAMES: [&str; 27] = [
        "Me",
        "MyStatus",
        "TaskRoom",
        "MyTask",
        "Contact",
        "RoomInfo",
        "RoomsPostResponse",
        "RoomInfoWithDescription",
        "RoomPutResponse",
        "RoomMember",
        "RoomMembersPutResponse",
        "Message",
        "UpdatedMessage",
        "RoomMessagesReadPutResponse",
        "RoomMessagesUnreadPutResponse",
        "AccountInfo",
        "Task",
        "PostTasksResponse",
        "File",
        "UploadedFiles",
        "DownloadableFile",
        "RoomInvitationLink",
        "ContactRequest",
        "ContactRequestApprovalResponse",
        "TaskIdResponse",
        "TaskStatus",
        "TaskLimitType",
    ];
    for name in NAMES {
        assert!(models().any(|model| model.name == name), "there is no type {name}");
    }
}
