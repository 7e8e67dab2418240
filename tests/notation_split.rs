//! Long messages in parts.
#![cfg(all(feature = "notation", not(target_arch = "wasm32")))]
#![allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::unwrap_used, reason = "tests")]

#[path = "notation/soup.rs"]
mod soup;

use chatwork_wasm::engine::notation::{Kind, Node, Part, Tag, TooShort, parse, split};
use proptest::prelude::*;
use soup::soup;

fn units(text: &str) -> Vec<u16> {
    text.encode_utf16().collect()
}

fn slice(text: &str, part: &Part) -> String {
    text[bytes(text, part.start)..bytes(text, part.end)].to_owned()
}

fn whole(text: &str, part: &Part) -> String {
    [&part.before, slice(text, part).as_str(), &part.after].concat()
}

/// The parts as they are posted.
fn parts(text: &str, max: usize) -> Vec<String> {
    split(text, max).unwrap().iter().map(|part| whole(text, part)).collect()
}

#[test]
fn what_fits_is_one_part() {
    assert_eq!(split("", 0), Ok(vec![]));
    for text in ["a", "[qt]a", "[deleted]", "𠮷", "\n"] {
        let length = units(text).len();
        let all = Part { before: String::new(), start: 0, end: length, after: String::new() };
        assert_eq!(split(text, length), Ok(vec![all]), "{text}");
    }
}

#[test]
fn cut_where_it_reads_best() {
    for (text, expected) in [
        ("aaaaaaaaaaaa bbb.\nccc\n\nd e", vec!["aaaaaaaaaaaa bbb.\n", "ccc\n\nd e"]),
        ("aaaaaaa.\r\n\r\nbbb\nccc ddd", vec!["aaaaaaa.\r\n\r\n", "bbb\nccc ddd"]),
        ("aaaaaaaaaa\n\n\n\n\n\nbbb ccc", vec!["aaaaaaaaaa\n\n\n\n\n\n", "bbb ccc"]),
        ("aaaaa aa aaaaa. bb bb bb b", vec!["aaaaa aa aaaaa. ", "bb bb bb b"]),
        ("aaaaa aa aaaa。」bb bb bb b", vec!["aaaaa aa aaaa。」", "bb bb bb b"]),
        ("aaaaaaaaa aaa.a.bbbbbbbbbbb", vec!["aaaaaaaaa ", "aaa.a.bbbbbbbbbbb"]),
        (
            "ああああああああああああ、ああああああああああ",
            vec!["ああああああああああああ、", "ああああああああああ"],
        ),
        (
            "あああああああああああああああああああ𠮷あ",
            vec!["あああああああああああああああああああ", "𠮷あ"],
        ),
        (
            "ああああああああああああああああああああ。い",
            vec!["あああああああああああああああああああ", "あ。い"],
        ),
        ("aaaaaaaaaaaaaaaaaaaa)b", vec!["aaaaaaaaaaaaaaaaaaa", "a)b"]),
        ("aaaaaaaaaaaaaaaaaaaa\n", vec!["aaaaaaaaaaaaaaaaaaa", "a\n"]),
        ("aaaaaaaaaaaaaaaaaaae\u{301}aa", vec!["aaaaaaaaaaaaaaaaaaa", "e\u{301}aa"]),
        ("aaaaaaaaaaaaaaaa👨‍👩‍👧a", vec!["aaaaaaaaaaaaaaaa", "👨‍👩‍👧a"]),
        ("aaaa https://example.jp/bcd", vec!["aaaa ", "https://example.jp/b", "cd"]),
        ("aaaaaaaaaaaaaaaaaaaxhttp://a", vec!["aaaaaaaaaaaaaaaaaaa", "xhttp://a"]),
        ("aaaaaaaaaaaaaaaaa [To:1] b", vec!["aaaaaaaaaaaaaaaaa ", "[To:1] b"]),
        ("aaaaaaaaaaaaaaaaa(handshake)", vec!["aaaaaaaaaaaaaaaaa", "(handshake)"]),
        ("aaaaaaaaaaaa[qt]bb cc[/qt]", vec!["aaaaaaaaaaaa", "[qt]bb cc[/qt]"]),
        ("[qt]aa bbbbbb[/qt]cc dd", vec!["[qt]aa bbbbbb[/qt]", "cc dd"]),
        ("aaaaaaaaaaaa. b[To:1]ccccc", vec!["aaaaaaaaaaaa. ", "b[To:1]ccccc"]),
        ("aaaaaaaaaa [not a tag] bb", vec!["aaaaaaaaaa ", "[not a tag] bb"]),
        ("aaaaaaaaaaaaa[notag]bbb", vec!["aaaaaaaaaaaaa[notag]", "bbb"]),
        ("aaaaaaaaaaaaaaaaaaa🇯🇵", vec!["aaaaaaaaaaaaaaaaaaa", "🇯🇵"]),
        ("aaaaaaaaaaaaaaaaa🇯🇵b", vec!["aaaaaaaaaaaaaaaaa", "🇯🇵b"]),
        ("aaaaaaaaaaaa[title]b[/title]", vec!["aaaaaaaaaaaa", "[title]b[/title]"]),
        ("[qt]aaaaaaaaaaa[/qt]\u{301}bbb", vec!["[qt]aaaaaaaaaa[/qt]", "[qt]a[/qt]\u{301}bbb"]),
        // The white space at the end is no part, and the first part is no short one.
        ("aaaaaaaaaaaa\n\n        ", vec!["aaaaaaaaaaa", "a\n\n        "]),
        ("a. bbbbbbbbbbbbbbbbbbbbbb", vec!["a. bbbbbbbbbbbbbbbbb", "bbbbb"]),
        // A part of its own would be another message.
        ("aaaaaaaaaaaa\n[deleted]", vec!["aaaaaaaaaaa", "a\n[deleted]"]),
        ("[deleted][preview id=123]", vec!["[deleted", "][preview id=123]"]),
        ("aaaaaaaaaaaa\n[qtmeta aid=1]", vec!["aaaaaaaaaaa", "a\n[qtmeta aid=1]"]),
        ("aaaaaaa [no tag] bb cc dd", vec!["aaaaaaa [no tag] bb ", "cc dd"]),
    ] {
        assert_eq!(parts(text, 20), expected, "{text}");
    }
}

