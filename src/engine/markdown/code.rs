//! The text of a code block.

use crate::engine::notation::GUARD;

/// The same text without an end of the block. Only that is changed: code is copied, and nobody wants to copy what is
/// invisible.
pub(super) fn without_end(code: &str) -> String {
    let mut parts = code.split('[');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push('[');
        if is_end(part) {
            text.push(GUARD);
        }
        text.push_str(part);
    }
    text
}

fn is_end(after_bracket: &str) -> bool {
    let name = after_bracket.trim_start().strip_prefix('/').map(str::trim_start);
    name.and_then(|name| name.get(..4)).is_some_and(|name| name.eq_ignore_ascii_case("code"))
}
