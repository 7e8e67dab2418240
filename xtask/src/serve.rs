//! `cargo xtask serve`: the demo page and the local Chatwork.

use crate::commands::{become_it, node, run};
use crate::{Failure, build, emulator};

/// The page as it is put on a static host, with the reference of the API. Made anew each time.
const SITE: &str = "target/site";

/// Serves both until Ctrl-C.
pub(crate) fn serve(options: &[&str]) -> Result<(), Failure> {
    let port = match options {
        [] => None,
        ["--port", port] if port.parse::<u16>().is_ok() => Some(port),
        _ => return Err("serve takes no option but --port N".to_owned()),
    };
    build::build()?;
    publish()?;
    let mut server = node("xtask/serve.mjs", &[]);
    server.arg(emulator::program()?).arg(SITE).args(port);
    become_it(server)
}

/// Makes the page of the package that was built, and the reference of its types. There, a link that leads nowhere, and a
/// function, an option or an error without a description, is a failure.
pub(crate) fn publish() -> Result<(), Failure> {
    run(node("xtask/publish.mjs", &[SITE]))
}
