//! Message notation: the text of a message, with tags in square brackets.
//!
//! What the service does with spellings that its documentation does not show is not known. What is taken for it:
//!
//! - Names of tags are read without case, attributes in any order; an unknown attribute is ignored, but a word that is
//!   none makes the whole tag text.
//! - Where tags cross, as in `[info][qt][/info][/qt]`, the outer one closes and what is open inside it is text.
//! - A title is one directly inside a box only, `[deleted]` only where it is the whole message.
//! - A line break directly after a tag that makes a block is not shown.
//! - A link begins with `http://` or `https://` and ends where a character follows that no URL has.
//! - No tag survives an invisible character behind its bracket ([`GUARD`]).

mod data;
mod harmless;
mod inline;
mod mentions;
mod parse;
mod place;
pub mod render;
mod spell;
mod split;
mod tag;
mod units;

pub use data::{Data, tree};
pub use harmless::{contained, harmless, in_code};
pub use inline::Emoticon;
pub use mentions::{Attachment, attachments, mentions, replies};
pub use parse::{Kind, MAX_DEPTH, Node, parse};
pub use spell::spell;
pub use split::{Part, TooShort, split};
pub use tag::{LimitType, MAX_TAG, Tag, TaskStatus};
pub use units::Span;

/// Stands behind a bracket that shall be none: nobody sees it, and with it there is no tag.
pub const GUARD: char = '\u{200B}';
