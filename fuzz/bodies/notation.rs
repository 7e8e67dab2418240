//! What must hold for any text that is read as a message. `cargo xtask fuzz` and `tests/fuzz_corpus.rs` run it.

use chatwork_wasm::engine::notation::{Kind, Node, Part, Tag, parse, split, tree};

/// Reads bytes as a text and does with it all that can be done.
pub(crate) fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let nodes = parse(&text);
    assert_eq!(composed(&text, &nodes, 0, text.len()), text);
    assert_eq!(tree(&text).len(), nodes.len());
    // The last byte says how long the parts are, so that each file of the corpus is a text.
    let max = data.last().map_or(0, |byte| usize::from(*byte) * 4);
    check_parts(&text, max);
    // What makes other texts of a message, or a message of other texts, is checked here.
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

fn check_parts(text: &str, max: usize) {
    let (parts, max) = match split(text, max) {
        Ok(parts) => (parts, max),
        Err(short) => {
            assert!(max < short.needed);
            (split(text, short.needed).expect("what is needed is enough"), short.needed)
        }
    };
    let units: Vec<u16> = text.encode_utf16().collect();
    let posted = |part: &Part| {
        let slice = String::from_utf16(&units[part.start..part.end]).expect("no character is cut in two");
        [part.before.as_str(), &slice, &part.after].concat()
    };
    let mut done = 0;
    let mut mentioned = Vec::new();
    for part in &parts {
        assert!(part.start == done && part.start < part.end);
        done = part.end;
        let posted = posted(part);
        assert!(posted.encode_utf16().count() <= max);
        mentions(&parse(&posted), &mut mentioned);
    }
    assert_eq!(done, units.len());
    let mut expected = Vec::new();
    mentions(&parse(text), &mut expected);
    assert_eq!(mentioned, expected);
}

/// Who is mentioned, outside of quotations.
fn mentions(nodes: &[Node<'_>], found: &mut Vec<String>) {
    for node in nodes {
        match &node.kind {
            Kind::Tag(tag @ (Tag::To { .. } | Tag::ToAll | Tag::Reply { .. })) => {
                found.push(format!("{tag:?}"));
            }
            Kind::Tag(Tag::Quote { .. }) => {}
            _ => mentions(&node.children, found),
        }
    }
}
