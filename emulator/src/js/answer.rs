//! The `Response` a caller gets.

use js_sys::{Object, Reflect, TypeError, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::{JsCast, JsValue};
use web_sys::{Headers, ReadableStream, ReadableStreamDefaultController, ResponseInit};

use crate::Response;

/// The whole answer.
pub(super) fn whole(response: &Response) -> Result<JsValue, JsValue> {
    // The constructor refuses a body here, even an empty one.
    let bare = matches!(response.status, 204 | 205 | 304);
    let body = (!bare).then(|| Uint8Array::from(response.body.as_slice()));
    let body = body.as_ref().map(JsCast::unchecked_ref::<Object>);
    let head = head(response.status, &headers(response)?);
    Ok(web_sys::Response::new_with_opt_buffer_source_and_init(body, &head)?.into())
}

/// An answer that promises its whole length, and whose body breaks off after so many bytes.
pub(super) fn cut(response: &Response, count: usize) -> Result<JsValue, JsValue> {
    let headers = headers(response)?;
    headers.set("content-length", &response.body.len().to_string())?;
    let part = response.body.get(..count).unwrap_or(&response.body);
    let part = Uint8Array::from(part);
    let start = Closure::once_into_js(move |controller: ReadableStreamDefaultController| {
        if part.length() > 0 {
            let _ = controller.enqueue_with_chunk(&part);
        }
    });
    // Called when the first piece has been read, so that it still arrives.
    let pull = Closure::once_into_js(|controller: ReadableStreamDefaultController| {
        controller.error_with_e(&broken("terminated"));
    });
    let source = Object::new();
    Reflect::set(&source, &"start".into(), &start)?;
    Reflect::set(&source, &"pull".into(), &pull)?;
    let stream = ReadableStream::new_with_underlying_source(&source)?;
    let head = head(response.status, &headers);
    Ok(web_sys::Response::new_with_opt_readable_stream_and_init(Some(&stream), &head)?.into())
}

/// The error of a broken connection.
pub(super) fn broken(text: &str) -> JsValue {
    TypeError::new(text).into()
}

fn headers(response: &Response) -> Result<Headers, JsValue> {
    let headers = Headers::new()?;
    for (name, value) in &response.headers {
        headers.append(name, value)?;
    }
    Ok(headers)
}

fn head(status: u16, headers: &Headers) -> ResponseInit {
    let head = ResponseInit::new();
    head.set_status(status);
    head.set_headers(headers);
    head
}
