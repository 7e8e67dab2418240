//! What the fuzzer tries of the emulator, with the inputs that are kept. `cargo xtask fuzz` looks for others.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "tests"
)]

use std::fs;
use std::path::Path;

#[path = "../../fuzz/bodies/emulator.rs"]
mod emulator;
#[path = "../../fuzz/bodies/multipart.rs"]
mod multipart;

/// Runs a body with each input that is kept for it.
fn each_of(target: &str, check: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(target);
    let files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert!(!files.is_empty());
    for file in files {
        check(&fs::read(file).unwrap());
    }
}

#[test]
fn requests_of_the_corpus() {
    each_of("emulator", emulator::check);
}

#[test]
fn multipart_bodies_of_the_corpus() {
    each_of("multipart", multipart::check);
}
