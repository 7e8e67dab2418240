//! `cargo xtask fuzz`: inputs that nobody has thought of.

use std::fs;

use crate::commands::{command, run};
use crate::{Failure, root, tools};

/// Looks for an input for which something does not hold, for so long.
///
/// What it learns goes to `fuzz/grown`, which git ignores; the inputs in `fuzz/corpus` are those that people keep.
pub(crate) fn fuzz(options: &[&str]) -> Result<(), Failure> {
    let (target, seconds) = match options {
        [] => ("notation", "600"),
        ["--seconds", seconds] => ("notation", *seconds),
        [target] => (*target, "600"),
        [target, "--seconds", seconds] | ["--seconds", seconds, target] => (*target, *seconds),
        _ => return Err("fuzz takes no options but TARGET and --seconds N".to_owned()),
    };
    if !seconds.parse::<u32>().is_ok_and(|seconds| seconds > 0) {
        return Err(format!("'{seconds}' is no number of seconds"));
    }
    let fuzz = root().join("fuzz");
    if !fuzz.join("fuzz_targets").join(target).with_extension("rs").exists() {
        return Err(format!("there is no '{target}' to fuzz: TARGET is a file of fuzz/fuzz_targets"));
    }
    tools::for_fuzzing()?;
    let grown = fuzz.join("grown").join(target);
    fs::create_dir_all(&grown).map_err(|error| format!("cannot make {}: {error}", grown.display()))?;
    // Without a sanitizer it runs on stable Rust. There is no unsafe code of ours that one could watch.
    let mut cargo = command("cargo", &["fuzz", "run", "--sanitizer", "none", target]);
    cargo.arg(grown).arg(fuzz.join("corpus").join(target)).arg("--");
    cargo.arg(format!("-max_total_time={seconds}"));
    let dictionary = fuzz.join(target).with_extension("dict");
    if dictionary.exists() {
        cargo.arg(format!("-dict={}", dictionary.display()));
    }
    run(cargo).map_err(|failure| {
        format!(
            "{failure}. Either it could not be built, for which a C++ compiler is needed beside Rust, or an input \
             was found for which something does not hold: it is named above, in fuzz/artifacts/{target}"
        )
    })
}
