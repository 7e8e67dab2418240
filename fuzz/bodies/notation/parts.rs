//! A message in parts is the whole message, and mentions nobody else.

use chatwork_wasm::engine::notation::{Kind, Node, Part, Tag, parse, split};

pub(super) fn show_the_whole(text: &str, max: usize) {
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
