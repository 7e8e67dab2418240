//! What the commands need beyond rustup, Node and npm, at pinned versions.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Failure;
use crate::commands::{command, npm, output, run};
use crate::root;

/// The crates whose programs make the wasm file. wasm-bindgen must be of the version in Cargo.toml.
const CRATES: [(&str, &str, &str); 2] = [
    ("wasm-pack", "0.15.1", "builds and tests the WebAssembly module"),
    ("wasm-bindgen-cli", "0.2.130", "makes the JavaScript side of the WebAssembly module"),
];

const TARGET: &str = "wasm32-unknown-unknown";
const NODE: (u32, u32) = (20, 19);

/// Where cargo installs the programs.
pub(crate) fn folder() -> PathBuf {
    root().join(".tools")
}

/// What a build needs.
pub(crate) fn for_build() -> Result<(), Failure> {
    node()?;
    target()?;
    for (name, version, why) in CRATES {
        install(name, version, why)?;
    }
    npm_packages("xtask", "wasm-opt, esbuild, typedoc and what else makes the package and its reference")
}

/// What fuzzing needs.
pub(crate) fn for_fuzzing() -> Result<(), Failure> {
    install("cargo-fuzz", "0.13.2", "builds and runs what libFuzzer tries")
}

/// What changing the rules needs.
pub(crate) fn for_mutants() -> Result<(), Failure> {
    install("cargo-mutants", "27.1.0", "changes the rules and runs their tests")
}

/// What looks at the dependencies.
pub(crate) fn for_audit() -> Result<(), Failure> {
    install("cargo-deny", "0.20.2", "checks the licenses, sources and known weaknesses of crates")?;
    npm_packages("xtask", "what builds the package")?;
    npm_packages("tests/runtimes", "what the package is tested in")?;
    npm_packages("tests/package", "what the tests of the package need")
}

/// What the tests need besides.
pub(crate) fn for_tests() -> Result<(), Failure> {
    for_build()?;
    // Both come with the usual toolchain, and are missing from a minimal one.
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if output(command("cargo", &[subcommand, "--version"])).is_err() {
            println!("Installing the Rust component {component}, with which the sources are checked.");
            run(command("rustup", &["component", "add", component]))?;
        }
    }
    npm_packages(
        "tests/runtimes",
        "Node, Bun, Deno, workerd, bundlers and compilers, in which the package is tested",
    )
}

fn node() -> Result<(), Failure> {
    let missing = || format!("Node {}.{} or newer with npm is needed: https://nodejs.org", NODE.0, NODE.1);
    let version = output(command("node", &["--version"])).map_err(|_| missing())?;
    let mut numbers = version.trim().trim_start_matches('v').split('.').map(|part| part.parse().unwrap_or(0));
    let version = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if version < NODE { Err(missing()) } else { Ok(()) }
}

fn target() -> Result<(), Failure> {
    let library = output(command("rustc", &["--print", "target-libdir", "--target", TARGET]))?;
    if Path::new(library.trim()).exists() {
        return Ok(());
    }
    println!("Installing the Rust target {TARGET}, for which the library is compiled.");
    run(command("rustup", &["target", "add", TARGET]))
        .map_err(|failure| format!("{failure}. Install the target {TARGET} for your Rust toolchain."))
}

fn install(name: &str, version: &str, why: &str) -> Result<(), Failure> {
    let installed = fs::read_to_string(folder().join(".crates.toml")).unwrap_or_default();
    if installed.contains(&format!("\"{name} {version} ")) {
        return Ok(());
    }
    println!("Installing {name} {version} into .tools, once and for some minutes: it {why}.");
    let folder = folder();
    let mut cargo = command("cargo", &["install", name, "--version", version, "--force", "--root"]);
    cargo.arg(folder);
    run(cargo)
}

/// Installs the npm packages that a folder's lock file names.
fn npm_packages(folder: &str, what: &str) -> Result<(), Failure> {
    let folder = root().join(folder);
    let (lock, installed) =
        (folder.join("package-lock.json"), folder.join("node_modules/.installed-lock.json"));
    let wanted = fs::read(&lock).map_err(|error| format!("cannot read {}: {error}", lock.display()))?;
    if fs::read(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    println!("Installing npm packages: {what}.");
    // Not `npm ci`: it stops where the lock file lacks a package for any platform, and some registries do not have all.
    let mut npm =
        npm(&["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    npm.current_dir(&folder);
    run(npm)?;
    fs::write(&installed, wanted).map_err(|error| format!("cannot write {}: {error}", installed.display()))
}
