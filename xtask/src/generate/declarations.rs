//! The declarations as data, from which the command line makes its commands and the demo page its forms.

use chatwork_wasm::api::{self, Endpoint, Kind, Limit, MAX_FILE_BYTES, Param, Replay};
use serde_json::{Value, json};

use super::GENERATED;

/// The module `#declarations`.
pub(super) fn module() -> String {
    let functions: String = api::endpoints().map(|endpoint| format!("  {},\n", function(endpoint))).collect();
    format!("// {GENERATED}\n\nexport const functions = [\n{functions}];\n")
}

fn function(endpoint: &Endpoint) -> Value {
    json!({
        "name": endpoint.name,
        "docs": docs(endpoint.docs.text),
        "method": endpoint.method.name(),
        "path": endpoint.path,
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
