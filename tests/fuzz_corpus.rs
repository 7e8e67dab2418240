//! What the fuzzer tries, with the inputs that are kept. `cargo xtask fuzz` looks for others.
#![cfg(all(feature = "markdown", feature = "notation", not(target_arch = "wasm32")))]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "tests"
)]

use std::fs;
use std::path::Path;

#[path = "../fuzz/bodies/notation.rs"]
mod notation;

fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    fs::read_dir(folder).unwrap().map(|file| fs::read(file.unwrap().path()).unwrap()).collect()
}

#[test]
fn notation_of_the_corpus() {
    let corpus = corpus("notation");
    assert!(!corpus.is_empty());
    for text in corpus {
        // The last byte says how long the parts of a message are.
        for length in 0..64 {
            notation::check(&[text.as_slice(), &[length]].concat());
        }
    }
}
