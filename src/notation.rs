//! What the third WebAssembly module exports: messages read and written. `pkg/entries/notation` makes of it what users
//! call.
#![expect(unreachable_pub, reason = "wasm-bindgen exports nothing else")]

use js_sys::{Array, Number, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};

use crate::api::MAX_MESSAGE_LENGTH;
use crate::engine::notation::render::{self, Language, Options};
use crate::engine::notation::{self, LimitType, Tag, TaskStatus};

/// The tree of a message.
#[wasm_bindgen(js_name = parse, skip_typescript)]
#[must_use]
pub fn parse(text: &str) -> JsValue {
    to_javascript(&notation::tree(text))
}

/// What stands before and after that which a piece of a tree holds, and something where a line break directly behind it is
/// not shown; nothing where no tag can say it. It is as it was written, unless `open` is empty. `content` is what it holds
/// where nothing is a tag inside of it.
#[wasm_bindgen(js_name = spell, skip_typescript)]
#[must_use]
pub fn spell(piece: &JsValue, open: &str, close: &str, content: &str) -> Vec<String> {
    let source = (!open.is_empty()).then_some((open, close));
    let spelled = tag(piece).and_then(|tag| {
        let (open, close) = notation::spell(&tag, source, content)?;
        Some(vec![open, close, if tag.is_block() { "block" } else { "" }.to_owned()])
    });
    spelled.unwrap_or_default()
}

/// Text of others.
#[wasm_bindgen(js_name = harmless, skip_typescript)]
#[must_use]
pub fn harmless(text: &str, before: &str) -> String {
    notation::harmless(text, before)
}

/// Text of others between the tags of code.
#[wasm_bindgen(js_name = inCode, skip_typescript)]
#[must_use]
pub fn in_code(text: &str) -> String {
    notation::in_code(text)
}

/// A message that is put into another.
#[wasm_bindgen(js_name = contained, skip_typescript)]
#[must_use]
pub fn contained(message: &str) -> String {
    notation::contained(message)
}

/// The tags that notify somebody.
#[wasm_bindgen(js_name = mentions, skip_typescript)]
#[must_use]
pub fn mentions(message: &str) -> JsValue {
    to_javascript(&notation::mentions(message))
}

/// The messages that a message answers.
#[wasm_bindgen(js_name = replies, skip_typescript)]
#[must_use]
pub fn replies(message: &str) -> JsValue {
    to_javascript(&notation::replies(message))
}

/// The files that come with a message.
#[wasm_bindgen(js_name = attachments, skip_typescript)]
#[must_use]
pub fn attachments(message: &str) -> JsValue {
    to_javascript(&notation::attachments(message))
}

/// The parts of a long message; where the longest is too short for one, how long it would have to be.
#[wasm_bindgen(js_name = split, skip_typescript)]
#[must_use]
pub fn split(message: &str, max: Option<u32>) -> JsValue {
    match notation::split(message, max.map_or(MAX_MESSAGE_LENGTH, |max| max as usize)) {
        Ok(parts) => to_javascript(&parts),
        Err(notation::TooShort { needed }) => to_javascript(&needed),
    }
}

/// The accounts that a message shows by name.
#[wasm_bindgen(js_name = accounts, skip_typescript)]
#[must_use]
pub fn accounts(message: &str) -> Vec<f64> {
    #[expect(clippy::cast_precision_loss, reason = "JavaScript keeps all of them")]
    render::accounts(message).into_iter().map(|id| id as f64).collect()
}

/// A message without its tags. The names belong to the ids in their places.
#[wasm_bindgen(js_name = render, skip_typescript)]
#[must_use]
pub fn render(
    message: &str,
    form: &str,
    language: &str,
    utc_offset: i32,
    emoji: bool,
    ids: &[f64],
    names: Vec<String>,
) -> String {
    let language = if language == "en" { Language::En } else { Language::Ja };
    let mut options = Options { language, utc_offset, emoji, ..Options::default() };
    // `collect` would sort them first, with 8 KB of code.
    for (id, name) in ids.iter().zip(names) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it came from `accounts`"
        )]
        options.names.insert(*id as u64, name);
    }
    match form {
        "html" => render::to_html(message, &options),
        "markdown" => render::to_markdown(message, &options),
        _ => render::to_text(message, &options),
    }
}

/// What a piece of a tree says, as plain data. `Deserialize` would do it with 60 KB more.
fn tag(piece: &JsValue) -> Option<Tag<'static>> {
    let field = |name: &str| Reflect::get(piece, &name.into()).ok().filter(|value| !value.is_undefined());
    let number = |name: &str| field(name).and_then(|value| whole(&value));
    // What is there has to be right.
    let optional = |name: &str| field(name).map_or(Some(None), |value| whole(&value).map(Some));
    let word = |name: &str| field(name).and_then(|value| value.as_string());
    let account_id = number("accountId");
    let file_id = number("fileId");
    Some(match word("type")?.as_str() {
        "to" => Tag::To { account_id: account_id? },
        "toAll" => Tag::ToAll,
        "reply" => Tag::Reply {
            account_id: account_id?,
            room_id: optional("roomId")?,
            message_id: word("messageId").map(Into::into),
        },
        "quote" => Tag::Quote { account_id: optional("accountId")?, time: optional("time")? },
        "info" => Tag::Info,
        "title" => Tag::Title,
        "hr" => Tag::Hr,
        "picon" => Tag::Picon { account_id: account_id? },
        "piconname" => Tag::Piconname { account_id: account_id? },
        "pname" => Tag::Pname { account_id: account_id? },
        "code" => Tag::Code,
        "url" => Tag::Url,
        "task" => Tag::Task {
            account_ids: field("accountIds")
                .and_then(|ids| ids.dyn_into::<Array>().ok())
                .and_then(|ids| ids.iter().map(|id| whole(&id)).collect())?,
            status: TaskStatus::named(&word("status")?)?,
            limit: number("limit")?,
            limit_type: match field("limitType") {
                Some(name) => Some(LimitType::named(&name.as_string()?)?),
                None => None,
            },
        },
        "download" => Tag::Download { file_id: file_id? },
        "preview" => Tag::Preview { file_id: file_id?, height: optional("height")? },
        "dtext" => Tag::Dtext { key: word("key")?.into() },
        "deleted" => Tag::Deleted,
        _ => return None,
    })
}

/// A whole number that JavaScript has not rounded.
fn whole(value: &JsValue) -> Option<u64> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and not negative")]
    value
        .as_f64()
        .filter(|_| Number::is_safe_integer(value))
        .filter(|number| *number >= 0.0)
        .map(|number| number as u64)
}

/// Plain data, which can always be carried.
fn to_javascript(data: &impl Serialize) -> JsValue {
    data.serialize(&Serializer::new().serialize_maps_as_objects(true)).unwrap_or_default()
}
