//! What ends a call early: the caller's signal and the time it was given.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::error::{Failed, Failing};
use super::platform::{Signal, property};
use crate::engine::error::Error;
use crate::engine::outcome::Outcome;

#[wasm_bindgen(module = "/src/js/cut.js")]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = cutting)]
    fn begin(signal: Option<&Signal>, milliseconds: u32) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = cutting)]
    fn race(cut: &JsValue, promise: Option<&Promise>) -> Promise;

    #[wasm_bindgen(js_namespace = cutting)]
    fn close(cut: &JsValue);
}

/// Why something awaited did not come.
pub(super) enum Stop {
    /// The caller aborted, for this reason.
    Aborted(JsValue),
    /// Its time was over.
    TimedOut(Time),
    /// It rejected with this.
    Rejected(JsValue),
}

impl Stop {
    /// What becomes of an attempt whose request may be as far as `outcome` says.
    pub(super) fn failed(
        self,
        outcome: Outcome,
        failing: &Failing,
        rejected: fn(&JsValue, &Failing) -> Failed,
    ) -> Failed {
        match self {
            Self::Aborted(reason) => reason.into(),
            Self::TimedOut(Time { option, is_deadline, .. }) => {
                let error = failing.error(&Error::Timeout { outcome, after: option, is_deadline });
                if is_deadline { error.into() } else { Failed::with(error, outcome) }
            }
            Self::Rejected(thrown) => rejected(&thrown, failing),
        }
    }

    /// What went wrong with something that is not the call's own.
    pub(super) fn into_value(self) -> JsValue {
        match self {
            Self::Aborted(value) | Self::Rejected(value) => value,
            Self::TimedOut(_) => js_sys::Error::new("it took too long").into(),
        }
    }
}

/// How long something may take.
#[derive(Clone, Copy)]
pub(super) struct Time {
    /// Milliseconds; 0 for as long as it likes.
    pub(super) left: u32,
    /// The milliseconds of the option that says so.
    pub(super) option: u32,
    /// Whether that is the one of the whole call.
    pub(super) is_deadline: bool,
}

/// Watches the signal and the time until it is dropped.
pub(super) struct Cut {
    /// What JavaScript keeps of it. Its `controller` has the signal for the request.
    pub(super) watching: JsValue,
    signal: Option<Signal>,
    time: Time,
}

impl Cut {
    pub(super) fn new(signal: Option<Signal>, time: Time) -> Result<Self, JsValue> {
        Ok(Self { watching: begin(signal.as_ref(), time.left)?, signal, time })
    }

    /// Awaits a promise until the call is cut. Of the two the cut is first where both have come.
    pub(super) async fn before(&self, promise: Option<&Promise>) -> Result<JsValue, Stop> {
        let raced: Array =
            JsFuture::from(race(&self.watching, promise)).await.unwrap_or_default().unchecked_into();
        match raced.length() {
            1 => Ok(raced.get(0)),
            2 => Err(Stop::Rejected(raced.get(1))),
            _ => Err(reason(self.signal.as_ref()).map_or(Stop::TimedOut(self.time), Stop::Aborted)),
        }
    }
}

impl Drop for Cut {
    fn drop(&mut self) {
        close(&self.watching);
    }
}

/// Waits; the error is the reason for which the caller aborted.
pub(super) async fn sleep(
    signal: Option<Signal>,
    milliseconds: f64,
    failing: &Failing,
) -> Result<(), JsValue> {
    // The longest that a timer takes.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
    let left = (milliseconds.max(1.0).ceil() as u32).min(2_147_483_647);
    let time = Time { left, option: left, is_deadline: false };
    let cut = Cut::new(signal, time).map_err(|thrown| failing.incapable(&thrown))?;
    match cut.before(None).await {
        Err(Stop::Aborted(reason)) => Err(reason),
        _ => Ok(()),
    }
}

/// Why a signal is aborted; none where it is not.
pub(super) fn reason(signal: Option<&Signal>) -> Option<JsValue> {
    let signal = signal?;
    property(signal, "aborted").is_truthy().then(|| property(signal, "reason"))
}
