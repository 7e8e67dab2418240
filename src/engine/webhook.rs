//! The signature of a webhook: HMAC-SHA256 of the body's bytes, with the decoded token as the key.
//!
//! <https://developer.chatwork.com/docs/webhook#リクエストの署名検証>

use base64ct::{Base64, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// What became of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// Who signed it knows the token, and the body is as it was signed.
    Genuine,
    /// Another token, or another body.
    Mismatch,
    /// No signature of any body: not the base64 of 32 bytes.
    Malformed,
}

/// A token that is empty, or not base64: it was not copied as the settings of the webhook show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnfitToken;

/// The signature of a body, in base64.
///
/// # Errors
/// Where the token is no token.
pub fn sign(token: &str, body: &[u8]) -> Result<String, UnfitToken> {
    Ok(Base64::encode_string(&mac(token, body)?.finalize().into_bytes()))
}

/// Checks the signature of a body. How long it takes tells nothing about the signature that would be right.
///
/// # Errors
/// Where the token is no token.
pub fn verify(token: &str, body: &[u8], signature: &str) -> Result<Check, UnfitToken> {
    let mac = mac(token, body)?;
    let mut bytes = [0; 32];
    let is_whole = Base64::decode(signature, &mut bytes).is_ok_and(|decoded| decoded.len() == 32);
    Ok(match mac.verify_slice(&bytes) {
        _ if !is_whole => Check::Malformed,
        Ok(()) => Check::Genuine,
        Err(_) => Check::Mismatch,
    })
}

fn mac(token: &str, body: &[u8]) -> Result<Hmac<Sha256>, UnfitToken> {
    let key = Base64::decode_vec(token).ok().filter(|key| !key.is_empty()).ok_or(UnfitToken)?;
    let mut mac = Hmac::new_from_slice(&key).map_err(|_| UnfitToken)?;
    mac.update(body);
    Ok(mac)
}
