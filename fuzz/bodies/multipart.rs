//! What must hold for any multipart body. `cargo xtask fuzz` and `emulator/tests/fuzz_corpus.rs` run it.

use chatwork_emulator::Request;
use chatwork_emulator::multipart::{Part, parts};

/// Reads the first line as the content type, and the rest as the body of a request.
pub(crate) fn check(data: &[u8]) {
    let mut lines = data.splitn(2, |byte| *byte == b'\n');
    let content_type = String::from_utf8_lossy(lines.next().unwrap_or_default()).trim().to_owned();
    let body = lines.next().unwrap_or_default();
    let request = request(content_type, body.to_vec());
    if let Some(parts) = parts(&request) {
        follow_each_other(&request.body, &parts);
    }
    are_read_as_written(body);
}

fn request(content_type: String, body: Vec<u8>) -> Request {
    Request { headers: vec![("content-type".to_owned(), content_type)], body, ..Request::default() }
}

/// Parts are pieces of the body in their order, each behind the end of its head and in front of a delimiter.
fn follow_each_other(body: &[u8], parts: &[Part<'_>]) {
    let mut done = body.as_ptr() as usize;
    let end = done + body.len();
    for part in parts {
        let start = part.bytes.as_ptr() as usize;
        assert!(done < start && start + part.bytes.len() < end);
        let (before, rest) = body.split_at(start - body.as_ptr() as usize);
        assert!(before.ends_with(b"\r\n\r\n"));
        assert!(rest[part.bytes.len()..].starts_with(b"\r\n--"));
        if let Some(content_type) = part.content_type {
            let at = content_type.as_ptr() as usize;
            assert!(content_type.contains('/') && done < at && at < start);
        }
        done = start + part.bytes.len();
    }
}

/// What is written as browsers do is read again: a name, a file name and the content between each pair of `%%`.
fn are_read_as_written(text: &[u8]) {
    let pieces: Vec<&[u8]> =
        text.split(|byte| *byte == b'%').filter(|piece| !piece.is_empty()).take(8).collect();
    let mut boundary = "x".to_owned();
    while text.windows(boundary.len()).any(|window| window == boundary.as_bytes()) {
        boundary.push('x');
    }
    let mut body = Vec::new();
    let mut written = Vec::new();
    for piece in pieces {
        let mut lines = piece.splitn(3, |byte| *byte == b'\n');
        let (name, filename) = (written_name(lines.next()), written_name(lines.next()));
        let bytes = lines.next().unwrap_or_default();
        let filename = Some(filename).filter(|filename| !filename.is_empty());
        body.extend(
            format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"", escaped(&name)).bytes(),
        );
        if let Some(filename) = &filename {
            body.extend(format!("; filename=\"{}\"\r\nContent-Type: text/plain", escaped(filename)).bytes());
        }
        body.extend(b"\r\n\r\n");
        body.extend(bytes);
        body.extend(b"\r\n");
        let content_type = filename.as_ref().map(|_| "text/plain");
        written.push(Part { name, filename, content_type, bytes });
    }
    body.extend(format!("--{boundary}--\r\n").bytes());
    let request = request(format!("multipart/form-data; boundary={boundary}"), body);
    assert_eq!(parts(&request).as_deref(), Some(written.as_slice()));
}

/// A name without what a header cannot hold, and what browsers do not escape.
fn written_name(line: Option<&[u8]>) -> String {
    let line = String::from_utf8_lossy(line.unwrap_or_default());
    line.chars().filter(|char| !char.is_control() || *char == '\r').collect()
}

fn escaped(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D")
}
