//! What an argument may be, as tables.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "tests")]

use chatwork_wasm::api::{Kind, endpoints};
use chatwork_wasm::engine::encode::{Given, file_size, id, path, text, unchecked_text};

fn number(number: f64) -> Given {
    Given::Number(number, number.to_string())
}

fn string(text: &str) -> Given {
    Given::Text(text.to_owned())
}

fn bigint(text: &str) -> Given {
    Given::BigInt(text.to_owned())
}

const MESSAGE: Kind = Kind::Text { min: 1, max: 65_535 };
const STATUS: Kind = Kind::OneOf(&["open", "done"]);

#[test]
fn ids_are_digits_and_nothing_else() {
    for (given, digits) in [
        (number(1.0), "1"),
        (number(9_007_199_254_740_991.0), "9007199254740991"),
        (string("1976543210987654321"), "1976543210987654321"),
        (string("18446744073709551615"), "18446744073709551615"),
        (bigint("1976543210987654321"), "1976543210987654321"),
    ] {
        assert_eq!(id(&given).unwrap(), digits);
    }
    for given in [
        number(0.0),
        number(-1.0),
        number(1.5),
        number(f64::NAN),
        number(f64::INFINITY),
        string(""),
        string("0"),
        string("00"),
        string(" 1"),
        string("1\n"),
        string("+1"),
        string("1e3"),
        string("../me"),
        string("%2e%2e"),
        string("１"),
        string("123456789012345678901"),
        bigint("-1"),
        Given::Nothing,
        Given::Flag(true),
        Given::List(vec![number(1.0)]),
        Given::Moment(1.0),
        Given::Other("an object"),
    ] {
        assert!(id(&given).is_err(), "{given:?} is no id");
    }
}

#[test]
fn a_rounded_id_is_refused_with_the_reason() {
    for rounded in [9_007_199_254_740_992.0, 1_976_543_210_987_654_321.0, 1e21] {
        let refusal = id(&number(rounded)).unwrap_err();
        assert!(refusal.expected.contains("must be strings"), "{}", refusal.expected);
    }
    let refusal = text(Kind::Ids, &Given::List(vec![number(1.0), number(1e19)])).unwrap_err();
    assert!(refusal.expected.contains("must be strings"), "{}", refusal.expected);
}

#[test]
fn parameters_become_text() {
    let list = Given::List(vec![number(1.0), string("2"), bigint("3")]);
    for (kind, given, expected) in [
        (MESSAGE, string("a"), Some("a")),
        (MESSAGE, Given::Nothing, None),
        (Kind::LinkCode, string("dev_Team-1"), Some("dev_Team-1")),
        (Kind::Id, string("12"), Some("12")),
        (Kind::Ids, list, Some("1,2,3")),
        (Kind::Ids, string("1, 2 ,3"), Some("1,2,3")),
        (Kind::Ids, number(7.0), Some("7")),
        (Kind::Ids, bigint("7"), Some("7")),
        (Kind::Ids, Given::List(vec![]), None),
        (Kind::Ids, string(""), None),
        (Kind::Flag, Given::Flag(true), Some("1")),
        (Kind::Flag, Given::Flag(false), Some("0")),
        (Kind::Flag, number(1.0), Some("1")),
        (Kind::Flag, number(0.0), Some("0")),
        (Kind::Flag, string("1"), Some("1")),
        (STATUS, string("done"), Some("done")),
        (Kind::Time, number(1_750_000_000.0), Some("1750000000")),
        (Kind::Time, string("1750000000"), Some("1750000000")),
        (Kind::Time, bigint("1750000000"), Some("1750000000")),
        (Kind::Time, Given::Moment(1_750_000_000_999.0), Some("1750000000")),
        (Kind::Time, number(0.0), Some("0")),
        (Kind::Time, number(9.0), Some("9")),
        (Kind::Time, string("99999999999"), Some("99999999999")),
        (Kind::FileName, string("議事録.txt"), Some("議事録.txt")),
    ] {
        assert_eq!(text(kind, &given).unwrap().as_deref(), expected, "{kind:?} {given:?}");
    }
}

