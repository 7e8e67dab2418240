//! From a text to its tree. Any text has one, and making it takes time in proportion to its length.

use super::inline::{Emoticon, inlines, link_at};
use super::tag::{self, DELETED, MAX_TAG, Pair, Tag};

/// How deep quotations and boxes may nest. The tags of those further inside are text.
pub const MAX_DEPTH: usize = 50;

/// A piece of a message, with where it stands, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node<'t> {
    /// Where it begins.
    pub start: usize,
    /// Where what it holds begins: for a pair of tags behind the first one, and for mere text where that begins.
    pub content_start: usize,
    /// Where what it holds ends.
    pub content_end: usize,
    /// Where it ends.
    pub end: usize,
    /// What it is.
    pub kind: Kind<'t>,
    /// What a quotation, box, heading or task holds.
    pub children: Vec<Node<'t>>,
}

/// What a piece of a message is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind<'t> {
    /// Nothing special.
    Text,
    /// An emoticon.
    Emoticon(&'static Emoticon),
    /// A tag or a link.
    Tag(Tag<'t>),
}

/// Reads a message.
#[must_use]
pub fn parse(text: &str) -> Vec<Node<'_>> {
    read(text).nodes
}

/// What a message consists of.
pub(super) struct Read<'t> {
    pub(super) nodes: Vec<Node<'t>>,
    /// The pairs that stand where they mean nothing. They are text, but the tags between them are read as if they were
    /// none. Sorted by where they begin.
    pub(super) idle: Vec<(usize, usize)>,
}

pub(super) fn read(text: &str) -> Read<'_> {
    if text == DELETED {
        let deleted = Node::without_content(0, text.len(), Kind::Tag(Tag::Deleted));
        return Read { nodes: vec![deleted], idle: Vec::new() };
    }
    let tokens = tokens(text);
    let ends = ends(text, &tokens);
    let read = Read { nodes: Vec::new(), idle: Vec::new() };
    let mut tree = Tree { text, done: 0, open: Vec::new(), read };
    let mut index = 0_usize;
    while let Some(token) = tokens.get(index) {
        let next = index.saturating_add(1);
        let end = ends.get(index).copied().flatten().and_then(|at| Some((at, tokens.get(at)?)));
        index = tree.add(index, token, end, tokens.get(next)).unwrap_or(next);
    }
    tree.add_text(text.len());
    tree.read
}

impl<'t> Node<'t> {
    fn without_content(start: usize, end: usize, kind: Kind<'t>) -> Self {
        Self { start, content_start: end, content_end: end, end, kind, children: Vec::new() }
    }

    fn inline(start: usize, end: usize, kind: Kind<'t>) -> Self {
        Self { start, content_start: start, content_end: end, end, kind, children: Vec::new() }
    }
}

impl Node<'_> {
    /// Where the name of the file stands that a message tells of, and where its size.
    #[must_use]
    pub fn name_and_size(&self, text: &str) -> ((usize, usize), Option<(usize, usize)>) {
        let content = text.get(self.content_start..self.content_end).unwrap_or_default();
        let parts = content.strip_suffix(')').and_then(|content| content.rsplit_once(" ("));
        let Some((name, size)) = parts else { return ((self.content_start, self.content_end), None) };
        let name_end = self.content_start.saturating_add(name.len());
        let size_start = name_end.saturating_add(2);
        ((self.content_start, name_end), Some((size_start, size_start.saturating_add(size.len()))))
    }
}

/// What stands between brackets and may be a tag.
struct Token<'t> {
    start: usize,
    end: usize,
    what: What<'t>,
}

