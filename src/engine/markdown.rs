//! Markdown as a message. Notation has no bold, headings, lists or tables: they become text that reads well without.
//!
//! | Markdown | Message |
//! |---|---|
//! | heading of level 1 or 2 | `[info][title]…[/title]…[/info]` around all until the next one of its level or above |
//! | heading inside such a box, in a list or a quotation, or of a lower level | a line `■ …`, further below `□ …` |
//! | code block | `[code]…[/code]` |
//! | quotation | `[qt]…[/qt]` |
//! | thematic break | `[hr]` |
//! | list | lines with `・`, `1.`, `☑` or `☐`, indented with wide spaces |
//! | table | a line for each row, ` \| ` between its cells |
//! | link, image | its text and the URL, if that is one of `http`, `https` or `mailto` |
//! | code within a text | the same in backticks |
//! | emphasis, strikethrough | the text alone |
//! | HTML | the same as text, but no comments |
//!
//! Whatever is text in Markdown is text in the message: the only tags are those above and those of mentions.

mod marks;
mod mention;
mod message;
mod url;

use std::collections::BTreeMap;
use std::mem::take;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use message::Message;

/// The message that shows what Markdown says. Where it has `@` and a name of `mentions`, the account with that id is
/// mentioned; the longest name counts. What stands in code, in a quotation or behind a letter is no mention.
#[must_use]
pub fn from_markdown(markdown: &str, mentions: &BTreeMap<String, u64>) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let markdown = marks::bounded(markdown);
    let message = Message::new(mentions);
    let mut reader = Reader { message, source: None, links: 0, url: CowStr::Borrowed(""), begins_row: false };
    for event in Parser::new_ext(&markdown, options) {
        reader.read(event);
    }
    reader.message.finish()
}

struct Reader<'m> {
    message: Message<'m>,
    /// What a block of code or HTML holds so far, inside of one.
    source: Option<String>,
    /// How many links and images are open: an image may stand in a link, and a link in what describes an image.
    links: usize,
    /// Where the outermost of them leads. The others have no URL in the message.
    url: CowStr<'m>,
    begins_row: bool,
}

impl<'m> Reader<'m> {
    fn read(&mut self, event: Event<'m>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) => match &mut self.source {
                Some(source) => source.push_str(&text),
                None => self.message.text(&text),
            },
            Event::InlineHtml(html) if !is_comment(&html) => self.message.text(&html),
            Event::Code(code) => self.message.inline_code(&code),
            Event::SoftBreak | Event::HardBreak => self.message.line_break(),
            Event::Rule => self.message.rule(),
            Event::TaskListMarker(done) => self.message.check_box(done),
            // What is left is not enabled.
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'m>) {
        match tag {
            Tag::Paragraph | Tag::Table(_) => self.message.begin_block(),
            Tag::Heading { level, .. } => self.message.start_heading(level as usize),
            Tag::BlockQuote(_) => self.message.start_quote(),
            Tag::CodeBlock(_) | Tag::HtmlBlock => self.source = Some(String::new()),
            Tag::List(first) => self.message.start_list(first),
            Tag::Item => self.message.start_item(),
            Tag::TableHead => self.begins_row = true,
            Tag::TableRow => {
                self.message.line_break();
                self.begins_row = true;
            }
            Tag::TableCell => self.message.text(if take(&mut self.begins_row) { "" } else { " | " }),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                if self.links == 0 {
                    self.url = dest_url;
                    self.message.start_link();
                }
                self.links = self.links.saturating_add(1);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.message.end_heading(),
            TagEnd::BlockQuote(_) => self.message.end_quote(),
            TagEnd::CodeBlock => self.message.code_block(&self.source.take().unwrap_or_default()),
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::List(_) => self.message.end_list(),
            TagEnd::Item => self.message.end_item(),
            TagEnd::Link | TagEnd::Image => {
                self.links = self.links.saturating_sub(1);
                if self.links == 0 {
                    self.message.end_link(&self.url);
                }
            }
            _ => {}
        }
    }

    fn html_block(&mut self) {
        let html = self.source.take().unwrap_or_default();
        self.message.begin_block();
        if !is_comment(&html) {
            for line in html.lines() {
                self.message.text(line);
                self.message.line_break();
            }
        }
        self.message.begin_block();
    }
}

fn is_comment(html: &str) -> bool {
    let html = html.trim();
    let inside = html.strip_prefix("<!--").and_then(|html| html.strip_suffix("-->"));
    inside.is_some_and(|inside| !inside.contains("-->"))
}
