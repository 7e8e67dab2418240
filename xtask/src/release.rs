//! `cargo xtask release`: all of a release that can be made, and tried, before anybody publishes it.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::commands::{command, node, output, run};
use crate::shipped::{self, Crate};
use crate::{Failure, build, project, root};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Builds and packs the package, and writes it to `target/release-files` with what it is made of, the checksums and the
/// notes. With a tag, that has to be the one of this version.
pub(crate) fn release(options: &[&str]) -> Result<(), Failure> {
    // Without a tag it is tried, with what is not released yet.
    let heading = match options {
        [] => "Unreleased",
        [tag] if tag.strip_prefix('v') == Some(VERSION) => VERSION,
        [tag] => return Err(format!("the tag {tag} is not that of version {VERSION}: use v{VERSION}")),
        _ => return Err("release takes nothing but a tag".to_owned()),
    };
    let manifest: Value = serde_json::from_str(&read("pkg/package.json")?)
        .map_err(|error| format!("pkg/package.json is no JSON: {error}"))?;
    if manifest.get("version").is_none_or(|version| version != VERSION) {
        return Err(format!("pkg/package.json is not of version {VERSION}"));
    }
    let notes = notes(&read("CHANGELOG.md")?, heading)?;

    let first = packed()?;
    // The modules are compiled and linked once more. What others wrote is taken as it was compiled for the first one.
    let ours = ["--package", "chatwork-wasm", "--package", "chatwork-emulator"];
    let compiled = ["clean", "--release", "--target", "wasm32-unknown-unknown"];
    run(command("cargo", &[compiled.as_slice(), &ours].concat()))?;
    if packed()? != first {
        return Err("two builds of the same sources differ".to_owned());
    }

    let folder = root().join("target/release-files");
    let failed = |error| format!("cannot write {}: {error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(failed)?;
    }
    fs::create_dir_all(&folder).map_err(failed)?;
    fs::write(folder.join(format!("chatwork-wasm-{VERSION}.tgz")), first).map_err(failed)?;
    fs::write(folder.join("NOTES.md"), notes).map_err(failed)?;
    let bill = format!("{:#}\n", bill(&manifest, &shipped::crates()?)?);
    fs::write(folder.join("sbom.cdx.json"), bill).map_err(failed)?;
    // Checks the bill against the schema of CycloneDX, and writes SHA256SUMS.
    let mut seal = node("xtask/seal.mjs", &[]);
    seal.arg(&folder);
    run(seal)?;
    println!("Two builds gave the same bytes. What is to be published is in {}.", folder.display());
    Ok(())
}

fn packed() -> Result<Vec<u8>, Failure> {
    build::build()?;
    let tarball = project::pack()?;
    fs::read(&tarball).map_err(|error| format!("cannot read {}: {error}", tarball.display()))
}

fn read(name: &str) -> Result<String, Failure> {
    fs::read_to_string(root().join(Path::new(name))).map_err(|error| format!("cannot read {name}: {error}"))
}

/// What CHANGELOG.md says below the heading of a version.
fn notes(changes: &str, heading: &str) -> Result<String, Failure> {
    let is_meant = |section: &&str| section.split_whitespace().next() == Some(heading);
    let section = changes.split("\n## ").skip(1).find(is_meant);
    let notes = section.and_then(|section| section.split_once('\n')).map(|(_, notes)| notes.trim());
    notes
        .filter(|notes| !notes.is_empty())
        .map(|notes| format!("{notes}\n"))
        .ok_or_else(|| format!("CHANGELOG.md says nothing below a heading that begins with '## {heading}'"))
}

/// What the package is made of, as `CycloneDX`: <https://cyclonedx.org/docs/1.6/json>. There is no time and no number of the
/// document in it, so that it is the same wherever it is made.
fn bill(manifest: &Value, crates: &[Crate]) -> Result<Value, Failure> {
    let mut components: Vec<Value> = crates.iter().map(component).collect();
    components.push(standard_library()?);
    let reference = format!("pkg:npm/chatwork-wasm@{VERSION}");
    let linked: Vec<&Value> = components.iter().map(|each| &each["bom-ref"]).collect();
    let dependencies = json!([{ "ref": reference, "dependsOn": linked }]);
    Ok(json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "library",
                "bom-ref": reference,
                "name": "chatwork-wasm",
                "version": VERSION,
                "description": manifest["description"],
                "licenses": [{ "expression": manifest["license"] }],
                "purl": reference,
            },
        },
        "components": components,
        "dependencies": dependencies,
    }))
}

fn component(shipped: &Crate) -> Value {
    let reference = format!("pkg:cargo/{}@{}", shipped.name, shipped.version);
    json!({
        "type": "library",
        "bom-ref": reference,
        "name": shipped.name,
        "version": shipped.version,
        "description": shipped.description.trim(),
        "hashes": [{ "alg": "SHA-256", "content": shipped.checksum }],
        "licenses": [{ "expression": shipped.license }],
        "purl": reference,
        "externalReferences": [{ "type": "vcs", "url": shipped.repository }],
    })
}

/// It is linked as well, in the version of the compiler.
fn standard_library() -> Result<Value, Failure> {
    let version = output(command("rustc", &["--version"]))?;
    let version = version.split(' ').nth(1).unwrap_or_default();
    let reference = format!("pkg:github/rust-lang/rust@{version}");
    Ok(json!({
        "type": "library",
        "bom-ref": reference,
        "name": "rust-std",
        "version": version,
        "description": "The standard library of Rust",
        "licenses": [{ "expression": "MIT OR Apache-2.0" }],
        "purl": reference,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notes_are_those_of_one_version() {
        let changes = "# Changes\n\n## 1.0.1 (2030-01-01)\n\n- b\n\n### Fixed\n\n- c\n\n## 1.0.0\n\n- a\n";
        assert_eq!(notes(changes, "1.0.1").unwrap(), "- b\n\n### Fixed\n\n- c\n");
        assert_eq!(notes(changes, "1.0.0").unwrap(), "- a\n");
        assert!(notes(changes, "1.0").is_err());
    }

    #[test]
    fn a_tag_of_another_version_is_refused() {
        assert!(release(&["v9.9.9"]).unwrap_err().contains("v9.9.9"));
        assert!(release(&[VERSION]).unwrap_err().contains(VERSION));
    }

    #[test]
    fn every_shipped_crate_is_in_the_bill() {
        let crates = shipped::crates().unwrap();
        let bill = bill(&json!({ "license": "MIT" }), &crates).unwrap();
        for each in &crates {
            let there = bill["components"].as_array().unwrap().iter();
            let found = there.filter(|component| component["name"] == *each.name).collect::<Vec<_>>();
            assert_eq!(found.len(), 1, "{}", each.name);
            assert_eq!(found.first().unwrap()["hashes"][0]["content"].as_str().unwrap().len(), 64);
        }
    }
}