enum What<'t> {
    Start(Tag<'t>),
    /// Who wrote what is quoted: a part of the start of a quotation, where it stands directly behind it.
    Meta(Tag<'t>),
    End(Pair),
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    for (start, _) in text.match_indices('[') {
        let from = start.saturating_add(1);
        let Some(inside) = text.get(from..).and_then(tag::between_brackets) else { continue };
        let what = tag::tag(inside)
            .map(What::Start)
            .or_else(|| tag::end(inside).map(What::End))
            .or_else(|| tag::quote_meta(inside).map(What::Meta));
        let end = from.saturating_add(inside.len()).saturating_add(1);
        tokens.extend(what.map(|what| Token { start, end, what }));
    }
    tokens
}

/// For each token that begins a pair, which one ends it.
fn ends(text: &str, tokens: &[Token<'_>]) -> Vec<Option<usize>> {
    let mut ends = vec![None; tokens.len()];
    let mut open = Open { starts: Vec::new(), counts: [0; Pair::COUNT] };
    let mut coming = Coming { tokens, next: [0; Pair::COUNT] };
    let mut index = 0_usize;
    while let Some(token) = tokens.get(index) {
        let mut set = |start: usize, end: usize| {
            if let Some(found) = ends.get_mut(start) {
                *found = Some(end);
            }
        };
        match &token.what {
            What::Start(tag) => match tag.pair() {
                Some(pair) if pair.is_literal() => {
                    let end = coming.end(pair, index);
                    let end = end.filter(|(_, end)| may_hold(pair, text.get(token.end..end.start)));
                    if let Some((end, _)) = end {
                        set(index, end);
                        index = end;
                    }
                }
                Some(pair) => open.start(pair, index),
                None => {}
            },
            What::End(pair) => {
                if let Some(start) = open.end(*pair) {
                    set(start, index);
                }
            }
            What::Meta(_) => {}
        }
        index = index.saturating_add(1);
    }
    ends
}

/// The pairs that have begun and not ended.
struct Open {
    starts: Vec<(Pair, usize)>,
    /// How many there are of each pair, so that an end without a start costs no search.
    counts: [usize; Pair::COUNT],
}

impl Open {
    fn start(&mut self, pair: Pair, index: usize) {
        self.starts.push((pair, index));
        if let Some(count) = self.counts.get_mut(pair as usize) {
            *count = count.saturating_add(1);
        }
    }

    /// Ends the innermost of these pairs, and with it what is open inside of it, which has no end then.
    fn end(&mut self, pair: Pair) -> Option<usize> {
        if self.counts.get(pair as usize) == Some(&0) {
            return None;
        }
        while let Some((each, index)) = self.starts.pop() {
            if let Some(count) = self.counts.get_mut(each as usize) {
                *count = count.saturating_sub(1);
            }
            if each == pair {
                return Some(index);
            }
        }
        None
    }
}

/// The ends that are still to come. It goes through the tokens once for each pair, however often it is asked.
struct Coming<'a, 't> {
    tokens: &'a [Token<'t>],
    next: [usize; Pair::COUNT],
}

impl<'a, 't> Coming<'a, 't> {
    /// The first end of such a pair behind a token.
    fn end(&mut self, pair: Pair, start: usize) -> Option<(usize, &'a Token<'t>)> {
        let next = self.next.get_mut(pair as usize)?;
        *next = start.max(*next);
        loop {
            let token = self.tokens.get(*next)?;
            if matches!(token.what, What::End(each) if each == pair) {
                return Some((*next, token));
            }
            *next = next.saturating_add(1);
        }
    }
}

/// Whether a pair in which nothing is a tag may hold this.
fn may_hold(pair: Pair, content: Option<&str>) -> bool {
    content.is_some_and(|content| match pair {
        Pair::Url => content.len() <= MAX_TAG && link_at(content) == Some(content.len()),
        Pair::Download => content.len() <= MAX_TAG && !content.contains('\n'),
        _ => true,
    })
}

/// The tree as far as it is built.
struct Tree<'t> {
    text: &'t str,
    /// How far that is.
    done: usize,
    /// The pairs around that place, and what they hold so far.
    open: Vec<(Node<'t>, usize)>,
    read: Read<'t>,
}

impl<'t> Tree<'t> {
    /// Adds what a token means, and says which token follows if it is not the next one.
    fn add(
        &mut self,
        index: usize,
        token: &Token<'t>,
        end: Option<(usize, &Token<'t>)>,
        next: Option<&Token<'t>>,
    ) -> Option<usize> {
        match &token.what {
            What::Start(tag) => match (tag.pair(), end) {
                (None, _) => {
                    let kind = Kind::Tag(tag.clone());
                    self.push(Node::without_content(token.start, self.past_line_break(tag, token.end), kind));
                    None
                }
                (Some(pair), Some((end_index, end))) if pair.is_literal() => {
                    self.push(Node {
                        start: token.start,
                        content_start: self.past_line_break(tag, token.end),
                        content_end: end.start,
                        end: self.past_line_break(tag, end.end),
                        kind: Kind::Tag(tag.clone()),
                        children: Vec::new(),
                    });
                    Some(end_index.saturating_add(1))
                }
                (Some(pair), Some((end_index, end))) if self.has_room_for(pair) => {
                    let (tag, start_end, follows) = with_meta(tag, token.end, next);
                    self.add_text(token.start);
                    let content_start = self.past_line_break(&tag, start_end);
                    let node = Node {
                        start: token.start,
                        content_start,
                        content_end: end.start,
                        end: self.past_line_break(&tag, end.end),
                        kind: Kind::Tag(tag),
                        children: Vec::new(),
                    };
                    self.open.push((node, end_index));
                    self.done = content_start;
                    follows.then(|| index.saturating_add(2))
                }
                (Some(_), Some((_, end))) => {
                    self.read.idle.push((token.start, end.end));
                    None
                }
                (Some(_), None) => None,
            },
            What::End(_) => {
                if self.open.last().is_some_and(|(_, end)| *end == index) {
                    self.add_text(token.start);
                    if let Some((node, _)) = self.open.pop() {
                        self.done = node.end;
                        self.siblings().push(node);
                    }
                }
                None
            }
            What::Meta(_) => None,
        }
    }

    fn has_room_for(&self, pair: Pair) -> bool {
        let parent = self.open.last().map(|(node, _)| &node.kind);
        self.open.len() < MAX_DEPTH && (pair != Pair::Title || matches!(parent, Some(Kind::Tag(Tag::Info))))
    }

    fn push(&mut self, node: Node<'t>) {
        self.add_text(node.start);
        self.done = node.end;
        self.siblings().push(node);
    }

    /// Adds what is left until here, in which there is no tag.
    fn add_text(&mut self, until: usize) {
        let from = self.done;
        let text = self.text.get(from..until).unwrap_or_default();
        let siblings = self.siblings();
        let mut done = from;
        for inline in inlines(text) {
            let (start, end) = (from.saturating_add(inline.start), from.saturating_add(inline.end));
            if done < start {
                siblings.push(Node::inline(done, start, Kind::Text));
            }
            let kind = inline.emoticon.map_or(Kind::Tag(Tag::Url), Kind::Emoticon);
            siblings.push(Node::inline(start, end, kind));
            done = end;
        }
        if done < until {
            siblings.push(Node::inline(done, until, Kind::Text));
        }
        self.done = until.max(from);
    }

    fn siblings(&mut self) -> &mut Vec<Node<'t>> {
        self.open.last_mut().map_or(&mut self.read.nodes, |(parent, _)| &mut parent.children)
    }

    /// Behind the line break that is not shown after some tags.
    fn past_line_break(&self, tag: &Tag<'_>, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        let line_break = ["\n", "\r\n"].into_iter().find(|line_break| rest.starts_with(line_break));
        at.saturating_add(line_break.filter(|_| tag.is_block()).map_or(0, str::len))
    }
}

/// The start of a quotation with what stands behind it, where that one ends, and whether it is a token of its own.
fn with_meta<'t>(tag: &Tag<'t>, end: usize, next: Option<&Token<'t>>) -> (Tag<'t>, usize, bool) {
    match (tag, next) {
        (
            Tag::Quote { account_id: None, .. },
            Some(Token { start, end: meta_end, what: What::Meta(meta) }),
        ) if *start == end => (meta.clone(), *meta_end, true),
        _ => (tag.clone(), end, false),
    }
}
