//! What stands within a line.

use std::mem::{replace, take};

use super::list::indentation;
use super::{Last, Message};
use crate::engine::encode::digits;
use crate::engine::markdown::{mention, url};
use crate::engine::notation::harmless;

impl Message<'_> {
    pub(in crate::engine::markdown) fn text(&mut self, text: &str) {
        let mut text = text;
        if self.follows_url {
            let rest = text.trim_start_matches(['.', ',', ':', ';', '!', '?', '\'', ')']);
            self.text.push_str(text.strip_suffix(rest).unwrap_or_default());
            // It would be read as a part of the URL.
            if rest.starts_with(|first: char| first.is_ascii_graphic()) {
                self.text.push(' ');
            }
            self.follows_url = rest.is_empty();
            text = rest;
        }
        self.text.push_str(text);
    }

    pub(in crate::engine::markdown) fn inline_code(&mut self, code: &str) {
        self.text("`");
        self.write_text();
        self.write_harmless(code);
        self.text("`");
    }

    pub(in crate::engine::markdown) fn line_break(&mut self) {
        self.follows_url = false;
        if self.heading.is_some() {
            self.text.push(' ');
        } else {
            self.text.push('\n');
            self.text.push_str(&indentation(self.indent));
        }
    }

    pub(in crate::engine::markdown) fn start_link(&mut self) {
        if replace(&mut self.follows_url, false) {
            self.text.push(' ');
        }
        self.link = (self.written.len(), self.text.len());
    }

    pub(in crate::engine::markdown) fn end_link(&mut self, url: &str) {
        let (written, start) = self.link;
        let Some(shown) = url::shown(url) else { return };
        let is_whole = self.written.len() == written;
        let text = self.text.get(start..).unwrap_or_default();
        let is_url = is_whole && (text == url || Some(text) == url.strip_prefix("mailto:"));
        let is_bare = is_url || (is_whole && text.is_empty());
        if is_url {
            self.text.truncate(start);
        }
        let last = self.text.chars().next_back().or_else(|| self.written.chars().next_back());
        if !is_bare || last.is_some_and(|last| last.is_ascii_alphanumeric()) {
            self.text.push(' ');
        }
        self.text.push_str(&shown);
        self.follows_url = true;
    }

    /// Text has an end there: what follows is no text, or text in which nobody is mentioned.
    pub(super) fn write_text(&mut self) {
        let text = take(&mut self.text);
        let mut rest = text.as_str();
        if self.begins_block {
            rest = rest.trim_start_matches([' ', '\n']);
        }
        if rest.is_empty() {
            return;
        }
        if replace(&mut self.begins_block, false) {
            let is_marked = !self.mark.is_empty();
            self.begin_line();
            if is_marked {
                self.written.push(' ');
            }
        }
        self.last = Last::Text;
        while let Some(mention) = self.mention(rest) {
            self.write_harmless(rest.get(..mention.at).unwrap_or_default());
            self.written.push_str(&["[To:", &digits(mention.account_id), "] "].concat());
            self.write_harmless(rest.get(mention.at.saturating_add(1)..mention.end).unwrap_or_default());
            rest = rest.get(mention.end..).unwrap_or_default();
        }
        self.write_harmless(rest);
    }

    /// The service notifies nobody of what stands in a quotation.
    fn mention(&self, text: &str) -> Option<mention::Mention> {
        let before = self.written.chars().next_back();
        if self.quotes > 0 { None } else { self.names.first(text, before) }
    }

    fn write_harmless(&mut self, text: &str) {
        let text = harmless(text, &self.written);
        self.written.push_str(&text);
    }
}
