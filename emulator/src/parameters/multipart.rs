//! Multipart bodies.

use std::convert::Infallible;
use std::future::ready;

use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::stream::once;
use multer::{Multipart, parse_boundary};

use crate::request::Request;

/// One part of a multipart body.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) filename: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) bytes: Vec<u8>,
}

/// The parts of a request's body; nothing where it is not multipart, or broken.
pub(crate) fn parts(request: &Request) -> Option<Vec<Part>> {
    let boundary = parse_boundary(request.header("content-type")?).ok()?;
    let body = once(ready(Ok::<_, Infallible>(Bytes::copy_from_slice(&request.body))));
    // The whole body is there, so nothing is ever waited for.
    read(Multipart::new(body, boundary)).now_or_never()?.ok()
}

async fn read(mut multipart: Multipart<'_>) -> multer::Result<Vec<Part>> {
    let mut parts = Vec::new();
    while let Some(field) = multipart.next_field().await? {
        parts.push(Part {
            name: field.name().map(unescaped).unwrap_or_default(),
            filename: field.file_name().map(unescaped),
            content_type: field.content_type().map(ToString::to_string),
            bytes: field.bytes().await?.to_vec(),
        });
    }
    Ok(parts)
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
        assert_eq!(found[1].content_type.as_deref(), Some("text/plain"));
        assert_eq!(found[1].bytes, b"\r\n--");
    }

    #[test]
    fn broken_bodies_have_no_parts() {
        for (content_type, body) in [
            ("multipart/form-data", "--x--"),
            ("multipart/form-data; boundary=x", "--x\r\ncontent-disposition: form-data"),
            ("text/plain", ""),
        ] {
            let request = Request {
                headers: vec![("content-type".into(), content_type.into())],
                body: body.into(),
                ..Request::default()
            };
            assert_eq!(parts(&request), None, "{content_type}");
        }
    }
}
