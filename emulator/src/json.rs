//! JSON the way the service spells it: compact, and with `\uXXXX` for every character outside ASCII.

use std::io;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::ser::Formatter;
use serde_json::{Deserializer, Serializer, Value};

use objects::Objects;

mod objects;

/// Reads JSON.
pub(crate) fn read<T: DeserializeOwned>(text: &[u8]) -> serde_json::Result<T> {
    let mut text = Deserializer::from_slice(text);
    let read = T::deserialize(Objects(&mut text))?;
    text.end().map(|()| read)
}

/// Writes a value in ASCII only.
pub(crate) fn ascii(value: &impl Serialize) -> Vec<u8> {
    let mut out = Vec::new();
    // Writing to memory cannot fail, and no type here has keys that are not strings.
    let _ = value.serialize(&mut Serializer::with_formatter(&mut out, Ascii));
    out
}

/// Something as a value, by way of its text: what writes each type as a value, too, would come on top in the wasm module.
pub(crate) fn value(item: &impl Serialize) -> serde_json::Result<Value> {
    read(&ascii(item))
}

/// What a value stands for, again by way of its text. The place in it, which nobody has written, is left out of an error.
pub(crate) fn typed<T: DeserializeOwned>(value: &Value) -> Result<T, String> {
    read(&ascii(value)).map_err(|error| {
        let error = error.to_string();
        error.rsplit_once(" at line ").map_or(error.as_str(), |(sentence, _)| sentence).to_owned()
    })
}

/// Changes the keys that are named, however deep, and keeps all others.
pub(crate) fn merge(target: &mut Value, change: Value) {
    match (target, change) {
        (Value::Object(target), Value::Object(change)) => {
            for (key, value) in change {
                merge(target.entry(key).or_insert(Value::Null), value);
            }
        }
        (target, change) => *target = change,
    }
}

struct Ascii;

impl Formatter for Ascii {
    fn write_string_fragment<W: io::Write + ?Sized>(&mut self, out: &mut W, text: &str) -> io::Result<()> {
        let foreign = |character: char| !character.is_ascii();
        for part in text.split_inclusive(foreign) {
            let plain = part.trim_end_matches(foreign);
            out.write_all(plain.as_bytes())?;
            for unit in part.strip_prefix(plain).unwrap_or_default().encode_utf16() {
                write!(out, "\\u{unit:04x}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_ascii_leaves() {
        let cases = [
            ("日本", r#""\u65e5\u672c""#),
            ("🙂", r#""\ud83d\ude42""#),
            ("a/b", r#""a/b""#),
            ("\"\\\n", r#""\"\\\n""#),
        ];
        for (text, expected) in cases {
            assert_eq!(String::from_utf8(super::ascii(&text)).unwrap(), expected);
        }
    }
}
