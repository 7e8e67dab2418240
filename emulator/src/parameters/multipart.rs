//! Multipart bodies, as RFC 7578 and browsers write them.

use httparse::{EMPTY_HEADER, Header, Status, parse_headers};

use crate::request::Request;

/// One part of a multipart body.
#[derive(Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// The name of the field.
    pub name: String,
    /// The name of the file, where it is one.
    pub filename: Option<String>,
    /// The media type.
    pub content_type: Option<&'a str>,
    /// The content.
    pub bytes: &'a [u8],
}

/// The most headers a part may have.
const MAX_HEADERS: usize = 32;

/// The parts of a request's body; nothing where it is not multipart, or broken.
#[must_use]
pub fn parts(request: &Request) -> Option<Vec<Part<'_>>> {
    let content_type = request.header("content-type").filter(|_| super::is_multipart(request))?;
    let delimiter = format!("\r\n--{}", attribute(content_type, "boundary").filter(|text| !text.is_empty())?);
    let mut parts = Vec::new();
    // Before the first delimiter anything may stand, even nothing at all.
    let (_, mut rest) = split(&request.body, delimiter.trim_start().as_bytes())?;
    while !rest.starts_with(b"--") {
        let padding = rest.iter().take_while(|byte| b" \t".contains(byte)).count();
        let part = rest.get(padding..)?.strip_prefix(b"\r\n")?;
        let mut headers = [EMPTY_HEADER; MAX_HEADERS];
        let Ok(Status::Complete((length, headers))) = parse_headers(part, &mut headers) else { return None };
        let (head, content) = part.split_at_checked(length)?;
        // Line breaks without a carriage return would be read, too.
        if !head.ends_with(b"\r\n\r\n") {
            return None;
        }
        let (bytes, next) = split(content, delimiter.as_bytes())?;
        let disposition = header(headers, "content-disposition").unwrap_or_default();
        parts.push(Part {
            name: attribute(disposition, "name").map(|name| unescaped(&name)).unwrap_or_default(),
            filename: attribute(disposition, "filename").map(|name| unescaped(&name)),
            content_type: header(headers, "content-type").filter(|text| text.contains('/')),
            bytes,
        });
        rest = next;
    }
    Some(parts)
}

/// What stands before and behind the first of these bytes.
fn split<'a>(bytes: &'a [u8], delimiter: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let first = delimiter.first()?;
    let mut places = bytes.iter().enumerate().filter(|(_, byte)| *byte == first);
    places.find_map(|(place, _)| {
        let (before, found) = bytes.split_at_checked(place)?;
        Some((before, found.strip_prefix(delimiter)?))
    })
}

/// Of several headers with one name the last one counts.
fn header<'a>(headers: &[Header<'a>], name: &str) -> Option<&'a str> {
    let found = headers.iter().rfind(|header| header.name.eq_ignore_ascii_case(name))?;
    str::from_utf8(found.value).ok()
}

/// A parameter behind the first semicolon: a quoted text, or a bare word.
fn attribute(header: &str, wanted: &str) -> Option<String> {
    let (_, mut rest) = header.split_once(';')?;
    loop {
        let (name, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let (value, next) = if let Some(text) = after.strip_prefix('"') {
            quoted(text)?
        } else {
            let (value, next) = after.split_at_checked(after.find(';').unwrap_or(after.len()))?;
            (value.trim_end().to_owned(), next)
        };
        if name.trim().eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = next.trim_start().strip_prefix(';')?;
    }
}

/// A text up to its closing quote, and what stands behind that. Programs write a backslash before a quote of the text;
/// browsers write one only where it is a character of it, even the last one.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut quotes = text.match_indices('"').filter_map(|(place, quote)| {
        let (before, after) = text.split_at_checked(place)?;
        Some((before, after.strip_prefix(quote)?))
    });
    let is_last = |next: &str| next.is_empty() || next.starts_with(';');
    let (value, next) = quotes.find(|(value, next)| !value.ends_with('\\') || is_last(next.trim_start()))?;
    Some((value.replace("\\\"", "\""), next))
}

