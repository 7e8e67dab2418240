//! `cargo xtask serve`: the demo page and the local Chatwork.

use std::fs;

use crate::commands::{become_it, node};
use crate::{Failure, build, emulator, reference, root};

/// What the page loads of the package.
const FILES: [&str; 4] = ["declarations.js", "emulator.js", "index.js", "notation.js"];

/// Serves both until Ctrl-C.
pub(crate) fn serve(options: &[&str]) -> Result<(), Failure> {
    let port = match options {
        [] => None,
        ["--port", port] if port.parse::<u16>().is_ok() => Some(port),
        _ => return Err("serve takes no option but --port N".to_owned()),
    };
    build::build()?;
    copy()?;
    reference::build()?;
    let mut server = node("xtask/serve.mjs", &[]);
    server.arg(emulator::program()?).args(port);
    become_it(server)
}

/// Copies what the page loads of the package, so that `www` can be put on any static host.
pub(crate) fn copy() -> Result<(), Failure> {
    let [from, to] = ["pkg/dist", "www/chatwork-wasm"].map(|folder| root().join(folder));
    let copied = fs::create_dir_all(&to)
        .and_then(|()| FILES.iter().try_for_each(|file| fs::copy(from.join(file), to.join(file)).map(drop)));
    copied.map_err(|error| format!("cannot copy the package into www: {error}"))
}
