//! A message as text, for a log or a notification.

use crate::engine::notation::parse::{Node, parse};
use crate::engine::notation::tag::Tag;

use super::Options;
use super::lines::Lines;
use super::pieces::{Message, Piece};

const QUOTE: &str = "> ";
const LINE: &str = "--------------------";

/// A message as text without tags. Line breaks at its beginning and its end are left out.
#[must_use]
pub fn to_text(text: &str, options: &Options) -> String {
    let mut writer = Writer { message: Message { text, options }, lines: Lines::new("", 1) };
    writer.nodes(&parse(text));
    writer.lines.finish()
}

struct Writer<'m> {
    message: Message<'m>,
    lines: Lines,
}

impl Writer<'_> {
    fn nodes(&mut self, nodes: &[Node<'_>]) {
        for piece in self.message.pieces(nodes) {
            match piece {
                Piece::Text(text) => self.text(&text),
                Piece::Words(_, words) => self.text(&words),
                Piece::Link(url) => self.lines.push(url),
                Piece::Block(tag, node) => self.block(tag, node),
            }
        }
    }

    fn text(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.lines.break_line();
            }
            if !line.is_empty() {
                self.lines.push(line);
            }
        }
    }

    fn block(&mut self, tag: &Tag<'_>, node: &Node<'_>) {
        let sign = if matches!(tag, Tag::Quote { .. }) { QUOTE } else { "" };
        self.lines.begin(sign);
        match tag {
            Tag::Quote { account_id: Some(account_id), time } => {
                self.line(&self.message.quoted(*account_id, *time));
            }
            Tag::Title => self.heading(node),
            Tag::Hr => self.lines.push(LINE),
            Tag::Code => {
                for (index, line) in self.message.code(node).split('\n').enumerate() {
                    if index == 0 {
                        self.lines.push(line);
                    } else {
                        self.lines.push_verbatim(line);
                    }
                }
            }
            Tag::Task { .. } => self.line(&self.message.task(tag)),
            _ => {}
        }
        if *tag != Tag::Title {
            self.nodes(&node.children);
        }
        self.lines.end(sign);
    }

    /// A line before what a block holds.
    fn line(&mut self, text: &str) {
        self.lines.begin("");
        self.text(text);
        self.lines.end("");
    }

    fn heading(&mut self, node: &Node<'_>) {
        let heading = self.message.heading(node);
        if !heading.is_empty() {
            let (before, after) = self.message.options.language.heading();
            self.lines.push(&[before, &heading, after].concat());
        }
    }
}

impl Message<'_> {
    /// What a heading says, in one line.
    pub(super) fn heading(&self, node: &Node<'_>) -> String {
        let mut writer = Writer { message: *self, lines: Lines::new("", 1) };
        writer.nodes(&node.children);
        writer.lines.finish().trim().replace('\n', " ")
    }
}
