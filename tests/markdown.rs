//! From Markdown to a message.
#![cfg(all(feature = "markdown", not(target_arch = "wasm32")))]
#![allow(clippy::arithmetic_side_effects, clippy::disallowed_methods, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;

use chatwork_wasm::engine::markdown::from_markdown;
use chatwork_wasm::engine::notation::{GUARD, Kind, Node, Tag, parse};
use proptest::prelude::*;

fn message(markdown: &str) -> String {
    from_markdown(markdown, &BTreeMap::new())
}

/// As it is seen.
fn shown(markdown: &str) -> String {
    message(markdown).replace(GUARD, "")
}

fn check(cases: &[(&str, &str)]) {
    for (markdown, expected) in cases {
        assert_eq!(message(markdown), *expected, "{markdown}");
    }
}

#[test]
fn text() {
    check(&[
        ("", ""),
        ("\n \n", ""),
        ("a", "a"),
        ("a\nb", "a\nb"),
        ("a\r\nb\r\n\r\nc", "a\nb\n\nc"),
        ("a  \nb\\\nc", "a\nb\nc"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("**a** *b* __c__ _d_ ***e*** ~~f~~", "a b c d e f"),
        ("**「a」** です", "「a」 です"),
        ("\\*a\\* &amp; &lt;b&gt; &#x3042;", "*a* & <b> あ"),
        ("　字下げ", "　字下げ"),
        ("a `b` ``c`d``", "a `b` `c`d`"),
        (":) (bow)", ":) (bow)"),
        ("1 < 2", "1 < 2"),
    ]);
}

#[test]
fn headings() {
    check(&[
        ("# a", "[info][title]a[/title][/info]"),
        ("# a\nb", "[info][title]a[/title]\nb[/info]"),
        ("a\n===\nb", "[info][title]a[/title]\nb[/info]"),
        ("a\nb\n---\nc", "[info][title]a b[/title]\nc[/info]"),
        ("a\n\n## b\nc\n\nd", "a\n[info][title]b[/title]\nc\n\nd[/info]"),
        ("## a\nb\n## c\nd", "[info][title]a[/title]\nb[/info]\n[info][title]c[/title]\nd[/info]"),
        ("## a\nb\n# c\nd", "[info][title]a[/title]\nb[/info]\n[info][title]c[/title]\nd[/info]"),
        ("# a\nb\n## c\nd", "[info][title]a[/title]\nb\n\n■ c\nd[/info]"),
        ("# a\n## b\nc\n### d\ne\n## f", "[info][title]a[/title]\n■ b\nc\n\n□ d\ne\n\n■ f[/info]"),
        ("## a\n### b\nc\n#### d", "[info][title]a[/title]\n■ b\nc\n\n□ d[/info]"),
        ("### a\nb\n\n#### c", "■ a\nb\n\n□ c"),
        ("# **a** `b`", "[info][title]a `b`[/title][/info]"),
        ("# [a](https://b)", "[info][title]a https://b[/title][/info]"),
        ("#", ""),
        ("###", ""),
        ("a\n#\nb", "a\n\nb"),
        ("# a\nb\n#\nc", "[info][title]a[/title]\nb[/info]\nc"),
        ("> # a\n> b", "[qt]■ a\nb[/qt]"),
        ("- # a\n  b", "・ ■ a\n　b"),
        ("- #\n- a", "・\n・ a"),
    ]);
}

#[test]
fn code() {
    check(&[
        ("```\na\n```", "[code]\na[/code]"),
        ("```rust\na\n\n  b\n```\nc", "[code]\na\n\n  b[/code]\nc"),
        ("a\n```\nb\n```", "a\n[code]\nb[/code]"),
        ("    a\n     b", "[code]\na\n b[/code]"),
        ("```\n\na\n```", "[code]\n\na[/code]"),
        ("```\r\na\r\nb\r\n```", "[code]\na\nb[/code]"),
        ("```\na", "[code]\na[/code]"),
        ("```\n```", ""),
        ("a\n\n```\n\n```\n\nb", "a\n\nb"),
        ("```\na\n```\n```\nb\n```", "[code]\na[/code]\n[code]\nb[/code]"),
        // Who copies it gets what was written.
        ("```\n[To:1] a[url] &amp; **b** @c\n```", "[code]\n[To:1] a[url] &amp; **b** @c[/code]"),
    ]);
}

#[test]
fn quotations() {
    check(&[
        ("> a", "[qt]a[/qt]"),
        ("> a\nb", "[qt]a\nb[/qt]"),
        ("a\n\n> b\n\nc", "a\n[qt]b[/qt]\nc"),
        ("> a\n>\n> b", "[qt]a\n\nb[/qt]"),
        ("> a\n\n> b", "[qt]a[/qt]\n[qt]b[/qt]"),
        ("> > a\n>\n> b", "[qt][qt]a[/qt]\nb[/qt]"),
        ("> ```\n> a\n> ```", "[qt][code]\na[/code][/qt]"),
        ("> - a\n> - b", "[qt]・ a\n・ b[/qt]"),
        (">", ""),
        ("a\n\n> >\n\nb", "a\n\nb"),
    ]);
    let deep = [">".repeat(60), "a".into()].concat();
    assert_eq!(message(&deep), ["[qt]".repeat(20), "a".into(), "[/qt]".repeat(20)].concat());
}

#[test]
fn thematic_breaks() {
    check(&[
        ("---", "[hr]"),
        ("a\n\n---\n\nb", "a\n[hr]\nb"),
        ("***\n***", "[hr]\n[hr]"),
        ("# a\n---\nb", "[info][title]a[/title]\n[hr]\nb[/info]"),
        ("- ***", "・\n[hr]"),
    ]);
}

#[test]
fn lists() {
    check(&[
        ("- a\n- b", "・ a\n・ b"),
        ("* a\n\n* b", "・ a\n・ b"),
        ("a\n\n- b\n\nc", "a\n・ b\n\nc"),
        ("- a\n  b\n\n  c", "・ a\n　b\n　c"),
        ("- a\n  - b\n    - c\n- d", "・ a\n　・ b\n　　・ c\n・ d"),
        ("1. a\n1. b", "1. a\n2. b"),
        ("9) a\n1) b", "9. a\n10. b"),
        ("0. a", "0. a"),
        ("1. a\n   - b\n2. c", "1. a\n　・ b\n2. c"),
        ("- [x] a\n- [ ] b\n- c", "☑ a\n☐ b\n・ c"),
        ("1. [x] a", "1. ☑ a"),
        ("- [ ] a\n\n- [x] b", "☐ a\n☑ b"),
        ("-", "・"),
        ("- a\n-\n- b", "・ a\n・\n・ b"),
        ("- - a\n  - b", "・ ・ a\n　・ b"),
        ("1. a\n   ```\n   b\n   ```\n2. c", "1. a\n[code]\nb[/code]\n2. c"),
        ("- ```\n  a\n  ```", "・\n[code]\na[/code]"),
        ("- a\n  > b\n  > - c\n- d", "・ a\n[qt]b\n・ c[/qt]\n・ d"),
        ("- > a", "・\n[qt]a[/qt]"),
    ]);
}

#[test]
fn tables() {
    check(&[
        ("| a | b |\n|---|--:|\n| c | d |\n| e | f |", "a | b\nc | d\ne | f"),
        ("a\n\n|b|c|\n|-|-|\n|d||\n\ne", "a\n\nb | c\nd |\n\ne"),
        ("||b|\n|-|-|\n|c|d|", "| b\nc | d"),
        ("|a|b|\n|-|-|\n|**c**|`d\\|e`|", "a | b\nc | `d|e`"),
        ("|a|b|\n|-|-|\n|[c](https://d)|e|", "a | b\nc https://d | e"),
        ("- |a|b|\n  |-|-|\n  |c|d|", "・ a | b\n　c | d"),
        ("- a\n  |b|c|\n  |-|-|\n  |d|e|", "・ a\n　b | c\n　d | e"),
    ]);
}

#[test]
fn links_and_images() {
    check(&[
        ("[a](https://b.jp/c?d=e#f)", "a https://b.jp/c?d=e#f"),
        ("[a](<https://b.jp/c d>)", "a https://b.jp/c%20d"),
        ("[a](https://ja.wikipedia.org/wiki/日本)", "a https://ja.wikipedia.org/wiki/%E6%97%A5%E6%9C%AC"),
        ("<https://a.jp>", "https://a.jp"),
        ("<https://a.jp/日本>", "https://a.jp/%E6%97%A5%E6%9C%AC"),
        ("[https://a.jp](https://a.jp)", "https://a.jp"),
        ("[](https://a.jp)", "https://a.jp"),
        ("[a]\n\n[a]: HTTP://b.jp 'c'", "a HTTP://b.jp"),
        ("[a](mailto:a@b.jp) <a@b.jp> [a@b.jp](mailto:a@b.jp)", "a mailto:a@b.jp a@b.jp mailto:a@b.jp"),
        ("[a](./b.md) [c](#d) [e](javascript:alert(1)) [f](ftp://g)", "a c e f"),
        ("![a](https://b/c.png)", "a https://b/c.png"),
        ("![](https://b/c.png)", "https://b/c.png"),
        ("![a](c.png)", "a"),
        ("[![CI](https://a/b.svg)](https://c)", "CI https://c"),
        ("![a [b](https://c)](https://d)", "a b https://d"),
        ("https://a.jp/b_c_d", "https://a.jp/b_c_d"),
        // What is behind a URL is no part of it, what is before it neither.
        ("[a](https://b)c", "a https://b c"),
        ("[a](https://b)です", "a https://bです"),
        ("([a](https://b)).", "(a https://b)."),
        ("[a](https://b), c", "a https://b, c"),
        ("[a](https://b),<https://c>", "a https://b, https://c"),
        ("[a](https://b)[c](https://d)", "a https://b c https://d"),
        ("[a](https://b)`c`", "a https://b `c`"),
        ("[a](https://b)\nc", "a https://b\nc"),
        ("a<https://b>", "a https://b"),
        ("a\n\n<https://b>", "a\n\nhttps://b"),
        ("a:<https://b>", "a:https://b"),
    ]);
}

#[test]
fn more_marks_than_anybody_writes() {
    let (all, text) = ("> ".repeat(100), "\\> > - 1. a");
    let within = [&all, text].concat();
    let beyond = [&all, "> > - 1. a\r", &all, "> > - 1. a"].concat();
    let [within, beyond] = [within, beyond].map(|markdown| from_markdown(&markdown, &BTreeMap::new()));
    assert!(within.contains("]> > - 1. a[/qt]"), "{within}");
    assert!(beyond.contains("]> > - 1. a\n> > - 1. a[/qt]"), "{beyond}");
    for (mark, expected) in [("- a", "]- a["), ("1. - a", "]1. - a["), ("1) > a", "]1) > a[")] {
        let message = message(&[all.as_str(), mark].concat());
        assert!(message.contains(expected), "{message}");
    }
    let rule = "-".repeat(200);
    check(&[(&rule, "[hr]")]);
    // What is no mark stays as it is, also where a backslash would be seen.
    for text in ["1>", "1- ", "-a", "1.a", ". ", ") "] {
        let code = text.repeat(101);
        let markdown = ["```\n", &code, "\n```"].concat();
        check(&[(&markdown, &["[code]\n", &code, "[/code]"].concat())]);
    }
}

#[test]
fn html() {
    check(&[
        ("a <b>c</b><br>", "a <b>c</b><br>"),
        (
            "<details>\n<summary>a</summary>\n\nb\n\n</details>",
            "<details>\n<summary>a</summary>\n\nb\n\n</details>",
        ),
        ("<!-- a -->\n\nb <!-- c -->d", "b d"),
        ("<!--\na\n\nb\n-->\nc", "c"),
        ("<!-- a --> b <!-- c -->", "<!-- a --> b <!-- c -->"),
    ]);
}

#[test]
fn mentions() {
    let accounts: BTreeMap<String, u64> =
        [("佐藤", 1), ("佐藤 健", 2), ("sato", 3), ("sato_k", 4), ("", 5), ("@", 6), ("[toall]", 7)]
            .map(|(name, account_id)| (name.to_owned(), account_id))
            .into();
    for (markdown, expected) in [
        ("@佐藤", "[To:1] 佐藤"),
        ("@佐藤 健さん", "[To:2] 佐藤 健さん"),
        ("a @sato, b", "a [To:3] sato, b"),
        ("(@sato)", "([To:3] sato)"),
        ("確認@佐藤@sato", "確認[To:1] 佐藤[To:3] sato"),
        ("@佐藤/@sato", "[To:1] 佐藤/[To:3] sato"),
        ("@sato_k", "[To:4] sato_k"),
        ("**@sa**to", "[To:3] sato"),
        ("# @sato", "[info][title][To:3] sato[/title][/info]"),
        ("- @sato", "・ [To:3] sato"),
        ("|@sato|a|\n|-|-|", "[To:3] sato | a"),
        ("[@sato](https://a)", "[To:3] sato https://a"),
        ("@鈴木", "@鈴木"),
        ("@satomi", "@satomi"),
        ("@Sato", "@Sato"),
        ("a@sato", "a@sato"),
        ("a@sato.jp", "a@sato.jp"),
        ("<a@sato.jp>", "a@sato.jp"),
        ("https://a.jp/@sato", "https://a.jp/@sato"),
        ("https://a.jp/?b=@sato c @sato", "https://a.jp/?b=@sato c [To:3] sato"),
        ("[a](https://a.jp/@sato)", "a https://a.jp/@sato"),
        ("`@sato` @sato", "`@sato` [To:3] sato"),
        ("```\n@sato\n```", "[code]\n@sato[/code]"),
        ("> @sato\n\n@sato", "[qt]@sato[/qt]\n[To:3] sato"),
        ("@", "@"),
        ("@@", "[To:6] @"),
        ("@[toall]", "[To:7] [toall]"),
    ] {
        assert_eq!(from_markdown(markdown, &accounts).replace(GUARD, ""), expected, "{markdown}");
    }
}

#[test]
fn a_release_note() {
    let markdown = "\
<!-- Release notes generated using configuration in .github/release.yml at main -->

## What's Changed

* Retries never post twice by @sato in https://github.com/a/b/pull/1
* **Breaking:** `getRooms()` needs a token ([#2](https://github.com/a/b/pull/2))

## 更新のしかた

1. 更新する
   ```sh
   npm update
   ```
2. [移行の表](https://example.com/移行)を読む

**Full Changelog**: https://github.com/a/b/compare/v1...v2
";
    let expected = "\
[info][title]What's Changed[/title]
・ Retries never post twice by [To:3] sato in https://github.com/a/b/pull/1
・ Breaking: `getRooms()` needs a token (#2 https://github.com/a/b/pull/2)[/info]
[info][title]更新のしかた[/title]
1. 更新する
[code]
npm update[/code]
2. 移行の表 https://example.com/%E7%A7%BB%E8%A1%8Cを読む

Full Changelog: https://github.com/a/b/compare/v1...v2[/info]";
    assert_eq!(from_markdown(markdown, &[("sato".to_owned(), 3)].into()), expected);
}

#[test]
fn a_report_of_ci() {
    let markdown = "\
# ❌ main: 2 jobs failed

@佐藤 健 [Run 123](https://ci.example.com/123)

| Job | Result |
|---|---|
| lint | ok |
| test | **failed** |

### test

> assertion failed: `left == right`
> at [src/lib.rs](src/lib.rs):10

```
error[E0277]: the trait bound
  --> src/lib.rs:10
```

---
- [x] notified
- [ ] fixed
";
    let expected = "\
[info][title]❌ main: 2 jobs failed[/title]
[To:2] 佐藤 健 Run 123 https://ci.example.com/123

Job | Result
lint | ok
test | failed

□ test
[qt]assertion failed: `left == right`
at src/lib.rs:10[/qt]
[code]
error[E0277]: the trait bound
  --> src/lib.rs:10[/code]
[hr]
☑ notified
☐ fixed[/info]";
    assert_eq!(from_markdown(markdown, &[("佐藤 健".to_owned(), 2)].into()), expected);
}

/// What is seen is what was typed, and nothing of it is a tag.
#[test]
fn text_is_no_tag() {
    for text in [
        "[toall]",
        "[TOALL]",
        "[To:1] a",
        "[rp aid=1 to=2-3]",
        "[返信 aid=1 to=2-3]",
        "[qt]a[/qt]",
        "[引用 aid=1]a[/引用]",
        "[info]a[/info]",
        "[/info][/title][/qt][/code]",
        "[hr]",
        "[code]",
        "[picon:1][piconname:1][pname:1]",
        "[task aid=1 st=open lt=0]a[/task]",
        "[download:1]a[/download]",
        "[preview id=1]",
        "[dtext:a]",
        "[deleted]",
        "[qtmeta aid=1 time=2]",
    ] {
        let escaped = text.replace('[', "\\[");
        let split = text.replace('o', "<!-- -->o");
        let entity = text.replace('[', "&#91;");
        let cases = [
            (text.to_owned(), text.to_owned()),
            (escaped, text.to_owned()),
            (split, text.to_owned()),
            (entity, text.to_owned()),
            (["**", text, "**"].concat(), text.to_owned()),
            (["`", text, "`"].concat(), ["`", text, "`"].concat()),
            (["# ", text].concat(), ["[info][title]", text, "[/title][/info]"].concat()),
            (["> ", text].concat(), ["[qt]", text, "[/qt]"].concat()),
            (["- ", text].concat(), ["・ ", text].concat()),
            (["```\n", text, "\n```"].concat(), ["[code]\n", text, "[/code]"].concat()),
            (["![", text, "](https://a)"].concat(), [text, " https://a"].concat()),
            (["<div>\n", text].concat(), ["<div>\n", text].concat()),
        ];
        for (markdown, expected) in cases {
            assert_eq!(shown(&markdown), expected, "{markdown}");
            assert_harmless(&markdown);
        }
    }
}

#[test]
fn a_tag_made_of_pieces_is_none() {
    for markdown in [
        "[to**all**]",
        "[to*a*ll]",
        "[to~~all~~]",
        "[`toall`]",
        "[**toall**]",
        "\\[t&#111;all\\]",
        "[to<!-- -->all]",
        "[to\nall]",
        "[To:![1](a)]",
        "[[toall](https://a)]",
        "[a](https://b/[toall])",
        "<https://b/[toall]>",
        "[toall]: https://a\n\n[toall]",
        "[a](https://b)[toall]",
        "|[to|all]|\n|-|-|\n|[|toall]|",
        "> [qtmeta aid=1 time=2]a",
        "> \\[qtmeta aid=1 time=2]a",
        "# [/title][/info][toall]",
        "```\n[/code][toall]\n```",
        "```\n[ /code][ / CODE ][/code\n][toall]\n```",
        "> ```\n> [/qt][/code][toall]\n> ```",
        "<div>[/info][toall]\n</div>",
        "- [\n- toall]",
        "[\n\ntoall]",
    ] {
        assert_harmless(markdown);
    }
}

/// Only tags that `from_markdown` writes are in the message, and all of them have their end.
fn assert_harmless(markdown: &str) {
    let message = message(markdown);
    assert_nodes(&parse(&message), &message, markdown);
}

fn assert_nodes(nodes: &[Node<'_>], message: &str, markdown: &str) {
    const WRITTEN: [&str; 9] =
        ["[info]", "[/info]", "[title]", "[/title]", "[qt]", "[/qt]", "[code]", "[/code]", "[hr]"];
    for node in nodes {
        match &node.kind {
            Kind::Text => {
                let text = message[node.start..node.end].to_lowercase();
                assert!(!WRITTEN.iter().any(|tag| text.contains(tag)), "{markdown:?}: {message:?}");
            }
            Kind::Tag(
                Tag::Quote { account_id: None, .. } | Tag::Info | Tag::Title | Tag::Hr | Tag::Code | Tag::Url,
            )
            | Kind::Emoticon(_) => {}
            Kind::Tag(tag) => panic!("{tag:?} in {markdown:?}: {message:?}"),
        }
        assert_nodes(&node.children, message, markdown);
    }
}

/// Pieces that mean something to Markdown or to notation.
fn document() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "[",
        "]",
        "[/",
        "(",
        ")",
        "](",
        "![",
        "<",
        ">",
        "> ",
        "# ",
        "## ",
        "### ",
        "- ",
        "* ",
        "1. ",
        "- [x] ",
        "    ",
        "\t",
        "  ",
        " ",
        "\n",
        "\n\n",
        "\r\n",
        "```",
        "`",
        "~~~",
        "~~",
        "**",
        "*",
        "_",
        "|",
        "|-|-|",
        "---",
        "===",
        "\\",
        "&#91;",
        "&amp;",
        "<!--",
        "-->",
        "<div>",
        "</div>",
        "<br>",
        "https://a.jp/",
        "mailto:",
        "@",
        "a",
        "a b",
        "佐藤",
        "to",
        "all",
        "toall",
        "To:1",
        "[toall]",
        "[To:1]",
        "info",
        "title",
        "qt",
        "code",
        "hr",
        "deleted",
        "[qtmeta aid=1]",
        "[/info]",
        "[/title]",
        "[/qt]",
        "[/code]",
        "[info]",
        "[code]",
        "[rp aid=1 to=2-3]",
        "[picon:1]",
        "[download:1]",
        "[/download]",
        "[preview id=1]",
        "[dtext:a]",
        "[task aid=1 st=open lt=0]",
        "[/task]",
        ":",
        "/",
        "\u{200B}",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn nothing_becomes_a_tag(markdown in document()) {
        assert_harmless(&markdown);
    }

    #[test]
    fn no_text_is_too_strange(markdown in any::<String>()) {
        assert_harmless(&markdown);
    }

    #[test]
    fn only_mentions_mention(markdown in document()) {
        let accounts = [("a".to_owned(), 7), ("佐藤".to_owned(), 7), ("[toall]".to_owned(), 7)].into();
        let message = from_markdown(&markdown, &accounts);
        let ours = message.matches("[To:7] ").count();
        let mut tags = 0;
        count_mentions(&parse(&message), &mut tags, false);
        prop_assert_eq!(tags, ours, "{:?}", message);
    }
}

fn count_mentions(nodes: &[Node<'_>], count: &mut usize, quoted: bool) {
    for node in nodes {
        match &node.kind {
            Kind::Tag(Tag::To { account_id }) => {
                assert_eq!((*account_id, quoted), (7, false));
                *count += 1;
            }
            Kind::Tag(Tag::ToAll | Tag::Reply { .. }) => panic!("{nodes:?}"),
            _ => {}
        }
        let quoted = quoted || matches!(node.kind, Kind::Tag(Tag::Quote { .. }));
        count_mentions(&node.children, count, quoted);
    }
}

#[test]
fn documents_that_are_hard_to_read() {
    let accounts = [("a".to_owned(), 1)].into();
    // The parser goes through all lists around a line that continues a paragraph.
    let lazy = ["- ".repeat(25_000), "a".into(), "\nb".repeat(25_000)].concat();
    let quoted_lines = [">".repeat(50_000), "a".into(), "\nb".repeat(25_000)].concat();
    let links = ["[".repeat(50_000), "](x)".repeat(10_000)].concat();
    let lists = ["- ".repeat(50_000), "a".into()].concat();
    let mut documents = vec![lazy, quoted_lines, links, lists];
    for piece in [
        "[",
        "]",
        "> ",
        ">",
        "*",
        "**a ",
        "- ",
        "1. ",
        "`",
        "``a",
        "<",
        "<!--",
        "![",
        "[a](",
        "[a](https://b)",
        "@",
        "@a ",
        "a@a",
        "\n",
        "# a\n",
        "#\n",
        "|",
        "|a|b|\n|-|-|\n",
        "[/code]",
        "```\n",
        "~",
        "_a",
        "\\",
        "&",
        "[toall]",
        "<https://a>",
        "https://a",
        "[a]: b\n",
    ] {
        documents.push(piece.repeat(100_000 / piece.len()));
    }
    for document in documents {
        let message = from_markdown(&document, &accounts);
        let begin: String = document.chars().take(20).collect();
        assert!(message.len() <= 40 * document.len(), "{begin:?}: {}", message.len());
    }
}
