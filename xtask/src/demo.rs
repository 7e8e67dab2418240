//! `cargo xtask demo`: the 32 functions, from an installed package to a real server and back.

use crate::commands::{command, run};
use crate::{Failure, build, emulator, project};

/// Calls all functions against the emulator, or with `--live` the reading ones of the real service.
pub(crate) fn demo(options: &[&str]) -> Result<(), Failure> {
    if !matches!(options, [] | ["--live"]) {
        return Err("demo takes no option but --live".to_owned());
    }
    build::build()?;
    let project = project::install("demo", &project::pack()?, &["tests/package"])?;
    let mut node = command("node", &[&["demo.mjs"], options].concat());
    node.current_dir(project);
    if options.is_empty() {
        node.env("CHATWORK_EMULATOR", emulator::program()?);
    }
    run(node)
}
