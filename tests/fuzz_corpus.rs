//! What the fuzzer tries, with the inputs that are kept. `cargo xtask fuzz` looks for others.
#![cfg(all(feature = "markdown", feature = "notation", feature = "webhook", not(target_arch = "wasm32")))]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "tests"
)]

use std::fs;
use std::path::Path;

#[path = "../fuzz/bodies/encode.rs"]
mod encode;
#[path = "../fuzz/bodies/notation.rs"]
mod notation;
#[path = "../fuzz/bodies/outcome.rs"]
mod outcome;
#[path = "../fuzz/bodies/webhook.rs"]
mod webhook;

/// Runs a body with each input that is kept for it.
fn each_of(target: &str, check: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert!(!files.is_empty());
    for file in files {
        check(&fs::read(file).unwrap());
    }
}

#[test]
fn arguments_of_the_corpus() {
    each_of("encode", encode::check);
}

#[test]
fn outcomes_of_the_corpus() {
    each_of("outcome", outcome::check);
}

#[test]
fn webhooks_of_the_corpus() {
    each_of("webhook", webhook::check);
}

#[test]
fn notation_of_the_corpus() {
    each_of("notation", |text| {
        // The last byte says how long the parts of a message are.
        for length in 0..64 {
            notation::check(&[text, &[length]].concat());
        }
    });
}
