//! What ends a call early: the caller's signal and the time it was given.
//!
//! The call races against one promise that settles when either comes, so it ends even where a custom `fetch` ignores
//! its signal. Dropping the guard removes listener and timer.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

use super::error::Failing;
use super::platform::{self, Signal, property};
use crate::engine::error::Error;
use crate::engine::outcome::Outcome;

/// Why something awaited did not come.
pub(super) enum Stop {
    /// The caller aborted, for this reason.
    Aborted(JsValue),
    /// These milliseconds were over.
    TimedOut(u32),
    /// It rejected with this.
    Rejected(JsValue),
}

impl Stop {
    /// The error of a call whose request has not been sent yet.
    pub(super) fn unsent(
        self,
        failing: &Failing,
        rejected: impl FnOnce(&JsValue, &Failing) -> JsValue,
    ) -> JsValue {
        self.error(Outcome::NotSent, failing, rejected)
    }

    /// The error of a call whose request may have arrived.
    pub(super) fn sent(
        self,
        failing: &Failing,
        rejected: impl FnOnce(&JsValue, &Failing) -> JsValue,
    ) -> JsValue {
        self.error(Outcome::Unknown, failing, rejected)
    }

    fn error(
        self,
        outcome: Outcome,
        failing: &Failing,
        rejected: impl FnOnce(&JsValue, &Failing) -> JsValue,
    ) -> JsValue {
        match self {
            Self::Aborted(reason) => reason,
            Self::TimedOut(after) => failing.error(&Error::Timeout { outcome, after }),
            Self::Rejected(thrown) => rejected(&thrown, failing),
        }
    }
}

pub(super) struct Cut {
    controller: AbortController,
    /// Resolves to the controller when the call is cut. It never rejects: nobody may be listening.
    promise: Promise,
    is_over: Rc<Cell<bool>>,
    signal: Option<Signal>,
    milliseconds: u32,
    timer: JsValue,
    /// Listens to the signal and to the timer.
    end: Option<Closure<dyn FnMut()>>,
}

impl Cut {
    /// Starts to watch the signal and the time. 0 milliseconds are no limit.
    pub(super) fn new(signal: Option<Signal>, milliseconds: u32) -> Result<Self, JsValue> {
        let controller = AbortController::new()?;
        let mut resolve = JsValue::UNDEFINED;
        let promise = Promise::new(&mut |resolving, _| resolve = resolving.into());
        let is_over = Rc::new(Cell::new(false));
        let end: Closure<dyn FnMut()> = Closure::new({
            let (controller, is_over, signal) = (controller.clone(), Rc::clone(&is_over), signal.clone());
            move || {
                is_over.set(true);
                // First, because aborting runs listeners of a custom fetch, which may do anything.
                let _ = resolve.unchecked_ref::<Function>().call1(&JsValue::UNDEFINED, &controller);
                controller.abort_with_reason(&reason(signal.as_ref()).unwrap_or_default());
            }
        });

        let listener: Function = end.as_ref().unchecked_ref::<Function>().clone();
        let timer = JsValue::UNDEFINED;
        let mut cut = Self { controller, promise, is_over, signal, milliseconds, timer, end: Some(end) };
        if let Some(signal) = &cut.signal {
            signal.listen("abort", &listener)?;
        }
        if milliseconds > 0 {
            cut.timer = platform::set_timeout(&listener, milliseconds)?;
        }
        Ok(cut)
    }

    /// The signal for the request.
    pub(super) fn signal(&self) -> web_sys::AbortSignal {
        self.controller.signal()
    }

    /// Awaits a promise until the call is cut. Of the two the cut is first where both have come.
    pub(super) async fn before(&self, promise: &Promise) -> Result<JsValue, Stop> {
        let raced = Promise::race(&Array::of2(&self.promise, promise));
        match JsFuture::from(raced).await {
            Ok(value) if value != *AsRef::<JsValue>::as_ref(&self.controller) => return Ok(value),
            // A fetch that heeds its signal rejects when the call is cut, and with anything.
            Err(thrown) if !self.is_over.get() => return Err(Stop::Rejected(thrown)),
            Ok(_) | Err(_) => {}
        }
        Err(match reason(self.signal.as_ref()) {
            Some(reason) => Stop::Aborted(reason),
            None => Stop::TimedOut(self.milliseconds),
        })
    }
}

/// Why a signal is aborted; none where it is not.
pub(super) fn reason(signal: Option<&Signal>) -> Option<JsValue> {
    let signal = signal?;
    property(signal, "aborted").is_truthy().then(|| property(signal, "reason"))
}

impl Drop for Cut {
    fn drop(&mut self) {
        let Some(end) = self.end.take() else { return };
        let unlistened =
            self.signal.as_ref().map(|signal| signal.unlisten("abort", end.as_ref().unchecked_ref()));
        let cleared = platform::clear_timeout(&self.timer);
        if cleared.is_err() || unlistened.is_some_and(|done| done.is_err()) {
            // It may still be called, and calling one that is gone would be an uncaught exception.
            end.forget();
        }
    }
}
