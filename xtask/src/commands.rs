//! Running other programs.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use crate::{Failure, root, tools};

/// A program with its arguments, run at the root of the repository with our tools first on the path.
pub(crate) fn command(program: impl AsRef<Path>, arguments: &[&str]) -> Command {
    let mut command = Command::new(program.as_ref());
    command.args(arguments).current_dir(root()).env("PATH", path());
    command
}

/// Node with a script.
pub(crate) fn node(script: &str, arguments: &[&str]) -> Command {
    command("node", &[&[script], arguments].concat())
}

/// npm, which is a batch file on Windows.
pub(crate) fn npm(arguments: &[&str]) -> Command {
    command(if cfg!(windows) { "npm.cmd" } else { "npm" }, arguments)
}

/// Runs a command to its end and shows what it prints.
pub(crate) fn run(mut command: Command) -> Result<(), Failure> {
    let status = command.status().map_err(|error| format!("cannot start {}: {error}", name(&command)))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed ({status})", name(&command))) }
}

/// Becomes the command, where the system can: who stops us then stops it, and no process is left behind.
#[cfg(unix)]
pub(crate) fn become_it(mut command: Command) -> Result<(), Failure> {
    let error = std::os::unix::process::CommandExt::exec(&mut command);
    Err(format!("cannot start {}: {error}", name(&command)))
}

#[cfg(not(unix))]
pub(crate) use run as become_it;

/// Runs a command to its end and returns what it prints.
pub(crate) fn output(mut command: Command) -> Result<String, Failure> {
    let output = command.output().map_err(|error| format!("cannot start {}: {error}", name(&command)))?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{} failed ({}):\n{printed}{said}", name(&command), output.status));
    }
    Ok(printed)
}

fn name(command: &Command) -> String {
    let words = [command.get_program()].into_iter().chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    format!("`{}`", words.join(" "))
}

fn path() -> OsString {
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let folders = [tools::folder().join("bin")].into_iter().chain(std::env::split_paths(&inherited));
    std::env::join_paths(folders).unwrap_or(inherited)
}
