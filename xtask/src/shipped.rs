//! The crates whose code is in the WebAssembly modules of the package: what is said of them, and their licences.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::commands::{command, output};
use crate::{Failure, root};

/// One of another author.
pub(crate) struct Crate {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) license: String,
    pub(crate) description: String,
    pub(crate) repository: String,
    /// SHA-256 of the file that crates.io delivers.
    pub(crate) checksum: String,
    folder: PathBuf,
}

impl Crate {
    /// The texts under which it may be passed on. Of several licences to choose from, MIT is chosen: it is the shortest.
    fn licenses(&self) -> Result<Vec<String>, Failure> {
        let failed = |error| format!("cannot read {}: {error}", self.folder.display());
        let entries = fs::read_dir(&self.folder).map_err(failed)?;
        let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        files.retain(|path| upper(path).starts_with("LICEN"));
        files.sort();
        if files.iter().any(|path| upper(path).contains("MIT")) {
            files.retain(|path| !upper(path).contains("APACHE"));
        }
        let read = |path: &PathBuf| {
            fs::read_to_string(path).map(|text| text.replace("\r\n", "\n").trim().to_owned())
        };
        files.iter().map(read).collect::<Result<_, _>>().map_err(failed)
    }
}

fn upper(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().to_uppercase()
}

/// Those that the five modules are linked from, by name. What runs only while they are compiled is not in them.
pub(crate) fn crates() -> Result<Vec<Crate>, Failure> {
    let wasm = ["--locked", "--target", "wasm32-unknown-unknown"];
    let shown = ["--edges", "normal,no-proc-macro", "--prefix", "none", "--no-dedupe", "--format", "{p}"];
    let ours = ["--package", "chatwork-wasm", "--package", "chatwork-emulator"];
    let tree = output(command("cargo", &[&["tree"], wasm.as_slice(), &shown, &ours].concat()))?;
    let mut metadata = command("cargo", &["metadata", "--format-version", "1", "--locked"]);
    metadata.args(["--filter-platform", "wasm32-unknown-unknown"]);
    let metadata: Value = serde_json::from_str(&output(metadata)?)
        .map_err(|error| format!("cargo metadata prints no JSON: {error}"))?;
    let checksums = checksums()?;
    let mut crates = BTreeMap::new();
    for package in metadata.get("packages").and_then(Value::as_array).into_iter().flatten() {
        let text = |field: &str| package[field].as_str().unwrap_or_default().to_owned();
        let (name, version) = (text("name"), text("version"));
        let line = format!("{name} v{version}");
        // Ours have no source, and a path behind the version.
        if package["source"].is_null() || !tree.lines().any(|listed| listed == line) {
            continue;
        }
        let checksum =
            checksums.get(&line).ok_or_else(|| format!("Cargo.lock has no checksum of {line}"))?.clone();
        let folder = Path::new(&text("manifest_path")).parent().unwrap_or(Path::new("")).to_owned();
        let (license, description, repository) = (text("license"), text("description"), text("repository"));
        crates.insert(line, Crate { name, version, license, description, repository, checksum, folder });
    }
    Ok(crates.into_values().collect())
}

fn checksums() -> Result<BTreeMap<String, String>, Failure> {
    let lock = fs::read_to_string(root().join("Cargo.lock"))
        .map_err(|error| format!("cannot read Cargo.lock: {error}"))?;
    let packages = lock.split("[[package]]").filter_map(|package| {
        let field = |name: &str| {
            package.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = \"")?.strip_suffix('"'))
        };
        Some((format!("{} v{}", field("name")?, field("version")?), field("checksum")?.to_owned()))
    });
    Ok(packages.collect())
}

const HEAD: &str = "\
The WebAssembly modules of chatwork-wasm contain the crates below, each under the license that follows its name. Where a
crate may be used under MIT or Apache-2.0, it is used under MIT, but for those that bring no text of it.

They contain parts of the standard library of Rust, too: https://github.com/rust-lang/rust, MIT OR Apache-2.0, copyright
of the contributors of the Rust Project.
";

/// Writes `pkg/THIRD-PARTY-LICENSES`.
pub(crate) fn write_licenses() -> Result<(), Failure> {
    fs::write(root().join("pkg/THIRD-PARTY-LICENSES"), licenses(&crates()?)?)
        .map_err(|error| format!("cannot write pkg/THIRD-PARTY-LICENSES: {error}"))
}

/// Each text once, below the crates to which it belongs.
fn licenses(crates: &[Crate]) -> Result<String, Failure> {
    let mut owners: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for each in crates {
        let mut texts = each.licenses()?;
        if texts.is_empty() && each.license.contains("Apache-2.0") {
            texts.push(
                "Used under Apache-2.0, the text of which is the file LICENSE-APACHE beside this one."
                    .to_owned(),
            );
        }
        if texts.is_empty() {
            return Err(format!("{} {} brings no license that could be passed on", each.name, each.version));
        }
        for text in texts {
            owners
                .entry(text)
                .or_default()
                .push(format!("{} {} ({})", each.name, each.version, each.license));
        }
    }
    let mut sections: Vec<(Vec<String>, String)> =
        owners.into_iter().map(|(text, names)| (names, text)).collect();
    sections.sort();
    let rule = "-".repeat(80);
    let sections =
        sections.iter().map(|(names, text)| format!("\n{rule}\n\n{}\n\n{text}\n", names.join("\n")));
    Ok([HEAD.to_owned()].into_iter().chain(sections).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_crate_is_named_above_its_license() {
        let crates = crates().unwrap();
        let text = licenses(&crates).unwrap();
        // One of each module: the calls, the webhooks, the notation, Markdown and the local Chatwork.
        for name in ["gloo-net", "sha2", "serde-wasm-bindgen", "pulldown-cmark", "litemap", "talc"] {
            assert!(crates.iter().any(|each| each.name == name), "{name} is not among them");
        }
        for Crate { name, version, license, .. } in &crates {
            assert!(text.contains(&format!("\n{name} {version} ({license})\n")), "{name} is missing");
        }
        assert!(
            !crates
                .iter()
                .any(|each| each.name.contains("derive") || each.name == "syn" || each.name == "tokio")
        );
    }
}
