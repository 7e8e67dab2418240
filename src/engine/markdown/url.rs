//! Where a link leads.

/// The URL as it stands in a message; none where it is of a kind that does not become a link there.
pub(super) fn shown(url: &str) -> Option<String> {
    let has_scheme =
        |scheme: &&str| url.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme));
    ["http://", "https://", "mailto:"].iter().any(has_scheme).then(|| encoded(url))
}

/// What a link in a message can't hold is percent-encoded, brackets with it.
fn encoded(url: &str) -> String {
    let mut encoded = String::with_capacity(url.len());
    for byte in url.bytes() {
        if byte.is_ascii_graphic() && !b"\"<>[\\]^`{|}".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            for digit in [byte >> 4, byte & 15] {
                encoded.extend(char::from_digit(digit.into(), 16).map(|digit| digit.to_ascii_uppercase()));
            }
        }
    }
    encoded
}
