//! Reading and spelling message notation.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a wrong tree fails the test")]

use chatwork_wasm::engine::notation::{
    MAX_DEPTH, Tag, attachments, contained, harmless, in_code, mentions, parse, replies, spell, tree,
};
use serde_json::{Value, json};

/// The tree as JavaScript gets it, with the texts in their places and without positions.
fn read(text: &str) -> Value {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut nodes = serde_json::to_value(tree(text)).unwrap();
    fill(&mut nodes, &units);
    nodes
}

fn fill(nodes: &mut Value, units: &[u16]) {
    let at = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    for node in nodes.as_array_mut().unwrap() {
        let node = node.as_object_mut().unwrap();
        node.remove("start");
        node.remove("end");
        for name in ["text", "name", "size", "url"] {
            if let Some(span) = node.get_mut(name) {
                let cut = String::from_utf16(&units[at(&span[0])..at(&span[1])]).unwrap();
                *span = cut.into();
            }
        }
        if let Some(children) = node.get_mut("children") {
            fill(children, units);
        }
    }
}

fn text(text: &str) -> Value {
    json!({ "type": "text", "text": text })
}

#[test]
fn each_tag() {
    let cases = [
        ("[To:5]", json!({ "type": "to", "accountId": 5 })),
        ("[toall]", json!({ "type": "toAll" })),
        (
            "[rp aid=5 to=6-0123]",
            json!({ "type": "reply", "accountId": 5, "roomId": 6, "messageId": "0123" }),
        ),
        (
            "[qt][qtmeta aid=5 time=9]a[/qt]",
            json!({ "type": "quote", "accountId": 5, "time": 9, "children": [text("a")] }),
        ),
        ("[qt][qtmeta aid=5]a[/qt]", json!({ "type": "quote", "accountId": 5, "children": [text("a")] })),
        ("[qt]a[/qt]", json!({ "type": "quote", "children": [text("a")] })),
        ("[info]a[/info]", json!({ "type": "info", "children": [text("a")] })),
        (
            "[info][title]a[/title]b[/info]",
            json!({ "type": "info", "children": [{ "type": "title", "children": [text("a")] }, text("b")] }),
        ),
        ("[hr]", json!({ "type": "hr" })),
        ("[picon:5]", json!({ "type": "picon", "accountId": 5 })),
        ("[piconname:5]", json!({ "type": "piconname", "accountId": 5 })),
        ("[pname:5]", json!({ "type": "pname", "accountId": 5 })),
        ("[code][To:5] :)[/code]", json!({ "type": "code", "text": "[To:5] :)" })),
        ("https://a.jp/b?c=d#e", json!({ "type": "url", "url": "https://a.jp/b?c=d#e" })),
        (
            "[task aid=5,6 st=open lt=9 ltype=date]a\nb[/task]",
            json!({
                "type": "task", "accountIds": [5, 6], "status": "open", "limit": 9, "limitType": "date",
                "children": [text("a\nb")],
            }),
        ),
        (
            "[task aid=5 st=done lt=0]a[/task]",
            json!({ "type": "task", "accountIds": [5], "status": "done", "limit": 0, "children": [text("a")] }),
        ),
        (
            "[download:5]a (1).png (54 KB)[/download]",
            json!({ "type": "download", "fileId": 5, "name": "a (1).png", "size": "54 KB" }),
        ),
        ("[download:5]a.png[/download]", json!({ "type": "download", "fileId": 5, "name": "a.png" })),
        ("[preview id=5 ht=150]", json!({ "type": "preview", "fileId": 5, "height": 150 })),
        ("[preview id=5]", json!({ "type": "preview", "fileId": 5 })),
        ("[dtext:file_uploaded]", json!({ "type": "dtext", "key": "file_uploaded" })),
        ("[deleted]", json!({ "type": "deleted" })),
        (":)", json!({ "type": "emoticon", "text": ":)", "emoji": "🙂" })),
        ("(emo)", json!({ "type": "emoticon", "text": "(emo)" })),
        ("a\nb", text("a\nb")),
    ];
    for (source, expected) in cases {
        assert_eq!(read(source), json!([expected]), "{source}");
    }
}

