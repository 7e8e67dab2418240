//! The one function behind all exported functions: read, encode, send, decide.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use super::answer;
use super::arguments::{fields, ids};
use super::credential::Credential;
use super::cut::{self, Cut};
use super::error::Failing;
use super::options::Options;
use super::platform;
use super::request::Request;
use crate::api::Endpoint;
use crate::engine::encode;
use crate::engine::error::Error;

/// Calls an endpoint. The arguments are read before this returns; the caller may change them afterwards.
pub(crate) fn call(
    endpoint: &'static Endpoint,
    token: &JsValue,
    path_arguments: &[JsValue],
    params: &JsValue,
    options: &JsValue,
) -> Promise {
    match Call::prepare(endpoint, token, path_arguments, params, options) {
        Ok(call) => future_to_promise(call.run()),
        Err(error) => Promise::reject(&error),
    }
}

/// A call whose arguments are right.
struct Call {
    failing: Failing,
    credential: Credential,
    request: Request,
    options: Options,
}

impl Call {
    fn prepare(
        endpoint: &'static Endpoint,
        token: &JsValue,
        path_arguments: &[JsValue],
        params: &JsValue,
        options: &JsValue,
    ) -> Result<Self, JsValue> {
        let mut failing = Failing::new(endpoint);
        let credential = Credential::read(token, &failing)?;
        failing.secret = credential.secret();
        failing.path = encode::path(endpoint, &ids(path_arguments, &failing)?);
        let mut options = Options::read(options, credential.header_name(), &failing)?;
        let fields = fields(params, options.validate, &failing)?;
        let request = Request::new(&options.base_url, &fields, options.headers.take(), &failing)?;
        Ok(Self { failing, credential, request, options })
    }

    async fn run(mut self) -> Result<JsValue, JsValue> {
        if let Some(reason) = cut::reason(self.options.signal.as_ref()) {
            return Err(reason);
        }
        let cut = Cut::new(self.options.signal.take(), self.options.timeout)
            .map_err(|thrown| self.failing.incapable(&thrown))?;
        self.failing.secret = self.credential.resolve(&cut, &self.failing).await?;
        let init = self
            .request
            .init(&self.credential.header(&self.failing.secret), &cut.signal())
            .map_err(|thrown| self.failing.incapable(&thrown))?;

        // Before the custom fetch is taken out of the options: with one it is not.
        let is_from_page = self.options.is_from_page();
        let fetch = match self.options.fetch.take() {
            Some(fetch) => fetch,
            None => platform::global("fetch")
                .dyn_into::<Function>()
                .map_err(|_| self.failing.error(&Error::Runtime { problem: NO_FETCH }))?,
        };
        let given = Array::of2(&self.request.url.as_str().into(), init);
        let reply = cut.before(&platform::call(&fetch, &given)).await;
        let reply = reply.map_err(|stop| {
            stop.sent(&self.failing, |thrown, failing| answer::network_error(thrown, is_from_page, failing))
        })?;
        answer::read(&reply, &cut, &self.failing).await
    }
}

const NO_FETCH: &str = "this runtime has no global 'fetch'. Pass one as the 'fetch' option.";
