//! `@` and a name.

use std::collections::BTreeMap;

pub(super) struct Mention {
    /// Where the `@` is, in bytes.
    pub(super) at: usize,
    /// Where the name ends.
    pub(super) end: usize,
    pub(super) account_id: u64,
}

/// Whom an `@` may mention.
pub(super) struct Names<'m> {
    accounts: &'m BTreeMap<String, u64>,
    /// How many bytes the names have, the longest first: as many looks are needed for each `@`, however many names there
    /// are.
    lengths: Vec<usize>,
}

impl<'m> Names<'m> {
    pub(super) fn new(accounts: &'m BTreeMap<String, u64>) -> Self {
        let mut lengths = Vec::new();
        for length in accounts.keys().map(String::len) {
            let place = lengths.partition_point(|longer| *longer > length);
            if lengths.get(place) != Some(&length) {
                lengths.insert(place, length);
            }
        }
        Self { accounts, lengths }
    }

    /// The first mention in a text, which stands behind another character.
    pub(super) fn first(&self, text: &str, before: Option<char>) -> Option<Mention> {
        let mut before = before;
        let mut is_url = false;
        for (at, character) in text.char_indices() {
            let rest = text.get(at..).unwrap_or_default();
            is_url = character.is_ascii_graphic() && (is_url || rest.starts_with("://"));
            if character == '@' && !is_url && !before.is_some_and(is_of_word) {
                let name = rest.strip_prefix('@').and_then(|rest| self.longest(rest));
                if let Some((name, account_id)) = name {
                    let end = at.saturating_add(1).saturating_add(name.len());
                    return Some(Mention { at, end, account_id });
                }
            }
            before = Some(character);
        }
        None
    }

    fn longest<'t>(&self, text: &'t str) -> Option<(&'t str, u64)> {
        self.lengths.iter().find_map(|length| {
            let name = text.get(..*length).filter(|name| begins(text, name))?;
            Some((name, *self.accounts.get(name)?))
        })
    }
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