/// What is read as a tag, but would be spelled in another way.
#[test]
fn other_spellings_are_kept() {
    let cases = [
        ("[TO:005]", json!({ "type": "to", "accountId": 5 }), "[TO:005]", ""),
        ("[TOALL]", json!({ "type": "toAll" }), "[TOALL]", ""),
        (
            "[rp to=6:7 x=y aid=5]",
            json!({ "type": "reply", "accountId": 5, "roomId": 6, "messageId": "7" }),
            "[rp to=6:7 x=y aid=5]",
            "",
        ),
        (
            "[返信 aid=5 to=6-7]",
            json!({ "type": "reply", "accountId": 5, "roomId": 6, "messageId": "7" }),
            "[返信 aid=5 to=6-7]",
            "",
        ),
        ("[返信 aid=5 to=-]", json!({ "type": "reply", "accountId": 5 }), "[返信 aid=5 to=-]", ""),
        (
            "[引用 aid=5 time=9][/引用]\n",
            json!({ "type": "quote", "accountId": 5, "time": 9, "children": [] }),
            "[引用 aid=5 time=9]",
            "[/引用]\n",
        ),
        ("[引用][/qt]", json!({ "type": "quote", "children": [] }), "[引用]", "[/qt]"),
        ("[hr]\r\n", json!({ "type": "hr" }), "[hr]\r\n", ""),
        ("[Code]\n\n[/CODE]", json!({ "type": "code", "text": "\n" }), "[Code]\n", "[/CODE]"),
        ("[url]http://a[/url]", json!({ "type": "url", "url": "http://a" }), "[url]", "[/url]"),
    ];
    for (source, mut expected, open, close) in cases {
        expected["source"] = json!({ "open": open, "close": close });
        assert_eq!(read(source), json!([expected]), "{source}");
    }
}

/// What a tag was written as is kept as long as that says the same.
#[test]
fn spellings() {
    let tags = |open: &str, close: &str| Some((open.to_owned(), close.to_owned()));
    let cases = [
        (Tag::To { account_id: 5 }, None, "", tags("[To:5]", "")),
        (Tag::To { account_id: 5 }, Some(("[TO:05]", "")), "", tags("[TO:05]", "")),
        (Tag::To { account_id: 5 }, Some(("[To:6]", "")), "", tags("[To:5]", "")),
        (Tag::To { account_id: 5 }, Some(("[To:5]a", "")), "", tags("[To:5]", "")),
        (Tag::To { account_id: 0 }, None, "", None),
        (Tag::Deleted, None, "", tags("[deleted]", "")),
        (Tag::Title, None, "", tags("[title]", "[/title]")),
        (Tag::Code, Some(("[CODE]\n", "[/code]")), "a", tags("[CODE]\n", "[/code]")),
        (Tag::Code, None, "\n\na", tags("[code]", "[/code]")),
        (Tag::Code, None, "a[/code]", None),
    ];
    for (tag, source, content, expected) in cases {
        assert_eq!(spell(&tag, source, content), expected, "{tag:?} {source:?} {content}");
    }
}

#[test]
fn a_link_begins_where_no_word_goes_on() {
    let link = json!({ "type": "url", "url": "http://a" });
    for before in ["é", "語", "-", "(", "8 "] {
        assert_eq!(read(&[before, "http://a"].concat()), json!([text(before), link]), "{before}");
    }
    for text in ["xhttp://a", "Xhttp://a", "1https://a"] {
        assert_eq!(read(text), json!([{ "type": "text", "text": text }]));
    }
    let emoticon = json!({ "type": "emoticon", "text": "8-)", "emoji": "😎" });
    assert_eq!(read("8-)http://a"), json!([emoticon, link]));
}

