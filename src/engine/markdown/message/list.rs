//! Lists, as lines with a mark before them.

use std::mem::{replace, take};

use super::{Around, Last, Message};
use crate::engine::encode::digits;

/// How far lists are indented. Without a bound, a line of a very deep list would be mostly indentation.
const MAX_INDENT: usize = 10;

impl Message<'_> {
    pub(in crate::engine::markdown) fn start_list(&mut self, first: Option<u64>) {
        self.begin_block();
        self.around.push(Around::List(first));
        self.indent = self.indent.saturating_add(1);
    }

    pub(in crate::engine::markdown) fn end_list(&mut self) {
        self.begin_block();
        self.around.pop();
        self.indent = self.indent.saturating_sub(1);
    }

    pub(in crate::engine::markdown) fn start_item(&mut self) {
        self.begin_block();
        let Some(Around::List(next)) = self.around.last_mut() else { return };
        let number = replace(next, next.map(|number| number.saturating_add(1)));
        let indent = self.indent.saturating_sub(1);
        if let Some(number) = number {
            self.add_mark_text(&digits(number), indent);
            self.mark.push('.');
        } else {
            self.add_mark('・', indent);
        }
    }

    pub(in crate::engine::markdown) fn end_item(&mut self) {
        self.begin_block();
        self.write_mark();
    }

    /// A box takes the place of the dot before an item, but not that of its number.
    pub(in crate::engine::markdown) fn check_box(&mut self, done: bool) {
        if self.mark.ends_with('・') {
            self.mark.pop();
        } else {
            self.mark.push(' ');
        }
        self.mark.push(if done { '☑' } else { '☐' });
    }

    pub(super) fn add_mark(&mut self, mark: char, indent: usize) {
        self.add_mark_text(mark.encode_utf8(&mut [0; 4]), indent);
    }

    fn add_mark_text(&mut self, mark: &str, indent: usize) {
        if self.mark.is_empty() {
            self.mark_indent = indent;
        } else {
            self.mark.push(' ');
        }
        self.mark.push_str(mark);
    }

    /// The marks of items on a line of their own.
    pub(super) fn write_mark(&mut self) {
        if !self.mark.is_empty() {
            self.begin_line();
        }
    }

    pub(super) fn begin_line(&mut self) {
        self.written.push_str(match (self.last, self.indent) {
            (Last::Start, _) => "",
            (Last::Text, 0) => "\n\n",
            _ => "\n",
        });
        let indent = if self.mark.is_empty() { self.indent } else { self.mark_indent };
        self.written.push_str(&indentation(indent));
        self.written.push_str(&take(&mut self.mark));
        self.last = Last::Text;
    }
}

pub(super) fn indentation(lists: usize) -> String {
    "　".repeat(lists.min(MAX_INDENT))
}
