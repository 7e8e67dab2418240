//! Text of others that is put into a message stays what it is there.

use chatwork_wasm::engine::notation::{GUARD, Kind, Node, Tag, contained, harmless, in_code, parse};

use super::nodes::tags;

/// `cut` is where the text is taken apart, into what is there before and what is written behind it.
pub(super) fn write_no_tags(text: &str, cut: usize) {
    assert_eq!(first_tag(&harmless(text, ""), 0), None);
    let (before, behind) = text.split_at(text.floor_char_boundary(cut));
    let joined = [before, &harmless(behind, before)].concat();
    assert_eq!(seen(&joined), seen(text));
    assert_eq!(first_tag(&joined, before.len()), None, "{before:?}");

    let quoted = ["[qt]", &contained(text), "[/qt]after"].concat();
    assert_eq!(one_and_text(&quoted), Kind::Tag(Tag::Quote { account_id: None, time: None }));
    let code = ["[code]", &in_code(text), "[/code]after"].concat();
    assert_eq!(one_and_text(&code), Kind::Tag(Tag::Code));
    assert_eq!(seen(&in_code(text)), seen(text));
    assert_eq!(seen(&contained(text)), seen(text));
}

/// The first tag that does not end before a place. Links are none, as they cannot be prevented.
fn first_tag(text: &str, from: usize) -> Option<String> {
    let nodes = parse(text);
    let found = tags(&nodes).into_iter().find(|(node, tag)| {
        let is_of_others = || !is_line_break(text.get(from..node.end)) && !is_begun(text, node, from);
        **tag != Tag::Url && node.end > from && is_of_others()
    });
    found.map(|(node, _)| text[node.start..node.end].to_owned())
}

/// A line break directly behind a tag belongs to it.
fn is_line_break(text: Option<&str>) -> bool {
    matches!(text, Some("\n" | "\r\n"))
}

/// Whether a tag has its name already, so that the text of others is only its value, as in `[To:${id}]`.
fn is_begun(text: &str, node: &Node<'_>, from: usize) -> bool {
    text.get(node.start..from).is_some_and(|begun| begun.contains([':', ' ']) && !begun.contains(']'))
}

fn one_and_text(message: &str) -> Kind<'_> {
    let nodes = parse(message);
    assert_eq!(nodes.len(), 2, "{nodes:?} in {message:?}");
    let after = &nodes[1];
    assert_eq!((&after.kind, &message[after.start..]), (&Kind::Text, "after"));
    nodes[0].kind.clone()
}

fn seen(text: &str) -> String {
    text.replace(GUARD, "")
}
