//! From fields to what `fetch` is given.

use gloo_net::http::QueryParams;
use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, FormData, Headers, UrlSearchParams};

use super::arguments::Fields;
use super::credential::Header;
use super::cut::Cut;
use super::error::Failing;
use super::platform::property;
use crate::api::{Endpoint, Method};

#[wasm_bindgen(module = "/src/js/request.js")]
extern "C" {
    /// What `fetch` takes as its second argument.
    #[wasm_bindgen(catch, js_namespace = requests)]
    fn init(
        method: &str,
        headers: &Headers,
        header: &str,
        credential: &str,
        body: &JsValue,
        cut: &JsValue,
    ) -> Result<Object, JsValue>;
}

/// A request that needs only its credential and what may cut it.
pub(super) struct Request {
    pub(super) url: String,
    method: &'static str,
    headers: Headers,
    body: JsValue,
    /// The form, for a logger.
    pub(super) text: JsValue,
}

impl Request {
    pub(super) fn new(
        base_url: &str,
        fields: &Fields,
        headers: Option<Headers>,
        failing: &Failing,
    ) -> Result<Self, JsValue> {
        let url = [base_url, &failing.path].concat();
        Self::build(failing.endpoint, url, fields, headers).map_err(|thrown| failing.incapable(&thrown))
    }

    fn build(
        endpoint: &Endpoint,
        mut url: String,
        fields: &Fields,
        headers: Option<Headers>,
    ) -> Result<Self, JsValue> {
        let headers = headers.map_or_else(Headers::new, Ok)?;
        let mut body = JsValue::UNDEFINED;
        let mut text = JsValue::UNDEFINED;

        if let Some(file) = &fields.file {
            if !can_be_sent(&file.bytes) {
                return Err(js_sys::TypeError::new(UNSENDABLE).into());
            }
            let form = FormData::new()?;
            form.append_with_blob_and_filename("file", &file.bytes, &file.name)?;
            for (name, value) in &fields.texts {
                form.append_with_str(name, value)?;
            }
            body = form.into();
        } else if endpoint.method == Method::Get {
            let query = urlencoded(fields)?;
            if !query.is_empty() {
                url.push('?');
                url.push_str(&query);
            }
        } else if !endpoint.params.is_empty() || !fields.texts.is_empty() {
            headers.set("content-type", "application/x-www-form-urlencoded")?;
            let form: JsValue = urlencoded(fields)?.into();
            // A Blob, because Deno sends text a second time where a connection it had kept open breaks: two posts.
            let blob = Blob::new_with_str_sequence(&Array::of1(&form))?;
            body = if can_be_sent(&blob) { blob.into() } else { form.clone() };
            text = form;
        }
        Ok(Self { url, method: endpoint.method.name(), headers, body, text })
    }

    /// Made anew for each attempt: a custom `fetch` may keep or freeze it.
    pub(super) fn init(&self, credential: &Header, cut: &Cut) -> Result<Object, JsValue> {
        init(self.method, &self.headers, credential.name, &credential.value, &self.body, &cut.watching)
    }
}

/// Whether `fetch` can read it. In a test under jsdom, `Blob` is jsdom's and cannot be read, and `fetch` is Node's.
fn can_be_sent(blob: &Blob) -> bool {
    property(blob, "stream").is_function()
}

const UNSENDABLE: &str =
    "this runtime's Blob has no stream() (as under jsdom): fetch could not send the file";

fn urlencoded(fields: &Fields) -> Result<String, JsValue> {
    // `QueryParams::new` would panic where the runtime has no URLSearchParams.
    let raw = UrlSearchParams::new()?;
    let params = QueryParams::from_raw(raw.clone());
    for (name, value) in &fields.texts {
        params.append(name, value);
    }
    Ok(raw.to_string().into())
}
