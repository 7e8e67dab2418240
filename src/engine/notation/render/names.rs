//! Whose name a message shows.

use std::collections::BTreeSet;

use crate::engine::encode::digits;
use crate::engine::notation::parse::{Kind, Node, parse};
use crate::engine::notation::tag::Tag;

use super::Options;

/// The accounts that a message may show by name, each once, in the order in which they come.
#[must_use]
pub fn accounts(text: &str) -> Vec<u64> {
    let mut found = Found { ids: Vec::new(), known: BTreeSet::new() };
    found.add(text, &parse(text));
    found.ids
}

struct Found {
    ids: Vec<u64>,
    known: BTreeSet<u64>,
}

impl Found {
    fn add(&mut self, text: &str, nodes: &[Node<'_>]) {
        let mut rest = nodes;
        while let Some((node, after)) = rest.split_first() {
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
            self.add(text, &node.children);
            rest = after;
        }
    }
}

/// Whether the name of who is spoken to follows: as text on the same line, or as a tag.
pub(super) fn is_named(text: &str, spoken_to: u64, after: &[Node<'_>]) -> bool {
    let mut after = after.iter();
    let mut next = after.next();
    if let Some(Node { kind: Kind::Text, content_start, content_end, .. }) = next {
        let content = text.get(*content_start..*content_end).unwrap_or_default();
        let line = content.split(['\n', '\r']).next().unwrap_or_default();
        if !line.trim().is_empty() {
            return true;
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