#[test]
fn what_is_no_tag_stays_text() {
    let cases = [
        "",
        "[",
        "]",
        "[]",
        "[[To:]]",
        "[To:]",
        "[To:0]",
        "[To:-1]",
        "[To:+1]",
        "[To:0x1]",
        "[To:1.0]",
        "[To: 1]",
        "[To:1 ]",
        "[ To:1]",
        "[To:１]",
        "[To:9007199254740992]",
        "[To :1]",
        "[To:1",
        "[To:\n1]",
        "[toall ]",
        "[toall:1]",
        "[rp]",
        "[rp aid=1]",
        "[rp to=1-2]",
        "[rp aid=1 to=1]",
        "[rp aid=1 to=1-x]",
        "[rp aid=1 to=-2]",
        "[rp aid=1 to=1-123456789012345678901]",
        "[rp aid= to=1-2]",
        "[rp aid=1 to=1-2 word]",
        "[rp aid=1 to=1-2 x=日本]",
        "[rpaid=1 to=1-2]",
        "[qt]",
        "[/qt]",
        "[qt ]a[/qt]",
        "[qt x=1]a[/qt]",
        "[qtmeta aid=1 time=2]",
        "[info]",
        "[/info]",
        "[/info][info]",
        "[title]a[/title]",
        "[qt][/info]",
        "[code]",
        "[/code]",
        "[url]a[/url]",
        "[url]javascript:alert(1)[/url]",
        "[url] http://a[/url]x",
        "[task]a[/task]",
        "[task aid=1 st=other lt=0]a[/task]",
        "[task aid=1, st=open lt=0]a[/task]",
        "[download]a[/download]",
        "[download:1]a",
        "[download:1]a\nb[/download]",
        "[preview ht=1]",
        "[preview id=1 ht=x]",
        "[dtext]",
        "[dtext:]",
        "[dtext:a b]",
        "[deleted] ",
        " [deleted]",
        "[DELETED]",
        "[b]a[/b]",
        "[cc:1]",
        "[hr/]",
        "http://",
        "https://.",
        "xhttp://a",
        "ftp://a",
        ": )",
        "(Y)",
        "8)",
    ];
    for source in cases {
        let leaves = read(source);
        let joined: String = leaves
            .as_array()
            .unwrap()
            .iter()
            .map(|node| if node["type"] == "text" { node["text"].as_str() } else { node["url"].as_str() })
            .map(Option::unwrap)
            .collect();
        assert_eq!(joined, source, "{leaves}");
        assert!(!leaves.to_string().contains("accountId"), "{leaves}");
    }
}

