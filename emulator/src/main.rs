//! `chatwork-emulator`: a local Chatwork over HTTP.

#[cfg(not(target_arch = "wasm32"))]
mod command {
    use std::error::Error;
    use std::io::Write;
    use std::path::PathBuf;

    use chatwork_emulator::World;
    use chatwork_emulator::http::Server;

    const USAGE: &str = "\
A local Chatwork: the REST API v2 over HTTP on 127.0.0.1, until Ctrl-C.

Usage: chatwork-emulator [--port N] [--world FILE]

  --port N      the port; 0, the default, takes a free one
  --world FILE  accounts, rooms and messages to start with, as JSON
  --help        this text

The first line on standard output is a JSON object with the URLs, accounts and rooms.
";

    struct Arguments {
        port: u16,
        world: Option<PathBuf>,
    }

    fn arguments() -> Result<Option<Arguments>, lexopt::Error> {
        use lexopt::prelude::{Long, Short, ValueExt};

        let mut found = Arguments { port: 0, world: None };
        let mut parser = lexopt::Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Long("port") => found.port = parser.value()?.parse()?,
                Long("world") => found.world = Some(parser.value()?.into()),
                Long("help") | Short('h') => return Ok(None),
                _ => return Err(argument.unexpected()),
            }
        }
        Ok(Some(found))
    }

    pub(crate) fn run() -> Result<(), Box<dyn Error>> {
        let mut out = std::io::stdout();
        let Some(arguments) = arguments()? else {
            out.write_all(USAGE.as_bytes())?;
            return Ok(());
        };
        let world = match arguments.world {
            Some(path) => {
                let named = |error: std::io::Error| format!("{}: {error}", path.display());
                World::from_json(&std::fs::read_to_string(&path).map_err(named)?).map_err(named)?
            }
            None => World::standard()?,
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            let server = Server::bind(arguments.port, world).await?;
            writeln!(out, "{}", serde_json::to_string(&server.info())?)?;
            out.flush()?;
            tokio::select! {
                end = server.run() => end.map(|_| ())?,
                interrupt = tokio::signal::ctrl_c() => interrupt?,
            }
            Ok(())
        })
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    match command::run() {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("chatwork-emulator: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {}
