//! The tree as plain data, as JavaScript gets it.

use serde::Serialize;

use super::parse::{Kind, Node, parse};
use super::tag::Tag;
use super::units::{Span, Units};

/// A piece of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Data<'t> {
    #[serde(flatten)]
    what: What<'t>,
    /// Where it begins, in UTF-16 units.
    start: usize,
    end: usize,
    /// How its tags are written, where that is not the usual spelling.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Source<'t>>,
    /// Where its text stands. A text is not carried itself: JavaScript cuts it from its own string, in which there may
    /// be what Rust cannot keep, half of a surrogate pair.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) size: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Span>,
    #[serde(skip_serializing_if = "Option::is_none")]
    children: Option<Vec<Data<'t>>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum What<'t> {
    Tag(Tag<'t>),
    Plain(Plain),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "camelCase")]
enum Plain {
    Text,
    Emoticon {
        #[serde(skip_serializing_if = "Option::is_none")]
        emoji: Option<&'static str>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Source<'t> {
    open: &'t str,
    close: &'t str,
}

impl<'t> Data<'t> {
    pub(super) fn tag(&self) -> Option<&Tag<'t>> {
        if let What::Tag(tag) = &self.what { Some(tag) } else { None }
    }
}

/// The tree of a message.
#[must_use]
pub fn tree(text: &str) -> Vec<Data<'_>> {
    let mut units = Units::new(text);
    parse(text).into_iter().map(|node| data(node, &mut units)).collect()
}

/// A piece with all that is inside.
pub(super) fn data<'t>(node: Node<'t>, units: &mut Units<'t>) -> Data<'t> {
    let start = units.at(node.start);
    let mut data = Data {
        what: What::Plain(Plain::Text),
        start,
        end: start,
        source: unusual_source(&node, units.text),
        text: None,
        name: None,
        size: None,
        url: None,
        children: None,
    };
    let content = (node.content_start, node.content_end);
    match &node.kind {
        Kind::Text | Kind::Emoticon(_) | Kind::Tag(Tag::Code) => data.text = Some(units.span(content)),
        Kind::Tag(Tag::Url) => data.url = Some(units.span(content)),
        Kind::Tag(Tag::Download { .. }) => {
            let (name, size) = node.name_and_size(units.text);
            data.name = Some(units.span(name));
            data.size = size.map(|size| units.span(size));
        }
        Kind::Tag(Tag::Quote { .. } | Tag::Info | Tag::Title | Tag::Task { .. }) => {
            data.children = Some(node.children.into_iter().map(|child| self::data(child, units)).collect());
        }
        Kind::Tag(_) => {}
    }
    match node.kind {
        Kind::Text => {}
        Kind::Emoticon(emoticon) => data.what = What::Plain(Plain::Emoticon { emoji: emoticon.emoji }),
        Kind::Tag(tag) => data.what = What::Tag(tag),
    }
    data.end = units.at(node.end);
    data
}

fn unusual_source<'t>(node: &Node<'_>, text: &'t str) -> Option<Source<'t>> {
    let Kind::Tag(tag) = &node.kind else { return None };
    let (open, close) = (text.get(node.start..node.content_start)?, text.get(node.content_end..node.end)?);
    let (usual_open, usual_close) = tag.spelled();
    (open != usual_open || close != usual_close).then_some(Source { open, close })
}
