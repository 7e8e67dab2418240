//! Text of others, so that it is nothing but text. The notation has no escape character.

use super::GUARD;
use super::parse::{Kind, Node, parse};

/// The names of all tags, and of two that were only seen in the programs of others.
const NAMES: [&str; 22] = [
    "to",
    "toall",
    "rp",
    "返信",
    "qt",
    "qtmeta",
    "引用",
    "info",
    "title",
    "hr",
    "picon",
    "piconname",
    "pname",
    "code",
    "url",
    "task",
    "download",
    "preview",
    "dtext",
    "deleted",
    "b",
    "cc",
];

/// More characters than a name and what ends it.
const LONGEST_NAME: usize = 12;

/// More bytes than a bracket and the longest name.
const LOOK_BACK: usize = 32;

/// A text with [`GUARD`] behind each bracket that could begin a tag. `before` is what it is written behind: a bracket
/// there and a name here must not meet.
#[must_use]
pub fn harmless(text: &str, before: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let near = before.get(before.floor_char_boundary(before.len().saturating_sub(LOOK_BACK))..);
    if let Some((_, tail)) = near.and_then(|near| near.rsplit_once('['))
        && begins_tag(tail) == Begins::Perhaps
        && begins_tag(&[tail, text].concat()) != Begins::No
    {
        written.push(GUARD);
    }
    let mut rest = text;
    while let Some((shown, inside)) = rest.split_once('[') {
        written.push_str(shown);
        written.push('[');
        if begins_tag(inside) != Begins::No {
            written.push(GUARD);
        }
        rest = inside;
    }
    written.push_str(rest);
    written
}

/// A text with [`GUARD`] in what would end the code around it. Nothing else is a tag there.
#[must_use]
pub fn in_code(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((shown, inside)) = rest.split_once('[') {
        written.push_str(shown);
        written.push('[');
        let name = inside.trim_start().strip_prefix('/').unwrap_or_default().trim_start();
        if name.get(..CODE.len()).is_some_and(|name| name.eq_ignore_ascii_case(CODE)) {
            written.push(GUARD);
        }
        rest = inside;
    }
    written.push_str(rest);
    written
}

const CODE: &str = "code";

#[derive(PartialEq)]
enum Begins {
    No,
    /// It ends too early to tell.
    Perhaps,
    Yes,
}

/// Whether this, behind a bracket, begins a tag, however carelessly that is read.
fn begins_tag(inside: &str) -> Begins {
    let shown = inside.chars().filter(|char| !char.is_control() || char.is_whitespace());
    let shown = shown.skip_while(|char| char.is_whitespace() || *char == '/');
    let inside: String = shown.take(LONGEST_NAME).collect();
    let begins = |name: &str| {
        let Some(start) = inside.get(..name.len()) else {
            let is_start = name.get(..inside.len()).is_some_and(|start| start.eq_ignore_ascii_case(&inside));
            return if is_start { Begins::Perhaps } else { Begins::No };
        };
        if !start.eq_ignore_ascii_case(name) {
            return Begins::No;
        }
        match inside.get(name.len()..).and_then(|rest| rest.chars().next()) {
            None => Begins::Perhaps,
            Some(next) if next.is_whitespace() || matches!(next, ']' | ':' | '=') => Begins::Yes,
            Some(_) => Begins::No,
        }
    };
    NAMES.into_iter().map(begins).find(|begins| *begins != Begins::No).unwrap_or(Begins::No)
}

/// A message with [`GUARD`] in those of its brackets that are text, so that they cannot become tags, or end others,
/// in the place where it is put.
#[must_use]
pub fn contained(message: &str) -> String {
    let mut written = String::with_capacity(message.len());
    contain(&parse(message), message, &mut written);
    written
}

fn contain(nodes: &[Node<'_>], message: &str, written: &mut String) {
    for node in nodes {
        let slice = |from: usize, to: usize| message.get(from..to).unwrap_or_default();
        if node.kind == Kind::Text {
            let text = harmless(slice(node.start, node.end), written);
            written.push_str(&text);
        } else if node.children.is_empty() {
            written.push_str(slice(node.start, node.end));
        } else {
            written.push_str(slice(node.start, node.content_start));
            contain(&node.children, message, written);
            written.push_str(slice(node.content_end, node.end));
        }
    }
}
