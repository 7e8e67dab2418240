//! The tree is the text, with nothing lost.

use chatwork_wasm::engine::notation::{Kind, Node, Tag, spell};

pub(super) fn follow_each_other(text: &str, nodes: &[Node<'_>]) {
    assert_eq!(composed(text, nodes, 0, text.len()), text);
}

/// The text of the nodes, which must follow each other without a gap.
fn composed(text: &str, nodes: &[Node<'_>], start: usize, end: usize) -> String {
    let mut composed = String::new();
    let mut done = start;
    for node in nodes {
        assert_eq!(node.start, done);
        done = node.end;
        composed.push_str(&text[node.start..node.content_start]);
        composed.push_str(&if node.children.is_empty() {
            text[node.content_start..node.content_end].to_owned()
        } else {
            self::composed(text, &node.children, node.content_start, node.content_end)
        });
        composed.push_str(&text[node.content_end..node.end]);
    }
    assert!(nodes.is_empty() || done == end);
    composed
}

/// Each tag is written as it was, and without that in a way that says the same.
pub(super) fn are_spelled(text: &str, nodes: &[Node<'_>]) {
    for (node, tag) in tags(nodes) {
        let (open, close) = (&text[node.start..node.content_start], &text[node.content_end..node.end]);
        let content = if node.children.is_empty() { &text[node.content_start..node.content_end] } else { "" };
        let kept = spell(tag, Some((open, close)), content).expect("it was read from this");
        assert_eq!((kept.0.as_str(), kept.1.as_str()), (open, close));
        let usual = spell(tag, None, content).expect("each tag has a usual spelling");
        assert_eq!((usual.0.as_str(), usual.1.as_str()), (tag.spelled().0.as_str(), tag.spelled().1));
    }
}

/// All tags of a tree.
pub(super) fn tags<'n, 't>(nodes: &'n [Node<'t>]) -> Vec<(&'n Node<'t>, &'n Tag<'t>)> {
    let mut found = Vec::new();
    for node in nodes {
        if let Kind::Tag(tag) = &node.kind {
            found.push((node, tag));
        }
        found.extend(tags(&node.children));
    }
    found
}
