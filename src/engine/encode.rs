//! What an argument may be, and how it stands in the request.

use std::borrow::Cow;

use crate::api::{Endpoint, Kind, MAX_FILE_BYTES};

/// A JavaScript value, as far as the rules care.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    /// `undefined` or `null`: not given.
    Nothing,
    /// A boolean.
    Flag(bool),
    /// A number, and how JavaScript writes it.
    Number(f64, String),
    /// A bigint, as JavaScript writes it.
    BigInt(String),
    /// A string.
    Text(String),
    /// A `Date`, in milliseconds since 1970; not a number where the date is invalid.
    Moment(f64),
    /// An array.
    List(Vec<Given>),
    /// Anything else, in words.
    Other(&'static str),
}

impl Given {
    /// What was given, in words. Strings are not repeated: a swapped argument may be a token.
    fn describe(&self) -> Words {
        match self {
            Self::Nothing => "nothing".into(),
            Self::Flag(true) => "true".into(),
            Self::Flag(false) => "false".into(),
            Self::Number(_, text) => ["the number ", text].concat().into(),
            Self::BigInt(text) => ["the bigint ", text].concat().into(),
            Self::Text(text) => ["a string of length ", &digits(length(text) as u64)].concat().into(),
            Self::Moment(_) => "an invalid Date, or one before 1970 or after 5138".into(),
            Self::List(items) => ["an array of ", &digits(items.len() as u64)].concat().into(),
            Self::Other(words) => (*words).into(),
        }
    }
}

/// Why an argument is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What it may be.
    pub expected: Words,
    /// What it was.
    pub got: Words,
}

/// A part of a sentence. Most are constants, and copying those costs code.
pub type Words = Cow<'static, str>;

impl Refusal {
    /// A refusal in words.
    pub fn new(expected: impl Into<Words>, got: impl Into<Words>) -> Self {
        Self { expected: expected.into(), got: got.into() }
    }

    /// A required parameter was left out.
    #[must_use]
    pub fn missing(kind: Kind) -> Self {
        Self::new(expected(kind), "nothing")
    }
}

const ID: &str = "an id above 0: a string of digits, a bigint, or a number up to 2^53 − 1";
const ROUNDED_ID: &str = "an id as a string or bigint, because a number above 2^53 − 1 has already lost digits \
                          (message ids must be strings)";
const IDS: &str = "one or more ids: an array, or a string like \"123,456\"";
const TIME: &str = "whole Unix seconds as a number or string, or a Date";
const TIME_IN_MILLISECONDS: &str =
    "Unix seconds; this looks like milliseconds, so divide by 1000 or pass the Date";

/// What a parameter may be, in words.
fn expected(kind: Kind) -> Words {
    match kind {
        Kind::Text { min: 0, max: usize::MAX } => "a string".into(),
        Kind::Text { min, max } => {
            ["a string of ", &digits(min as u64), " to ", &digits(max as u64), " characters"].concat().into()
        }
        Kind::LinkCode => "a string of 1 to 50 letters, digits, '_' and '-'".into(),
        Kind::Id => ID.into(),
        Kind::Ids => IDS.into(),
        Kind::Flag => "true, false, 1 or 0".into(),
        Kind::OneOf(words) => one_of(words).into(),
        Kind::Time => TIME.into(),
        Kind::File => {
            let most = digits(MAX_FILE_BYTES.into());
            ["a Blob, File, Uint8Array or ArrayBuffer of at most ", &most, " bytes"].concat().into()
        }
        Kind::FileName => "a file name of at least 1 character".into(),
    }
}

/// A choice of words, in words.
#[must_use]
pub fn one_of(words: &[&str]) -> String {
    let quoted = words.iter().map(|word| ["'", word, "'"].concat());
    ["one of ", &joined(quoted, ", ")].concat()
}

/// `join` of the standard library, which adds 1 KB to the wasm file.
pub(crate) fn joined(parts: impl IntoIterator<Item = String>, separator: &str) -> String {
    let mut text = String::new();
    for part in parts {
        text = if text.is_empty() { part } else { [&text, separator, &part].concat() };
    }
    text
}

/// A number in decimal. `to_string` of the standard library adds 1 KB to the wasm file.
pub(crate) fn digits(number: u64) -> String {
    let mut text = if number > 9 { digits(number / 10) } else { String::new() };
    text.extend(char::from_digit((number % 10) as u32, 10));
    text
}

/// The length of a text in code points, as [`MAX_MESSAGE_LENGTH`](crate::api::MAX_MESSAGE_LENGTH) says.
///
/// Counted by the bytes that begin one: `chars().count()` is faster and adds 1 KB to the wasm file.
fn length(text: &str) -> usize {
    text.bytes().filter(|byte| byte & 0xC0 != 0x80).count()
}

/// The path of a request.
#[must_use]
pub fn path(endpoint: &Endpoint, ids: &[String]) -> String {
    let mut ids = ids.iter();
    let mut path = String::new();
    for segment in endpoint.path.split('/').skip(1) {
        let id = if segment.starts_with('{') { ids.next() } else { None };
        path.push('/');
        path.push_str(id.map_or(segment, String::as_str));
    }
    path
}

/// An id as it stands in the request: digits and nothing else.
///
/// # Errors
///
/// Refuses what is no id, and numbers that JavaScript has already rounded.
pub fn id(given: &Given) -> Result<String, Refusal> {
    // 2^53, the first number that may be a rounded one.
    const UNSAFE: f64 = 9_007_199_254_740_992.0;
    match given {
        Given::Number(number, _) if *number >= UNSAFE => Err(Refusal::new(ROUNDED_ID, given.describe())),
        Given::Number(_, text) | Given::BigInt(text) | Given::Text(text) if is_id(text) => Ok(text.clone()),
        _ => Err(Refusal::new(ID, given.describe())),
    }
}

