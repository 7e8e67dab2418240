//! Whatever a message says, a terminal does not obey it, and its HTML is ours.

use chatwork_wasm::engine::notation::render::{Language, Options, to_html, to_markdown, to_text};

pub(super) fn obeys_nobody(text: &str) {
    for language in [Language::Ja, Language::En] {
        let options = Options { language, names: [(1, "<b>\"'&".to_owned())].into(), ..Options::default() };
        for shown in [to_text(text, &options), to_markdown(text, &options)] {
            assert!(
                !shown.contains(|char: char| char.is_control() && !matches!(char, '\n' | '\t')),
                "{shown:?}"
            );
        }
        check_html(&to_html(text, &options));
    }
}

const ELEMENTS: [&str; 8] = ["a", "blockquote", "code", "div", "hr", "pre", "span", "time"];
const ATTRIBUTES: [&str; 12] = [
    "class",
    "data-account-id",
    "data-file-id",
    "data-height",
    "data-key",
    "data-message-id",
    "data-room-id",
    "data-status",
    "datetime",
    "href",
    "rel",
    "title",
];
const ENTITIES: [&str; 5] = ["amp;", "lt;", "gt;", "quot;", "#39;"];

/// Reads HTML in the few ways in which ours is written.
fn check_html(html: &str) {
    let mut open = Vec::new();
    let mut pieces = html.split('<');
    check_text(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (tag, text) = piece.split_once('>').expect("each tag has an end");
        check_text(text);
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{html}");
        } else if tag != "br" {
            let name = check_tag(tag);
            if name != "hr" {
                open.push(name);
            }
        }
    }
    assert!(open.is_empty(), "{html}");
}

fn check_tag(tag: &str) -> &str {
    let (name, mut rest) = tag.split_at(tag.find(' ').unwrap_or(tag.len()));
    assert!(ELEMENTS.contains(&name), "{tag}");
    while let Some(attribute) = rest.strip_prefix(' ') {
        let (name, value) = attribute.split_once("=\"").expect("each attribute has a value");
        let (value, after) = value.split_once('"').expect("each value has an end");
        assert!(ATTRIBUTES.contains(&name), "{tag}");
        check_text(value);
        match name {
            "href" => assert!(is_link(value), "{tag}"),
            "class" => assert!(value.starts_with("cw-")),
            _ => {}
        }
        rest = after;
    }
    assert_eq!(rest, "", "{tag}");
    name
}

fn is_link(url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    url.starts_with("http://") || url.starts_with("https://")
}

fn check_text(text: &str) {
    assert!(!text.contains(['<', '>', '"', '\'']), "{text}");
    for entity in text.split('&').skip(1) {
        assert!(ENTITIES.iter().any(|known| entity.starts_with(known)), "{text}");
    }
}
