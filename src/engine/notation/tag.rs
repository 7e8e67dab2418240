//! One tag: what stands between its brackets, and how it is spelled.

use std::borrow::Cow;

use serde::Serialize;

use crate::engine::encode::digits;

/// The most bytes between two brackets that are read as a tag.
pub const MAX_TAG: usize = 4096;

/// The largest id that JavaScript keeps as a number.
const MAX_ID: u64 = 9_007_199_254_740_991;

/// What a tag means. Those that have an end hold what stands between as the [`Node`](super::Node) they are in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Tag<'t> {
    /// `[To:1]`: a mention.
    To {
        /// Who is mentioned.
        account_id: u64,
    },
    /// `[toall]`: a mention of everybody in the room.
    ToAll,
    /// `[rp aid=1 to=2-3]`: an answer to a message. Where the composer has left `-` in its place, there is neither room
    /// nor message.
    Reply {
        /// Who wrote that message.
        account_id: u64,
        /// The room it is in.
        #[serde(skip_serializing_if = "Option::is_none")]
        room_id: Option<u64>,
        /// Which one it is.
        #[serde(skip_serializing_if = "Option::is_none")]
        message_id: Option<Cow<'t, str>>,
    },
    /// `[qt]…[/qt]`: a quotation.
    Quote {
        /// Who wrote what is quoted.
        #[serde(skip_serializing_if = "Option::is_none")]
        account_id: Option<u64>,
        /// When, in Unix seconds.
        #[serde(skip_serializing_if = "Option::is_none")]
        time: Option<u64>,
    },
    /// `[info]…[/info]`: a box.
    Info,
    /// `[title]…[/title]`: the heading of a box.
    Title,
    /// `[hr]`: a line.
    Hr,
    /// `[picon:1]`: an avatar.
    Picon {
        /// Whose.
        account_id: u64,
    },
    /// `[piconname:1]`: an avatar and a name.
    Piconname {
        /// Whose.
        account_id: u64,
    },
    /// `[pname:1]`: a name.
    Pname {
        /// Whose.
        account_id: u64,
    },
    /// `[code]…[/code]`: text in which nothing is a tag.
    Code,
    /// A link, with or without `[url]…[/url]` around it.
    Url,
    /// `[task …]…[/task]`: a task, in the message that tells of it.
    Task {
        /// Who is to do it.
        account_ids: Vec<u64>,
        /// Whether it is done.
        status: TaskStatus,
        /// Until when, in Unix seconds; 0 where there is no such time.
        limit: u64,
        /// Of what kind that time is; none in old messages.
        #[serde(skip_serializing_if = "Option::is_none")]
        limit_type: Option<LimitType>,
    },
    /// `[download:1]…[/download]`: a file.
    Download {
        /// Which one.
        file_id: u64,
    },
    /// `[preview id=1 ht=2]`: a picture.
    Preview {
        /// The file.
        file_id: u64,
        /// The height in pixels.
        #[serde(skip_serializing_if = "Option::is_none")]
        height: Option<u64>,
    },
    /// `[dtext:key]`: a phrase of the service, in the language of who reads it.
    Dtext {
        /// Which one.
        key: Cow<'t, str>,
    },
    /// `[deleted]`: what a deleted message consists of.
    Deleted,
}

/// Whether a task is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum TaskStatus {
    /// Not yet.
    Open,
    /// Yes.
    Done,
}

/// The kind of the time until which a task is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum LimitType {
    /// There is none.
    None,
    /// A day.
    Date,
    /// A day and a time.
    Time,
}

