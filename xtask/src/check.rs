//! `cargo xtask test`: everything that must hold, from the format of the sources to the package in every runtime.

use std::path::Path;

use crate::commands::{command, node, run};
use crate::{Failure, build, demo, emulator, project, root, serve, tools};

const WASM: &str = "wasm32-unknown-unknown";

/// Runs every test, or with `--only` those of the packed package in one kind of runtime.
pub(crate) fn check(options: &[&str]) -> Result<(), Failure> {
    let only = match options {
        [] | ["--allow-missing"] => None,
        ["--only", name] | ["--only", name, "--allow-missing"] | ["--allow-missing", "--only", name] => {
            Some(*name)
        }
        _ => return Err("test takes no options but --only NAME and --allow-missing".to_owned()),
    };
    if let Some(name) = only
        && !root().join("tests/runtimes").join(name).join("rows.mjs").exists()
    {
        return Err(format!(
            "there is no '{name}' to test: NAME is a folder of tests/runtimes with a rows.mjs"
        ));
    }
    tools::for_tests()?;
    if only.is_none() {
        sources()?;
        rules()?;
    }
    step("the package is packed and called");
    build::build()?;
    let tarball = project::pack()?;
    if only.is_none() {
        demo::call_all(&tarball)?;
        package(&tarball)?;
        step("every function, option and error has a page in the reference");
        serve::publish()?;
    }
    step("the packed package works in every runtime");
    let mut runtimes = node("tests/runtimes/run.mjs", &["--tarball"]);
    runtimes.arg(&tarball).arg("--emulator").arg(emulator::program()?).args(options);
    run(runtimes)?;

    step(&only.map_or("all tests passed".to_owned(), |name| format!("the tests of {name} passed")));
    Ok(())
}

fn sources() -> Result<(), Failure> {
    step("the sources are formatted and clean");
    cargo(&["fmt", "--all", "--check"])?;
    cargo(&["fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"])?;
    cargo(&["clippy", "--locked", "--workspace", "--all-targets", "--", "--deny", "warnings"])?;
    for package in ["chatwork-wasm", "chatwork-emulator"] {
        cargo(&[
            "clippy",
            "--locked",
            "--package",
            package,
            "--all-targets",
            "--target",
            WASM,
            "--",
            "--deny",
            "warnings",
        ])?;
    }
    let mut doc = command(
        "cargo",
        &["doc", "--locked", "--workspace", "--no-deps", "--document-private-items", "--quiet"],
    );
    doc.env("RUSTDOCFLAGS", "--deny warnings");
    run(doc)?;
    run(node("xtask/workflows.mjs", &[]))
}

fn rules() -> Result<(), Failure> {
    step("the rules hold");
    cargo(&["test", "--locked", "--workspace"])?;

    step("the JavaScript boundary holds, in wasm on Node");
    for folder in [".", "emulator"] {
        run(command("wasm-pack", &["test", "--node", "--mode", "no-install", folder]))?;
    }
    Ok(())
}

/// The packed package in a project of its own, on the Node that runs this.
fn package(tarball: &Path) -> Result<(), Failure> {
    let project = project::install("package", tarball, &["tests/package", "tests/reference"])?;
    let mut test = command("node", &["secrets-run.mjs"]);
    test.current_dir(&project).env("CHATWORK_EMULATOR", emulator::program()?);
    test.env("ESBUILD", root().join("xtask/node_modules/esbuild/lib/main.js"));
    run(test)
}

fn step(what: &str) {
    println!("\n== {what}");
}

fn cargo(arguments: &[&str]) -> Result<(), Failure> {
    run(command("cargo", arguments))
}
