//! What must hold for any body, token and signature of a webhook. `cargo xtask fuzz` and `tests/fuzz_corpus.rs` run it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chatwork_wasm::engine::webhook::{Check, UnfitToken, sign, verify};
use sha2::{Digest, Sha256};

/// Reads the first line as a token, the second one as a signature, and the rest as the body.
pub(crate) fn check(data: &[u8]) {
    let mut lines = data.splitn(3, |byte| *byte == b'\n');
    let mut line = || lines.next().unwrap_or_default();
    let (token, signature, body) = (String::from_utf8_lossy(line()), String::from_utf8_lossy(line()), line());
    let key = STANDARD.decode(token.as_ref()).unwrap_or_default();
    if key.is_empty() {
        assert_eq!(sign(&token, body), Err(UnfitToken));
        assert_eq!(verify(&token, body, &signature), Err(UnfitToken));
        return;
    }
    let mac = hmac(&key, body);
    let genuine = sign(&token, body).expect("the token is fit");
    assert_eq!(genuine, STANDARD.encode(mac));
    assert_eq!(verify(&token, body, &genuine), Ok(Check::Genuine));
    let expected = match STANDARD.decode(signature.as_ref()) {
        Ok(bytes) if bytes == mac => Check::Genuine,
        Ok(bytes) if bytes.len() == mac.len() => Check::Mismatch,
        _ => Check::Malformed,
    };
    assert_eq!(verify(&token, body, &signature), Ok(expected));
    // The sum chooses a bit, so that each file of the corpus is read as it stands there.
    let bit = data.iter().map(|byte| usize::from(*byte)).sum();
    assert_ne!(verify(&token, body, &flipped_text(&genuine, bit)), Ok(Check::Genuine));
    assert_eq!(verify(&STANDARD.encode(flipped(&key, bit)), body, &genuine), Ok(Check::Mismatch));
    assert_eq!(verify(&token, &[body, b"\0"].concat(), &genuine), Ok(Check::Mismatch));
    if !body.is_empty() {
        assert_eq!(verify(&token, &flipped(body, bit), &genuine), Ok(Check::Mismatch));
    }
}

/// The bytes with another bit.
fn flipped(bytes: &[u8], bit: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let at = bit / 8 % bytes.len();
    bytes[at] ^= 1 << (bit % 8);
    bytes
}

/// The same of a text in ASCII, which it stays.
fn flipped_text(text: &str, bit: usize) -> String {
    let bytes = flipped(text.as_bytes(), bit / 7 * 8 + bit % 7);
    String::from_utf8(bytes).expect("the highest bit stays")
}

/// HMAC as RFC 2104 defines it.
fn hmac(key: &[u8], body: &[u8]) -> [u8; 32] {
    const BLOCK: usize = 64;
    let mut block = [0; BLOCK];
    if key.len() > BLOCK {
        block[..32].copy_from_slice(&Sha256::digest(key));
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    let hash = |pad: u8, bytes: &[u8]| Sha256::digest([&block.map(|byte| byte ^ pad), bytes].concat()).into();
    let inner: [u8; 32] = hash(0x36, body);
    hash(0x5C, &inner)
}
