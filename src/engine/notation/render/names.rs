//! Whose name a message shows.

use std::collections::BTreeSet;

use crate::engine::encode::digits;
use crate::engine::notation::parse::{Kind, Node, parse};
use crate::engine::notation::tag::Tag;

use super::Options;
use super::pieces::Message;

/// The accounts that a message may show by name, each once, in the order in which they come.
#[must_use]
pub fn accounts(text: &str) -> Vec<u64> {
    let mut found = Found { ids: Vec::new(), known: BTreeSet::new() };
    found.add(&parse(text));
    found.ids
}

struct Found {
    ids: Vec<u64>,
    known: BTreeSet<u64>,
}

impl Found {
    fn add(&mut self, nodes: &[Node<'_>]) {
        for node in nodes {
            let ids = match &node.kind {
                Kind::Tag(
                    Tag::To { account_id }
                    | Tag::Reply { account_id, .. }
                    | Tag::Quote { account_id: Some(account_id), .. }
                    | Tag::Picon { account_id }
                    | Tag::Piconname { account_id }
                    | Tag::Pname { account_id },
                ) => std::slice::from_ref(account_id),
                Kind::Tag(Tag::Task { account_ids, .. }) => account_ids,
                _ => &[],
            };
            for id in ids {
                if self.known.insert(*id) {
                    self.ids.push(*id);
                }
            }
            self.add(&node.children);
        }
    }
}

impl Message<'_> {
    /// Whether the name of who is spoken to follows, as text on the same line or as a tag. Where nobody knows how they are
    /// called, any text may be the name.
    pub(super) fn is_named(&self, spoken_to: u64, after: &[Node<'_>]) -> bool {
        let mut after = after.iter();
        let mut next = after.next();
        if let Some(node) = next.filter(|node| node.kind == Kind::Text) {
            let content = self.content(node);
            let line = content.split(['\n', '\r']).next().unwrap_or_default();
            if !line.trim().is_empty() {
                return self.options.names.get(&spoken_to).is_none_or(|name| begins(line, name));
            }
            if line.len() < content.len() {
                return false;
            }
            next = after.next();
        }
        matches!(
            next.map(|node| &node.kind),
            Some(Kind::Tag(Tag::Piconname { account_id } | Tag::Pname { account_id })) if *account_id == spoken_to
        )
    }
}

/// What may stand behind a name.
const HONORIFICS: [&str; 8] = ["さん", "様", "さま", "君", "くん", "ちゃん", "氏", "先生"];

/// Whether a line begins with a name, however that is spaced, or with one of its words.
fn begins(line: &str, name: &str) -> bool {
    let mut letters = line.chars().filter(|char| !char.is_whitespace());
    let mut rest = name.chars().filter(|char| !char.is_whitespace());
    let is_end = |rest: &str| {
        rest.is_empty()
            || rest.starts_with(char::is_whitespace)
            || HONORIFICS.iter().any(|honorific| rest.starts_with(honorific))
    };
    rest.all(|char| letters.next() == Some(char))
        || name.split_whitespace().any(|part| line.trim_start().strip_prefix(part).is_some_and(is_end))
}

impl Options {
    /// What an account is called, or which one it is.
    pub(super) fn name(&self, account_id: u64) -> String {
        self.names.get(&account_id).cloned().unwrap_or_else(|| ["ID:", &digits(account_id)].concat())
    }

    /// The same where it is spoken to.
    pub(super) fn address(&self, account_id: u64) -> String {
        let honorific = if self.names.contains_key(&account_id) { self.language.honorific() } else { "" };
        [&self.name(account_id), honorific].concat()
    }
}
