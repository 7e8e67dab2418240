//! Messages without their tags: as text, HTML and Markdown.
#![cfg(all(feature = "notation", not(target_arch = "wasm32")))]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;

use chatwork_wasm::engine::notation::render::{Language, Options, accounts, to_html, to_markdown, to_text};
use chatwork_wasm::engine::notation::{GUARD, Kind, Node, Tag, parse};
use proptest::prelude::*;
use pulldown_cmark::{Event, LinkType, Parser, Tag as Markup, TagEnd};

/// Account 5 has a name, and 6 has none.
fn options(language: Language) -> Options {
    Options { language, names: BTreeMap::from([(5, "佐藤 健".to_owned())]), ..Options::default() }
}

fn ja() -> Options {
    options(Language::Ja)
}

fn en() -> Options {
    options(Language::En)
}

/// A message, and what it is as text, HTML and Markdown, in Japanese.
type Case = (&'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
const CASES: &[Case] = &[
    ("", "", "", ""),
    ("a", "a", "a", "a"),
    ("www.a_b_<b>", "www.a_b_<b>", "www.a_b_&lt;b&gt;", "www\u{200B}.a\\_b\\_&lt;b>"),
    ("FTP://a", "FTP://a", "FTP://a", "FTP\u{200B}://a"),
    ("[To:5]", "@佐藤 健さん", r#"<span class="cw-to" data-account-id="5">@佐藤 健さん</span>"#, "@佐藤 健さん"),
    ("[To:6]", "@ID:6", r#"<span class="cw-to" data-account-id="6">@ID:6</span>"#, "@ID:6"),
    ("[To:5] 健さん", "@健さん", r#"<span class="cw-to" data-account-id="5">@</span>健さん"#, "@健さん"),
    ("[To:5]健さん", "@健さん", r#"<span class="cw-to" data-account-id="5">@</span>健さん"#, "@健さん"),
    ("[To:5] 佐藤健 a", "@佐藤健 a", r#"<span class="cw-to" data-account-id="5">@</span>佐藤健 a"#, "@佐藤健 a"),
    ("[To:5] 明日です", "@佐藤 健さん 明日です", r#"<span class="cw-to" data-account-id="5">@佐藤 健さん</span> 明日です"#, "@佐藤 健さん 明日です"),
    ("[To:5] 佐藤様 a", "@佐藤様 a", r#"<span class="cw-to" data-account-id="5">@</span>佐藤様 a"#, "@佐藤様 a"),
    ("[To:5] 佐藤", "@佐藤", r#"<span class="cw-to" data-account-id="5">@</span>佐藤"#, "@佐藤"),
    ("[To:5]\n[pname:5]", "@佐藤 健さん\n佐藤 健", r#"<span class="cw-to" data-account-id="5">@佐藤 健さん</span><br><span class="cw-pname" data-account-id="5">佐藤 健</span>"#, "@佐藤 健さん\\\n佐藤 健"),
    ("[To:6] 明日です", "@明日です", r#"<span class="cw-to" data-account-id="6">@</span>明日です"#, "@明日です"),
    ("[To:5] \nb", "@佐藤 健さん \nb", r#"<span class="cw-to" data-account-id="5">@佐藤 健さん</span> <br>b"#, "@佐藤 健さん \\\nb"),
    ("[To:5] [To:6]", "@佐藤 健さん @ID:6", r#"<span class="cw-to" data-account-id="5">@佐藤 健さん</span> <span class="cw-to" data-account-id="6">@ID:6</span>"#, "@佐藤 健さん @ID:6"),
    ("[toall]\na", "@全員\na", r#"<span class="cw-toall">@全員</span><br>a"#, "@全員\\\na"),
    ("[rp aid=5 to=7-8]", "Re: 佐藤 健さん", r#"<span class="cw-reply" data-account-id="5" data-room-id="7" data-message-id="8">Re: 佐藤 健さん</span>"#, "Re: 佐藤 健さん"),
    ("[rp aid=6 to=7-8] 花子さん\na", "Re: 花子さん\na", r#"<span class="cw-reply" data-account-id="6" data-room-id="7" data-message-id="8">Re: </span>花子さん<br>a"#, "Re: 花子さん\\\na"),
    ("[返信 aid=5 to=-] [pname:5]さん", "Re: 佐藤 健さん", r#"<span class="cw-reply" data-account-id="5">Re: </span><span class="cw-pname" data-account-id="5">佐藤 健</span>さん"#, "Re: 佐藤 健さん"),
    ("[qt][qtmeta aid=5 time=1750000165]a\nb[/qt]c", "> 佐藤 健 (2025-06-16 00:09):\n> a\n> b\nc",
        r#"<blockquote class="cw-quote" data-account-id="5"><div class="cw-quote-head"><span class="cw-pname" data-account-id="5">佐藤 健</span> <time class="cw-time" datetime="2025-06-15T15:09:25Z">2025-06-16 00:09</time></div>a<br>b</blockquote>c"#,
        "> 佐藤 健 (2025-06-16 00:09):\n>\n> a\\\n> b\n\nc"),
    ("[qt][qtmeta aid=6]a[/qt]", "> ID:6:\n> a",
        r#"<blockquote class="cw-quote" data-account-id="6"><div class="cw-quote-head"><span class="cw-pname" data-account-id="6">ID:6</span></div>a</blockquote>"#,
        "> ID:6:\n>\n> a"),
    ("[qt]a[qt]b[/qt]c[/qt]d", "> a\n> > b\n> c\nd", r#"<blockquote class="cw-quote">a<blockquote class="cw-quote">b</blockquote>c</blockquote>d"#, "> a\n>\n> > b\n>\n> c\n\nd"),
    ("[qt]\n\na\n\n[/qt]\n\nb", "> a\n\nb", r#"<blockquote class="cw-quote"><br>a<br><br></blockquote><br>b"#, "> a\n\nb"),
    ("[info]a[/info]b", "a\nb", r#"<div class="cw-info">a</div>b"#, "> a\n\nb"),
    ("a\n[info][title] b\nc [/title]\nd[/info]", "a\n【b c】\nd", r#"a<br><div class="cw-info"><div class="cw-title"> b<br>c </div>d</div>"#, "a\n\n> **b c**\n>\n> d"),
    ("a[info][title][/title][/info]b", "a\nb", r#"a<div class="cw-info"><div class="cw-title"></div></div>b"#, "a\n\nb"),
    ("a[hr]b", "a\n--------------------\nb", r#"a<hr class="cw-hr">b"#, "a\n\n---\n\nb"),
    ("[picon:5]", "佐藤 健", r#"<span class="cw-picon" data-account-id="5">佐藤 健</span>"#, "佐藤 健"),
    ("[piconname:6]", "ID:6", r#"<span class="cw-piconname" data-account-id="6">ID:6</span>"#, "ID:6"),
    ("[pname:5]さん", "佐藤 健さん", r#"<span class="cw-pname" data-account-id="5">佐藤 健</span>さん"#, "佐藤 健さん"),
    ("a[code]\n\n  b :)\n\n*[To:5]*\n[/code]c", "a\n\n  b :)\n\n*[To:5]*\nc", "a<pre class=\"cw-code\"><code>\n  b :)\n\n*[To:5]*\n</code></pre>c", "a\n\n```\n\n  b :)\n\n*[To:5]*\n```\n\nc"),
    ("[qt][code]a\n\n````[/code][/qt]", "> a\n> \n> ````", "<blockquote class=\"cw-quote\"><pre class=\"cw-code\"><code>a\n\n````</code></pre></blockquote>", "> `````\n> a\n> \n> ````\n> `````"),
    ("a http://a.jp/?b=1&c=2.", "a http://a.jp/?b=1&c=2.", r#"a <a class="cw-url" href="http://a.jp/?b=1&amp;c=2" rel="noopener noreferrer nofollow">http://a.jp/?b=1&amp;c=2</a>."#, "a <http://a.jp/?b=1&c=2>."),
    ("[url]http://a.jp/&lt;_*[/url]", "http://a.jp/&lt;_*", r#"<a class="cw-url" href="http://a.jp/&amp;lt;_*" rel="noopener noreferrer nofollow">http://a.jp/&amp;lt;_*</a>"#, r"[http://a.jp/&amp;lt;\_\*](<http://a.jp/&amp;lt;_*>)"),
    ("[task aid=5,6 st=open lt=1750000165 ltype=time]a\nb[/task]", "未完了 / 担当: 佐藤 健、ID:6 / 期限: 2025-06-16 00:09\na\nb",
        r#"<div class="cw-task" data-status="open"><div class="cw-task-head">未完了 / 担当: <span class="cw-pname" data-account-id="5">佐藤 健</span>、<span class="cw-pname" data-account-id="6">ID:6</span> / 期限: <time class="cw-time" datetime="2025-06-15T15:09:25Z">2025-06-16 00:09</time></div>a<br>b</div>"#,
        "> 未完了 / 担当: 佐藤 健、ID:6 / 期限: 2025-06-16 00:09\n>\n> a\\\n> b"),
    ("[task aid=5 st=done lt=0]a[/task]", "完了 / 担当: 佐藤 健\na",
        r#"<div class="cw-task" data-status="done"><div class="cw-task-head">完了 / 担当: <span class="cw-pname" data-account-id="5">佐藤 健</span></div>a</div>"#,
        "> 完了 / 担当: 佐藤 健\n>\n> a"),
    ("[download:9]a_b.png (54 KB)[/download]", "a_b.png (54 KB)", r#"<span class="cw-download" data-file-id="9">a_b.png (54 KB)</span>"#, r"a\_b.png (54 KB)"),
    ("[preview id=9 ht=150]", "(画像)", r#"<span class="cw-preview" data-file-id="9" data-height="150">(画像)</span>"#, "(画像)"),
    ("[preview id=9][download:9]a[/download]", "a", r#"<span class="cw-preview" data-file-id="9"></span><span class="cw-download" data-file-id="9">a</span>"#, "a"),
    ("[dtext:chatroom_chat_joined]", "チャットに参加しました。", r#"<span class="cw-dtext" data-key="chatroom_chat_joined">チャットに参加しました。</span>"#, "チャットに参加しました。"),
    ("[dtext:un_known]", "[dtext:un_known]", r#"<span class="cw-dtext" data-key="un_known">[dtext:un_known]</span>"#, r"\[dtext:un\_known]"),
    ("[deleted]", "このメッセージは削除されました。", r#"<span class="cw-deleted">このメッセージは削除されました。</span>"#, "このメッセージは削除されました。"),
    (":)(emo)", "🙂(emo)", r#"<span class="cw-emoticon" title=":)">🙂</span><span class="cw-emoticon" title="(emo)">(emo)</span>"#, "🙂(emo)"),
    ("1. a\n:-|\n  - b!", "1. a\n:-|\n  - b!", "1. a<br>:-|<br>  - b!", "1\\. a\\\n\\:-\\|\\\n&nbsp;&nbsp;\\- b!"),
    ("a\r\nb\rc\n\n\nd\u{1B}\0", "a\nb\nc\n\n\nd\u{FFFD}\u{FFFD}", "a<br>b<br>c<br><br><br>d\u{FFFD}\u{FFFD}", "a\\\nb\\\nc\n\n\nd\u{FFFD}\u{FFFD}"),
];

#[test]
fn each_tag() {
    for (message, text, html, markdown) in CASES {
        assert_eq!(to_text(message, &ja()), *text, "{message}");
        assert_eq!(to_html(message, &ja()), *html, "{message}");
        assert_eq!(to_markdown(message, &ja()), *markdown, "{message}");
        scan(html);
    }
}

#[test]
fn each_tag_in_english() {
    let cases = [
        ("[To:5]", "@佐藤 健"),
        ("[To:6]", "@ID:6"),
        ("[toall]", "@all"),
        ("[rp aid=5 to=7-8]", "Re: 佐藤 健"),
        ("[qt][qtmeta aid=5 time=1750000165]a[/qt]", "> 佐藤 健 (2025-06-16 00:09):\n> a"),
        ("[info][title]a[/title]b[/info]", "== a ==\nb"),
        (
            "[task aid=5,6 st=open lt=1750000165 ltype=date]a[/task]",
            "Open / Assigned to: 佐藤 健, ID:6 / Due: 2025-06-16\na",
        ),
        ("[task aid=6 st=done lt=9 ltype=none]a[/task]", "Done / Assigned to: ID:6\na"),
        ("[preview id=9]", "(picture)"),
        ("[dtext:file_uploaded]", "File uploaded"),
        ("[deleted]", "This message has been deleted."),
    ];
    for (message, text) in cases {
        assert_eq!(to_text(message, &en()), text, "{message}");
    }
}

/// Of `reference/chatwork-api.md` §8.6.
#[test]
fn messages_of_people() {
    let cases = [
        (
            "[To:2210399] 佐藤 健さん\n[To:2210412] Tran Lanさん\n本日のデプロイは 18:00 です (bow)",
            "@佐藤 健さん\n@Tran Lanさん\n本日のデプロイは 18:00 です 🙇",
        ),
        (
            "[rp aid=2210399 to=398765432-1976543899012345856] 佐藤 健さん\n\
             [qt][qtmeta aid=2210399 time=1750000165]ステージングは確認済みですか?[/qt]\nはい、確認済みです。",
            "Re: 佐藤 健さん\n> ID:2210399 (2025-06-16 00:09):\n> ステージングは確認済みですか?\n\
             はい、確認済みです。",
        ),
        (
            "[toall]\n[info][title]障害のお知らせ[/title]発生: 10:05\n[hr]\n復旧: 10:40[/info]",
            "@全員\n【障害のお知らせ】\n発生: 10:05\n--------------------\n復旧: 10:40",
        ),
        (
            "[code]\nif [ \"$x\" = 1 ]; then echo \"[To:1] は文字のまま\"; fi\n[/code]",
            "if [ \"$x\" = 1 ]; then echo \"[To:1] は文字のまま\"; fi",
        ),
    ];
    for (message, text) in cases {
        assert_eq!(to_text(message, &ja()), text);
    }
}

#[test]
fn messages_of_the_system() {
    let cases = [
        (
            "[info][title][dtext:chatroom_groupchat_created][/title][dtext:chatroom_chatname_is]企画\
             [dtext:chatroom_set]\n\n[dtext:chatroom_member_is][piconname:5][dtext:chatroom_added][/info]",
            "【グループチャットを作成しました】\nチャット名を 企画 に設定しました。\n\n\
             メンバー 佐藤 健 を追加しました。",
            "== Group chat created ==\nChat name: 企画 (set)\n\nMember: 佐藤 健 (added)",
        ),
        (
            "[info][title][dtext:chatroom_chat_edited][/title][dtext:chatroom_member_is][piconname:5]\
             [dtext:chatroom_added][/info]",
            "【チャット情報を変更しました】\nメンバー 佐藤 健 を追加しました。",
            "== Chat information changed ==\nMember: 佐藤 健 (added)",
        ),
        ("[info][dtext:chatroom_mychat_created][/info]", "マイチャットを作成しました。", "My Chat created"),
        ("[info][dtext:chatroom_contact_added][/info]", "コンタクトに追加しました。", "Contact added"),
        ("[dtext:chatroom_chat_joined]", "チャットに参加しました。", "Joined the chat"),
        (
            "[info][title][dtext:file_uploaded][/title][preview id=9 ht=150][download:9]a.png (54 KB)\
             [/download][/info]",
            "【ファイルをアップロードしました】\na.png (54 KB)",
            "== File uploaded ==\na.png (54 KB)",
        ),
        (
            "[info][title][dtext:task_added][/title][task aid=5 st=open lt=1750000165 ltype=date]a[/task]\
             [/info]",
            "【タスクを追加しました】\n未完了 / 担当: 佐藤 健 / 期限: 2025-06-16\na",
            "== Task added ==\nOpen / Assigned to: 佐藤 健 / Due: 2025-06-16\na",
        ),
    ];
    for (message, japanese, english) in cases {
        assert_eq!(to_text(message, &ja()), japanese);
        assert_eq!(to_text(message, &en()), english);
    }
}

#[test]
fn every_phrase_is_known() {
    let keys = "file_uploaded file_edited file_deleted task_added task_edited task_done task_reverted live_start \
        chatroom_groupchat_created chatroom_mychat_created chatroom_contact_added \
        chatroom_contact_added_by_facebook chatroom_chat_edited chatroom_adminsetting_edited nickname_suffix \
        chatroom_chatname_is chatroom_description_is chatroom_set chatroom_changed chatroom_member_is \
        chatroom_added chatroom_deleted chatroom_leaved chatroom_priv_changed chatroom_icon_updated \
        chatroom_chat_joined chatroom_over_groupchatnum chatroom_disable_external \
        chatroom_resigned_priv_change chatroom_resigned_priv_change_all mychat_default_desc";
    for key in keys.split_whitespace() {
        for options in [ja(), en()] {
            assert!(!to_text(&format!("[dtext:{key}]"), &options).contains('['), "{key}");
        }
    }
}

#[test]
fn times() {
    let cases = [
        (0_u64, 0, "1970-01-01 00:00"),
        (0, -540, "1970-01-01 00:00"),
        (951_782_399, 0, "2000-02-28 23:59"),
        (1_002_708_600, 0, "2001-10-10 10:10"),
        (951_782_400, 0, "2000-02-29 00:00"),
        (1_709_164_800, -1, "2024-02-28 23:59"),
        (1_735_657_199, 540, "2024-12-31 23:59"),
        (4_107_542_400, 0, "2100-03-01 00:00"),
        (9_007_199_254_740_991, 0, "285428751-11-12 07:36"),
        (86_400, i32::MIN, "1970-01-01 00:00"),
    ];
    for (time, utc_offset, expected) in cases {
        let message = format!("[qt][qtmeta aid=6 time={time}][/qt]");
        let text = to_text(&message, &Options { utc_offset, ..ja() });
        assert_eq!(text, format!("> ID:6 ({expected}):"), "{time}");
    }
}

#[test]
fn whose_names_are_shown() {
    let cases: [(&str, &[u64]); 7] = [
        ("a", &[]),
        ("[To:1] a\n[To:2]\n[rp aid=3 to=1-2] [rp aid=4 to=1-2]b[To:1]", &[1, 2, 3, 4]),
        ("[To:1] [pname:1]さん[To:2][pname:3][To:4]\r\nb", &[1, 2, 3, 4]),
        ("[qt][qtmeta aid=9][picon:8][piconname:7][pname:8][/qt][qt]a[/qt]", &[9, 8, 7]),
        ("[info][title][To:2][/title][task aid=5,2,1 st=open lt=0][To:3][/task][/info]", &[2, 5, 1, 3]),
        ("[code][To:1][/code]", &[]),
        ("[To:0][pname:]", &[]),
    ];
    for (message, expected) in cases {
        assert_eq!(accounts(message), expected, "{message}");
    }
}

#[test]
fn deep_and_long() {
    let deep = "[qt]".repeat(60) + "a" + &"[/qt]".repeat(60);
    scan(&to_html(&deep, &ja()));
    let headings = "[info][title]".repeat(30) + "a" + &"[/title][/info]".repeat(30);
    scan(&to_html(&headings, &ja()));
    for unit in ["[To:5]", "[qt]", "[info][title]", "[code]\n", "\n", "`", "[hr]", "http://a.jp/&;!", ":) "] {
        let long = unit.repeat(65_535 / unit.len());
        for render in [to_text, to_html, to_markdown] {
            assert!(render(&long, &ja()).len() < 10_000_000);
        }
    }
}

#[test]
fn hostile_names() {
    let names = BTreeMap::from([(5, "<img src=x onerror='a'>\r\n# *b* \"&".to_owned())]);
    let options = Options { names, ..Options::default() };
    let message = "[To:5][qt][qtmeta aid=5]a[/qt][task aid=5 st=open lt=0]b[/task][info][title][pname:5][/title][/info]";
    scan(&to_html(message, &options));
    let markdown = to_markdown(message, &options);
    assert!(visible_markdown(&markdown, true).contains("<img src=x onerror='a'>"), "{markdown}");
}

/// What begins something in Markdown, alone and where it has company.
#[test]
fn markdown_is_text() {
    let cases = [
        "# a",
        "a\n# b",
        "- a",
        "+ a",
        "* a",
        "1. a",
        "12) a",
        "> a",
        "    a",
        "\ta",
        "a\n===",
        "a\n---",
        "---",
        "***",
        "```\na\n```",
        "~~~\na\n~~~",
        "`a`",
        "*a*",
        "**a**",
        "_a_",
        "__a__",
        "~~a~~",
        "[a](b)",
        "![a](b)",
        "[a]: b\n[a]",
        "[^1]\n\n[^1]: a",
        "<b>a</b>",
        "<!-- a -->",
        "<script>",
        "<http://a.jp>",
        "<a@b.jp>",
        "&lt;",
        "&#35;",
        "&nbsp;",
        "| a | b |\n|---|---|\n| c | d |",
        "a\n:-",
        "a\n:-:|-",
        "a|b\n-|-",
        "- [ ] a",
        "a\\",
        "a\\\nb",
        "\\",
        "\\*a\\*",
        "a  \nb",
        " \n ",
        "a\n \nb",
        "!http://a.jp/?b&c;d",
        "http://a.jp/*a*_b_&copy;c",
        "http://a.jp/~~a~~",
        "*http://a.jp*",
        "$a$",
        "a\u{3000}",
        "\u{3000}# a",
        "\u{a0}",
        "1[pname:6]",
        "1\\.",
        "#\u{b}a",
        "a\u{c}b",
        "\u{2028}# a",
        "\u{feff}# a",
    ];
    for message in cases {
        check_markdown(message);
    }
}

/// The text of Markdown that renders plain text is the text, and it has no markup but links.
fn check_markdown(message: &str) {
    let markdown = to_markdown(message, &ja());
    let visible = visible_markdown(&markdown, false);
    assert_eq!(lines(&visible), lines(&to_text(message, &ja())), "{message:?} is {markdown:?}");
}

/// The lines in which there is something, without what Markdown has no way to keep.
fn lines(text: &str) -> Vec<String> {
    let text = text.replace('\u{a0}', " ").replace(GUARD, "");
    let lines = text.lines().map(|line| line.trim_matches([' ', '\t']));
    lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// What a reader of Markdown sees. Only what stands for tags may be markup, and that only where there may be tags.
fn visible_markdown(markdown: &str, has_tags: bool) -> String {
    use pulldown_cmark::Options;
    let github = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    let mut text = String::new();
    for event in Parser::new_ext(markdown, github) {
        match event {
            Event::Text(words) => text.push_str(&words),
            Event::HardBreak => text.push('\n'),
            Event::End(TagEnd::Paragraph) => text.push_str("\n\n"),
            Event::Start(Markup::Link { link_type, dest_url, .. }) => {
                assert!(matches!(link_type, LinkType::Autolink | LinkType::Inline), "{markdown}");
                let dest_url = dest_url.to_ascii_lowercase();
                assert!(dest_url.starts_with("http://") || dest_url.starts_with("https://"), "{markdown}");
            }
            Event::Start(Markup::Paragraph) | Event::End(TagEnd::Link) => {}
            Event::Rule
            | Event::Start(Markup::BlockQuote(None) | Markup::CodeBlock(_) | Markup::Strong)
            | Event::End(TagEnd::BlockQuote(None) | TagEnd::CodeBlock | TagEnd::Strong)
                if has_tags => {}
            other => panic!("{other:?} in {markdown:?}"),
        }
    }
    text
}

/// Reads HTML as strictly as can be, and says which text is in it.
fn scan(html: &str) -> String {
    let mut text = String::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(first) = rest.chars().next() {
        match first {
            '<' => {
                let (inside, after) = rest[1..].split_once('>').expect("the end of an element");
                rest = after;
                if let Some(name) = inside.strip_prefix('/') {
                    assert_eq!(open.pop(), Some(name), "{html}");
                    continue;
                }
                let (name, attributes) = inside.split_once(' ').unwrap_or((inside, ""));
                scan_attributes(name, attributes);
                let is_phrase = |name: &&str| ["a", "span", "time", "pre", "code"].contains(name);
                match name {
                    "br" => {}
                    "hr" => assert!(!open.iter().any(is_phrase), "{html}"),
                    "code" => {
                        assert_eq!(open.last(), Some(&"pre"), "{html}");
                        open.push(name);
                    }
                    "div" | "blockquote" | "pre" | "a" | "span" | "time" => {
                        assert!(!open.iter().any(is_phrase), "{html}");
                        open.push(name);
                    }
                    other => panic!("<{other}> in {html}"),
                }
            }
            '&' => {
                let entities =
                    [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\'')];
                let (entity, char) =
                    entities.into_iter().find(|(entity, _)| rest.starts_with(entity)).expect("an entity");
                text.push(char);
                rest = &rest[entity.len()..];
            }
            '>' | '"' | '\'' => panic!("{first} in {html}"),
            '\n' => {
                assert_eq!(open.last(), Some(&"code"), "{html}");
                rest = &rest[1..];
            }
            _ => {
                assert!(!first.is_control() || first == '\t', "{html:?}");
                text.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    assert!(open.is_empty(), "{html}");
    text
}

fn scan_attributes(element: &str, attributes: &str) {
    let mut rest = attributes;
    while !rest.is_empty() {
        let (name, after) = rest.split_once("=\"").expect("a quoted value");
        let (value, after) = after.split_once('"').expect("the end of a value");
        assert!(!value.contains(['<', '>', '\'', '\n']), "{attributes}");
        match (element, name) {
            ("a", "href") => {
                let url = value.to_ascii_lowercase();
                assert!(url.starts_with("http://") || url.starts_with("https://"), "{attributes}");
            }
            ("a", "rel") => assert_eq!(value, "noopener noreferrer nofollow"),
            (_, "class") => assert!(value.starts_with("cw-") && !value.contains(' ')),
            ("span", "title") | ("time", "datetime") => {}
            (_, "data-status") => assert!(["open", "done"].contains(&value)),
            (_, "data-key") => {
                assert!(value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'));
            }
            (_, "data-account-id" | "data-room-id" | "data-message-id" | "data-file-id" | "data-height") => {
                assert!(!value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()));
            }
            other => panic!("{other:?}"),
        }
        rest = after.strip_prefix(' ').unwrap_or(after);
    }
}

#[rustfmt::skip]
const TAGS: &[&str] = &[
    "[To:5]", "[To:6] 佐藤さん", "[toall]", "[rp aid=5 to=1-2]", "[rp aid=6 to=-]", "[返信 aid=6 to=-] ", "[qt]",
    "[qt][qtmeta aid=5 time=1750000165]", "[引用 aid=6 time=9]", "[/引用]", "[/qt]", "[/qt]", "[info]",
    "[/info]", "[/info]", "[title]", "[/title]", "[info][title]", "[/title]b[/info]", "[hr]", "[picon:5]",
    "[piconname:6]", "[pname:5]", "[url]", "[/url]", "[task aid=5,6 st=open lt=1750000165 ltype=time]",
    "[task aid=6 st=done lt=0]", "[/task]", "[preview id=9 ht=150]", "[preview id=9]",
    "[dtext:chatroom_member_is]", "[dtext:nickname_suffix]", "[deleted]", "[To:", "5]", "[", "]", "[/",
];
const LITERAL: &[&str] =
    &["[code]", "[code]\n", "[/code]", "[download:9]", "a.png (1 KB)[/download]", "[dtext:a]"];
#[rustfmt::skip]
const PLAIN: &[&str] = &[
    "a", "佐藤", "1", "12", " ", "  ", "    ", "\t", "\n", "\n", "\n\n", "\r\n", "\r", "\0", "\u{1b}",
    "\u{85}", "\u{3000}", "\u{a0}", "\u{200b}", "🙂", ":)", "]:)", "(emo)", "#", "##", "-", "---", "+", "*",
    "**", "_", "__", "1.", "2)", ">", "=", "===", "`", "```", "~", "~~~", "|", "|-|", ":-", "\\", "<",
    "<b>", "</span>", "<!--", "<script>alert(1)</script>", "\" onload=\"", "'", "&", "&lt;", "&#60;",
    "&amp", ";", "!", "[a](b)", "![", "](", "[a]: b", "[^a]", "(", ")", "http://a.jp",
    "https://a.jp/?a=1&b;c#d", "HTTP://A.JP/*_~'()", "javascript:", "$", "{", "}", "^", ":", "www.a.jp",
    "a@b.jp",
];

fn soup(of: &[&[&'static str]]) -> impl Strategy<Value = String> + use<> {
    let fragments: Vec<&str> = of.iter().flat_map(|list| list.iter().copied()).collect();
    proptest::collection::vec(proptest::sample::select(fragments), 0..24).prop_map(|parts| parts.concat())
}

fn alphanumeric(text: &str) -> String {
    text.chars().filter(|char| char.is_alphanumeric()).collect()
}

/// Whether there is a tag that stands alone. Pairs may be: the start of one and the end of another, which were text, make
/// one where what stood between them is gone.
fn has_tag(nodes: &[Node<'_>]) -> bool {
    nodes.iter().any(|node| match &node.kind {
        Kind::Tag(Tag::Url) | Kind::Text | Kind::Emoticon(_) => false,
        Kind::Tag(tag) => tag.spelled().1.is_empty() || has_tag(&node.children),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the message, there is nothing in it but what we write, and all three say the same.
    #[test]
    fn all_say_the_same(message in soup(&[TAGS, TAGS, LITERAL, PLAIN])) {
        let text = to_text(&message, &en());
        let html = scan(&to_html(&message, &en()));
        let markdown = visible_markdown(&to_markdown(&message, &en()), true);
        prop_assert_eq!(alphanumeric(&html), alphanumeric(&text));
        prop_assert_eq!(alphanumeric(&markdown), alphanumeric(&text));
    }

    #[test]
    fn plain_text_is_no_markdown(message in soup(&[PLAIN])) {
        check_markdown(&message);
    }

    /// Nobody is mentioned by a message that was made text, but for code and names of files, which are shown as written.
    #[test]
    fn text_has_no_tags(message in soup(&[TAGS, TAGS, PLAIN])) {
        let text = to_text(&message, &ja());
        prop_assert!(text == "[deleted]" || !has_tag(&parse(&text)), "{:?} is {:?}", message, text);
    }

    #[test]
    fn any_text(message in any::<String>()) {
        let _ = to_text(&message, &ja());
        scan(&to_html(&message, &ja()));
        check_markdown(&message);
    }
}
