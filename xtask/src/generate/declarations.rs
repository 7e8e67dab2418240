//! The declarations as data, from which the command line makes its commands and the demo page its forms.

use chatwork_wasm::api::{self, Endpoint, Kind, Limit, MAX_FILE_BYTES, Param, Replay};
use serde_json::{Value, json};

use super::GENERATED;

/// What functions are about, in the order of the official reference.
const RESOURCES: [(&str, &str, &str); 9] = [
    ("me", "自分", "My account"),
    ("contacts", "コンタクト", "Contacts"),
    ("rooms", "ルーム", "Rooms"),
    ("members", "メンバー", "Members"),
    ("messages", "メッセージ", "Messages"),
    ("tasks", "タスク", "Tasks"),
    ("files", "ファイル", "Files"),
    ("link", "招待リンク", "Invitation links"),
    ("incoming_requests", "コンタクト承認依頼", "Contact requests"),
];

/// The module `#declarations`.
pub(super) fn module() -> String {
    let resources: String = RESOURCES
        .iter()
        .map(|(name, ja, en)| json!({ "name": name, "title": { "ja": ja, "en": en } }))
        .map(|resource| format!("  {resource},\n"))
        .collect();
    let functions: String = api::endpoints().map(|endpoint| format!("  {},\n", function(endpoint))).collect();
    format!(
        "// {GENERATED}\n\nexport const resources = [\n{resources}];\n\nexport const functions = [\n{functions}];\n"
    )
}

fn function(endpoint: &Endpoint) -> Value {
    json!({
        "name": endpoint.name,
        "docs": docs(endpoint.docs.text),
        "method": endpoint.method.name(),
        "path": endpoint.path,
        "resource": resource(endpoint.path),
        "ids": endpoint.ids,
        "params": endpoint.params.iter().map(param).collect::<Vec<_>>(),
        "answer": (endpoint.docs.answer)(),
        "replay": match endpoint.replay {
            Replay::Safe => "safe",
            Replay::WithForce => "with-force",
            Replay::Never => "never",
        },
        "limit": match endpoint.limit {
            Limit::Account => "account",
            Limit::RoomPost => "room-post",
        },
        "scopes": endpoint.docs.scopes,
        "reference": endpoint.reference_url(),
    })
}

/// What is behind the id of a room, or else what the path begins with.
fn resource(path: &str) -> &str {
    let parts: Vec<_> = path.split('/').collect();
    match parts.as_slice() {
        [_, "my", ..] => "me",
        [_, "rooms", _, resource, ..] | [_, resource, ..] => resource,
        _ => path,
    }
}

#[test]
fn every_function_is_about_a_resource_with_a_title() {
    for endpoint in api::endpoints() {
        let name = resource(endpoint.path);
        assert!(RESOURCES.iter().any(|(resource, ..)| *resource == name), "no title for '{name}'");
    }
    for (name, ..) in RESOURCES {
        assert!(
            api::endpoints().any(|endpoint| resource(endpoint.path) == name),
            "nothing is about '{name}'"
        );
    }
}

fn param(param: &Param) -> Value {
    let mut value = json!({ "name": param.name, "required": param.required, "docs": docs(param.docs) });
    let limits = match param.kind {
        Kind::Text { min, max: usize::MAX } => json!({ "kind": "text", "min": min }),
        Kind::Text { min, max } => json!({ "kind": "text", "min": min, "max": max }),
        Kind::LinkCode => json!({ "kind": "link-code" }),
        Kind::Id => json!({ "kind": "id" }),
        Kind::Ids => json!({ "kind": "ids" }),
        Kind::Flag => json!({ "kind": "flag" }),
        Kind::OneOf(words) => json!({ "kind": "one-of", "words": words }),
        Kind::Time => json!({ "kind": "time" }),
        Kind::File => json!({ "kind": "file", "max": MAX_FILE_BYTES }),
        Kind::FileName => json!({ "kind": "file-name" }),
    };
    if let (Value::Object(value), Value::Object(limits)) = (&mut value, limits) {
        value.extend(limits);
    }
    value
}

/// The first paragraph of a doc comment is Japanese, the second one English; of two lines, each is one.
fn docs(lines: &[&str]) -> Value {
    let lines: Vec<_> = lines.iter().map(|line| line.trim()).collect();
    let end = lines.iter().position(|line| line.is_empty()).unwrap_or(1);
    let (japanese, english) = lines.split_at(end.min(lines.len()));
    json!({ "ja": japanese.concat(), "en": english.join(" ").trim() })
}
