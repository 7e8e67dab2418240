//! What must hold for any argument of any function. `cargo xtask fuzz` and `tests/fuzz_corpus.rs` run it.

use chatwork_wasm::api::{Endpoint, Kind, endpoints};
use chatwork_wasm::engine::encode::{Given, Refusal, id, path, text, unchecked_text};

#[path = "encode/given.rs"]
mod given;
#[path = "encode/means.rs"]
mod means;

/// Reads each line as an argument, and gives it to every parameter and every path there is.
pub(crate) fn check(data: &[u8]) {
    let lines = String::from_utf8_lossy(data);
    let arguments: Vec<Given> = lines.lines().take(16).map(given::read).collect();
    let ids: Vec<String> = arguments.iter().filter_map(|argument| id(argument).ok()).collect();
    for endpoint in endpoints() {
        if let Some(ids) = ids.get(..endpoint.ids.len()) {
            has_nothing_but_digits(endpoint, ids);
        }
        for argument in &arguments {
            for param in endpoint.params {
                says_what_was_given(param.kind, argument);
            }
        }
    }
    for argument in &arguments {
        says_what_was_given(Kind::Id, argument);
        is_let_pass(argument);
    }
}

/// The path is the declared one, with digits in its holes.
fn has_nothing_but_digits(endpoint: &Endpoint, ids: &[String]) {
    let path = path(endpoint, ids);
    let mut ids = ids.iter();
    let (mut filled, mut declared) = (path.split('/'), endpoint.path.split('/'));
    loop {
        match (filled.next(), declared.next()) {
            (None, None) => break,
            (Some(id), Some(hole)) if hole.starts_with('{') => {
                assert!(!id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()));
                assert_eq!(Some(id), ids.next().map(String::as_str));
            }
            (filled, declared) => assert_eq!(filled, declared, "{path}"),
        }
    }
}

/// What is sent means what was given; and what means nothing to the service is refused, without repeating it.
fn says_what_was_given(kind: Kind, given: &Given) {
    let sent = text(kind, given);
    assert_eq!(sent.as_ref().ok(), means::sent(kind, given).as_ref().ok(), "{kind:?} {given:?}");
    if let Err(refusal) = sent {
        tells_nothing(given, &refusal);
    }
}

/// Where the service is to judge, everything that has a text form is sent.
fn is_let_pass(given: &Given) {
    match unchecked_text(given) {
        Ok(sent) => assert_eq!(sent.is_none(), *given == Given::Nothing, "{given:?}"),
        Err(refusal) => {
            assert!(!means::has_text(given), "{given:?}");
            tells_nothing(given, &refusal);
        }
    }
}

/// A string may be a token that stands in the wrong place.
fn tells_nothing(given: &Given, refusal: &Refusal) {
    match given {
        Given::Text(text) => assert_eq!(refusal.got, format!("a string of length {}", text.chars().count())),
        // One of its numbers may be what is wrong.
        Given::List(_) => {
            let said = ["an array of ", "the number ", "an object", "an invalid Date"];
            assert!(said.iter().any(|said| refusal.got.starts_with(said)), "{}", refusal.got);
        }
        _ => assert!(!refusal.got.is_empty()),
    }
}
