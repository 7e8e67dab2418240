//! `cargo xtask mutants`: whether the tests notice it when a rule is changed.

use std::fs;

use crate::commands::command;
use crate::{Failure, root, tools};

/// Files of `src/engine`, and the tests that are there for them: with all tests for each change it would take a night.
const GROUPS: [(&str, &[&str]); 9] = [
    ("encode.rs", &["encode"]),
    ("error.rs", &["errors"]),
    ("limits.rs", &["limits"]),
    ("outcome.rs", &["errors"]),
    ("retry.rs", &["retry"]),
    ("webhook.rs", &["webhook"]),
    ("notation/render{.rs,/**}", &["notation_render"]),
    ("notation{.rs,/*.rs}", &["notation", "notation_properties", "notation_split"]),
    ("markdown{.rs,/**}", &["markdown"]),
];

/// Changes the rules of a file of `src/engine`, or of all, one at a time, and tells which changes no test has noticed.
pub(crate) fn mutants(options: &[&str]) -> Result<(), Failure> {
    let groups = match options {
        [] => GROUPS.to_vec(),
        [file] => vec![group_of(file.strip_prefix("src/engine/").unwrap_or(file))?],
        _ => return Err("mutants takes no option but a FILE of src/engine".to_owned()),
    };
    tools::for_mutants()?;
    let mut missed = Vec::new();
    for (files, tests) in groups {
        if !all_noticed(files, tests)? {
            missed.push(files);
        }
    }
    if missed.is_empty() {
        return Ok(());
    }
    Err(format!("not every change was noticed: see above, of {}", missed.join(" and ")))
}

/// A file, with the tests of its group.
fn group_of(file: &str) -> Result<(&str, &'static [&'static str]), Failure> {
    let is_in = |group: &str| file.starts_with(group.split(['*', '{']).next().unwrap_or(group));
    let is_there = root().join("src/engine").join(file).is_file();
    let found = GROUPS.iter().find(|(group, _)| is_there && is_in(group));
    found.map(|(_, tests)| (file, *tests)).ok_or_else(|| {
        format!("there is no src/engine/{file}, or no group of tests for it: name a file as limits.rs")
    })
}

fn all_noticed(files: &str, tests: &[&str]) -> Result<bool, Failure> {
    let files = ["src/engine/", files].concat();
    let mut cargo = command("cargo", &["mutants", "--package", "chatwork-wasm", "--file", &files]);
    cargo.arg("--output").arg(root().join("target"));
    cargo.args(tests.iter().map(|test| ["--cargo-arg=--test=", test].concat()));
    // What random texts notice, few of them do.
    cargo.env("PROPTEST_CASES", "32");
    let status = cargo.status().map_err(|error| format!("cannot start cargo mutants: {error}"))?;
    match status.code() {
        Some(0) => Ok(true),
        // Something was missed, or a test never ended, which is noticed, too.
        Some(2 | 3) => {
            let list = root().join("target/mutants.out/missed.txt");
            let missed =
                fs::read(&list).map_err(|error| format!("cannot read {}: {error}", list.display()))?;
            Ok(missed.is_empty())
        }
        _ => Err(format!("the changes of {files} could not be tried ({status}): see above")),
    }
}

#[test]
fn each_file_has_its_tests() {
    for (file, test) in [
        ("limits.rs", Some("limits")),
        ("markdown.rs", Some("markdown")),
        ("markdown/message/list.rs", Some("markdown")),
        ("notation/render/html.rs", Some("notation_render")),
        ("notation/render.rs", Some("notation_render")),
        ("notation.rs", Some("notation")),
        ("notation/split.rs", Some("notation")),
        ("limits", None),
        ("nothing.rs", None),
    ] {
        assert_eq!(group_of(file).ok().map(|(_, tests)| tests[0]), test, "{file}");
    }
}
