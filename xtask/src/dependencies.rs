//! What `.github/DEPENDENCIES.md` says, beside what is depended on.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::commands::{command, output};
use crate::{root, shipped};

/// The names in the first column of the table below a heading; each row has a reason.
fn named(heading: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(root().join(".github/DEPENDENCIES.md")).unwrap();
    let section = text.split("\n## ").find(|section| section.starts_with(heading)).unwrap();
    let mut names = Vec::new();
    for row in section.lines().filter(|line| line.starts_with("| `")) {
        let (first, why) = row.trim_matches('|').split_once('|').unwrap();
        assert!(!why.trim().is_empty(), "no reason: {row}");
        names.extend(first.split('`').skip(1).step_by(2).map(str::to_owned));
    }
    let set: BTreeSet<String> = names.iter().cloned().collect();
    assert_eq!(set.len(), names.len(), "a name stands twice below {heading}");
    set
}

fn shipped_names() -> BTreeSet<String> {
    shipped::crates().unwrap().into_iter().map(|each| each.name).collect()
}

#[test]
fn crates_in_the_package_are_those_of_the_list() {
    assert_eq!(named("Crates in the package"), shipped_names());
}

#[test]
fn other_crates_are_those_of_the_list() {
    let mut names = BTreeSet::new();
    for manifest in ["Cargo.toml", "fuzz/Cargo.toml"] {
        let metadata = command(
            "cargo",
            &["metadata", "--no-deps", "--locked", "--format-version", "1", "--manifest-path", manifest],
        );
        let metadata: Value = serde_json::from_str(&output(metadata).unwrap()).unwrap();
        for package in metadata["packages"].as_array().unwrap() {
            let dependencies = package["dependencies"].as_array().unwrap().iter();
            // Those of this repository have a path.
            let others = dependencies.filter(|dependency| dependency["path"].is_null());
            names.extend(others.map(|dependency| dependency["name"].as_str().unwrap().to_owned()));
        }
    }
    let names: BTreeSet<String> = names.difference(&shipped_names()).cloned().collect();
    assert_eq!(named("Crates that are not shipped"), names);
}

#[test]
fn programs_are_those_of_the_list() {
    let tools = fs::read_to_string(root().join("xtask/src/tools.rs")).unwrap();
    // A name, its version and why.
    let words: Vec<&str> = tools.split('"').collect();
    let is_version =
        |word: &str| word.split('.').count() == 3 && word.starts_with(|char: char| char.is_ascii_digit());
    let pairs = words.windows(3).filter(|words| is_version(words[2]) && words[1] == ", ");
    let names = pairs.map(|words| words[0].to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(named("Programs from crates.io"), names);
}

#[test]
fn npm_packages_are_those_of_the_list_and_of_the_lock_files() {
    let mut names = BTreeSet::new();
    for folder in ["xtask", "tests/runtimes", "tests/package", "benches"] {
        let read = |name: &str| -> Value {
            serde_json::from_str(&fs::read_to_string(root().join(folder).join(name)).unwrap()).unwrap()
        };
        let (manifest, lock) = (read("package.json"), read("package-lock.json"));
        for kind in ["dependencies", "devDependencies", "optionalDependencies"] {
            for (name, version) in manifest[kind].as_object().into_iter().flatten() {
                names.insert(name.clone());
                let pinned = version.as_str().unwrap().trim_start_matches("npm:");
                assert!(!pinned.starts_with(['^', '~', '>', '*']), "{folder}: {name} is not pinned");
                assert_eq!(&lock["packages"][""][kind][name], version, "{folder}/package-lock.json: {name}");
            }
        }
    }
    assert_eq!(named("npm packages for development"), names);
}

/// `unsafe_code` cannot be allowed again below a `forbid`.
#[test]
fn no_crate_of_ours_may_have_unsafe_code() {
    let listed =
        output(command("git", &["ls-files", "--cached", "--others", "--exclude-standard", "*Cargo.toml"]));
    let listed = listed.unwrap();
    assert!(listed.lines().count() >= 4, "{listed}");
    for name in listed.lines() {
        let manifest = fs::read_to_string(root().join(name)).unwrap();
        let is_forbidden =
            manifest.contains("[lints]\nworkspace = true") || manifest.contains("unsafe_code = \"forbid\"");
        assert!(is_forbidden, "{name} has no lints");
    }
    let workspace = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    assert!(workspace.contains("[workspace.lints.rust]") && workspace.contains("unsafe_code = \"forbid\""));
}
