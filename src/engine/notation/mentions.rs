//! Whom a message addresses, and what comes with it. What it quotes is not its own.

use std::collections::BTreeMap;

use serde::Serialize;

use super::data::{Data, data};
use super::parse::{Kind, Node, parse};
use super::tag::Tag;
use super::units::{Span, Units};

/// The tags that notify somebody, from the left to the right.
#[must_use]
pub fn mentions(message: &str) -> Vec<Data<'_>> {
    own(message, |tag| matches!(tag, Tag::To { .. } | Tag::ToAll | Tag::Reply { .. }))
}

/// The messages that it answers.
#[must_use]
pub fn replies(message: &str) -> Vec<Data<'_>> {
    own(message, |tag| matches!(tag, Tag::Reply { .. }))
}

/// A file that a message tells of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    /// Which one.
    pub file_id: u64,
    /// Where its name stands; none for a picture that stands alone, as a sticker does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Span>,
    /// Where its size stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<Span>,
    /// Whether it is shown as a picture.
    pub is_picture: bool,
}

/// The files that come with a message, each once.
#[must_use]
pub fn attachments(message: &str) -> Vec<Attachment> {
    let mut found: Vec<Attachment> = Vec::new();
    let mut places = BTreeMap::new();
    for data in own(message, |tag| matches!(tag, Tag::Preview { .. } | Tag::Download { .. })) {
        let (file_id, is_picture) = match data.tag() {
            Some(Tag::Preview { file_id, .. }) => (*file_id, true),
            Some(Tag::Download { file_id }) => (*file_id, false),
            _ => continue,
        };
        // A picture has two tags: one shows it, and one has its name.
        let place = *places.entry(file_id).or_insert(found.len());
        if let Some(known) = found.get_mut(place) {
            known.name = known.name.or(data.name);
            known.size = known.size.or(data.size);
            known.is_picture |= is_picture;
        } else {
            found.push(Attachment { file_id, name: data.name, size: data.size, is_picture });
        }
    }
    found
}

fn own<'t>(message: &'t str, wanted: fn(&Tag<'t>) -> bool) -> Vec<Data<'t>> {
    let mut found = Vec::new();
    collect(parse(message), wanted, &mut Units::new(message), &mut found);
    found
}

fn collect<'t>(
    nodes: Vec<Node<'t>>,
    wanted: fn(&Tag<'t>) -> bool,
    units: &mut Units<'t>,
    found: &mut Vec<Data<'t>>,
) {
    for node in nodes {
        match &node.kind {
            Kind::Tag(Tag::Quote { .. }) => {}
            Kind::Tag(tag) if wanted(tag) => found.push(data(node, units)),
            _ => collect(node.children, wanted, units, found),
        }
    }
}
