//! `cargo xtask soak`: whether many calls, with everything that goes wrong, leave anything behind.

use std::process::Stdio;

use crate::commands::{node, output};
use crate::{Failure, build, emulator, project, results, tools};

/// Builds the package, installs it into an empty project and calls it so often in Node and in workerd; what that left
/// goes to `benches/RESULTS.md`, unless it was a short one.
pub(crate) fn soak(options: &[&str]) -> Result<(), Failure> {
    let calls = match options {
        [] => None,
        ["--calls", calls] => Some(*calls),
        _ => return Err("soak takes no option but --calls N".to_owned()),
    };
    if let Some(calls) = calls
        && !calls.parse::<u32>().is_ok_and(|calls| calls > 0)
    {
        return Err(format!("'{calls}' is no number of calls"));
    }
    tools::for_tests()?;
    build::build()?;
    let project = project::install("soak", &project::pack()?, &["tests/soak/project"])?;
    // The flag is for the oldest Node; newer ones have a WebSocket without.
    let mut soak =
        node("--experimental-websocket", &["tests/soak/run.mjs", "--calls", calls.unwrap_or("100000")]);
    soak.arg("--project").arg(project).env("CHATWORK_EMULATOR", emulator::optimised()?);
    // What is under way, and what is wrong, is told there.
    soak.stderr(Stdio::inherit());
    let printed = output(soak)?;
    println!("{printed}");
    if calls.is_none() {
        results::write("soak", &printed)?;
    }
    Ok(())
}