/// 20 digits are the most that 64 bits can need.
fn is_id(text: &str) -> bool {
    (1..=20).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.bytes().any(|byte| byte != b'0')
}

/// A parameter as it stands in the request; none where it is left out.
///
/// # Errors
///
/// Refuses what the service would refuse.
pub fn text(kind: Kind, given: &Given) -> Result<Option<String>, Refusal> {
    let refused = || Refusal::new(expected(kind), given.describe());
    let text = match (kind, given) {
        (_, Given::Nothing) => return Ok(None),
        (Kind::Text { min, max }, Given::Text(text)) => {
            Some(text).filter(|text| (min..=max).contains(&length(text))).cloned()
        }
        (Kind::LinkCode, Given::Text(text)) => Some(text).filter(|text| is_link_code(text)).cloned(),
        (Kind::Id, given) => Some(id(given)?),
        (Kind::Ids, given) => return ids(given),
        (Kind::Flag, given) => flag(given).map(str::to_owned),
        (Kind::OneOf(words), Given::Text(text)) => {
            Some(text).filter(|text| words.contains(&text.as_str())).cloned()
        }
        (Kind::Time, given) => Some(time(given)?),
        (Kind::FileName, Given::Text(text)) => Some(text).filter(|text| !text.is_empty()).cloned(),
        (Kind::Text { .. } | Kind::LinkCode | Kind::OneOf(_) | Kind::File | Kind::FileName, _) => None,
    };
    text.map(Some).ok_or_else(refused)
}

/// A parameter as it stands in the request where the caller wants the service to judge it.
///
/// # Errors
///
/// Refuses what has no text form, as objects.
pub fn unchecked_text(given: &Given) -> Result<Option<String>, Refusal> {
    Ok(Some(match given {
        Given::Nothing => return Ok(None),
        Given::Flag(_) => flag(given).unwrap_or_default().to_owned(),
        Given::Number(_, text) | Given::BigInt(text) | Given::Text(text) => text.clone(),
        Given::Moment(_) => time(given)?,
        Given::List(items) => {
            let mut list = String::new();
            for item in items {
                add(&mut list, unchecked_text(item)?);
            }
            list
        }
        Given::Other(_) => {
            return Err(Refusal::new("a string, number, bigint, boolean, Date or array", given.describe()));
        }
    }))
}

/// An empty list is left out of the request: for the service both mean nobody.
fn ids(given: &Given) -> Result<Option<String>, Refusal> {
    let mut ids = String::new();
    match given {
        Given::List(items) => {
            for item in items {
                add(&mut ids, Some(one_of_ids(item, given)?));
            }
        }
        Given::Text(text) if text.trim().is_empty() => {}
        Given::Text(text) => {
            for part in text.split(',') {
                add(&mut ids, Some(one_of_ids(&Given::Text(part.trim().to_owned()), given)?));
            }
        }
        one => add(&mut ids, Some(one_of_ids(one, given)?)),
    }
    Ok(Some(ids).filter(|ids| !ids.is_empty()))
}

/// An id of a list. Of another kind than an id is the list, but for one that was rounded.
fn one_of_ids(item: &Given, given: &Given) -> Result<String, Refusal> {
    id(item).map_err(|refusal| {
        if refusal.expected == ROUNDED_ID { refusal } else { Refusal::new(IDS, given.describe()) }
    })
}

/// Adds to a list with commas what is given. `collect` adds a kilobyte to the wasm file for each kind of list.
fn add(list: &mut String, item: Option<String>) {
    if let Some(item) = item {
        if !list.is_empty() {
            list.push(',');
        }
        list.push_str(&item);
    }
}

fn flag(given: &Given) -> Option<&'static str> {
    match given {
        Given::Flag(true) => Some("1"),
        Given::Flag(false) => Some("0"),
        Given::Number(_, text) | Given::Text(text) if text == "1" => Some("1"),
        Given::Number(_, text) | Given::Text(text) if text == "0" => Some("0"),
        _ => None,
    }
}

fn time(given: &Given) -> Result<String, Refusal> {
    // In seconds the year 5138, in milliseconds March 1973: nobody means either.
    const MILLISECONDS_FROM: u64 = 100_000_000_000;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the cast saturates, and is checked"
    )]
    let seconds = match given {
        Given::Moment(milliseconds) if *milliseconds >= 0.0 => Some((milliseconds / 1000.0) as u64),
        Given::Number(_, text) | Given::BigInt(text) | Given::Text(text) if is_decimal(text) => {
            Some(text.bytes().fold(0_u64, |number, digit| {
                number.saturating_mul(10).saturating_add(u64::from(digit & 0x0F))
            }))
        }
        _ => None,
    };
    match seconds {
        Some(seconds) if seconds < MILLISECONDS_FROM => Ok(digits(seconds)),
        Some(_) if !matches!(given, Given::Moment(_)) => {
            Err(Refusal::new(TIME_IN_MILLISECONDS, given.describe()))
        }
        _ => Err(Refusal::new(TIME, given.describe())),
    }
}

fn is_decimal(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_link_code(text: &str) -> bool {
    (1..=50).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// Whether a file of this many bytes may be sent.
///
/// # Errors
///
/// Refuses what is larger than the service takes.
pub fn file_size(bytes: f64) -> Result<(), Refusal> {
    if bytes <= f64::from(MAX_FILE_BYTES) {
        return Ok(());
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of bytes")]
    let bytes = bytes as u64;
    Err(Refusal::new(expected(Kind::File), digits(bytes) + " bytes"))
}
