//! Arguments as the lines of a text.

use chatwork_wasm::engine::encode::Given;

/// `"text`, `5`, `5n`, `@5` for a `Date`, `true`, `null`, and `[1 "2` for an array; anything else is an object.
pub(super) fn read(line: &str) -> Given {
    if let Some(text) = line.strip_prefix('"') {
        return Given::Text(text.to_owned());
    }
    if let Some(items) = line.strip_prefix('[') {
        return Given::List(items.split_whitespace().take(16).map(read).collect());
    }
    // A Date has whole milliseconds, or none.
    if let Some(Ok(moment)) = line.strip_prefix('@').map(str::parse::<f64>) {
        return Given::Moment(moment.trunc());
    }
    if let Some(Ok(number)) = line.strip_suffix('n').map(str::parse::<i128>) {
        return Given::BigInt(number.to_string());
    }
    match (line, line.parse()) {
        ("null", _) => Given::Nothing,
        ("true", _) => Given::Flag(true),
        ("false", _) => Given::Flag(false),
        (_, Ok(number)) => Given::Number(number, spelled(number)),
        _ => Given::Other("an object"),
    }
}

/// A number as JavaScript writes it.
fn spelled(number: f64) -> String {
    if number.is_infinite() {
        return if number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    if number != 0.0 && !(1e-6..1e21).contains(&number.abs()) && !number.is_nan() {
        return format!("{number:e}").replace('e', "e+").replace("e+-", "e-");
    }
    // Of minus zero it writes no sign.
    (number + 0.0).to_string()
}
