//! What holds for every document of the repository.

use std::fs;
use std::path::{Path, PathBuf};

use crate::commands::{command, output};
use crate::{HELP, root};

fn documents() -> Vec<(PathBuf, String)> {
    // Names that are not in ASCII are quoted without -z.
    let listed = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md"];
    let names = output(command("git", &listed)).unwrap();
    // One that was deleted is listed until that is committed.
    let there = names.split_terminator('\0').map(PathBuf::from).filter(|name| root().join(name).exists());
    there.map(|name| (name.clone(), fs::read_to_string(root().join(name)).unwrap())).collect()
}

/// The lines of a document that are no code.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut is_code = false;
    text.lines().filter(move |line| {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    })
}

/// The names under which GitHub lets the headings be linked to.
fn anchors(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for line in prose(text).filter(|line| line.starts_with('#')) {
        let heading = line.trim_start_matches('#').trim().to_lowercase();
        let kept = heading.chars().filter(|char| char.is_alphanumeric() || " -_".contains(*char));
        let name = kept.collect::<String>().replace(' ', "-");
        let others = (1..).map(|count| format!("{name}-{count}"));
        let free = [name.clone()].into_iter().chain(others).find(|name| !names.contains(name));
        names.extend(free);
    }
    names
}

/// What a document links to, but for other sites.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = prose(text).flat_map(|line| line.split("](").skip(1));
    targets.filter_map(|rest| rest.split(')').next()).filter(|target| !target.contains("://"))
}

#[test]
fn links_lead_somewhere() {
    let mut wrong = Vec::new();
    for (name, text) in documents() {
        for link in links(&text) {
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let mut target = root().join(&name);
            if !path.is_empty() {
                target = target.parent().unwrap_or(Path::new("")).join(path);
            }
            if target.is_dir() && !anchor.is_empty() {
                target.push("README.md");
            }
            let is_there =
                || anchors(&fs::read_to_string(&target).unwrap()).iter().any(|name| name == anchor);
            if !target.exists() || (!anchor.is_empty() && !is_there()) {
                wrong.push(format!("{}: {link}", name.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "links that lead nowhere:\n{}", wrong.join("\n"));
}

#[test]
fn commands_exist() {
    let is_there = |name: &str| HELP.contains(&format!("cargo xtask {name} "));
    for (path, text) in documents() {
        for rest in text.split("cargo xtask ").skip(1) {
            let name = rest.split(|char: char| !char.is_ascii_lowercase()).next().unwrap_or_default();
            assert!(is_there(name), "{}: there is no `cargo xtask {name}`", path.display());
        }
    }
}

/// Headings of the same levels in the same order, and the same code.
#[test]
fn readmes_have_the_same_sections_and_code() {
    let skeleton = |name: &str| -> Vec<String> {
        let mut is_code = false;
        let readme = fs::read_to_string(root().join(name)).unwrap();
        let kept = readme.lines().filter_map(|line| {
            let is_fence = line.starts_with("```");
            is_code ^= is_fence;
            let level = || line.split(' ').next().unwrap().to_owned();
            if is_code || is_fence { Some(line.to_owned()) } else { line.starts_with('#').then(level) }
        });
        kept.collect()
    };
    let [english, japanese] = ["README.md", "README.ja.md"].map(skeleton);
    for (line, other) in english.iter().zip(&japanese) {
        assert_eq!(line, other);
    }
    assert_eq!(english.len(), japanese.len());
}
