//! The message as it is written, from the top to the bottom.

mod list;
mod text;

use std::collections::BTreeMap;
use std::mem::take;

use super::mention::Names;
use crate::engine::notation::in_code;

/// How deep quotations nest. Those further inside are text of the one around them.
const MAX_QUOTES: usize = 20;

pub(super) struct Message<'m> {
    names: Names<'m>,
    written: String,
    /// Text to be written, in which brackets and mentions have not been looked at: what they mean depends on what
    /// follows.
    text: String,
    /// The text begins a block.
    begins_block: bool,
    /// What is written last, as far as it matters for what is put behind it.
    last: Last,
    /// The quotations and lists around the place.
    around: Vec<Around>,
    quotes: usize,
    /// How many lists are around the place, within the innermost quotation.
    indent: usize,
    /// What stands before the next line: the marks of items that have no text yet, and how far that is indented.
    mark: String,
    mark_indent: usize,
    heading: Option<Heading>,
    /// The level of the heading of the box, where there is one.
    boxed: Option<usize>,
    /// How much was written, and how much was to be, where the link begins.
    link: (usize, usize),
    /// There is nothing but punctuation behind a URL so far.
    follows_url: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// The start of the message or of a quotation.
    Start,
    /// A line break behind it is not shown.
    Tag,
    Heading,
    Text,
}

enum Around {
    /// What was there before it, to be restored if it holds nothing.
    Quote { start: usize, last: Last, indent: usize },
    /// The number of its next item.
    List(Option<u64>),
}

enum Heading {
    /// The title of a box, with what was there before it.
    Title { start: usize, last: Last },
    /// A line, with how long the mark before it was without that of the heading.
    Line { mark: usize },
}

impl<'m> Message<'m> {
    pub(super) fn new(accounts: &'m BTreeMap<String, u64>) -> Self {
        Self {
            names: Names::new(accounts),
            written: String::new(),
            text: String::new(),
            begins_block: true,
            last: Last::Start,
            around: Vec::new(),
            quotes: 0,
            indent: 0,
            mark: String::new(),
            mark_indent: 0,
            heading: None,
            boxed: None,
            link: (0, 0),
            follows_url: false,
        }
    }

    pub(super) fn finish(mut self) -> String {
        self.begin_block();
        self.end_box();
        self.written
    }

    /// Ends the text of a block, and begins that of the next one.
    pub(super) fn begin_block(&mut self) {
        let end = self.text.trim_end_matches([' ', '\n', '　']).len();
        self.text.truncate(end);
        self.write_text();
        self.begins_block = true;
        self.follows_url = false;
    }

    /// A heading begins a box where nothing but the message is around it.
    pub(super) fn start_heading(&mut self, level: usize) {
        self.begin_block();
        if self.around.is_empty() && self.boxed.is_none_or(|boxed| level <= boxed) {
            self.end_box();
            if level <= 2 {
                self.heading = Some(Heading::Title { start: self.written.len(), last: self.last });
                self.begin_tag();
                self.written.push_str("[info][title]");
                self.boxed = Some(level);
                self.begins_block = false;
                self.last = Last::Start;
                return;
            }
        }
        self.heading = Some(Heading::Line { mark: self.mark.len() });
        let is_top = level <= self.boxed.unwrap_or(2).saturating_add(1);
        self.add_mark(if is_top { '■' } else { '□' }, self.indent);
    }

    pub(super) fn end_heading(&mut self) {
        self.begin_block();
        match self.heading.take() {
            Some(Heading::Title { start, last }) if self.last == Last::Start => {
                self.written.truncate(start);
                self.last = last;
                self.boxed = None;
            }
            Some(Heading::Title { .. }) => {
                self.written.push_str("[/title]");
                self.last = Last::Tag;
            }
            Some(Heading::Line { mark }) if !self.mark.is_empty() => self.mark.truncate(mark),
            Some(Heading::Line { .. }) => self.last = Last::Heading,
            None => {}
        }
    }

    pub(super) fn start_quote(&mut self) {
        self.begin_block();
        self.write_mark();
        self.around.push(Around::Quote {
            start: self.written.len(),
            last: self.last,
            indent: take(&mut self.indent),
        });
        self.quotes = self.quotes.saturating_add(1);
        if self.quotes <= MAX_QUOTES {
            self.begin_tag();
            self.written.push_str("[qt]");
            self.last = Last::Start;
        }
    }

    pub(super) fn end_quote(&mut self) {
        self.begin_block();
        let Some(Around::Quote { start, last, indent }) = self.around.pop() else { return };
        self.indent = indent;
        let is_shown = self.quotes <= MAX_QUOTES;
        self.quotes = self.quotes.saturating_sub(1);
        if is_shown && self.last == Last::Start {
            self.written.truncate(start);
            self.last = last;
        } else if is_shown {
            self.written.push_str("[/qt]");
            self.last = Last::Tag;
        }
    }

    pub(super) fn rule(&mut self) {
        self.begin_block();
        self.write_mark();
        self.begin_tag();
        self.written.push_str("[hr]");
        self.last = Last::Tag;
    }

    pub(super) fn code_block(&mut self, code: &str) {
        self.begin_block();
        if code.trim().is_empty() {
            return;
        }
        self.write_mark();
        self.begin_tag();
        // A line break behind the tag is not shown; without it, one with which the code begins would not be.
        self.written.push_str("[code]\n");
        self.written.push_str(&in_code(code.strip_suffix('\n').unwrap_or(code)));
        self.written.push_str("[/code]");
        self.last = Last::Tag;
    }

    fn end_box(&mut self) {
        if self.boxed.take().is_some() {
            self.written.push_str("[/info]");
            self.last = Last::Tag;
        }
    }

    fn begin_tag(&mut self) {
        if self.last != Last::Start {
            self.written.push('\n');
        }
    }
}
