//! How well a text may be cut at a place.

use super::inline::scheme_at;
use super::tag::DELETED;

/// How good a place is, from the worst to the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// Inside a link or between brackets, before a line break, or before what belongs to the character in front of it:
    /// for what is longer than a part.
    LastResort,
    /// Any better one, but with so little text before it that many of them would make many short parts. Also those in
    /// and behind a heading, which belongs to what is below it.
    Early,
    Anywhere,
    /// Behind a space or a comma.
    Space,
    Sentence,
    Line,
    EmptyLine,
}

const ENDS_OF_SENTENCES: [char; 7] = ['。', '．', '.', '!', '?', '！', '？'];
const WIDE_ENDS_OF_SENTENCES: [char; 4] = ['。', '．', '！', '？'];
const CLOSING_BRACKETS: [char; 5] = ['」', '』', '）', '】', ')'];
const COMMAS: [char; 2] = ['、', '，'];

/// How good the place between two pieces of a text is; none where a cut would make another message of it.
pub(super) fn rank(before: &str, after: &str) -> Option<Rank> {
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else {
        return Some(Rank::Anywhere);
    };
    if (last == '\r' && next == '\n') || is_read_otherwise_alone(before, last, after) {
        return None;
    }
    Some(if matches!(next, '\n' | '\r') || is_joined(last, next) {
        Rank::LastResort
    } else if let Some(line) = before.strip_suffix('\n') {
        let is_empty = line.strip_suffix('\r').unwrap_or(line).ends_with('\n');
        if is_empty { Rank::EmptyLine } else { Rank::Line }
    } else if next.is_whitespace() {
        Rank::LastResort
    } else if last.is_whitespace() {
        let ends_sentence = before.trim_end().ends_with(ENDS_OF_SENTENCES);
        if ends_sentence { Rank::Sentence } else { Rank::Space }
    } else if WIDE_ENDS_OF_SENTENCES.contains(&next) || CLOSING_BRACKETS.contains(&next) {
        Rank::Early
    } else if before.strip_suffix(CLOSING_BRACKETS).unwrap_or(before).ends_with(WIDE_ENDS_OF_SENTENCES) {
        Rank::Sentence
    } else if COMMAS.contains(&last) {
        Rank::Space
    } else {
        Rank::Anywhere
    })
}

/// Whether the second piece begins with what is something else there, or the first one ends with it: a link that was the
/// end of a word, a part of the start of a quotation, a message that consists of nothing but its deletion.
fn is_read_otherwise_alone(before: &str, last: char, after: &str) -> bool {
    const META: &str = "[qtmeta ";
    let is_link = || last.is_ascii_alphanumeric() && scheme_at(after).is_some();
    let is_meta = || after.get(..META.len()).is_some_and(|start| start.eq_ignore_ascii_case(META));
    is_link() || is_meta() || after.starts_with(DELETED) || before.ends_with(DELETED)
}

const ZERO_WIDTH_JOINER: char = '\u{200D}';

/// What belongs to the character in front of it, of the scripts that are met in a chat. The rules of Unicode would need
/// tables that are larger than all of this.
const JOINED: [(char, char); 16] = [
    ('\u{0300}', '\u{036F}'),
    // Thai vowels and tones.
    ('\u{0E31}', '\u{0E31}'),
    ('\u{0E34}', '\u{0E3A}'),
    ('\u{0E47}', '\u{0E4E}'),
    // The vowels and ends of Korean syllables.
    ('\u{1160}', '\u{11FF}'),
    ('\u{1AB0}', '\u{1AFF}'),
    ('\u{1DC0}', '\u{1DFF}'),
    (ZERO_WIDTH_JOINER, ZERO_WIDTH_JOINER),
    ('\u{20D0}', '\u{20FF}'),
    // Voiced kana, also of half width.
    ('\u{3099}', '\u{309A}'),
    ('\u{FE00}', '\u{FE0F}'),
    ('\u{FE20}', '\u{FE2F}'),
    ('\u{FF9E}', '\u{FF9F}'),
    // Colours of skin.
    ('\u{1F3FB}', '\u{1F3FF}'),
    // The letters of regional flags.
    ('\u{E0020}', '\u{E007F}'),
    // Forms of Chinese characters.
    ('\u{E0100}', '\u{E01EF}'),
];

fn is_joined(last: char, next: char) -> bool {
    let is_flag = |half: char| ('\u{1F1E6}'..='\u{1F1FF}').contains(&half);
    next >= '\u{0300}' && JOINED.iter().any(|(from, to)| (*from..=*to).contains(&next))
        || last == ZERO_WIDTH_JOINER
        || (is_flag(last) && is_flag(next))
}
