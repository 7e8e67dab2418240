//! A message as HTML, in which nothing that its author wrote is HTML.

use std::borrow::Cow;

use crate::engine::encode::digits;
use crate::engine::notation::parse::{Kind, Node, parse};
use crate::engine::notation::tag::{Tag, TaskStatus};

use super::pieces::{Message, Piece, visible};
use super::{Options, time};

/// A message as HTML that may stand wherever a `<div>` may. It has classes (`cw-quote`), and no styles. Line breaks are
/// elements, so that a page may also set `white-space: pre-wrap` to keep spaces.
#[must_use]
pub fn to_html(text: &str, options: &Options) -> String {
    let mut writer = Writer { message: Message { text, options }, html: String::new() };
    writer.nodes(&parse(text));
    writer.html
}

struct Writer<'m> {
    message: Message<'m>,
    html: String,
}

type Attributes<'a> = [(&'static str, Cow<'a, str>)];

impl Writer<'_> {
    fn nodes(&mut self, nodes: &[Node<'_>]) {
        for piece in self.message.pieces(nodes) {
            match piece {
                Piece::Text(text) => self.text(&text),
                Piece::Words(kind, words) => self.words(kind, &words),
                Piece::Link(url) => {
                    let rel = "noopener noreferrer nofollow".into();
                    self.open("a", "url", &[("href", url.into()), ("rel", rel)]);
                    self.text(url);
                    self.html.push_str("</a>");
                }
                Piece::Block(tag, node) => self.block(tag, node),
            }
        }
    }

    fn words(&mut self, kind: &Kind<'_>, words: &str) {
        let (class, attributes): (_, Vec<_>) = match kind {
            Kind::Emoticon(emoticon) => ("emoticon", vec![("title", emoticon.code.into())]),
            Kind::Tag(tag) => match tag {
                Tag::To { account_id } => ("to", vec![account(*account_id)]),
                Tag::ToAll => ("toall", vec![]),
                Tag::Reply { account_id, room_id, message_id } => {
                    let mut attributes = vec![account(*account_id)];
                    attributes.extend(room_id.map(|id| ("data-room-id", digits(id).into())));
                    let message_id = message_id.as_deref();
                    attributes.extend(message_id.map(|id| ("data-message-id", id.into())));
                    ("reply", attributes)
                }
                Tag::Picon { account_id } => ("picon", vec![account(*account_id)]),
                Tag::Piconname { account_id } => ("piconname", vec![account(*account_id)]),
                Tag::Pname { account_id } => ("pname", vec![account(*account_id)]),
                Tag::Download { file_id } => ("download", vec![file(*file_id)]),
                Tag::Preview { file_id, height } => {
                    let mut attributes = vec![file(*file_id)];
                    attributes.extend(height.map(|height| ("data-height", digits(height).into())));
                    ("preview", attributes)
                }
                Tag::Dtext { key } => ("dtext", vec![("data-key", key.as_ref().into())]),
                _ => ("deleted", vec![]),
            },
            Kind::Text => return self.text(words),
        };
        self.open("span", class, &attributes);
        self.text(words);
        self.html.push_str("</span>");
    }

    fn block(&mut self, tag: &Tag<'_>, node: &Node<'_>) {
        let name = match tag {
            Tag::Quote { account_id, time } => {
                let attributes: Vec<_> = account_id.map(account).into_iter().collect();
                self.open("blockquote", "quote", &attributes);
                if let Some(account_id) = account_id {
                    self.quote_head(*account_id, *time);
                }
                "blockquote"
            }
            Tag::Hr => return self.open("hr", "hr", &[]),
            Tag::Code => {
                // A line break directly behind `<pre>` would be lost, but not one behind `<code>`.
                self.open("pre", "code", &[]);
                self.html.push_str("<code>");
                escape(&mut self.html, &visible(self.message.content(node)));
                self.html.push_str("</code>");
                "pre"
            }
            Tag::Task { .. } => {
                self.task(tag);
                "div"
            }
            Tag::Title => {
                self.open("div", "title", &[]);
                "div"
            }
            _ => {
                self.open("div", "info", &[]);
                "div"
            }
        };
        self.nodes(&node.children);
        self.html.push_str("</");
        self.html.push_str(name);
        self.html.push('>');
    }

    fn quote_head(&mut self, account_id: u64, time: Option<u64>) {
        self.open("div", "quote-head", &[]);
        self.name(account_id);
        if let Some(time) = time {
            self.html.push(' ');
            self.time(time, &self.message.date_time(time));
        }
        self.html.push_str("</div>");
    }

    fn task(&mut self, tag: &Tag<'_>) {
        let Tag::Task { account_ids, status, limit, limit_type } = tag else { return };
        let is_done = *status == TaskStatus::Done;
        let language = self.message.options.language;
        let data_status = if is_done { "done" } else { "open" };
        self.open("div", "task", &[("data-status", data_status.into())]);
        self.open("div", "task-head", &[]);
        self.text(language.status(is_done));
        let mut before = language.assignees();
        for id in account_ids {
            self.text(before);
            self.name(*id);
            before = language.between_names();
        }
        if let Some(deadline) = self.message.deadline(*limit, *limit_type) {
            self.text(language.deadline());
            self.time(*limit, &deadline);
        }
        self.html.push_str("</div>");
    }

    fn name(&mut self, account_id: u64) {
        self.open("span", "pname", &[account(account_id)]);
        self.text(&visible(&self.message.options.name(account_id)));
        self.html.push_str("</span>");
    }

    fn time(&mut self, time: u64, words: &str) {
        self.open("time", "time", &[("datetime", time::iso(time).into())]);
        self.text(words);
        self.html.push_str("</time>");
    }

    fn open(&mut self, name: &str, class: &str, attributes: &Attributes<'_>) {
        for part in ["<", name, " class=\"cw-", class, "\""] {
            self.html.push_str(part);
        }
        for (name, value) in attributes {
            for part in [" ", name, "=\""] {
                self.html.push_str(part);
            }
            escape(&mut self.html, value);
            self.html.push('"');
        }
        self.html.push('>');
    }

    fn text(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.html.push_str("<br>");
            }
            escape(&mut self.html, line);
        }
    }
}

fn account<'a>(id: u64) -> (&'static str, Cow<'a, str>) {
    ("data-account-id", digits(id).into())
}

fn file<'a>(id: u64) -> (&'static str, Cow<'a, str>) {
    ("data-file-id", digits(id).into())
}

fn escape(html: &mut String, text: &str) {
    for char in text.chars() {
        match char {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ => html.push(char),
        }
    }
}
