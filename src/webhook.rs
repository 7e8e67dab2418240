//! What the second WebAssembly module exports: the part of webhooks that JavaScript cannot do synchronously everywhere.
//!
//! Numbers and texts only, so that the glue stays small; `pkg/entries/webhooks.js` makes errors of them.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::engine::webhook::{self, Check};

/// 1 where the signature is right, 0 where it is another one, -1 where it is none, -2 where the token is none.
#[wasm_bindgen(js_name = check, skip_typescript)]
#[must_use]
#[expect(unreachable_pub, reason = "wasm-bindgen exports nothing else")]
pub fn check(token: &str, body: &[u8], signature: &str) -> i32 {
    match webhook::verify(token, body, signature) {
        Ok(Check::Genuine) => 1,
        Ok(Check::Mismatch) => 0,
        Ok(Check::Malformed) => -1,
        Err(_) => -2,
    }
}

/// The signature; empty where the token is none.
#[wasm_bindgen(js_name = sign, skip_typescript)]
#[must_use]
#[expect(unreachable_pub, reason = "wasm-bindgen exports nothing else")]
pub fn sign(token: &str, body: &[u8]) -> String {
    webhook::sign(token, body).unwrap_or_default()
}
