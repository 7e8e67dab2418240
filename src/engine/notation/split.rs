//! A long message in parts that are posted one after the other.

use serde::Serialize;

use super::parse::{Kind, Node, read};
use super::place::{Rank, rank};
use super::tag::{self, Tag};
use super::units::Units;

/// A piece of a message that can be posted: `before`, then the message from `start` to `end`, then `after`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Opens again what is open where the piece begins.
    pub before: String,
    /// Where it begins, in UTF-16 units.
    pub start: usize,
    /// Where it ends, in UTF-16 units.
    pub end: usize,
    /// Closes what is open where the piece ends.
    pub after: String,
}

/// No part of this length has room for what is open in the message, or for the longest of what can't be cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooShort {
    /// A length that is enough.
    pub needed: usize,
}

/// Cuts a message into parts of at most so many UTF-16 units, each of which shows what its piece of the message shows.
/// An empty message has none: there is nothing to post.
///
/// It takes time in proportion to the length of the text.
///
/// # Errors
///
/// Where the parts are too short.
pub fn split(text: &str, max: usize) -> Result<Vec<Part>, TooShort> {
    let places = Places::of(text);
    let mut parts = Vec::new();
    let mut from = 0_usize;
    while let Some(start) = places.all.get(from).filter(|start| start.at < places.length) {
        let to = places.next(from, max).ok_or_else(|| TooShort { needed: places.needed() })?;
        let end = places.all.get(to).unwrap_or(start);
        parts.push(Part {
            before: places.before(start),
            start: start.at,
            end: end.at,
            after: places.blocks_around(end.within).map(|block| block.close).collect(),
        });
        from = to;
    }
    Ok(parts)
}

/// A place where the message may be cut.
struct Place {
    /// In UTF-16 units.
    at: usize,
    rank: Rank,
    /// The innermost block around it.
    within: Option<usize>,
    /// Whether a line break follows that the start of the block would hide, directly behind it.
    hides_line_break: bool,
}

/// A pair of tags that is opened again behind a cut.
struct Block {
    parent: Option<usize>,
    open: String,
    close: &'static str,
    /// Whether a line break directly behind its start is not shown.
    own_line: bool,
    /// The lengths of all tags that close and open again what is open here.
    before: usize,
    after: usize,
}

/// Where a message may be cut, from its beginning to its end.
struct Places<'t> {
    text: &'t str,
    units: Units<'t>,
    /// What must stay whole, for in a half of it other tags would be tags.
    idle: std::iter::Peekable<std::vec::IntoIter<(usize, usize)>>,
    /// Where the white space at the end begins. It is no part of its own.
    blank_from: usize,
    blocks: Vec<Block>,
    within: Option<usize>,
    is_heading: bool,
    all: Vec<Place>,
    length: usize,
}

impl<'t> Places<'t> {
    fn of(text: &'t str) -> Self {
        let read = read(text);
        let mut places = Self {
            text,
            units: Units::new(text),
            idle: read.idle.into_iter().peekable(),
            blank_from: text.trim_end().len(),
            blocks: Vec::new(),
            within: None,
            is_heading: false,
            all: vec![Place { at: 0, rank: Rank::EmptyLine, within: None, hides_line_break: false }],
            length: 0,
        };
        places.add_nodes(&read.nodes);
        places.length = places.units.at(text.len());
        let end = Place { at: places.length, rank: Rank::EmptyLine, within: None, hides_line_break: false };
        places.all.push(end);
        places
    }