#[test]
fn what_is_open_is_closed_and_opened_again() {
    assert_eq!(
        parts("[引用 aid=5 time=9]aaaa bbbb cccc dddd\n\neeee ffff gggg hhhh[/引用]\n[To:1] x", 64),
        [
            "[引用 aid=5 time=9]aaaa bbbb cccc dddd\n\n[/qt]",
            "[qt][qtmeta aid=5 time=9]eeee ffff gggg hhhh[/引用]\n[To:1] x"
        ]
    );
    assert_eq!(
        parts("[info][title]Heading[/title][code]first line\nsecond line\nthird line[/code][/info]", 60),
        [
            "[info][title]Heading[/title][code]first line\n[/code][/info]",
            "[info][code]second line\nthird line[/code][/info]"
        ]
    );
}

/// A heading belongs to what is below it.
#[test]
fn headings_stay_where_they_are() {
    assert_eq!(
        parts("[info][title]aaaaaaaa[/title]bbbbbbbb cccccccc dddddddd[/info]", 50),
        ["[info][title]aaaaaaaa[/title]bbbbbbbb [/info]", "[info]cccccccc dddddddd[/info]"]
    );
    assert_eq!(
        parts("[info][title]aaaaaaaaaaaaaaaaaa bbb[/title]cccccccccccccccccccc[/info]", 60),
        ["[info][title]aaaaaaaaaaaaaaaaaa bbb[/title]cccccccccc[/info]", "[info]cccccccccc[/info]"]
    );
}

#[test]
fn no_line_break_is_lost_behind_a_tag() {
    let text = ["[qt]a", &"\n".repeat(40), "b[/qt]"].concat();
    let parts = parts(&text, 20);
    assert_eq!(parts[0], ["[qt]a", &"\n".repeat(10), "[/qt]"].concat());
    assert_eq!(parts[1], ["[qt]\n", &"\n".repeat(10), "[/qt]"].concat());
}

