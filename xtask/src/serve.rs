//! `cargo xtask serve`: the demo page and the local Chatwork.

use crate::commands::{become_it, node};
use crate::{Failure, build, emulator};

/// Serves both until Ctrl-C.
pub(crate) fn serve(options: &[&str]) -> Result<(), Failure> {
    let port = match options {
        [] => None,
        ["--port", port] if port.parse::<u16>().is_ok() => Some(port),
        _ => return Err("serve takes no option but --port N".to_owned()),
    };
    build::build()?;
    let mut server = node("xtask/serve.mjs", &[]);
    server.arg(emulator::program()?).args(port);
    become_it(server)
}
