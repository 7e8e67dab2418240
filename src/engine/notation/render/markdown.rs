//! A message as Markdown, in which nothing that its author wrote is Markdown. What sites make of other text, as GitHub of
//! `@name`, `#12` and `:+1:`, is not prevented: only invisible characters could.

use crate::engine::notation::GUARD;
use crate::engine::notation::parse::{Node, parse};
use crate::engine::notation::tag::Tag;

use super::Options;
use super::lines::Lines;
use super::pieces::{Message, Piece};

const BOX: &str = "> ";

/// What links begin with before a colon.
const SCHEMES: [&str; 4] = ["http", "https", "ftp", "mailto"];

/// A message as Markdown. What is special on GitHub only, as tables, is taken care of as well.
#[must_use]
pub fn to_markdown(text: &str, options: &Options) -> String {
    let mut writer = Writer {
        message: Message { text, options },
        // Spaces at the end of a line are a line break as well, but editors remove them.
        lines: Lines::new("\\", 2),
        place: Place::Start,
        indent: String::new(),
    };
    writer.nodes(&parse(text));
    writer.lines.finish()
}

struct Writer<'m> {
    message: Message<'m>,
    lines: Lines,
    place: Place,
    /// The spaces with which the line begins, once something else follows. Bare ones would be lost, or make it code.
    indent: String,
}

/// Where in a line, as far as it matters for what a character may begin there.
enum Place {
    Start,
    /// Behind a number with which it begins.
    Number,
    Inside,
}

impl Writer<'_> {
    fn nodes(&mut self, nodes: &[Node<'_>]) {
        for piece in self.message.pieces(nodes) {
            match piece {
                Piece::Text(text) => self.text(&text),
                Piece::Words(_, words) => self.text(&words),
                Piece::Link(url) => self.link(url),
                Piece::Block(tag, node) => self.block(tag, node),
            }
        }
    }

    fn text(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.lines.break_line();
                self.start_line();
            }
            line.chars().for_each(|char| self.char(char));
        }
    }

    fn start_line(&mut self) {
        self.place = Place::Start;
        self.indent.clear();
    }

    fn char(&mut self, char: char) {
        // GitHub makes links of these, in which nothing can be escaped.
        if (char == '.' && self.lines.ends_with(&["www"])) || (char == ':' && self.lines.ends_with(&SCHEMES))
        {
            self.raw(GUARD.encode_utf8(&mut [0; 4]));
        }
        self.escaped(char);
    }

    fn escaped(&mut self, char: char) {
        let is_special = match self.place {
            Place::Start => match char {
                ' ' => return self.indent.push_str("&nbsp;"),
                '\t' => return self.indent.push_str("&#9;"),
                _ => matches!(char, '#' | '+' | '-' | '=' | '>' | ':'),
            },
            Place::Number => matches!(char, '.' | ')'),
            Place::Inside => false,
        };
        let is_number = char.is_ascii_digit() && !matches!(self.place, Place::Inside);
        let is_special = is_special || matches!(char, '\\' | '`' | '*' | '_' | '[' | '~' | '|');
        match char {
            // Behind what some take for a link, a backslash would belong to that, and an element begin.
            '<' => self.raw("&lt;"),
            '&' => self.raw("&amp;"),
            _ => {
                self.raw(if is_special { "\\" } else { "" });
                self.raw(char.encode_utf8(&mut [0; 4]));
            }
        }
        if is_number {
            self.place = Place::Number;
        }
    }

    /// Adds what may be Markdown.
    fn raw(&mut self, text: &str) {
        if !text.is_empty() {
            let indent = std::mem::take(&mut self.indent);
            if !indent.is_empty() {
                self.lines.push(&indent);
            }
            self.lines.push(text);
            self.place = Place::Inside;
        }
    }

    fn link(&mut self, url: &str) {
        // Some read `&lt;` as a `<` here, and nothing can be escaped.
        if url.contains('&') && url.contains(';') {
            // With a `!` before it, it would be a picture.
            if self.lines.ends_with(&["!"]) {
                self.raw(GUARD.encode_utf8(&mut [0; 4]));
            }
            self.raw("[");
            url.chars().for_each(|char| self.escaped(char));
            self.raw(&["](<", &url.replace('&', "&amp;"), ">)"].concat());
        } else {
            self.raw(&["<", url, ">"].concat());
        }
    }

    fn block(&mut self, tag: &Tag<'_>, node: &Node<'_>) {
        let sign = if matches!(tag, Tag::Quote { .. } | Tag::Info | Tag::Task { .. }) { BOX } else { "" };
        self.begin(sign);
        match tag {
            Tag::Quote { account_id: Some(account_id), time } => {
                self.line(&self.message.quoted(*account_id, *time));
            }
            Tag::Title => self.heading(node),
            Tag::Hr => self.raw("---"),
            Tag::Code => self.code(&self.message.code(node)),
            Tag::Task { .. } => self.line(&self.message.task(tag)),
            _ => {}
        }
        if *tag != Tag::Title {
            self.nodes(&node.children);
        }
        self.end(sign);
    }

    fn begin(&mut self, sign: &str) {
        self.lines.begin(sign);
        self.start_line();
    }

    fn end(&mut self, sign: &str) {
        self.lines.end(sign);
        self.start_line();
    }

    /// A paragraph before what a block holds.
    fn line(&mut self, text: &str) {
        self.begin("");
        self.text(text);
        self.end("");
    }

    fn heading(&mut self, node: &Node<'_>) {
        let heading = self.message.heading(node);
        if !heading.is_empty() {
            self.raw("**");
            self.text(&heading);
            self.raw("**");
        }
    }

    fn code(&mut self, code: &str) {
        let longest = code.split(|char| char != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(longest.saturating_add(1).max(3));
        self.raw(&fence);
        for line in code.split('\n') {
            self.lines.push_verbatim(line);
        }
        self.lines.push_verbatim(&fence);
    }
}
