//! Requests as a text, with a line `%%` between two of them.

use chatwork_emulator::{Request, World};

/// A request, and how long after the last one it comes.
pub(super) struct Step {
    pub(super) later: u64,
    pub(super) request: Request,
}

/// The world, where the script begins with one, and what happens in it.
pub(super) fn read(data: &[u8]) -> (World, Vec<Step>) {
    let mut blocks = blocks(data).into_iter().peekable();
    let given = blocks.next_if(|block| block.starts_with(b"{"));
    let given = given.and_then(|block| World::from_json(&String::from_utf8_lossy(block)).ok());
    let world = given.unwrap_or_else(|| World::standard().expect("a test reads it"));
    (world, blocks.take(64).map(step).collect())
}

fn blocks(data: &[u8]) -> Vec<&[u8]> {
    const BETWEEN: &[u8] = b"\n%%\n";
    let mut blocks = Vec::new();
    let mut rest = data;
    while let Some(at) = rest.windows(BETWEEN.len()).position(|window| window == BETWEEN) {
        blocks.push(&rest[..at]);
        rest = &rest[at + BETWEEN.len()..];
    }
    blocks.push(rest);
    blocks
}

/// `METHOD PATH [MILLISECONDS]`, the lines of the headers, an empty line, and the body. Without any header the request
/// is a form of the first account of the standard world.
fn step(block: &[u8]) -> Step {
    let empty = block.windows(2).position(|window| window == b"\n\n");
    let (head, body) = empty.map_or((block, [].as_slice()), |at| (&block[..at], &block[at + 2..]));
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let mut words = lines.next().unwrap_or_default().split(' ');
    let mut word =
        || words.next().unwrap_or_default().chars().filter(char::is_ascii_graphic).collect::<String>();
    let (method, target, later) = (word(), word(), word().parse().unwrap_or(1));
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let mut headers: Vec<(String, String)> = lines.filter_map(header).collect();
    if headers.is_empty() {
        headers = [
            ("x-chatworktoken", "e0e0e0e000000000000000000000aa01"),
            ("content-type", "application/x-www-form-urlencoded"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
    }
    let request = Request {
        method,
        origin: "http://127.0.0.1:1".to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers,
        body: body.to_vec(),
    };
    // No longer than a year, so that a long script stays within the times that are written with four digits.
    Step { later: u64::min(later, 31_536_000_000), request }
}

/// A header that HTTP would bring along.
fn header(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    let is_name = |char: char| char.is_ascii_alphanumeric() || char == '-';
    let value = value.trim().replace(|char: char| char.is_control(), "");
    name.chars().all(is_name).then(|| (name.to_ascii_lowercase(), value))
}
