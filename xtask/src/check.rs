//! `cargo xtask test`: everything that must hold, from the format of the sources to the package in every runtime.

use crate::commands::{command, node, run};
use crate::{Failure, build, demo, emulator, project, root, tools};

const WASM: &str = "wasm32-unknown-unknown";

/// Runs every test.
pub(crate) fn check() -> Result<(), Failure> {
    tools::for_tests()?;

    step("the sources are formatted and clean");
    cargo(&["fmt", "--all", "--check"])?;
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

    step("the rules hold");
    cargo(&["test", "--locked", "--workspace"])?;

    step("the JavaScript boundary holds, in wasm on Node");
    for folder in [".", "emulator"] {
        run(command("wasm-pack", &["test", "--node", "--mode", "no-install", folder]))?;
    }

    step("the packed package works in a project of its own");
    build::build()?;
    let tarball = project::pack()?;
    demo::call_all(&tarball)?;
    let project = project::install("package", &tarball, &["tests/package", "tests/reference"])?;
    let esbuild = root().join("xtask/node_modules/esbuild/lib/main.js");
    let (program, typescript) =
        (emulator::program()?, root().join("tests/runtimes/node_modules/typescript/bin/tsc"));
    for config in ["tsconfig.json", "tsconfig.dom.json"] {
        let mut check = node(&typescript.to_string_lossy(), &["--project", config]);
        check.current_dir(&project);
        run(check)?;
    }
    let mut test = command("node", &["--test"]);
    test.current_dir(&project).env("CHATWORK_EMULATOR", &program).env("ESBUILD", &esbuild);
    run(test)?;

    step("the packed package works in Bun, Deno, workerd and a browser bundle");
    let project = project::install("runtimes", &tarball, &["tests/package"])?;
    let mut runtimes = node("tests/runtimes/run.mjs", &[&project.to_string_lossy()]);
    runtimes.env("CHATWORK_EMULATOR", &program).env("ESBUILD", &esbuild);
    run(runtimes)?;

    step("all tests passed");
    Ok(())
}

fn step(what: &str) {
    println!("\n== {what}");
}

fn cargo(arguments: &[&str]) -> Result<(), Failure> {
    run(command("cargo", arguments))
}
