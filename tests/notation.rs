//! Reading and spelling message notation.
#![cfg(all(feature = "notation", not(target_arch = "wasm32")))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "tests")]

use chatwork_wasm::engine::notation::tree;
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

#[test]
fn a_link_begins_where_no_word_goes_on() {
    let link = json!({ "type": "url", "url": "http://a" });
    for before in ["é", "語", "-", "(", "8 "] {
        assert_eq!(read(&[before, "http://a"].concat()), json!([text(before), link]), "{before}");
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
