//! How the tags of a piece are written: as they were, as long as that still says the same.

use super::parse::{Kind, parse};
use super::tag::Tag;

/// What stands before and after that which a tag holds; none where no tag can say it, as one with the account 0.
#[must_use]
pub fn spell(tag: &Tag<'_>, source: Option<(&str, &str)>) -> Option<(String, String)> {
    let (open, close) = tag.spelled();
    let written = source.filter(|(open, close)| says(open, close, tag));
    let written = written.map(|(open, close)| (open.to_owned(), close.to_owned()));
    written.or_else(|| says(&open, close, tag).then(|| (open, close.to_owned())))
}

/// Whether these two, and nothing else, are read as this tag.
fn says(open: &str, close: &str, tag: &Tag<'_>) -> bool {
    // A deleted message consists of nothing else, and a heading stands in a box only.
    let (before, after) = if *tag == Tag::Deleted { ("", "") } else { ("[info]", "[/info]") };
    // A link needs something to link.
    let content = if *tag == Tag::Url { "http://a" } else { "" };
    let text = [before, open, content, close, after].concat();
    let nodes = parse(&text);
    let nodes = match nodes.as_slice() {
        [boxed] if *tag != Tag::Deleted => &boxed.children,
        _ => &nodes,
    };
    matches!(nodes.as_slice(), [node]
        if node.kind == Kind::Tag(tag.clone())
        && node.children.is_empty()
        && text.get(node.start..node.content_start) == Some(open)
        && text.get(node.content_end..node.end) == Some(close))
}
