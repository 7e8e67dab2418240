//! The one function behind all exported functions: read, encode, send, decide.

use js_sys::{Array, Date, Function, Math, Object, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use super::answer::{self, Sent};
use super::arguments::{fields, ids};
use super::credential::{self, Credential};
use super::cut::{self, Cut, Stop, Time};
use super::error::{Failed, Failing, set};
use super::limits::{self, Place};
use super::options::Options;
use super::pacer;
use super::platform::{self, property};
use super::request::Request;
use super::watch::Event;
use crate::api::{Endpoint, Limit, Method, Replay};
use crate::engine::encode;
use crate::engine::error::Error;
use crate::engine::limits::{Hold, Scope};
use crate::engine::outcome::Outcome;
use crate::engine::retry::{self, Failure, Rules};

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

/// Where the account of a credential stands with its limit, as far as an answer has told; `undefined` otherwise.
#[wasm_bindgen(js_name = rateLimitOf, skip_typescript)]
#[must_use]
#[expect(unreachable_pub, reason = "wasm-bindgen exports nothing else")]
pub fn rate_limit_of(token: &JsValue, options: &JsValue) -> JsValue {
    let failing = Failing::new(&crate::api::me::getMe);
    let read = || {
        let credential = Credential::read(token, &failing)?;
        let options = Options::read(options, credential.header_name(), &failing)?;
        Ok(limits::standing_of(limits::key(&options.base_url, &credential.secret())))
    };
    let read: Result<JsValue, JsValue> = read();
    read.unwrap_or_default()
}

/// A call whose arguments are right.
struct Call {
    failing: Failing,
    credential: Credential,
    request: Request,
    options: Options,
    /// When the whole call has to be over.
    deadline: Option<f64>,
    /// The place among the posts to the same room.
    place: Option<Place>,
    /// What an access token function is called with: nothing, until the service has refused an access token.
    told: Array,
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
        let ids = ids(path_arguments, &failing)?;
        failing.path = encode::path(endpoint, &ids);
        failing.room = ids.into_iter().next().filter(|_| endpoint.limit == Limit::RoomPost);
        let mut options = Options::read(options, credential.header_name(), &failing)?;
        let fields = fields(params, !options.is("validate", false), &failing)?;
        let is_forced = || fields.texts.iter().any(|(name, value)| name == "force" && value == "1");
        failing.stakes.loses = endpoint.replay == Replay::WithForce && !is_forced();
        options.rules.replay = !options.is("replay", false)
            && (options.is("replay", true) || endpoint.replay != Replay::Never && !failing.stakes.loses);
        let request = Request::new(&options.base_url, &fields, options.headers.take(), &failing)?;
        let deadline = (options.deadline > 0).then(|| Date::now() + f64::from(options.deadline));
        Ok(Self { failing, credential, request, options, deadline, place: None, told: Array::new() })
    }

    async fn run(mut self) -> Result<JsValue, JsValue> {
        if let Some(reason) = cut::reason(self.options.signal.as_ref()) {
            return Err(reason);
        }
        // Not the requests that were sent: an attempt may fail before.
        let mut tries: u32 = 0;
        loop {
            tries = tries.saturating_add(1);
            let Failed { error, failure, limit } = match self.attempt().await {
                Ok(result) => return Ok(result),
                Err(failed) => failed,
            };
            let wait = failure
                .and_then(|failure| retry::wait(failure, tries, &self.options.rules, Math::random()))
                .filter(|wait| self.is_in_time(*wait));
            let Some(wait) = wait else {
                let event = Event::new("onError").with("error", &error);
                self.tell(event)?;
                return Err(error);
            };
            self.keep_place(wait);
            self.failing.stakes.is_in_doubt |= self.failing.endpoint.method != Method::Get
                && matches!(failure, Some(Failure::Failed { outcome: Outcome::Unknown, .. }));
            if let Some(scope) = limit {
                let key = limits::key(&self.options.base_url, &self.failing.secret);
                self.tell_limit(key, scope, wait, false)?;
            }
            let event = Event::new("onRetry").with("error", &error).with("wait", &wait.into());
            self.tell(event)?;
            cut::sleep(self.options.signal.clone(), wait, &self.failing).await?;
        }
    }

    async fn attempt(&mut self) -> Result<JsValue, Failed> {
        if let Some(source) = self.credential.source() {
            let cut = self.cut()?;
            self.failing.secret = credential::ask(source, &self.told, &cut, &self.failing).await?;
        }
        let key = limits::key(&self.options.base_url, &self.failing.secret);
        if self.options.pace {
            self.pace(key).await?;
        }
        if !self.is_in_time(0.0) {
            return Err(self.too_late().into());
        }
        let fetch = match &self.options.fetch {
            Some(fetch) => fetch.clone(),
            None => platform::global("fetch")
                .dyn_into::<Function>()
                .map_err(|_| self.failing.error(&Error::Runtime { problem: NO_FETCH }))?,
        };
        let cut = self.cut()?;
        let init = self
            .request
            .init(&self.credential.header(&self.failing.secret), &cut)
            .map_err(|thrown| self.failing.incapable(&thrown))?;
        self.failing.attempts = self.failing.attempts.saturating_add(1);
        if self.options.watchers.is_some() {
            let event = Event::new("onRequest");
            let headers = property(&init, "headers");
            self.tell(event.detailed("headers", &headers).detailed("body", &self.request.text))?;
        }
        let given = Array::of2(&self.request.url.as_str().into(), &init);
        let start = Date::now();
        limits::count(key, self.failing.room.as_deref(), self.place.as_ref());
        let reply = cut.before(Some(&platform::call(&fetch, &given))).await;
        let reply = reply.map_err(|stop| {
            self.failing.is_from_page = self.options.is_from_page();
            let failed = stop.failed(Outcome::Unknown, &self.failing, answer::network_error);
            limits::uncount(key, self.failing.room.as_deref(), failed.is_sent());
            failed
        })?;
        let (failing, options, url) = (&self.failing, &self.options, &self.request.url);
        let read = Sent { failing, cut: &cut, options, key, url, start }.read(&reply).await;
        read.map_err(|failed| self.renewing(failed))
    }

    /// Waits until the limits let the request pass, as far as they are known.
    async fn pace(&mut self, key: u64) -> Result<(), Failed> {
        let Rules { waits, max_wait, .. } = self.options.rules;
        let longest = if waits { max_wait } else { 0.0 };
        let room = self.failing.room.clone();
        if let Some(room) = &room
            && longest > 0.0
            && self.place.as_ref().is_none_or(|place| place.key != key)
        {
            self.place = Some(Place::new(key, room));
        }
        let start = Date::now();
        let mut pacer = self.options.pacer.clone();
        let mut told = 0.0;
        loop {
            let mut hold = limits::hold(key, room.as_deref(), self.place.as_ref());
            if let (None, Some(asked)) = (hold, &pacer) {
                let cut = self.cut_after(pacer::PATIENCE)?;
                match asked.hold(key, room.as_deref(), &cut).await {
                    Ok(asked) => hold = asked,
                    Err(Stop::Aborted(reason)) => return Err(reason.into()),
                    Err(_) if !self.is_in_time(0.0) => return Err(self.too_late().into()),
                    Err(stop) => {
                        // What was sent from here is still known here.
                        pacer = None;
                        let event = Event::new("onPacerError").with("error", &stop.into_value());
                        self.tell(event)?;
                        continue;
                    }
                }
            }
            let Some(Hold { scope, wait }) = hold else { return Ok(()) };
            let is_too_late = !self.is_in_time(wait);
            if is_too_late || Date::now() - start + wait > longest {
                let error = match scope {
                    Some(scope) => self.failing.error(&Error::Held(limits::limited(key, scope, Some(wait)))),
                    None if is_too_late => self.too_late(),
                    None => {
                        // No limit is in the way, so better out of order than not at all.
                        self.place = None;
                        continue;
                    }
                };
                return Err(error.into());
            }
            self.keep_place(wait);
            if let Some(scope) = scope
                && wait > told
            {
                told = wait;
                self.tell_limit(key, scope, wait, true)?;
            }
            cut::sleep(self.options.signal.clone(), wait, &self.failing).await?;
        }
    }

    fn keep_place(&self, wait: f64) {
        if let Some(place) = &self.place {
            place.keep(wait);
        }
    }

    fn tell_limit(&self, key: u64, scope: Scope, wait: f64, is_before: bool) -> Result<(), JsValue> {
        if self.options.watchers.is_none() {
            return Ok(());
        }
        let event = Event::new("onRateLimit")
            .with("scope", &scope.name().into())
            .with("wait", &wait.ceil().into())
            .with("beforeSending", &is_before.into());
        let event = match (scope, &self.failing.room) {
            (Scope::Room, Some(room)) => event.with("roomId", &room.as_str().into()),
            _ => event.with("rateLimit", &limits::standing_of(key)),
        };
        self.tell(event)
    }

    fn tell(&self, event: Event) -> Result<(), JsValue> {
        self.options.watchers.as_ref().map_or(Ok(()), |watchers| event.tell(watchers, &self.failing))
    }

    /// Watches over one attempt: for as long as it may take, and the whole call.
    fn cut(&self) -> Result<Cut, JsValue> {
        self.cut_after(self.options.timeout)
    }

    fn cut_after(&self, timeout: u32) -> Result<Cut, JsValue> {
        let mut time = Time { left: timeout, option: timeout, is_deadline: false };
        if let Some(end) = self.deadline {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
            let left = (end - Date::now()).max(1.0).ceil() as u32;
            if timeout == 0 || left < timeout {
                time = Time { left, option: self.options.deadline, is_deadline: true };
            }
        }
        Cut::new(self.options.signal.clone(), time).map_err(|thrown| self.failing.incapable(&thrown))
    }

    fn is_in_time(&self, wait: f64) -> bool {
        self.deadline.is_none_or(|end| Date::now() + wait < end)
    }

    /// The time of the whole call was over before this attempt was sent.
    fn too_late(&self) -> JsValue {
        let (outcome, after) = (Outcome::NotSent, self.options.deadline);
        self.failing.error(&Error::Timeout { outcome, after, is_deadline: true })
    }

    /// An access token that a function gave may have expired in between: the next one is tried, once.
    fn renewing(&self, failed: Failed) -> Failed {
        // Of the answered ones, only a 401 has a failure at all.
        let is_unauthorized =
            matches!(failed.failure, Some(Failure::Failed { outcome: Outcome::Answered, .. }));
        if !is_unauthorized || self.told.length() > 0 || self.credential.source().is_none() {
            return failed;
        }
        let rejected = Object::new();
        set(&rejected, "rejected", &self.failing.secret.as_str().into());
        self.told.push(&rejected);
        let failure = Failure::Failed { outcome: Outcome::Refused, retry_after: Some(0.0) };
        Failed { failure: Some(failure), ..failed }
    }
}

const NO_FETCH: &str = "this runtime has no global 'fetch'. Pass one as the 'fetch' option.";
