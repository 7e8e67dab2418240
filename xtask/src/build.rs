//! `cargo xtask build`: from the crates to an npm package.

use std::io::Write;
use std::path::Path;
use std::{env, fs, io};

use lzma_rust2::{LzmaOptions, LzmaWriter};

use crate::commands::{command, node, output, run};
use crate::{Failure, generate, root, shipped, tools};

/// SHA-256 in a loop, where the crate writes out its 64 rounds: a fifth of the module for webhooks.
const SMALL_SHA2: &str = "--cfg=sha2_backend_soft=\"compact\"";

/// Builds `pkg/`.
pub(crate) fn build() -> Result<(), Failure> {
    tools::for_build()?;
    repair()?;
    let wasm = root().join("pkg/wasm");
    if wasm.exists() {
        fs::remove_dir_all(&wasm).map_err(|error| format!("cannot remove pkg/wasm: {error}"))?;
    }
    module(".", "chatwork", &["--no-default-features", "--features", "js"])?;
    module(".", "webhook", &["--no-default-features", "--features", "webhook"])?;
    module(".", "notation", &["--no-default-features", "--features", "notation"])?;
    module(".", "markdown", &["--no-default-features", "--features", "markdown"])?;
    module("emulator", "emulator", &[])?;
    generate::functions()?;
    run(node("xtask/bundle.mjs", &[]))?;
    generate::types()?;
    let files =
        ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "README.ja.md", "README.md", "emulator/README.md"];
    generate::folders()?;
    shipped::write_licenses()?;
    for file in files {
        let copied = fs::copy(root().join(file), root().join("pkg").join(file));
        copied.map_err(|error| format!("cannot copy {file}: {error}"))?;
    }
    Ok(())
}

/// Builds one WebAssembly module into `pkg/wasm`, and packs it.
fn module(folder: &str, name: &str, features: &[&str]) -> Result<(), Failure> {
    wasm_pack(folder, name, features)?;
    run(node("xtask/optimise.mjs", &[name]))?;
    let built = root().join("pkg/wasm").join(name);
    let packed = fs::read(built.join("split.bin")).and_then(|bytes| lzma(&bytes));
    let written = packed.and_then(|packed| fs::write(built.join("packed.lzma"), packed));
    written.map_err(|error| format!("cannot pack {name}: {error}"))
}

/// Packs as well as LZMA can: nobody waits for it but us. The properties are those that pkg/entries/load/unpack.wat
/// unpacks.
fn lzma(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut options = LzmaOptions::with_preset(9);
    (options.lc, options.lp, options.pb) = (1, 0, 0);
    options.nice_len = LzmaOptions::NICE_LEN_MAX;
    options.depth_limit = 1000;
    let mut writer = LzmaWriter::new_use_header(Vec::new(), &options, Some(bytes.len() as u64))?;
    writer.write_all(bytes)?;
    writer.finish()
}

fn wasm_pack(folder: &str, name: &str, features: &[&str]) -> Result<(), Failure> {
    let out = root().join("pkg/wasm").join(name);
    let mut wasm_pack =
        command("wasm-pack", &["--quiet", "build", folder, "--target", "web", "--mode", "no-install"]);
    wasm_pack.args(["--no-pack", "--no-typescript", "--out-name", name, "--out-dir"]).arg(out);
    wasm_pack.arg("--").args(features);
    // The builder's folders are in panic messages otherwise, and so in the package.
    let registry =
        env::var_os("CARGO_HOME").map_or_else(|| home().join(".cargo"), Into::into).join("registry/src");
    let mut flags = vec![SMALL_SHA2.to_owned()];
    for (from, to) in [(registry.as_path(), "/registry"), (root().as_path(), "/chatwork-wasm")] {
        flags.push(format!("--remap-path-prefix={}={to}", from.display()));
    }
    wasm_pack.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}")).env_remove("RUSTFLAGS");
    run(wasm_pack)
}

fn home() -> std::path::PathBuf {
    env::home_dir().unwrap_or_default()
}

/// A bare `wasm-pack build` writes its own package.json over ours, and files beside it.
fn repair() -> Result<(), Failure> {
    let package = fs::read_to_string(root().join("pkg/package.json")).unwrap_or_default();
    if package.contains("\"exports\"") {
        return Ok(());
    }
    println!("Restoring pkg/package.json, which a bare `wasm-pack build` has replaced.");
    let ours = output(command("git", &["show", "HEAD:pkg/package.json"]))?;
    fs::write(root().join("pkg/package.json"), ours)
        .map_err(|error| format!("cannot write pkg/package.json: {error}"))?;
    let files = fs::read_dir(root().join("pkg")).map_err(|error| format!("cannot read pkg: {error}"))?;
    for file in files.flatten() {
        let name = file.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("chatwork_wasm") || name == "snippets" || name == ".gitignore" {
            remove(&file.path());
        }
    }
    Ok(())
}

/// What is not there need not be removed.
fn remove(path: &Path) {
    let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
}
