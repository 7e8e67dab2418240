//! Redirect URIs.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What may stand unencoded in a value of a query.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The scheme in lower case, where the text is an absolute URI without a fragment.
pub(super) fn scheme(uri: &str) -> Option<String> {
    let (scheme, rest) = uri.split_once(':')?;
    let letters = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    let ok = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(letters)
        && !rest.is_empty()
        && uri.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#');
    let scheme = scheme.to_ascii_lowercase();
    let web = scheme == "http" || scheme == "https";
    (ok && (!web || host(uri).is_some())).then_some(scheme)
}

/// The host of a web address.
fn host(uri: &str) -> Option<&str> {
    let authority = uri.split_once("://")?.1.split(['/', '?']).next()?;
    let host = match authority.rsplit_once(':') {
        // The colons of an IPv6 address are inside of brackets.
        Some((host, port)) if !port.contains(']') => host,
        _ => authority,
    };
    (!host.is_empty()).then_some(host)
}

/// Whether it leads back to the same machine.
pub(super) fn is_loopback(uri: &str) -> bool {
    host(uri).is_some_and(|host| ["127.0.0.1", "localhost", "[::1]"].contains(&host))
}

/// The URI with parameters behind its own.
pub(super) fn with(uri: &str, parameters: &[(&str, Option<&str>)]) -> String {
    let mut uri = uri.to_owned();
    for (name, value) in parameters {
        let Some(value) = value else { continue };
        uri.push(if uri.contains('?') { '&' } else { '?' });
        uri.push_str(name);
        uri.push('=');
        uri.extend(utf8_percent_encode(value, VALUE));
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes() {
        for (uri, expected) in [
            ("https://app.example.jp/callback", Some("https")),
            ("HTTP://127.0.0.1:8788/", Some("http")),
            ("jp.example.app:/callback", Some("jp.example.app")),
            ("app://callback?x=1", Some("app")),
            ("https://", None),
            ("https:///callback", None),
            ("https:callback", None),
            ("app:", None),
            ("/callback", None),
            ("1app:/x", None),
            ("https://a/#part", None),
            ("https://a/ b", None),
            ("https://日本.jp/", None),
        ] {
            assert_eq!(scheme(uri).as_deref(), expected, "{uri}");
        }
    }

    #[test]
    fn parameters_are_added() {
        let parameters = [("code", Some("a b&=+/日")), ("none", None), ("state", Some("~"))];
        for (uri, expected) in [
            ("app:/x", "app:/x?code=a%20b%26%3D%2B%2F%E6%97%A5&state=~"),
            ("app:/x?y=1", "app:/x?y=1&code=a%20b%26%3D%2B%2F%E6%97%A5&state=~"),
        ] {
            assert_eq!(with(uri, &parameters), expected);
        }
    }

    #[test]
    fn loopback() {
        for (uri, expected) in [
            ("http://127.0.0.1:1/a", true),
            ("http://localhost", true),
            ("http://[::1]:8080/", true),
            ("http://127.0.0.1.example.jp/", false),
            ("http://example.jp/?http://localhost", false),
        ] {
            assert_eq!(is_loopback(uri), expected, "{uri}");
        }
    }
}
