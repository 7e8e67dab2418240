//! Lines that begin with very many marks of lists and quotations.

use std::borrow::Cow;

/// How many marks a line may begin with.
const MOST_MARKS: usize = 100;

/// The same Markdown, where the marks beyond those are text. The parser goes through all lists and quotations around a
/// paragraph for each of its lines, so that it would take quadratic time for what nobody writes.
pub(super) fn bounded(markdown: &str) -> Cow<'_, str> {
    let mut bounded = String::new();
    let mut done = 0_usize;
    let mut start = 0_usize;
    for line in markdown.as_bytes().split_inclusive(|byte| matches!(byte, b'\n' | b'\r')) {
        if let Some(end) = end_of_marks(line) {
            let end = start.saturating_add(end);
            bounded.push_str(markdown.get(done..end).unwrap_or_default());
            bounded.push('\\');
            done = end;
        }
        start = start.saturating_add(line.len());
    }
    if done == 0 {
        return markdown.into();
    }
    bounded.push_str(markdown.get(done..).unwrap_or_default());
    bounded.into()
}

/// Where a backslash makes text of the first mark with which a line has too many.
fn end_of_marks(line: &[u8]) -> Option<usize> {
    let mut marks = 0_usize;
    let mut rest = line;
    loop {
        rest = rest.trim_ascii_start();
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let after = match rest.get(digits..)? {
            [b'>', after @ ..] if digits == 0 => after,
            [b'-' | b'+' | b'*', after @ ..] if digits == 0 && begins_blank(after) => after,
            [b'.' | b')', after @ ..] if digits > 0 && begins_blank(after) => after,
            _ => return None,
        };
        marks = marks.saturating_add(1);
        if marks > MOST_MARKS {
            // Behind the digits: before them a backslash would be shown.
            return Some(line.len().saturating_sub(rest.len()).saturating_add(digits));
        }
        rest = after;
    }
}

fn begins_blank(text: &[u8]) -> bool {
    text.first().is_none_or(u8::is_ascii_whitespace)
}