#[test]
fn what_the_service_would_refuse_is_refused() {
    for (kind, given) in [
        (MESSAGE, string("")),
        (MESSAGE, number(5.0)),
        (MESSAGE, Given::Other("a string with half of a surrogate pair")),
        (Kind::LinkCode, string("")),
        (Kind::LinkCode, string("日本")),
        (Kind::LinkCode, string("a b")),
        (Kind::LinkCode, string(&"a".repeat(51))),
        (Kind::Ids, string("1,,2")),
        (Kind::Ids, string("1;2")),
        (Kind::Ids, Given::List(vec![Given::List(vec![number(1.0)])])),
        (Kind::Ids, Given::List(vec![Given::Nothing])),
        (Kind::Flag, number(2.0)),
        (Kind::Flag, string("true")),
        (Kind::Flag, bigint("1")),
        (STATUS, string("opne")),
        (STATUS, string("Open")),
        (Kind::Time, number(1.5)),
        (Kind::Time, number(-1.0)),
        (Kind::Time, string("")),
        (Kind::Time, string("+5")),
        (Kind::Time, string("2030-01-01")),
        (Kind::Time, Given::Moment(f64::NAN)),
        (Kind::Time, Given::Moment(-1.0)),
        (Kind::FileName, string("")),
        (Kind::File, string("bytes")),
    ] {
        assert!(text(kind, &given).is_err(), "{kind:?} {given:?}");
    }
}

#[test]
fn milliseconds_are_told_from_seconds() {
    for given in [number(1_750_000_000_000.0), string("1750000000000"), string("100000000000")] {
        let refusal = text(Kind::Time, &given).unwrap_err();
        assert!(refusal.expected.contains("milliseconds"), "{}", refusal.expected);
    }
    // A Date is in milliseconds anyway, and only too late.
    let refusal = text(Kind::Time, &Given::Moment(100_000_000_000_000.0)).unwrap_err();
    assert_eq!(refusal.expected, "whole Unix seconds as a number or string, or a Date");
}

#[test]
fn lengths_count_code_points() {
    for (length, is_taken) in [(65_535, true), (65_536, false)] {
        for char in ["a", "あ", "🍣"] {
            let given = string(&char.repeat(length));
            assert_eq!(text(MESSAGE, &given).is_ok(), is_taken, "{length} times {char}");
        }
    }
}

#[test]
fn a_refusal_repeats_no_string() {
    let refusal = text(STATUS, &string("0123456789abcdef")).unwrap_err();
    assert_eq!((&*refusal.expected, &*refusal.got), ("one of 'open', 'done'", "a string of length 16"));
}

#[test]
fn unchecked_parameters_keep_their_text() {
    let list = Given::List(vec![number(1.0), Given::Nothing, string("x")]);
    for (given, expected) in [
        (string(""), Some("")),
        (string("anything"), Some("anything")),
        (number(1.5), Some("1.5")),
        (bigint("-3"), Some("-3")),
        (Given::Flag(true), Some("1")),
        (Given::Flag(false), Some("0")),
        (Given::Moment(5_000.0), Some("5")),
        (list, Some("1,x")),
        (Given::Nothing, None),
    ] {
        assert_eq!(unchecked_text(&given).unwrap().as_deref(), expected, "{given:?}");
    }
    assert!(unchecked_text(&Given::Other("an object")).is_err());
}

#[test]
fn paths_are_filled_in_order() {
    let ids = ["12".to_owned(), "345".to_owned()];
    for endpoint in endpoints() {
        let filled = path(endpoint, ids.get(..endpoint.ids.len()).unwrap());
        let expected = endpoint
            .ids
            .iter()
            .zip(&ids)
            .fold(endpoint.path.to_owned(), |path, (name, id)| path.replace(&format!("{{{name}}}"), id));
        assert_eq!(filled, expected, "{}", endpoint.name);
        assert!(
            filled
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"/_".contains(&byte))
        );
    }
}

#[test]
fn five_mebibytes_are_the_most() {
    assert!(file_size(0.0).is_ok());
    assert!(file_size(5_242_880.0).is_ok());
    assert_eq!(file_size(5_242_881.0).unwrap_err().got, "5242881 bytes");
}
