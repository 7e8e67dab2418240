//! How the tags of a piece are written: as they were, as long as that still says the same.

use super::parse::{Kind, parse};
use super::tag::Tag;

/// What stands before and after that which a tag holds; none where no tag can say it, as one with the account 0, or where
/// nothing is a tag inside of it and it cannot hold this.
#[must_use]
pub fn spell(tag: &Tag<'_>, source: Option<(&str, &str)>, content: &str) -> Option<(String, String)> {
    let usual = tag.spelled();
    [source, Some((&usual.0, usual.1))]
        .into_iter()
        .flatten()
        .find(|(open, close)| says(open, close, tag, content))
        .map(|(open, close)| (open.to_owned(), close.to_owned()))
}

/// Whether these two around this content, and nothing else, are read as this tag.
fn says(open: &str, close: &str, tag: &Tag<'_>, content: &str) -> bool {
    // A deleted message consists of nothing else, and a heading stands in a box only.
    let (before, after) = if *tag == Tag::Deleted { ("", "") } else { ("[info]", "[/info]") };
    // Where code begins with line breaks, one more goes before it.
    let content = content.trim_start_matches(['\r', '\n']);
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
        && text.get(node.content_start..node.content_end) == Some(content)
        && text.get(node.content_end..node.end) == Some(close))
}
