//! What holds for the tree of any text.
#![cfg(all(feature = "notation", not(target_arch = "wasm32")))]
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used, reason = "tests")]

#[path = "notation/soup.rs"]
mod soup;

use chatwork_wasm::engine::notation::{Kind, MAX_DEPTH, Node, Tag, parse, spell, split, tree};
use proptest::prelude::*;
use serde_json::Value;
use soup::soup;

/// The text of the nodes, of which each must begin where the one before has ended.
fn composed(text: &str, nodes: &[Node<'_>], from: usize, to: usize) -> String {
    let mut composed = String::new();
    let mut done = from;
    for node in nodes {
        assert_eq!(node.start, done);
        assert!(node.start < node.end);
        done = node.end;
        let holds_nodes =
            matches!(node.kind, Kind::Tag(Tag::Quote { .. } | Tag::Info | Tag::Title | Tag::Task { .. }));
        let content = if holds_nodes {
            self::composed(text, &node.children, node.content_start, node.content_end)
        } else {
            assert!(node.children.is_empty());
            text[node.content_start..node.content_end].to_owned()
        };
        composed.extend([&text[node.start..node.content_start], &content, &text[node.content_end..node.end]]);
    }
    assert_eq!(done, to);
    composed
}

fn depth(nodes: &[Node<'_>]) -> usize {
    nodes
        .iter()
        .filter(|node| !node.children.is_empty())
        .map(|node| 1 + depth(&node.children))
        .max()
        .unwrap_or(0)
}

fn all<'n, 't>(nodes: &'n [Node<'t>], found: &mut Vec<&'n Node<'t>>) {
    for node in nodes {
        found.push(node);
        all(&node.children, found);
    }
}

fn check_spelling(text: &str, nodes: &[Node<'_>]) {
    let mut found = Vec::new();
    all(nodes, &mut found);
    for node in found {
        let Kind::Tag(tag) = &node.kind else { continue };
        let (open, close) = (&text[node.start..node.content_start], &text[node.content_end..node.end]);
        let content = if node.children.is_empty() { &text[node.content_start..node.content_end] } else { "" };
        let kept = spell(tag, Some((open, close)), content).unwrap();
        assert_eq!((kept.0.as_str(), kept.1.as_str()), (open, close));
        let usual = spell(tag, None, content).unwrap();
        assert_eq!((usual.0.as_str(), usual.1.as_str()), (tag.spelled().0.as_str(), tag.spelled().1));
        if *tag != Tag::Deleted {
            let content = if *tag == Tag::Url { "http://a" } else { "" };
            let spelled = ["[info]", &usual.0, content, &usual.1, "[/info]"].concat();
            assert_eq!(parse(&spelled)[0].children[0].kind, node.kind);
        }
    }
}

/// Compares the positions that JavaScript gets with those in bytes, each counted from the beginning.
fn check_units(text: &str, nodes: &[Node<'_>], data: &[Value]) {
    let units = |byte: usize| text[..byte].encode_utf16().count() as u64;
    assert_eq!(nodes.len(), data.len());
    for (node, data) in nodes.iter().zip(data) {
        assert_eq!(
            (data["start"].as_u64(), data["end"].as_u64()),
            (Some(units(node.start)), Some(units(node.end)))
        );
        let content = serde_json::json!([units(node.content_start), units(node.content_end)]);
        for span in ["text", "url"].iter().filter_map(|name| data.get(name)) {
            assert_eq!(*span, content);
        }
        if let Some(name) = data.get("name") {
            let (name_span, size) = node.name_and_size(text);
            assert_eq!(*name, serde_json::json!([units(name_span.0), units(name_span.1)]));
            let size = size.map(|(start, end)| serde_json::json!([units(start), units(end)]));
            assert_eq!(data.get("size"), size.as_ref());
        }
        check_units(text, &node.children, data.get("children").map_or(&[], |each| each.as_array().unwrap()));
    }
}

/// Where somebody is mentioned, and whether that is in a quotation.
fn mentions(nodes: &[Node<'_>], is_quoted: bool, found: &mut Vec<(usize, bool)>) {
    for node in nodes {
        match &node.kind {
            Kind::Tag(Tag::To { .. } | Tag::ToAll | Tag::Reply { .. }) => found.push((node.start, is_quoted)),
            Kind::Tag(Tag::Quote { .. }) => mentions(&node.children, true, found),
            _ => mentions(&node.children, is_quoted, found),
        }
    }
}

/// The same as [`mentions`], found by looking at all of the text again for each tag.
mod model {
    use chatwork_wasm::engine::notation::{MAX_DEPTH, MAX_TAG};

    struct Mark {
        start: usize,
        end: usize,
        /// `qt`, `/qt`, and so on; `mention` for all kinds of them.
        name: &'static str,
    }

    fn digits(text: &str) -> bool {
        !text.is_empty() && text.len() < 16 && text.bytes().all(|byte| byte.is_ascii_digit())
    }

    fn is_id(text: &str) -> bool {
        digits(text) && text.bytes().any(|byte| byte != b'0')
    }

    fn attribute<'t>(words: &[(&'t str, &'t str)], name: &str) -> Option<&'t str> {
        words.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    fn name(inside: &str) -> Option<&'static str> {
        let lower = inside.to_ascii_lowercase();
        let plain = [
            ("toall", "mention"),
            ("qt", "qt"),
            ("引用", "qt"),
            ("/qt", "/qt"),
            ("/引用", "/qt"),
            ("info", "info"),
            ("/info", "/info"),
            ("title", "title"),
            ("/title", "/title"),
            ("code", "code"),
            ("/code", "/code"),
            ("url", "url"),
            ("/url", "/url"),
            ("/task", "/task"),
            ("/download", "/download"),
        ];
        if let Some((_, name)) = plain.iter().find(|(spelling, _)| *spelling == lower) {
            return Some(name);
        }
        if let Some(id) = lower.strip_prefix("to:") {
            return is_id(id).then_some("mention");
        }
        if let Some(id) = lower.strip_prefix("download:") {
            return is_id(id).then_some("download");
        }
        let (first, rest) = inside.split_once(' ')?;
        let words: Option<Vec<_>> =
            rest.split(' ').filter(|word| !word.is_empty()).map(|word| word.split_once('=')).collect();
        let words = words?;
        let visible = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        if !words.iter().all(|(key, value)| visible(key) && visible(value)) {
            return None;
        }
        let id = |name| attribute(&words, name).is_some_and(is_id);
        match first.to_ascii_lowercase().as_str() {
            "rp" | "返信" => {
                let to = attribute(&words, "to")?;
                let message = to.find(['-', ':']).map(|at| (&to[..at], &to[at + 1..]));
                let names_message = message.is_some_and(|(room, message)| {
                    is_id(room)
                        && !message.is_empty()
                        && message.len() <= 20
                        && message.bytes().all(|byte| byte.is_ascii_digit())
                });
                (id("aid") && (to == "-" || names_message)).then_some("mention")
            }
            "引用" if !rest.is_empty() => {
                (id("aid") && attribute(&words, "time").is_none_or(digits)).then_some("qt")
            }
            "task" => {
                let ids = attribute(&words, "aid")?.split(',').all(is_id);
                let status = matches!(attribute(&words, "st")?, "open" | "done");
                (ids && status && digits(attribute(&words, "lt")?)).then_some("task")
            }
            _ => None,
        }
    }

    fn is_link(text: &str) -> bool {
        matches!(super::parse(text).as_slice(), [node]
            if node.kind == super::Kind::Tag(super::Tag::Url) && node.content_end == text.len() && node.start == node.content_start)
    }

    pub(super) fn mentions(text: &str) -> Vec<(usize, bool)> {
        let mut marks: Vec<Mark> = Vec::new();
        for (start, _) in text.char_indices().filter(|(_, char)| *char == '[') {
            let Some(end) = text[start..].find(']').map(|length| start + length + 1) else { continue };
            let inside = &text[start + 1..end - 1];
            if !inside.contains(['[', '\n']) && inside.len() <= MAX_TAG {
                marks.extend(name(inside).map(|name| Mark { start, end, name }));
            }
        }

        // What hides the tags inside it, from the left to the right.
        let mut from = 0;
        while let Some(at) =
            (from..marks.len()).find(|at| matches!(marks[*at].name, "code" | "url" | "download"))
        {
            from = at + 1;
            let end_name = ["/", marks[at].name].concat();
            if let Some(end) = (at..marks.len()).find(|end| marks[*end].name == end_name) {
                let content = &text[marks[at].end..marks[end].start];
                let hides = match marks[at].name {
                    "url" => content.len() <= MAX_TAG && is_link(content),
                    "download" => content.len() <= MAX_TAG && !content.contains('\n'),
                    _ => true,
                };
                if hides {
                    marks.drain(at..=end);
                    from = at;
                }
            }
        }

        marks.retain(|mark| !matches!(mark.name.trim_start_matches('/'), "code" | "url" | "download"));

        // An end belongs to the closest start before it, and nothing between them to anything outside.
        let mut partner = vec![None; marks.len()];
        let mut is_used = vec![false; marks.len()];
        for end in 0..marks.len() {
            let Some(wanted) = marks[end].name.strip_prefix('/') else { continue };
            if let Some(start) = (0..end).rev().find(|start| marks[*start].name == wanted && !is_used[*start])
            {
                is_used[start..=end].fill(true);
                partner[start] = Some(end);
            }
        }

        // Which pairs are shown: not too deep, and headings in boxes only.
        let mut shown: Vec<(usize, usize, &str)> = Vec::new();
        for (start, end) in partner.iter().enumerate().filter_map(|(start, end)| Some((start, (*end)?))) {
            let around: Vec<_> = shown.iter().filter(|(from, to, _)| *from < start && start < *to).collect();
            let fits =
                marks[start].name != "title" || around.last().is_some_and(|(_, _, name)| *name == "info");
            if around.len() < MAX_DEPTH && fits {
                shown.push((start, end, marks[start].name));
            }
        }
        let is_quoted =
            |at: usize| shown.iter().any(|(from, to, name)| *name == "qt" && *from < at && at < *to);
        let mentions = marks.iter().enumerate().filter(|(_, mark)| mark.name == "mention");
        mentions.map(|(at, mark)| (mark.start, is_quoted(at))).collect()
    }
}

fn check(text: &str) {
    let nodes = parse(text);
    assert_eq!(composed(text, &nodes, 0, text.len()), text);
    assert!(depth(&nodes) <= MAX_DEPTH);
    check_spelling(text, &nodes);
    let data = serde_json::to_value(tree(text)).unwrap();
    check_units(text, &nodes, data.as_array().unwrap());
    let mut found = Vec::new();
    mentions(&nodes, false, &mut found);
    assert_eq!(found, model::mentions(text));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_soup_of_tags(text in soup(40)) {
        check(&text);
    }

    #[test]
    fn any_text(text in any::<String>()) {
        check(&text);
    }
}

/// Texts on which a careless reader spends more time per byte the longer they are.
fn hard_texts(length: usize) -> Vec<(String, String)> {
    let repeated = [
        "a",
        "あ",
        "\n",
        " ",
        "[qt]",
        "[/qt]",
        "[qt]a[/qt]",
        "[code]",
        "[code]a[/code]",
        "[info][title]",
        "[",
        "]",
        "((((",
        ":",
        "[qt][/info]",
        "[info][qt][/info][/qt]",
        "[title][/title]",
        "[download:1]",
        "[download:1]\n[/download]",
        "[url]",
        "[url]http://a",
        "https://a)",
        "https://.",
        "https://",
        "xhttps://a",
        "https://a)))))))))) ",
        "[qtmeta aid=1]",
        "[deleted]",
        "[To:1",
        "[To:1]",
        "[task aid=1 st=open lt=0]",
        "か\u{3099}",
        "\u{301}",
        "🇯🇵",
    ];
    let mut texts: Vec<_> =
        repeated.iter().map(|unit| (format!("{unit:?}"), unit.repeat(length / unit.len()))).collect();
    let half = length / 2;
    for (open, close) in
        [("[qt]", "[/qt]"), ("[info]", "[/info]"), ("[qt]", "[/info][/qt]"), ("[url]", "[/url]")]
    {
        let text = open.repeat(half / open.len()) + &close.repeat(half / close.len());
        texts.push((format!("{open}…{close}…"), text));
    }
    let quotes = ["[qt]a\n".repeat(MAX_DEPTH), "b[/qt]\n".repeat(MAX_DEPTH)].concat();
    texts.push(("closed quotations".to_owned(), quotes.repeat(length / quotes.len() + 1)));
    texts.push((
        "https://a((((…))))".to_owned(),
        ["https://a", &"(".repeat(half), &")".repeat(half)].concat(),
    ));
    texts.push(("https://a)))).…".to_owned(), ["https://a", &").".repeat(half)].concat()));
    texts.push((
        "[download:1]…".to_owned(),
        (["[download:1]".repeat(330).as_str(), "\n[/download]"].concat()).repeat(length / 4000 + 1),
    ));
    texts
}

#[test]
fn long_texts_that_are_hard_to_read() {
    for (name, text) in hard_texts(100_000) {
        assert_eq!(composed(&text, &parse(&text), 0, text.len()), text, "{name}");
        let parts = split(&text, 1000);
        let parts = parts.or_else(|short| split(&text, short.needed)).unwrap();
        assert_eq!(parts.last().unwrap().end, text.encode_utf16().count(), "{name}");
    }
}