/// What a tree is, in short: texts in quotes, other pieces as their types, and what they hold in parentheses.
fn shape(nodes: &Value) -> String {
    let one = |node: &Value| match (&node["type"], node.get("children")) {
        (kind, _) if kind == "text" => format!("{:?}", node["text"].as_str().unwrap()),
        (kind, Some(children)) => format!("{}({})", kind.as_str().unwrap(), shape(children)),
        (kind, None) => kind.as_str().unwrap().to_owned(),
    };
    nodes.as_array().unwrap().iter().map(one).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_inside_what() {
    let cases = [
        ("[qt][qt]a[/qt]b[/qt]c", r#"quote(quote("a") "b") "c""#),
        ("[qt]a[info]b[/info]c[/qt]", r#"quote("a" info("b") "c")"#),
        // What has no end is text, and what it would hold belongs to what is around it.
        ("[qt]a[To:1]", r#""[qt]a" to"#),
        ("[info][qt]a[/info]b[/qt]", r#"info("[qt]a") "b[/qt]""#),
        ("[qt][qt]a[/qt]", r#""[qt]" quote("a")"#),
        ("[qt]a[/qt][/qt]", r#"quote("a") "[/qt]""#),
        // A heading stands directly in a box.
        ("[title]a[/title]", r#""[title]a[/title]""#),
        ("[info][qt][title]a[/title][/qt][/info]", r#"info(quote("[title]a[/title]"))"#),
        ("[info]a[title]b[/title][/info]", r#"info("a" title("b"))"#),
        ("[info][title]a[/title]", r#""[info][title]a[/title]""#),
        // Nothing is a tag between these, and the first end counts.
        ("[code][code]a[/code]b[/code]", r#"code "b[/code]""#),
        ("[code][qt][/code][/qt]", r#"code "[/qt]""#),
        ("[qt][code][/qt][/code]", r#""[qt]" code"#),
        ("[code][qt]a[/qt]", r#""[code]" quote("a")"#),
        ("[download:1][To:1].txt (0 B)[/download]", "download"),
        ("[download:1]\n[code]a[/code][/download]", r#""[download:1]\n" code "[/download]""#),
        // A line break behind what makes a block is not shown.
        ("[info]\n[title]a[/title]\n\nb\n[/info]\n\nc", r#"info(title("a") "\nb\n") "\nc""#),
        ("[qt]\n[qtmeta aid=1]a[/qt]", r#"quote("[qtmeta aid=1]a")"#),
        ("[qt][qtmeta aid=1]\na[/qt]\nb", r#"quote("a") "b""#),
        ("a[hr]\nb", r#""a" hr "b""#),
        ("[To:1]\na[picon:1]\n", r#"to "\na" picon "\n""#),
        // What comes first and is longest wins.
        ("]:)(:/):/", r#"emoticon emoticon ":/""#),
        ("[To:1]:)", "to emoticon"),
        ("[x]:)", r#""[x" emoticon"#),
        ("https://a.jp/:) x", r#"url emoticon " x""#),
        ("見てhttps://a.jp/b(c)、", r#""見て" url "、""#),
        ("(https://a.jp/b).", r#""(" url ").""#),
        ("[info]https://a.jp[/info]", "info(url)"),
        ("[rp aid=1 to=2-3] さん\n[qt][qtmeta aid=1 time=2]a?[/qt]\nb", r#"reply " さん\n" quote("a?") "b""#),
    ];
    for (source, expected) in cases {
        assert_eq!(shape(&read(source)), expected, "{source}");
    }
}

#[test]
fn depth_has_a_bound() {
    for depth in [MAX_DEPTH, MAX_DEPTH + 1, 100_000] {
        let (open, close) = ("[qt]".repeat(depth), "[/qt]".repeat(depth));
        let message = [&open, "[To:1]", &close, "[To:2]"].concat();
        let nodes = parse(&message);
        let mut deepest = &nodes[0];
        let mut levels = 1;
        while let Some(child) = deepest.children.iter().find(|child| !child.children.is_empty()) {
            (deepest, levels) = (child, levels + 1);
        }
        assert_eq!(levels, depth.min(MAX_DEPTH));
        // Those that are text still end where they end: the outer ones stay around all of it.
        assert_eq!(mentions(&message).len(), 1);
    }
}

#[test]
fn positions_are_those_of_javascript() {
    let nodes = serde_json::to_value(tree("日本🍣[qt]🍣[To:5][/qt]\n:)")).unwrap();
    assert_eq!(
        nodes,
        json!([
            { "type": "text", "start": 0, "end": 4, "text": [0, 4] },
            {
                "type": "quote", "start": 4, "end": 22, "source": { "open": "[qt]", "close": "[/qt]\n" },
                "children": [
                    { "type": "text", "start": 8, "end": 10, "text": [8, 10] },
                    { "type": "to", "accountId": 5, "start": 10, "end": 16 },
                ],
            },
            { "type": "emoticon", "emoji": "🙂", "start": 22, "end": 24, "text": [22, 24] },
        ])
    );
}

#[test]
fn quotes_and_code_do_not_mention() {
    let cases: &[(&str, &[&str])] = &[
        ("[To:1] a[To:2] b", &["to 1", "to 2"]),
        ("[toall]", &["toAll"]),
        ("[rp aid=1 to=2-3]", &["reply 1"]),
        ("[info][title][To:1][/title][To:2][/info]", &["to 1", "to 2"]),
        ("[qt][To:1][info][To:2][/info][/qt][code][To:3][/code]", &[]),
        ("[qt][To:1]", &["to 1"]),
        ("[code][To:1]", &["to 1"]),
        ("[picon:1][piconname:1][pname:1]@1 To:1", &[]),
    ];
    for (message, expected) in cases {
        let found: Vec<String> = serde_json::to_value(mentions(message))
            .unwrap()
            .as_array()
            .unwrap()
            .iter()
            .map(|node| format!("{} {}", node["type"].as_str().unwrap(), node["accountId"]))
            .map(|words| words.replace(" null", ""))
            .collect();
        assert_eq!(found, *expected, "{message}");
    }
}

#[test]
fn what_is_answered() {
    let message = "[qt][rp aid=1 to=2-3][/qt][rp aid=4 to=5-6][info][返信 aid=7 to=-][/info][To:8]";
    let found = serde_json::to_value(replies(message)).unwrap();
    assert_eq!(found.as_array().unwrap().len(), 2);
    assert_eq!((&found[0]["messageId"], &found[1]["accountId"]), (&json!("6"), &json!(7)));
}

#[test]
fn files_that_come_with_a_message() {
    let message = "[info][title][dtext:file_uploaded][/title][preview id=1 ht=150][download:1]a (b).png (5 KB)[/download]\
                   [download:2]c[/download][/info][preview id=3][qt][download:4]d[/download][/qt]";
    let cut = |span: Option<(usize, usize)>| span.map(|(start, end)| &message[start..end]);
    let found: Vec<_> = attachments(message)
        .into_iter()
        .map(|file| (file.file_id, cut(file.name), cut(file.size), file.is_picture))
        .collect();
    assert_eq!(
        found,
        [(1, Some("a (b).png"), Some("5 KB"), true), (2, Some("c"), None, false), (3, None, None, true)]
    );
}

#[test]
fn text_of_others_is_harmless() {
    // `|` stands for the invisible character.
    let cases = [
        ("", "[To:1]", "[|To:1]"),
        ("", "[TOALL] [ / info ]", "[|TOALL] [| / info ]"),
        ("", "[rp aid=1 to=2-3][/qt][引用][返信 x", "[|rp aid=1 to=2-3][|/qt][|引用][|返信 x"),
        ("", "[b]a[/b][cc:1]", "[|b]a[|/b][|cc:1]"),
        // A service may drop what nobody sees.
        ("", "[to\0all] [\u{7}info\u{1}] [\0", "[|to\0all] [|\u{7}info\u{1}] [|\0"),
        ("", "a[0] [bug] [today] [x] [information]", "a[0] [bug] [today] [x] [information]"),
        // What could go on in what is written behind.
        ("", "[", "[|"),
        ("", "[[", "[[|"),
        ("", "a[/", "a[|/"),
        ("", "[T", "[|T"),
        ("", "[code", "[|code"),
        ("", "[codex", "[codex"),
        // What may have begun before.
        ("[", "toall]", "|toall]"),
        ("[", "error]", "error]"),
        ("a [/", "info]", "|info]"),
        ("[t", "oall]", "|oall]"),
        ("[To:", "1] [toall]", "1] [|toall]"),
        ("[|", "toall]", "toall]"),
        ("[x] ", "toall]", "toall]"),
    ];
    for (before, text, expected) in cases {
        let guarded = |text: &str| text.replace('|', "\u{200B}");
        assert_eq!(harmless(text, &guarded(before)), guarded(expected), "{before} {text}");
    }
}

#[test]
fn code_holds_its_end_as_text() {
    for (code, expected) in [
        ("", ""),
        ("a[To:1]\n[qt]", "a[To:1]\n[qt]"),
        ("a[/code]b", "a[|/code]b"),
        ("[ / CODE", "[| / CODE"),
        ("[/cod][/", "[/cod][/"),
        ("[code]", "[code]"),
    ] {
        assert_eq!(in_code(code), expected.replace('|', "\u{200B}"), "{code}");
    }
}

#[test]
fn a_message_is_contained() {
    let cases = [
        ("[To:1] a [qt]b[/qt]", "[To:1] a [qt]b[/qt]"),
        ("a[/qt]b[qt]c", "a[|/qt]b[|qt]c"),
        ("[qt]a[/info][/qt][x", "[qt]a[|/info][/qt][x"),
        ("[code]a[/qt][/code]", "[code]a[/qt][/code]"),
        ("[code]a", "[|code]a"),
        ("[title]a[/title]", "[|title]a[|/title]"),
    ];
    for (message, expected) in cases {
        assert_eq!(contained(message), expected.replace('|', "\u{200B}"), "{message}");
    }
}
