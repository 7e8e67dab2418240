//! `cargo xtask audit`: what is known of the dependencies, by those who publish what is known.

use crate::commands::{command, npm, output, run};
use crate::{Failure, root, tools};

/// Each with a lock file of its own. `fuzz` is shipped to nobody, and libFuzzer has a license of its own.
const CARGO: [(&str, &[&str]); 2] =
    [("Cargo.toml", &["bans", "licenses", "sources"]), ("fuzz/Cargo.toml", &["bans", "sources"])];
const NPM: [&str; 3] = ["xtask", "tests/runtimes", "tests/package"];

/// Checks the licenses and sources of all crates, known weaknesses of crates and npm packages, and the signatures of
/// the latter. What cannot be asked, for want of a network, is a failure, too, after all else was looked at.
pub(crate) fn audit(options: &[&str]) -> Result<(), Failure> {
    if !options.is_empty() {
        return Err("audit takes no options".to_owned());
    }
    tools::for_audit()?;
    let mut problems = Vec::new();
    for (manifest, checks) in CARGO {
        println!("\n== {manifest}: {}", checks.join(", "));
        note(&mut problems, run(deny(manifest, checks)));
        println!("\n== {manifest}: advisories");
        note(&mut problems, run(deny(manifest, &["advisories"])));
    }
    for folder in NPM {
        println!("\n== {folder}: known weaknesses of npm packages");
        let mut known = npm(&["audit", "--package-lock-only", "--audit-level=high"]);
        known.current_dir(root().join(folder));
        note(&mut problems, run(known));
        println!("\n== {folder}: signatures of npm packages");
        note(&mut problems, signatures(folder));
    }
    if problems.is_empty() {
        return Ok(());
    }
    Err(format!(
        "these are found or could not be asked (without a network nothing is known):\n{}",
        problems.join("\n")
    ))
}

fn note(problems: &mut Vec<Failure>, done: Result<(), Failure>) {
    problems.extend(done.err());
}

fn deny(manifest: &str, checks: &[&str]) -> std::process::Command {
    let mut deny = command("cargo-deny", &["--manifest-path", manifest, "--config", ".deny.toml"]);
    deny.args(["--all-features", "check"]).args(checks);
    deny
}

/// npm ends well, and without a word, where a registry signs nothing.
fn signatures(folder: &str) -> Result<(), Failure> {
    // Without more, npm would try for minutes where there is no network.
    let mut npm = npm(&["audit", "signatures", "--fetch-retries=0", "--fetch-timeout=60000"]);
    npm.current_dir(root().join(folder));
    let said = output(npm)?;
    print!("{said}");
    if said.contains("verified registry signature") {
        return Ok(());
    }
    Err(format!("the registry tells no signatures of the packages in {folder}"))
}
