//! JSON the way the service spells it: compact, and with `\uXXXX` for every character outside ASCII.

use std::io;

use serde::Serialize;
use serde_json::ser::Formatter;
use serde_json::{Serializer, Value};

/// Writes a value in ASCII only.
pub(crate) fn ascii(value: &impl Serialize) -> Vec<u8> {
    let mut out = Vec::new();
    // Writing to memory cannot fail, and no type here has keys that are not strings.
    let _ = value.serialize(&mut Serializer::with_formatter(&mut out, Ascii));
    out
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
        let mut units = [0; 2];
        for character in text.chars() {
            if character.is_ascii() {
                write!(out, "{character}")?;
            } else {
                for unit in character.encode_utf16(&mut units) {
                    write!(out, "\\u{unit:04x}")?;
                }
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