impl TaskStatus {
    const ALL: [(&'static str, Self); 2] = [("open", Self::Open), ("done", Self::Done)];

    /// The one with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        named(&Self::ALL, name)
    }
}

impl LimitType {
    const ALL: [(&'static str, Self); 3] = [("none", Self::None), ("date", Self::Date), ("time", Self::Time)];

    /// The one with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        named(&Self::ALL, name)
    }
}

fn name_of<T: Copy + PartialEq>(all: &[(&'static str, T)], wanted: T) -> &'static str {
    all.iter().find(|(_, each)| *each == wanted).map_or("", |(name, _)| name)
}

fn named<T: Copy>(all: &[(&'static str, T)], wanted: &str) -> Option<T> {
    all.iter().find(|(name, _)| *name == wanted).map(|(_, each)| *each)
}

/// What kind of thing a pair of tags encloses. Only these have an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pair {
    Quote,
    Info,
    Title,
    Task,
    Code,
    Url,
    Download,
}

impl Pair {
    pub(super) const COUNT: usize = 7;

    /// Whether tags and emoticons inside are text.
    pub(super) fn is_literal(self) -> bool {
        matches!(self, Self::Code | Self::Url | Self::Download)
    }
}

impl Tag<'_> {
    /// Which end it has, if any.
    pub(super) fn pair(&self) -> Option<Pair> {
        match self {
            Self::Quote { .. } => Some(Pair::Quote),
            Self::Info => Some(Pair::Info),
            Self::Title => Some(Pair::Title),
            Self::Task { .. } => Some(Pair::Task),
            Self::Code => Some(Pair::Code),
            Self::Url => Some(Pair::Url),
            Self::Download { .. } => Some(Pair::Download),
            _ => None,
        }
    }

    /// Whether it begins a line of its own, so that a line break directly after it, or after its end, is not shown.
    #[must_use]
    pub fn is_block(&self) -> bool {
        matches!(self, Self::Quote { .. } | Self::Info | Self::Title | Self::Code | Self::Hr)
    }

    /// Its usual spelling: what stands before and after that which it holds.
    #[must_use]
    pub fn spelled(&self) -> (String, &'static str) {
        match self {
            Self::To { account_id } => (with_id("[To:", *account_id), ""),
            Self::ToAll => ("[toall]".into(), ""),
            Self::Reply { account_id, room_id, message_id } => {
                let room_id = room_id.map(digits).unwrap_or_default();
                let message_id = message_id.as_deref().unwrap_or_default();
                let to = [" to=", &room_id, "-", message_id, "]"].concat();
                (["[rp aid=", &digits(*account_id), &to].concat(), "")
            }
            Self::Quote { account_id: None, .. } => ("[qt]".into(), "[/qt]"),
            Self::Quote { account_id: Some(account_id), time } => {
                let time = time.map(|time| [" time=", &digits(time)].concat()).unwrap_or_default();
                (["[qt][qtmeta aid=", &digits(*account_id), &time, "]"].concat(), "[/qt]")
            }
            Self::Info => ("[info]".into(), "[/info]"),
            Self::Title => ("[title]".into(), "[/title]"),
            Self::Hr => ("[hr]".into(), ""),
            Self::Picon { account_id } => (with_id("[picon:", *account_id), ""),
            Self::Piconname { account_id } => (with_id("[piconname:", *account_id), ""),
            Self::Pname { account_id } => (with_id("[pname:", *account_id), ""),
            Self::Code => ("[code]".into(), "[/code]"),
            // Every URL is a link without a tag.
            Self::Url => (String::new(), ""),
            Self::Task { account_ids, status, limit, limit_type } => {
                let ids: Vec<String> = account_ids.iter().map(|id| digits(*id)).collect();
                let limit_type = limit_type.map(|kind| [" ltype=", name_of(&LimitType::ALL, kind)].concat());
                let limit_type = limit_type.unwrap_or_default();
                let rest =
                    [" st=", name_of(&TaskStatus::ALL, *status), " lt=", &digits(*limit), &limit_type, "]"]
                        .concat();
                (["[task aid=", &ids.join(","), &rest].concat(), "[/task]")
            }
            Self::Download { file_id } => (with_id("[download:", *file_id), "[/download]"),
            Self::Preview { file_id, height } => {
                let height = height.map(|height| [" ht=", &digits(height)].concat()).unwrap_or_default();
                (["[preview id=", &digits(*file_id), &height, "]"].concat(), "")
            }
            Self::Dtext { key } => (["[dtext:", key, "]"].concat(), ""),
            Self::Deleted => (DELETED.into(), ""),
        }
    }
}

/// What a deleted message consists of.
pub(super) const DELETED: &str = "[deleted]";

fn with_id(start: &str, id: u64) -> String {
    [start, &digits(id), "]"].concat()
}

/// What stands between the brackets, of a text that begins behind the first one, if it may be a tag.
pub(super) fn between_brackets(after: &str) -> Option<&str> {
    // No tag has an opening bracket or a line break inside, so that no character is looked at twice.
    let length = after.find([']', '[', '\n']).filter(|length| *length <= MAX_TAG)?;
    let inside = after.get(..length)?;
    after.get(length..)?.starts_with(']').then_some(inside)
}

/// The tag of which this stands between the brackets; none where it is text, or the end of a tag.
pub(super) fn tag(inside: &str) -> Option<Tag<'_>> {
    if let Some((name, value)) = inside.split_once(':')
        && !name.contains(' ')
    {
        return with_value(&name.to_ascii_lowercase(), value);
    }
    let (name, rest) = inside.split_once(' ').unwrap_or((inside, ""));
    let bare = || rest.is_empty() && name.len() == inside.len();
    let tag = match name.to_ascii_lowercase().as_str() {
        "rp" | "返信" => {
            let [account_id, to] = attributes(rest, ["aid", "to"])?;
            let (room_id, message_id) = match to? {
                "-" => (None, None),
                to => message(to).map(|(room_id, message_id)| (Some(room_id), Some(message_id.into())))?,
            };
            return Some(Tag::Reply { account_id: id(account_id?)?, room_id, message_id });
        }
        "引用" if !rest.is_empty() => return meta(rest).map(|(account_id, time)| quote(account_id, time)),
        "task" => {
            let [ids, status, limit, limit_type] = attributes(rest, ["aid", "st", "lt", "ltype"])?;
            return Some(Tag::Task {
                account_ids: ids?.split(',').map(id).collect::<Option<_>>()?,
                status: TaskStatus::named(status?)?,
                limit: number(limit?)?,
                limit_type: limit_type.and_then(LimitType::named),
            });
        }
        "preview" => {
            let [file_id, height] = attributes(rest, ["id", "ht"])?;
            let height = match height {
                Some(height) => Some(number(height)?),
                None => None,
            };
            return Some(Tag::Preview { file_id: id(file_id?)?, height });
        }
        "toall" => Tag::ToAll,
        "qt" | "引用" => Tag::Quote { account_id: None, time: None },
        "info" => Tag::Info,
        "title" => Tag::Title,
        "hr" => Tag::Hr,
        "code" => Tag::Code,
        "url" => Tag::Url,
        _ => return None,
    };
    bare().then_some(tag)
}

fn quote<'t>(account_id: u64, time: Option<u64>) -> Tag<'t> {
    Tag::Quote { account_id: Some(account_id), time }
}

fn with_value<'t>(name: &str, value: &'t str) -> Option<Tag<'t>> {
    let is_key =
        || !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    Some(match name {
        "to" => Tag::To { account_id: id(value)? },
        "picon" => Tag::Picon { account_id: id(value)? },
        "piconname" => Tag::Piconname { account_id: id(value)? },
        "pname" => Tag::Pname { account_id: id(value)? },
        "download" => Tag::Download { file_id: id(value)? },
        "dtext" if is_key() => Tag::Dtext { key: value.into() },
        _ => return None,
    })
}

/// Who wrote what is quoted, and when, of the tag that follows the start of a quotation.
pub(super) fn quote_meta(inside: &str) -> Option<Tag<'_>> {
    let (name, rest) = inside.split_once(' ')?;
    let (account_id, time) = name.eq_ignore_ascii_case("qtmeta").then(|| meta(rest))??;
    Some(quote(account_id, time))
}

fn meta(attributes_text: &str) -> Option<(u64, Option<u64>)> {
    let [account_id, time] = attributes(attributes_text, ["aid", "time"])?;
    let time = match time {
        Some(time) => Some(number(time)?),
        None => None,
    };
    Some((id(account_id?)?, time))
}

/// The pair that this ends, if it is an end.
pub(super) fn end(inside: &str) -> Option<Pair> {
    match inside.strip_prefix('/')?.to_ascii_lowercase().as_str() {
        "qt" | "引用" => Some(Pair::Quote),
        "info" => Some(Pair::Info),
        "title" => Some(Pair::Title),
        "task" => Some(Pair::Task),
        "code" => Some(Pair::Code),
        "url" => Some(Pair::Url),
        "download" => Some(Pair::Download),
        _ => None,
    }
}

/// The values of these attributes, of which the first counts; none at all where a word is no attribute.
fn attributes<'t, const N: usize>(text: &'t str, names: [&str; N]) -> Option<[Option<&'t str>; N]> {
    let mut values = [None; N];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let (name, value) = word.split_once('=')?;
        let is_visible = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_visible(name) || !is_visible(value) {
            return None;
        }
        for (known, found) in names.iter().zip(&mut values) {
            if known.eq_ignore_ascii_case(name) {
                *found = found.or(Some(value));
            }
        }
    }
    Some(values)
}

fn message(text: &str) -> Option<(u64, &str)> {
    let (room_id, message_id) = text.split_once(['-', ':'])?;
    // JavaScript keeps it as a string. 20 digits are the most that 64 bits need.
    let is_id = (1..=20).contains(&message_id.len()) && message_id.bytes().all(|byte| byte.is_ascii_digit());
    is_id.then_some((id(room_id)?, message_id))
}

fn id(text: &str) -> Option<u64> {
    number(text).filter(|id| *id > 0)
}

fn number(text: &str) -> Option<u64> {
    // `parse` would take a sign as well.
    let has_sign = text.starts_with('+');
    text.parse().ok().filter(|number| !has_sign && *number <= MAX_ID)
}
