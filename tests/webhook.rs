//! The signature of a webhook.
#![cfg(not(target_arch = "wasm32"))]

use chatwork_wasm::engine::webhook::{Check, UnfitToken, sign, verify};

const TOKEN: &str = "Y2hhdHdvcmstZW11bGF0b3Itd2ViaG9vay1zZWNyZXQ=";
const BODY: &str = r#"{"webhook_event_type":"message_created"}"#;
const SIGNATURE: &str = "JMM8fG+0Hd9M9nZPJUrGet4Sob7loN0ZdbAhWhIiYXU=";
const MENTION: &str = r#"{"webhook_setting_id":"20417","webhook_event_type":"mention_to_me","webhook_event_time":1750000003,"webhook_event":{"from_account_id":2210345,"to_account_id":2210399,"room_id":398765432,"message_id":"1976543210987654321","body":"[To:2210399] 佐藤さん\n確認お願いします","send_time":1750000001,"update_time":0}}"#;

#[test]
fn signatures_that_were_computed_elsewhere() {
    assert_eq!(sign(TOKEN, BODY.as_bytes()).as_deref(), Ok(SIGNATURE));
    assert_eq!(MENTION.len(), 322);
    assert_eq!(
        sign(TOKEN, MENTION.as_bytes()).as_deref(),
        Ok("NXMl+zFQmOj3JJS4HS6XErqKUCTYK1Z+W8oIqwuPPPM=")
    );
}

#[test]
fn what_is_genuine_and_what_is_not() {
    let other = sign("b3RoZXI=", BODY.as_bytes()).unwrap();
    for (signature, check) in [
        (SIGNATURE, Check::Genuine),
        (other.as_str(), Check::Mismatch),
        ("JMM8fG+0Hd9M9nZPJUrGet4Sob7loN0ZdbAhWhIiYXQ=", Check::Mismatch),
        // In a query, a `+` that nobody encoded becomes a space.
        ("JMM8fG 0Hd9M9nZPJUrGet4Sob7loN0ZdbAhWhIiYXU=", Check::Malformed),
        ("JMM8fG-0Hd9M9nZPJUrGet4Sob7loN0ZdbAhWhIiYXU=", Check::Malformed),
        ("JMM8fG+0Hd9M9nZPJUrGet4Sob7loN0ZdbAhWhIiYXU", Check::Malformed),
        ("JMM8fG+0Hd9M9nZPJUrGet4Sob7loN0ZdbAhWhIiYXU=\n", Check::Malformed),
        ("JMM8fG+0Hd9M9nZPJUrGet4Sob7loN0ZdbAhWhIiYQ==", Check::Malformed),
        ("JMM8fG+0Hd9M9nZPJUrGet4Sob7loN0ZdbAhWhIiYXVh", Check::Malformed),
        ("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", Check::Mismatch),
        ("", Check::Malformed),
        ("署名", Check::Malformed),
    ] {
        assert_eq!(verify(TOKEN, BODY.as_bytes(), signature), Ok(check), "{signature}");
    }
    assert_eq!(verify(TOKEN, b"", &sign(TOKEN, b"").unwrap()), Ok(Check::Genuine));
    for at in 0..BODY.len() {
        let mut body = BODY.as_bytes().to_vec();
        body[at] ^= 1;
        assert_eq!(verify(TOKEN, &body, SIGNATURE), Ok(Check::Mismatch), "byte {at}");
    }
}

#[test]
fn what_is_no_token() {
    for token in
        ["", "a", "not base64!", "Y2hhdHdvcms", " Y2hhdHdvcms=", "Y2hhdHdvcms=\n", "====", "トークン"]
    {
        assert_eq!(sign(token, b"x"), Err(UnfitToken), "{token}");
        assert_eq!(verify(token, b"x", SIGNATURE), Err(UnfitToken), "{token}");
    }
}
