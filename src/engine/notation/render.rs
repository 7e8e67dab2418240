//! A message without its tags: as text, as HTML, as Markdown.
//!
//! What a tag says in words, and which name it shows, is the same in all three (`pieces`, `phrases`). Two of them write
//! lines, of which those in a quotation begin with a sign (`lines`).
//!
//! A message alone does not say how the people in it are called: [`accounts`] says whom to look up.

mod html;
mod lines;
mod markdown;
mod names;
mod phrases;
mod pieces;
mod text;
mod time;

use std::collections::BTreeMap;

pub use html::to_html;
pub use markdown::to_markdown;
pub use names::accounts;
pub use text::to_text;

/// How a message is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// In which language the service speaks.
    pub language: Language,
    /// What accounts are called.
    pub names: BTreeMap<u64, String>,
    /// By how many minutes the clock is ahead of UTC.
    pub utc_offset: i32,
    /// Whether emoticons are shown in Unicode. They are found in code and paths, too.
    pub emoji: bool,
}

impl Default for Options {
    fn default() -> Self {
        // Japan, which has no summer time.
        Self { language: Language::Ja, names: BTreeMap::new(), utc_offset: 540, emoji: true }
    }
}

/// A language of the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
}