#[test]
fn a_length_that_is_not_enough() {
    assert_eq!(split("[task aid=1 st=open lt=9]abc[/task]", 34), Err(TooShort { needed: 35 }));
    assert_eq!(split("aa(handshake)", 10), Err(TooShort { needed: 11 }));
    assert_eq!(split("[url]http://a.jp[/url]", 21), Err(TooShort { needed: 22 }));
    assert_eq!(split("a\r\n", 1), Err(TooShort { needed: 2 }));
    assert_eq!(split("a", 0), Err(TooShort { needed: 1 }));
    // Without the end of the heading that is none, the quotation would have one.
    let crossing = ["[title][qt]", &"a".repeat(100), "[/title][/qt]"].concat();
    assert_eq!(split(&crossing, 100), Err(TooShort { needed: 119 }));
}

/// Something that shows, and all that it is in.
type Leaf = (Vec<String>, String);

/// What a message shows between two places, in bytes.
fn leaves(text: &str, from: usize, to: usize, texts_only: bool) -> Vec<Leaf> {
    let mut leaves: Vec<(bool, Leaf)> = Vec::new();
    collect(&parse(text), &[], &mut |node, chain| {
        let (start, end) = (node.content_start.clamp(from, to), node.content_end.clamp(from, to));
        let is_code = node.kind == Kind::Tag(Tag::Code);
        let is_inline = node.start == node.content_start && node.content_end == node.end;
        let is_text = is_code || node.kind == Kind::Text || (texts_only && is_inline && start < end);
        let mut chain = chain.to_vec();
        if is_code {
            chain.push("code".to_owned());
        }
        let shown = if is_text {
            text[start..end].to_owned()
        } else if (from..to).contains(&node.start) {
            format!("{:?} {}", node.kind, &text[node.content_start..node.content_end])
        } else {
            return;
        };
        match leaves.last_mut() {
            Some((true, (last_chain, last))) if is_text && *last_chain == chain => last.push_str(&shown),
            _ if is_text && shown.is_empty() => {}
            _ => leaves.push((is_text, (chain, shown))),
        }
    });
    leaves.into_iter().map(|(_, leaf)| leaf).collect()
}

fn collect<'n, 't>(nodes: &'n [Node<'t>], chain: &[String], found: &mut impl FnMut(&'n Node<'t>, &[String])) {
    for node in nodes {
        match &node.kind {
            Kind::Tag(tag @ (Tag::Quote { .. } | Tag::Info | Tag::Title | Tag::Task { .. })) => {
                let chain = [chain, &[format!("{tag:?}")]].concat();
                collect(&node.children, &chain, found);
            }
            _ => found(node, chain),
        }
    }
}

/// Leaves of one kind of text that follow each other are one, wherever they were cut.
fn merged(leaves: impl IntoIterator<Item = Leaf>, is_text: impl Fn(&Leaf) -> bool) -> Vec<Leaf> {
    let mut merged: Vec<Leaf> = Vec::new();
    for leaf in leaves {
        match merged.last_mut() {
            Some(last) if last.0 == leaf.0 && is_text(last) && is_text(&leaf) => last.1.push_str(&leaf.1),
            _ => merged.push(leaf),
        }
    }
    merged
}

fn mentions(text: &str) -> Vec<String> {
    let mut mentions = Vec::new();
    collect(&parse(text), &[], &mut |node, chain| {
        let is_mention = matches!(node.kind, Kind::Tag(Tag::To { .. } | Tag::ToAll | Tag::Reply { .. }));
        if is_mention && !chain.iter().any(|tag| tag.starts_with("Quote")) {
            mentions.push(format!("{:?}", node.kind));
        }
    });
    mentions
}

fn bytes(text: &str, units: usize) -> usize {
    let mut passed = 0;
    let before = text.chars().take_while(|char| {
        let is_before = passed < units;
        passed += char.len_utf16();
        assert!(!is_before || passed <= units, "a character is cut in two");
        is_before
    });
    before.map(char::len_utf8).sum()
}

