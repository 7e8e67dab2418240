//! `cargo xtask emulator`: the local Chatwork.

use std::path::PathBuf;

use crate::Failure;
use crate::commands::{become_it, command, run};
use crate::root;

/// Builds the emulator and returns the program.
pub(crate) fn program() -> Result<PathBuf, Failure> {
    built("debug", &[])
}

/// The emulator as fast as it can be, for who measures the package and not it.
pub(crate) fn optimised() -> Result<PathBuf, Failure> {
    built("release", &["--release", "--config", "profile.release.opt-level=3"])
}

fn built(profile: &str, options: &[&str]) -> Result<PathBuf, Failure> {
    let mut build = command("cargo", &["build", "--quiet", "--locked", "--package", "chatwork-emulator"]);
    build.args(options);
    run(build)?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let program = root().join(target).join(profile).join("chatwork-emulator");
    Ok(program.with_extension(std::env::consts::EXE_EXTENSION))
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
