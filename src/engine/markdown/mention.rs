//! `@` and a name.

use std::collections::BTreeMap;

pub(super) struct Mention {
    /// Where the `@` is, in bytes.
    pub(super) at: usize,
    /// Where the name ends.
    pub(super) end: usize,
    pub(super) account_id: u64,
}

/// The first mention in a text, which stands behind another character.
pub(super) fn first(text: &str, before: Option<char>, accounts: &BTreeMap<String, u64>) -> Option<Mention> {
    let mut before = before;
    let mut is_url = false;
    for (at, character) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        is_url = character.is_ascii_graphic() && (is_url || rest.starts_with("://"));
        if character == '@' && !is_url && !before.is_some_and(is_of_word) {
            let name = rest.strip_prefix('@').and_then(|rest| longest(rest, accounts));
            if let Some((name, account_id)) = name {
                let end = at.saturating_add(1).saturating_add(name.len());
                return Some(Mention { at, end, account_id });
            }
        }
        before = Some(character);
    }
    None
}

fn longest<'a>(text: &str, accounts: &'a BTreeMap<String, u64>) -> Option<(&'a str, u64)> {
    let names = accounts.iter().map(|(name, account_id)| (name.as_str(), *account_id));
    names.filter(|(name, _)| begins(text, name)).max_by_key(|(name, _)| name.len())
}

/// Whether a text begins with a name, and not with a longer one, as `sato` of `@satomi`. Behind other letters than
/// those of ASCII anything may follow, as in `@佐藤さん`.
fn begins(text: &str, name: &str) -> bool {
    let (Some(last), Some(rest)) = (name.chars().next_back(), text.strip_prefix(name)) else { return false };
    !(is_of_word(last) && rest.chars().next().is_some_and(is_of_word))
}

fn is_of_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}
