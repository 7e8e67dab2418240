//! `cargo xtask bench`: how small and how fast the package is, beside what people would use instead.
//!
//! Times are printed and never judged: they say something about the machine they are taken on, and about nothing else.

use std::fs;
use std::process::Stdio;

use crate::commands::{node, output, run};
use crate::{Failure, build, emulator, project, results, root, tools};

/// What is measured, each by a file of `benches`, in the order in which they run. The other files are what these share.
const BENCHMARKS: [&str; 8] =
    ["machine", "size", "load", "calls", "growth", "webhooks", "notation", "emulator"];

/// Builds the package, installs it into an empty project and measures it there: what is named, or all of it for
/// `benches/RESULTS.md`.
pub(crate) fn bench(options: &[&str]) -> Result<(), Failure> {
    let wanted = match options {
        [] => &BENCHMARKS,
        [name] if BENCHMARKS.contains(name) => options,
        _ => return Err(format!("bench takes no option but one of {}", BENCHMARKS.join(", "))),
    };
    let printed = measure(wanted)?;
    if options.is_empty() {
        for (name, printed) in wanted.iter().zip(&printed) {
            results::write(name, printed)?;
        }
    }
    Ok(())
}

/// What these files of `benches` print, one after the other, in a project with the packed package and its peers.
fn measure(names: &[&str]) -> Result<Vec<String>, Failure> {
    tools::for_tests()?;
    build::build()?;
    run(node("xtask/optimise.mjs", &["chatwork", "--names"]))?;
    let project = project::install("bench", &project::pack()?, &["benches"])?;
    // They start the local Chatwork as the tests do.
    fs::copy(root().join("tests/package/emulator.mjs"), project.join("local.mjs"))
        .map_err(|error| format!("cannot copy emulator.mjs: {error}"))?;
    let emulator = emulator::optimised()?;
    names
        .iter()
        .map(|name| {
            let mut benchmark = node(&[name, ".mjs"].concat(), &[]);
            benchmark
                .current_dir(&project)
                .env("CHATWORK_EMULATOR", &emulator)
                .env("CHATWORK_NAMED_MODULE", root().join("pkg/wasm/chatwork/named.wasm"))
                .env("CHATWORK_RUNTIMES", root().join("tests/runtimes"));
            // What is under way is told there.
            benchmark.stderr(Stdio::inherit());
            let printed = output(benchmark)?;
            println!("{printed}");
            Ok(printed)
        })
        .collect()
}
