//! `cargo xtask bench`: how fast the package is, beside what people would write instead.
//!
//! Times are printed and never judged: they say something about the machine they are taken on, and about nothing else.

use crate::commands::{node, run};
use crate::{Failure, build, project};

/// What is measured, each by a file of `benches`, in the order in which they run. The other files are what these share.
const BENCHMARKS: [&str; 1] = ["notation"];

/// Builds the package, installs it into an empty project and measures it there: all of it, or what is named.
pub(crate) fn bench(options: &[&str]) -> Result<(), Failure> {
    let wanted = match options {
        [] => &BENCHMARKS,
        [name] if BENCHMARKS.contains(name) => options,
        _ => return Err(format!("bench takes no option but one of {}", BENCHMARKS.join(", "))),
    };
    build::build()?;
    let project = project::install("bench", &project::pack()?, &["benches"])?;
    for name in wanted {
        let mut benchmark = node(&[name, ".mjs"].concat(), &[]);
        benchmark.current_dir(&project);
        run(benchmark)?;
    }
    Ok(())
}