fn check(text: &str, max: usize) {
    let length = units(text).len();
    let (parts, max) = match split(text, max) {
        Ok(parts) => (parts, max),
        Err(TooShort { needed }) => {
            assert!(max < needed && needed <= length, "{needed}");
            (split(text, needed).expect("what is needed is enough"), needed)
        }
    };

    let joined: String = parts.iter().map(|part| slice(text, part)).collect();
    assert_eq!(joined, text);

    let nodes = parse(text);
    let mut links = Vec::new();
    let mut atoms = Vec::new();
    collect(&nodes, &[], &mut |node, _| match node.kind {
        Kind::Tag(Tag::Url) if node.start == node.content_start => links.push((node.start, node.end)),
        Kind::Text | Kind::Tag(Tag::Code) => {}
        _ => atoms.push((node.start, node.end)),
    });
    let cuts: Vec<usize> = parts.iter().skip(1).map(|part| bytes(text, part.start)).collect();
    for cut in &cuts {
        assert!(!atoms.iter().any(|(start, end)| start < cut && cut < end), "cut in a tag at {cut}");
        assert!(!(text[..*cut].ends_with('\r') && text[*cut..].starts_with('\n')), "cut in CRLF at {cut}");
    }
    let is_link_cut = links.iter().any(|(start, end)| cuts.iter().any(|cut| start < cut && cut < end));

    for part in &parts {
        let posted = whole(text, part);
        assert!(part.start < part.end, "an empty part");
        assert!(units(&posted).len() <= max, "{posted:?} is too long");
        let (from, to) = (part.before.len(), posted.len() - part.after.len());
        let shows = !leaves(&posted, from, to, false).is_empty() || has_empty_pair(&parse(&posted), from, to);
        assert!(shows, "{posted:?} has nothing but tags that are opened again");
    }

    // A link that is cut is a link and a text.
    let is_text =
        |leaf: &Leaf| !leaf.1.starts_with("Tag(") && (is_link_cut || !leaf.1.starts_with("Emoticon("));
    let shown = parts.iter().flat_map(|part| {
        let posted = whole(text, part);
        leaves(&posted, part.before.len(), posted.len() - part.after.len(), is_link_cut)
    });
    let expected = merged(leaves(text, 0, text.len(), is_link_cut), is_text);
    assert_eq!(merged(shown, is_text), expected);

    let mentioned: Vec<String> = parts.iter().flat_map(|part| mentions(&whole(text, part))).collect();
    assert_eq!(mentioned, mentions(text));
}

/// Whether there is a block in which nothing is, between these places.
fn has_empty_pair(nodes: &[Node<'_>], from: usize, to: usize) -> bool {
    nodes.iter().any(|node| {
        let is_inside = from <= node.start && node.end <= to;
        let is_empty = node.content_end < node.end && node.children.is_empty();
        (is_inside && is_empty) || has_empty_pair(&node.children, from, to)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_show_what_the_message_shows(text in soup(60), max in 0_usize..400) {
        check(&text, max);
    }

    #[test]
    fn parts_of_any_text(text in any::<String>(), max in 0_usize..40) {
        check(&text, max);
    }
}

#[test]
fn a_place_that_is_no_good_is_for_what_is_longer_than_a_part() {
    let bad = |text: &str, cut: usize| {
        let (before, after) = text.split_at(cut);
        let last = before.chars().next_back().unwrap();
        let next = after.chars().next().unwrap();
        matches!(next, '\n' | '\r' | '\u{301}' | '\u{3099}' | '\u{FE0F}' | '\u{200D}' | '\u{E0100}' | '🏽')
            || last == '\u{200D}'
            || before.rfind("https://").is_some_and(|link| !before[link..].contains(' ') && next != ' ')
    };
    let words = [
        "か\u{3099}",
        "e\u{301} ",
        "👨‍👩‍👧",
        "👍🏽",
        "❤️",
        "葛\u{E0100}",
        "\n\n",
        "https://a.jp/bcdefgh ",
        "。",
        "abc ",
    ];
    for seed in 0..40_usize {
        let text: String =
            (0..300).map(|index| words[(index * index + seed * 7 + index / 3) % words.len()]).collect();
        for max in [32, 50, 100] {
            for part in split(&text, max).unwrap().iter().skip(1) {
                assert!(!bad(&text, bytes(&text, part.start)), "{text:?} at {}", part.start);
            }
        }
    }
}
