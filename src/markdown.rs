//! What the fourth WebAssembly module exports: Markdown made a message. It is large for what a Markdown parser has to
//! know, as the names of all HTML entities.

use std::collections::BTreeMap;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::engine::markdown;

/// The message. The ids belong to the names in their places.
#[wasm_bindgen(js_name = fromMarkdown, skip_typescript)]
#[must_use]
#[expect(unreachable_pub, reason = "wasm-bindgen exports nothing else")]
pub fn from_markdown(source: &str, names: Vec<String>, ids: &[f64]) -> String {
    let mut mentions = BTreeMap::new();
    // `collect` would sort them first, with 8 KB of code.
    for (name, id) in names.into_iter().zip(ids) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "JavaScript has checked it"
        )]
        mentions.insert(name, *id as u64);
    }
    markdown::from_markdown(source, &mentions)
}
