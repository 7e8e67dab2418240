//! `cargo xtask demo`: the 32 functions, from an installed package to a real server and back.

use std::env;
use std::path::{Path, PathBuf};

use crate::commands::{command, run};
use crate::{Failure, build, emulator, project};

/// Builds the package and calls all functions against the emulator, or with `--live` the reading ones of the real
/// service.
pub(crate) fn demo(options: &[&str]) -> Result<(), Failure> {
    let is_live = match options {
        [] => false,
        ["--live"] if env::var_os("CHATWORK_API_TOKEN").is_some() => true,
        ["--live"] => return Err("--live needs your token in CHATWORK_API_TOKEN".to_owned()),
        _ => return Err("demo takes no option but --live".to_owned()),
    };
    build::build()?;
    let tarball = project::pack()?;
    if !is_live {
        return call_all(&tarball);
    }
    node(&project::install("demo", &tarball, &["tests/package"])?, &["demo.mjs", "--live"], None)
}

/// Calls all functions of a packed package against the emulator.
pub(crate) fn call_all(tarball: &Path) -> Result<(), Failure> {
    let project = project::install("demo", tarball, &["tests/package"])?;
    node(&project, &["demo.mjs"], Some(emulator::program()?))
}

fn node(project: &Path, arguments: &[&str], emulator: Option<PathBuf>) -> Result<(), Failure> {
    let mut node = command("node", arguments);
    node.current_dir(project).envs(emulator.map(|program| ("CHATWORK_EMULATOR", program)));
    run(node)
}
