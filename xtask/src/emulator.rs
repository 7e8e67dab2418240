//! `cargo xtask emulator`: the local Chatwork.

use std::path::PathBuf;

use crate::Failure;
use crate::commands::{become_it, command, run};
use crate::root;

/// Builds the emulator and returns the program.
pub(crate) fn program() -> Result<PathBuf, Failure> {
    run(command("cargo", &["build", "--quiet", "--locked", "--package", "chatwork-emulator"]))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    Ok(root().join(target).join("debug/chatwork-emulator").with_extension(std::env::consts::EXE_EXTENSION))
}

/// Runs it until Ctrl-C.
pub(crate) fn run_until_stopped(options: &[&str]) -> Result<(), Failure> {
    let mut emulator = command(program()?, options);
    // A world file is named from where the user stands.
    if let Ok(here) = std::env::current_dir() {
        emulator.current_dir(here);
    }
    become_it(emulator)
}
