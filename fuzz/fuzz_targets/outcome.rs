#![no_main]

#[path = "../bodies/outcome.rs"]
mod body;

libfuzzer_sys::fuzz_target!(|data: &[u8]| body::check(data));