    /// Adds the places before and in these nodes. There is none before the first one, directly behind the start of a
    /// block, and none behind the last one, directly before its end.
    fn add_nodes(&mut self, nodes: &[Node<'_>]) {
        for (index, node) in nodes.iter().enumerate() {
            let sibling = index.checked_sub(1).and_then(|before| nodes.get(before));
            if let Some(sibling) = sibling {
                let (least, most) = match (&sibling.kind, &node.kind) {
                    (Kind::Tag(Tag::Title), _) => (Rank::LastResort, Rank::Early),
                    (Kind::Tag(tag), _) | (_, Kind::Tag(tag)) if tag.is_block() => {
                        (Rank::Line, Rank::EmptyLine)
                    }
                    _ => (Rank::LastResort, Rank::EmptyLine),
                };
                self.add(node.start, least, most);
            }
            self.add_inside(node);
        }
    }

    fn add_inside(&mut self, node: &Node<'_>) {
        match &node.kind {
            Kind::Text => self.add_text(node, true),
            Kind::Tag(Tag::Url) if node.start == node.content_start => {
                for at in node.start.saturating_add(1)..node.end {
                    self.add(at, Rank::LastResort, Rank::LastResort);
                }
            }
            Kind::Tag(tag @ (Tag::Quote { .. } | Tag::Info | Tag::Title | Tag::Task { .. } | Tag::Code)) => {
                let around = (self.within, self.is_heading);
                self.open(tag);
                if *tag == Tag::Code {
                    self.add_text(node, false);
                } else {
                    self.add_nodes(&node.children);
                }
                (self.within, self.is_heading) = around;
            }
            Kind::Emoticon(_) | Kind::Tag(_) => {}
        }
    }

    /// Adds the places in a text. What looks like a tag is left whole where there may be some.
    fn add_text(&mut self, node: &Node<'_>, has_tags: bool) {
        let text = self.text.get(node.content_start..node.content_end).unwrap_or_default();
        let mut whole_until = 0;
        for (offset, char) in text.char_indices() {
            if offset > 0 {
                let most = if offset < whole_until { Rank::LastResort } else { Rank::EmptyLine };
                self.add(node.content_start.saturating_add(offset), Rank::LastResort, most);
            }
            if char == '[' && has_tags {
                let inside = text.get(offset.saturating_add(1)..).and_then(tag::between_brackets);
                whole_until =
                    offset.saturating_add(inside.map_or(0, |inside| inside.len().saturating_add(2)));
            }
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let (open, close) = tag.spelled();
        let (before, after) = self.around(self.within);
        self.blocks.push(Block {
            parent: self.within,
            before: before.saturating_add(open.len()),
            after: after.saturating_add(close.len()),
            open,
            close,
            own_line: tag.is_block(),
        });
        self.within = self.blocks.len().checked_sub(1);
        self.is_heading |= *tag == Tag::Title;
    }

    /// Adds a place, of at least and at most such a rank.
    fn add(&mut self, at: usize, least: Rank, most: Rank) {
        while self.idle.next_if(|(_, end)| *end <= at).is_some() {}
        if self.idle.peek().is_some_and(|(start, _)| *start < at) {
            return;
        }
        let (before, after) = (self.text.get(..at), self.text.get(at..));
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
        let Some(rank) = rank(before, after) else { return };
        let most = if self.is_heading { most.min(Rank::Early) } else { most };
        let rank = match rank.min(most) {
            Rank::LastResort => Rank::LastResort,
            _ if at >= self.blank_from => Rank::LastResort,
            rank => rank.max(least).min(most),
        };
        let block = self.within.and_then(|within| self.blocks.get(within));
        let hides_line_break = block.is_some_and(|block| block.own_line) && after.starts_with(['\n', '\r']);
        let at = self.units.at(at);
        self.all.push(Place { at, rank, within: self.within, hides_line_break });
    }

    /// The best place for the end of a part that begins at this one.
    fn next(&self, from: usize, max: usize) -> Option<usize> {
        let start = self.all.get(from)?;
        let room = max.checked_sub(self.length_before(start))?;
        if self.length.saturating_sub(start.at) <= room {
            return self.all.len().checked_sub(1);
        }
        let mut best = None;
        for (index, cut) in self.all.iter().enumerate().skip(from.saturating_add(1)) {
            let length = cut.at.saturating_sub(start.at);
            if length > room {
                break;
            }
            let (before, after) = (self.length_before(cut), self.around(cut.within).1);
            let fits = length <= room.saturating_sub(after) && before.saturating_add(after) <= max / 2;
            let rank = if length < room / 2 { cut.rank.min(Rank::Early) } else { cut.rank };
            if fits && best.is_none_or(|(_, best)| best <= rank) {
                best = Some((index, rank));
            }
        }
        best.map(|(index, _)| index)
    }

    /// A length with which each place can be reached from the one before, and has the tags on half of it.
    fn needed(&self) -> usize {
        let steps = self.all.iter().zip(self.all.iter().skip(1)).map(|(start, end)| {
            let (length, after) = (end.at.saturating_sub(start.at), self.around(end.within).1);
            let tags = self.length_before(end).saturating_add(after).saturating_mul(2);
            self.length_before(start).saturating_add(length).saturating_add(after).max(tags)
        });
        steps.max().unwrap_or(0).min(self.length)
    }

    fn before(&self, cut: &Place) -> String {
        let mut tags: Vec<&str> = self.blocks_around(cut.within).map(|block| block.open.as_str()).collect();
        tags.reverse();
        tags.extend(cut.hides_line_break.then_some("\n"));
        tags.concat()
    }

    fn length_before(&self, cut: &Place) -> usize {
        self.around(cut.within).0.saturating_add(usize::from(cut.hides_line_break))
    }

    fn around(&self, within: Option<usize>) -> (usize, usize) {
        within.and_then(|within| self.blocks.get(within)).map_or((0, 0), |block| (block.before, block.after))
    }

    /// From the innermost to the outermost.
    fn blocks_around(&self, within: Option<usize>) -> impl Iterator<Item = &Block> {
        let block = |within: Option<usize>| within.and_then(|within| self.blocks.get(within));
        std::iter::successors(block(within), move |inner| block(inner.parent))
    }
}
