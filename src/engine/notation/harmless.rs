//! Text in which nothing is a tag.

use super::GUARD;

/// A text that stays text wherever in a message it stands.
#[must_use]
pub fn harmless(text: &str, _before: &str) -> String {
    let mut harmless = String::with_capacity(text.len());
    for character in text.chars() {
        harmless.push(character);
        if character == '[' {
            harmless.push(GUARD);
        }
    }
    harmless
}
