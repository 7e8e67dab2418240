//! What an argument means to the service, read from the argument with other means than the encoder's.

use chatwork_wasm::api::Kind;
use chatwork_wasm::engine::encode::Given;

/// The first number of milliseconds that the encoder takes for nobody's time.
const TOO_LATE: f64 = 1e14;

pub(super) struct Refused;

/// What is to be sent; nothing where the parameter is left out.
pub(super) fn sent(kind: Kind, given: &Given) -> Result<Option<String>, Refused> {
    let sent = match (kind, given) {
        (_, Given::Nothing) => return Ok(None),
        (Kind::Ids, Given::Text(text)) if text.trim().is_empty() => return Ok(None),
        (Kind::Ids, Given::List(items)) if items.is_empty() => return Ok(None),
        (Kind::Ids, Given::Text(text)) => all(text.split(',').map(|part| number_of(part.trim()))),
        (Kind::Ids, Given::List(items)) => all(items.iter().map(id)),
        (Kind::Id | Kind::Ids, _) => id(given),
        (Kind::Flag, _) => flag(given).map(|flag| u8::from(flag).to_string()),
        (Kind::Time, _) => time(given).map(|seconds| seconds.to_string()),
        (_, Given::Text(text)) => Some(text).filter(|text| is_taken(kind, text)).cloned(),
        _ => None,
    };
    sent.map(Some).ok_or(Refused)
}

/// Whether it can be written as a text at all.
pub(super) fn has_text(given: &Given) -> bool {
    match given {
        Given::Moment(moment) => (0.0..TOO_LATE).contains(moment),
        Given::List(items) => items.iter().all(has_text),
        Given::Other(_) => false,
        _ => true,
    }
}

fn all(ids: impl Iterator<Item = Option<String>>) -> Option<String> {
    ids.collect::<Option<Vec<_>>>().map(|ids| ids.join(","))
}

fn id(given: &Given) -> Option<String> {
    match given {
        Given::Number(number, _) => {
            whole(*number, 9_007_199_254_740_992.0).filter(|id| *id > 0).map(|id| id.to_string())
        }
        Given::Text(text) | Given::BigInt(text) => number_of(text),
        _ => None,
    }
}

fn number_of(text: &str) -> Option<String> {
    (is_digits(text) && text.len() <= 20 && text.parse::<u128>().is_ok_and(|id| id > 0))
        .then(|| text.to_owned())
}

/// `parse` alone would take a plus sign.
fn is_digits(text: &str) -> bool {
    text.chars().all(|char| char.is_ascii_digit())
}

fn flag(given: &Given) -> Option<bool> {
    match given {
        Given::Flag(flag) => Some(*flag),
        Given::Number(number, _) => whole(*number, 2.0).map(|number| number == 1),
        Given::Text(text) => ["0", "1"].iter().position(|flag| flag == text).map(|flag| flag == 1),
        _ => None,
    }
}

fn time(given: &Given) -> Option<u64> {
    match given {
        Given::Number(number, _) => whole(*number, 1e11),
        Given::Moment(moment) => whole(*moment, TOO_LATE).map(|milliseconds| milliseconds / 1000),
        Given::Text(text) | Given::BigInt(text) if is_digits(text) && !text.is_empty() => {
            // Only the zeros may be many.
            let seconds = text.trim_start_matches('0');
            let seconds: u64 = if seconds.is_empty() { 0 } else { seconds.parse().ok()? };
            Some(seconds).filter(|seconds| *seconds < 100_000_000_000)
        }
        _ => None,
    }
}

fn whole(number: f64, end: f64) -> Option<u64> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is whole and in range")]
    ((0.0..end).contains(&number) && number.fract() == 0.0).then_some(number as u64)
}

fn is_taken(kind: Kind, text: &str) -> bool {
    match kind {
        Kind::Text { min, max } => (min..=max).contains(&text.chars().count()),
        Kind::LinkCode => {
            let is_allowed =
                |char| "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-".contains(char);
            (1..=50).contains(&text.chars().count()) && text.chars().all(is_allowed)
        }
        Kind::OneOf(words) => words.contains(&text),
        Kind::FileName => !text.is_empty(),
        Kind::Id | Kind::Ids | Kind::Flag | Kind::Time | Kind::File => false,
    }
}