/// Browsers write these three characters of a name as percent codes, and no others.
fn unescaped(name: &str) -> String {
    name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_browsers_write_them() {
        let body = "--x\r\ncontent-disposition: form-data; name=\"message\"\r\n\r\nこんにちは\r\n\
                    --x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"設計 %22案%22.txt\"\r\n\
                    content-type: text/plain\r\n\r\n\r\n--\r\n--x--\r\n";
        let request = Request {
            headers: vec![("content-type".into(), "multipart/form-data; boundary=x".into())],
            body: body.into(),
            ..Request::default()
        };
        let found = parts(&request).unwrap();
        assert_eq!(found[0].bytes, "こんにちは".as_bytes());
        assert_eq!(found[1].filename.as_deref(), Some("設計 \"案\".txt"));
        assert_eq!(found[1].content_type, Some("text/plain"));
        assert_eq!(found[1].bytes, b"\r\n--");
    }

    #[test]
    fn attributes_are_quoted_or_bare() {
        for (header, wanted, found) in [
            (r#"form-data; name="a;b"; filename="c.txt""#, "name", Some("a;b")),
            (r#"form-data; name="a;b"; filename="c.txt""#, "filename", Some("c.txt")),
            (r#"form-data; filename="name=x"; name = y "#, "name", Some("y")),
            (r#"form-data; filename="\"a\" .txt "; name=b"#, "filename", Some(r#""a" .txt "#)),
            (r#"form-data; filename="";name=b"#, "filename", Some("")),
            (r#"form-data; filename="a\""#, "filename", Some(r"a\")),
            (r#"form-data; filename="a\"; name="b""#, "filename", Some(r"a\")),
            (r#"form-data; filename="a\"; name="b""#, "name", Some("b")),
            (r#"form-data; filename="a\" ; name="b""#, "name", Some("b")),
            ("form-data; filename*=UTF-8''a; name=b", "filename", None),
            ("multipart/form-data; charset=utf-8; Boundary=x=1", "boundary", Some("x=1")),
            (r#"form-data; name="a"#, "name", None),
            (r#"form-data; filename="a" b; name="c""#, "name", None),
            ("form-data", "name", None),
            ("name=a", "name", None),
        ] {
            assert_eq!(attribute(header, wanted).as_deref(), found, "{header}");
        }
    }

    #[test]
    fn what_may_stand_around_parts() {
        let body = "before\r\n--x \t\r\nA: b\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: none\r\n\r\n\
                    \r\n--x\r\ncontent-disposition: form-data\r\n\r\n1\r\n--x--behind";
        let request = Request {
            headers: vec![("content-type".into(), "Multipart/Form-Data;boundary=\"x\"".into())],
            body: body.into(),
            ..Request::default()
        };
        let part = |name: &str, bytes| Part { name: name.into(), filename: None, content_type: None, bytes };
        assert_eq!(parts(&request).unwrap(), [part("a", b""), part("", b"1".as_slice())]);
    }

    #[test]
    fn broken_bodies_have_no_parts() {
        for (content_type, body) in [
            ("multipart/form-data", "--x--"),
            ("multipart/form-data; boundary=", "----"),
            ("multipart/form-data; boundary=x", ""),
            ("multipart/form-data; boundary=x", "--x"),
            ("multipart/form-data; boundary=x", "--y--"),
            ("multipart/form-data; boundary=x", "--x a: b\r\n\r\n\r\n--x--"),
            ("multipart/form-data; boundary=x", "--x\r\ncontent-disposition: form-data"),
            ("multipart/form-data; boundary=x", "--x\r\na: b\r\n\r\n1--x--"),
            ("multipart/form-data; boundary=x", "--x\r\na: b\r\n\r\n1\r\n--x\r\n"),
            ("multipart/form-data; boundary=x", "--x\r\na: b\n\n1\r\n--x--"),
            ("multipart/form-data; boundary=x", "--x\r\na b: c\r\n\r\n1\r\n--x--"),
            ("text/plain", ""),
        ] {
            let request = Request {
                headers: vec![("content-type".into(), content_type.into())],
                body: body.into(),
                ..Request::default()
            };
            assert_eq!(parts(&request), None, "{content_type} {body}");
        }
    }
}
