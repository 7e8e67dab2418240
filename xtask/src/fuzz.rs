//! `cargo xtask fuzz`: inputs that nobody has thought of.

use std::fs;
use std::io::{BufRead, BufReader, Write, stderr};
use std::process::Stdio;

use crate::commands::{command, run};
use crate::{Failure, results, root, tools};

/// Looks for an input for which something does not hold, for so long: of one target, or of each for
/// `benches/RESULTS.md`.
///
/// What it learns goes to `fuzz/grown`, which git ignores; the inputs in `fuzz/corpus` are those that people keep.
pub(crate) fn fuzz(options: &[&str]) -> Result<(), Failure> {
    let (target, seconds) = match options {
        [] => (None, "600"),
        ["--seconds", seconds] => (None, *seconds),
        [target] => (Some(*target), "600"),
        [target, "--seconds", seconds] | ["--seconds", seconds, target] => (Some(*target), *seconds),
        _ => return Err("fuzz takes no options but TARGET and --seconds N".to_owned()),
    };
    if !seconds.parse::<u32>().is_ok_and(|seconds| seconds > 0) {
        return Err(format!("'{seconds}' is no number of seconds above 0"));
    }
    let targets = targets()?;
    let wanted: Vec<&String> =
        targets.iter().filter(|name| target.is_none_or(|wanted| wanted == *name)).collect();
    if wanted.is_empty() {
        return Err(format!(
            "there is nothing of this name to fuzz: TARGET is one of {}",
            targets.join(", ")
        ));
    }
    tools::for_fuzzing()?;
    run(command("cargo", &["fuzz", "build", "--sanitizer", "none"]))
        .map_err(|failure| format!("{failure}. It needs a C++ compiler beside Rust, for libFuzzer."))?;
    let mut table =
        "| Target | Seconds | Executions | Executions/s | Edges | Findings |\n|---|--:|--:|--:|--:|--:|\n"
            .to_owned();
    let mut found = Vec::new();
    for name in wanted {
        let run = look(name, seconds)?;
        if run.executions == 0 {
            return Err(format!("{name} could not be tried: see above"));
        }
        if run.has_found {
            found.push(name.as_str());
        }
        table += &run.row(name);
    }
    println!("{table}");
    // Other figures than those of all targets for ten minutes each say less.
    if options.is_empty() {
        results::write("fuzzing", &table)?;
    }
    if found.is_empty() {
        return Ok(());
    }
    Err(format!(
        "inputs were found for which something does not hold: they are in fuzz/artifacts, of {}",
        found.join(", ")
    ))
}

fn targets() -> Result<Vec<String>, Failure> {
    let folder = root().join("fuzz/fuzz_targets");
    let files =
        fs::read_dir(&folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let name = |path: std::path::PathBuf| path.file_stem().map(|name| name.to_string_lossy().into_owned());
    let mut names: Vec<String> = files.filter_map(|file| name(file.ok()?.path())).collect();
    names.sort();
    Ok(names)
}

/// What libFuzzer says of a run at its end.
#[derive(Debug, Default, PartialEq, Eq)]
struct Run {
    seconds: u64,
    executions: u64,
    edges: u64,
    has_found: bool,
}

impl Run {
    /// Reads a line, of which most mean nothing here.
    fn read(&mut self, line: &str) {
        let number = |word: Option<&str>| word.and_then(|word| word.parse().ok());
        let mut words = line.split_whitespace();
        match words.next() {
            Some("Done") => {
                self.executions = number(words.next()).unwrap_or_default();
                self.seconds = number(words.nth(2)).unwrap_or_default();
            }
            // `#1234  NEW  cov: 56 …`
            Some(count) if count.starts_with('#') => {
                self.executions = number(count.strip_prefix('#')).unwrap_or(self.executions);
                if words.any(|word| word == "cov:") {
                    self.edges = number(words.next()).unwrap_or(self.edges);
                }
            }
            _ => {}
        }
    }

    fn row(&self, name: &str) -> String {
        let Self { seconds, executions, edges, has_found } = self;
        let speed = executions.checked_div(*seconds).unwrap_or(*executions);
        format!("| `{name}` | {seconds} | {executions} | {speed} | {edges} | {} |\n", u8::from(*has_found))
    }
}

/// Runs a target until the time is over or something is found.
fn look(target: &str, seconds: &str) -> Result<Run, Failure> {
    let fuzz = root().join("fuzz");
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
    let start = |error| format!("cannot start cargo fuzz: {error}");
    let mut child = cargo.stderr(Stdio::piped()).spawn().map_err(start)?;
    let mut run = Run::default();
    for line in child.stderr.take().into_iter().flat_map(|output| BufReader::new(output).split(b'\n')) {
        let line = line.map_err(|error| format!("cannot read what cargo fuzz says: {error}"))?;
        run.read(&String::from_utf8_lossy(&line));
        // It may hold an input, which need not be text.
        let shown = stderr().write_all(&line).and_then(|()| stderr().write_all(b"\n"));
        shown.map_err(|error| format!("cannot show what cargo fuzz says: {error}"))?;
    }
    run.has_found = !child.wait().map_err(start)?.success();
    Ok(run)
}

#[test]
fn what_libfuzzer_says_is_read() {
    let mut run = Run::default();
    for line in [
        "INFO: Running with entropic power schedule (0xFF, 100).",
        "#2\tINITED cov: 12 ft: 13 corp: 1/1b exec/s: 0 rss: 26Mb",
        "#4096\tpulse  cov: 218 ft: 361 corp: 117/10286b lim: 4096 exec/s: 2048 rss: 28Mb",
        "###### Recommended dictionary. ######",
    ] {
        run.read(line);
    }
    assert_eq!(run, Run { executions: 4096, edges: 218, ..Run::default() });
    run.read("Done 1238748 runs in 9 second(s)");
    assert_eq!(run.row("webhook"), "| `webhook` | 9 | 1238748 | 137638 | 218 | 0 |\n");
}
