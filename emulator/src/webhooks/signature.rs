//! Signatures and the address they are sent to.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::Sha256;

/// The signature of a body with the decoded token as its key.
pub(crate) fn sign(key: &[u8], body: &[u8]) -> String {
    // A key of any length is a key, so there is always one.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return String::new() };
    mac.update(body);
    STANDARD.encode(mac.finalize().into_bytes())
}

/// The URL with the signature before its own parameters.
pub(crate) fn address(url: &str, signature: &str) -> String {
    let url = url.split('#').next().unwrap_or_default();
    let signature = utf8_percent_encode(signature, NON_ALPHANUMERIC);
    let (base, own) = url.split_once('?').unwrap_or((url, ""));
    let own = if own.is_empty() { String::new() } else { format!("&{own}") };
    format!("{base}?chatwork_webhook_signature={signature}{own}")
}

/// Refuses what the service would not take as a URL. It also insists on https, which a local receiver seldom has.
pub(super) fn check(url: &str) -> Result<(), String> {
    let lower = url.to_ascii_lowercase();
    let rest = lower.strip_prefix("http://").or_else(|| lower.strip_prefix("https://"));
    let Some(rest) = rest else { return Err("the url starts with http:// or https://".to_owned()) };
    if !url.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err("the url is ASCII: xn-- for other hosts, percent-encoding for other paths".to_owned());
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = match authority.rsplit_once(':') {
        // The colons of an IPv6 address are inside of brackets.
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._[]:".contains(&byte);
    if host.is_empty() || !host.bytes().all(allowed) {
        return Err("the url has no proper host".to_owned());
    }
    if port.is_some_and(|port| port.parse::<u16>().is_err()) {
        return Err("the url has no proper port".to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "Y2hhdHdvcmstZW11bGF0b3Itd2ViaG9vay1zZWNyZXQ=";

    #[test]
    fn signatures_are_those_of_the_vectors() {
        let key = STANDARD.decode(TOKEN).unwrap();
        let mention = concat!(
            r#"{"webhook_setting_id":"20417","webhook_event_type":"mention_to_me","webhook_event_time":1750000003,"#,
            r#""webhook_event":{"from_account_id":2210345,"to_account_id":2210399,"room_id":398765432,"#,
            r#""message_id":"1976543210987654321","body":"[To:2210399] 佐藤さん\n確認お願いします","#,
            r#""send_time":1750000001,"update_time":0}}"#
        );
        assert_eq!(mention.len(), 322);
        let cases = [
            (r#"{"webhook_event_type":"message_created"}"#, "JMM8fG+0Hd9M9nZPJUrGet4Sob7loN0ZdbAhWhIiYXU="),
            (mention, "NXMl+zFQmOj3JJS4HS6XErqKUCTYK1Z+W8oIqwuPPPM="),
        ];
        for (body, expected) in cases {
            assert_eq!(sign(&key, body.as_bytes()), expected, "{body}");
        }
    }

    #[test]
    fn the_signature_stands_before_other_parameters() {
        let signature = "NXMl+zFQmOj3JJS4HS6XErqKUCTYK1Z+W8oIqwuPPPM=";
        let encoded = "NXMl%2BzFQmOj3JJS4HS6XErqKUCTYK1Z%2BW8oIqwuPPPM%3D";
        for (url, expected) in [
            ("http://a/hook", format!("http://a/hook?chatwork_webhook_signature={encoded}")),
            ("http://a", format!("http://a?chatwork_webhook_signature={encoded}")),
            ("http://a/?x=1&y", format!("http://a/?chatwork_webhook_signature={encoded}&x=1&y")),
            ("http://a/?#part", format!("http://a/?chatwork_webhook_signature={encoded}")),
        ] {
            assert_eq!(address(url, signature), expected, "{url}");
        }
    }

    #[test]
    fn urls() {
        for url in [
            "http://a",
            "HTTPS://xn--n8j.jp/a%20b",
            "http://127.0.0.1:8787/hook?a=b",
            "http://[::1]:80/",
            "http://[::1]",
        ] {
            assert_eq!(check(url), Ok(()), "{url}");
        }
        for url in [
            "",
            "/hook",
            "ftp://a",
            "http://",
            "http:///a",
            "http://あ",
            "http://a/b c",
            "http://a:99999",
            "http://a:",
            "http://u@a",
        ] {
            assert!(check(url).is_err(), "{url}");
        }
    }
}
