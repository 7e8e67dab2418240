//! `cargo xtask …`: the commands of the repository.
//!
//! Each command finds what it needs, or installs it into folders git ignores, and then runs it.

mod audit;
mod bench;
mod build;
mod check;
mod commands;
mod demo;
#[cfg(test)]
mod dependencies;
#[cfg(test)]
mod documents;
mod emulator;
mod fuzz;
mod generate;
mod mutants;
mod project;
mod release;
mod results;
mod serve;
mod shipped;
mod soak;
mod tools;

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Why a command failed, in a sentence for whoever called it.
type Failure = String;

const HELP: &str = "\
cargo xtask build                            build the npm package in pkg/
cargo xtask demo [--live]                    call all 32 functions against a local Chatwork; --live with
                                             CHATWORK_API_TOKEN set calls the reading ones of the real service
cargo xtask test [--only NAME] [--allow-missing]
                                             run every test; --only those of the packed package in one kind of
                                             runtime, as node, workerd or browsers; --allow-missing where this
                                             machine cannot have a runtime, as a browser
cargo xtask release [TAG]                    build and pack twice, compare, and write what is to be published, with an
                                             SBOM, to target/release-files; TAG has to be that of the version
cargo xtask serve [--port N]                 serve the demo page and a local Chatwork, until Ctrl-C
cargo xtask emulator [--port N] [--world F]  start the local Chatwork, until Ctrl-C
cargo xtask audit                            ask what is known of the dependencies: licenses, sources, advisories,
                                             signatures
cargo xtask fuzz [TARGET] [--seconds N]      look for inputs that break what holds for any input, for 600 seconds:
                                             of TARGET, a file of fuzz/fuzz_targets, or of each, which writes
                                             benches/RESULTS.md
cargo xtask mutants [FILE]                   change the rules in FILE of src/engine, or in all, one at a time, and see
                                             whether their tests notice
cargo xtask bench [NAME]                     measure the package and write benches/RESULTS.md, or print what the file
                                             NAME of benches measures; no other program should be busy meanwhile
cargo xtask soak [--calls N]                 make 100,000 calls in Node and as many in workerd, most of which go wrong,
                                             and write what they leave behind to benches/RESULTS.md; or only so many,
                                             and only print it";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        // The emulator has a help of its own.
        ["emulator", options @ ..] => emulator::run_until_stopped(options),
        ["bench", options @ ..] => bench::bench(options),
        ["audit", options @ ..] => audit::audit(options),
        ["build"] => build::build(),
        ["demo", options @ ..] => demo::demo(options),
        ["serve", options @ ..] => serve::serve(options),
        ["release", options @ ..] => release::release(options),
        ["fuzz", options @ ..] => fuzz::fuzz(options),
        ["mutants", options @ ..] => mutants::mutants(options),
        ["soak", options @ ..] => soak::soak(options),
        ["test", options @ ..] => check::check(options),
        ["help" | "--help" | "-h"] | [_, "--help" | "-h"] | [] => {
            println!("{HELP}");
            Ok(())
        }
        _ => Err(format!("there is no such command. These are:\n{HELP}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// The repository.
fn root() -> PathBuf {
    // A clone that was copied has the same program, but cargo says where it is run.
    let built = || env!("CARGO_MANIFEST_DIR").into();
    let xtask = env::var_os("CARGO_MANIFEST_DIR").map_or_else(built, PathBuf::from);
    xtask.parent().unwrap_or(Path::new(".")).to_owned()
}
