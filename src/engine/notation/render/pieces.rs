//! What the three ways to show a message have in common: each piece as words, as far as words can say it.

use std::borrow::Cow;

use crate::engine::notation::parse::{Kind, Node};
use crate::engine::notation::tag::{LimitType, Tag, TaskStatus};

use super::{Options, time};

/// A message on its way out.
#[derive(Clone, Copy)]
pub(super) struct Message<'m> {
    pub(super) text: &'m str,
    pub(super) options: &'m Options,
}

/// A piece of it. Texts have no control characters but tabs and line feeds.
pub(super) enum Piece<'n> {
    /// Mere text.
    Text(Cow<'n, str>),
    Link(&'n str),
    /// An emoticon or a tag within a line, and what it says.
    Words(&'n Kind<'n>, String),
    /// A tag that has lines of its own.
    Block(&'n Tag<'n>, &'n Node<'n>),
}

impl<'m> Message<'m> {
    pub(super) fn pieces<'n>(&self, nodes: &'n [Node<'n>]) -> Vec<Piece<'n>>
    where
        'm: 'n,
    {
        let mut pieces = Vec::new();
        let mut name_follows = false;
        let mut rest = nodes;
        while let Some((node, after)) = rest.split_first() {
            let content = self.content(node);
            let follows = std::mem::take(&mut name_follows);
            pieces.push(match &node.kind {
                Kind::Text => {
                    let space = if follows { content.strip_prefix(' ') } else { None };
                    Piece::Text(visible(space.unwrap_or(content)))
                }
                Kind::Tag(Tag::Url) => Piece::Link(content),
                Kind::Emoticon(emoticon) => {
                    let emoji = emoticon.emoji.filter(|_| self.options.emoji);
                    Piece::Words(&node.kind, emoji.unwrap_or(emoticon.code).to_owned())
                }
                Kind::Tag(tag) => {
                    name_follows = matches!(tag,
                        Tag::To { account_id } | Tag::Reply { account_id, .. }
                        if self.is_named(*account_id, after));
                    match self.words(tag, content, name_follows, after) {
                        Some(words) => Piece::Words(&node.kind, visible(&words).into_owned()),
                        None => Piece::Block(tag, node),
                    }
                }
            });
            rest = after;
        }
        pieces
    }

    /// What a tag within a line says; none for the others.
    fn words(&self, tag: &Tag<'_>, content: &str, is_named: bool, after: &[Node<'_>]) -> Option<String> {
        let language = self.options.language;
        let address = |account_id| if is_named { String::new() } else { self.options.address(account_id) };
        Some(match tag {
            Tag::To { account_id } => ["@", &address(*account_id)].concat(),
            Tag::ToAll => language.everybody().into(),
            Tag::Reply { account_id, .. } => ["Re: ", &address(*account_id)].concat(),
            Tag::Picon { account_id } | Tag::Piconname { account_id } | Tag::Pname { account_id } => {
                self.options.name(*account_id)
            }
            // With its name and its size, as the service has written them.
            Tag::Download { .. } => content.into(),
            Tag::Preview { file_id, .. } => {
                let is_named = matches!(after.first().map(|node| &node.kind),
                    Some(Kind::Tag(Tag::Download { file_id: id })) if id == file_id);
                if is_named { String::new() } else { language.picture().into() }
            }
            Tag::Dtext { key } => language.dtext(key).map_or_else(|| tag.spelled().0, str::to_owned),
            Tag::Deleted => language.deleted().into(),
            Tag::Quote { .. }
            | Tag::Info
            | Tag::Title
            | Tag::Hr
            | Tag::Code
            | Tag::Url
            | Tag::Task { .. } => {
                return None;
            }
        })
    }

    /// Who wrote what is quoted, and when.
    pub(super) fn quoted(&self, account_id: u64, time: Option<u64>) -> String {
        let mut head = visible(&self.options.name(account_id)).into_owned();
        if let Some(time) = time {
            head = [&head, " (", &self.date_time(time), ")"].concat();
        }
        head + ":"
    }

    pub(super) fn date_time(&self, at: u64) -> String {
        time::date_time(at, self.options.utc_offset)
    }

    /// Until when a task is to be done, if there is such a time. In old messages, which do not tell of what kind it is,
    /// it is a day.
    pub(super) fn deadline(&self, limit: u64, limit_type: Option<LimitType>) -> Option<String> {
        match limit_type {
            Some(LimitType::None) => None,
            _ if limit == 0 => None,
            Some(LimitType::Time) => Some(self.date_time(limit)),
            Some(LimitType::Date) | None => Some(time::date(limit, self.options.utc_offset)),
        }
    }

    /// What a task says beside its text; nothing for other tags.
    pub(super) fn task(&self, tag: &Tag<'_>) -> String {
        let Tag::Task { account_ids, status, limit, limit_type } = tag else { return String::new() };
        let language = self.options.language;
        let mut head = String::from(language.status(*status == TaskStatus::Done));
        let mut before = language.assignees();
        for id in account_ids {
            head.push_str(before);
            head.push_str(&visible(&self.options.name(*id)));
            before = language.between_names();
        }
        if let Some(deadline) = self.deadline(*limit, *limit_type) {
            head.push_str(language.deadline());
            head.push_str(&deadline);
        }
        head
    }

    /// What a piece holds.
    pub(super) fn content(&self, node: &Node<'_>) -> &'m str {
        self.text.get(node.content_start..node.content_end).unwrap_or_default()
    }

    /// What is between the tags of a code, without the line break before its end.
    pub(super) fn code(&self, node: &Node<'_>) -> String {
        let code = visible(self.content(node)).into_owned();
        code.strip_suffix('\n').map(str::to_owned).unwrap_or(code)
    }
}

/// A text with one kind of line break, and a sign in the place of control characters: a terminal would obey them.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    let is_bad = |char: char| char.is_control() && char != '\n' && char != '\t';
    if !text.contains(is_bad) {
        return text.into();
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.replace(is_bad, "\u{FFFD}").into()
}
