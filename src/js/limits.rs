//! What is known of the rate limits, for all calls of this instance of the module.

use std::sync::{Mutex, MutexGuard, PoisonError};

use js_sys::{Date, Math};
use wasm_bindgen::prelude::*;

use super::platform::{self, Numbers};
use crate::engine::error::Limited;
use crate::engine::limits::{Hold, Limits, Scope, Standing, Told};

static LIMITS: Mutex<Limits> = Mutex::new(Limits::new());

/// Never held while something is awaited, so nobody finds it taken.
fn known() -> MutexGuard<'static, Limits> {
    LIMITS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What limits belong to: a base URL and a credential, of which only this hash is kept (FNV-1a).
pub(super) fn key(base_url: &str, secret: &str) -> u64 {
    let bytes = base_url.bytes().chain([0]).chain(secret.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The place of a post among those to the same room, given up when it is dropped.
pub(super) struct Place {
    pub(super) key: u64,
    room: String,
    ticket: u32,
}

impl Place {
    pub(super) fn new(key: u64, room: &str) -> Self {
        let ticket = known().ticket(key, room, Date::now());
        Self { key, room: room.to_owned(), ticket }
    }

    /// Keeps it for a post that comes back after so long.
    pub(super) fn keep(&self, wait: f64) {
        known().keep(self.key, &self.room, self.ticket, Date::now(), wait);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        known().leave(self.key, &self.room, self.ticket, Date::now());
    }
}

/// What keeps a request from being sent now.
pub(super) fn hold(key: u64, room: Option<&str>, place: Option<&Place>) -> Option<Hold> {
    known().hold(key, room, place.map(|place| place.ticket), Date::now())
}

/// Counts a request that is about to be sent.
pub(super) fn count(key: u64, room: Option<&str>, place: Option<&Place>) {
    known().count(key, room, place.map(|place| place.ticket), Date::now());
}

/// Takes back what was counted, where no answer came.
pub(super) fn uncount(key: u64, room: Option<&str>, is_sent: bool) {
    known().uncount(key, room, is_sent, Date::now());
}

/// Takes note of an answer's headers, and returns what they say by the clock of this machine.
pub(super) fn learn(key: u64, numbers: &Numbers) -> Option<Standing> {
    let Numbers { limit, remaining, reset, date, .. } = *numbers;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates")]
    let count = |number: Option<f64>| number.map(|number| number as u32);
    take(key, &Told { limit: count(limit), remaining: count(remaining), reset, date })
}

/// The same of headers that were read elsewhere.
pub(super) fn take(key: u64, told: &Told) -> Option<Standing> {
    known().learn(key, told, Date::now())
}

/// Where an account stands, for JavaScript; `undefined` where the service has not told.
pub(super) fn standing_of(key: u64) -> JsValue {
    match known().standing(key, Date::now()) {
        Some(Standing { limit, remaining, reset }) => platform::standing(limit, remaining, reset),
        None => JsValue::UNDEFINED,
    }
}

/// Which limit has refused a request, and when it may come again. `asked` is what a `Retry-After` asks for.
pub(super) fn refused(
    key: u64,
    room: Option<&str>,
    errors: &[String],
    numbers: &Numbers,
    asked: Option<f64>,
) -> Limited {
    // The one of the room says so, and leaves the other one something.
    let is_room = errors.iter().any(|error| error.as_bytes().windows(8).any(|part| part == b"per room"))
        || numbers.remaining.is_some_and(|remaining| remaining > 0.0);
    let room = room.filter(|_| is_room);
    let known = known().wait(key, room, Date::now(), Math::random());
    let scope = if room.is_some() { Scope::Room } else { Scope::Account };
    limited(key, scope, asked.or(known))
}

/// A limit that lets requests pass again after so long.
pub(super) fn limited(key: u64, scope: Scope, wait: Option<f64>) -> Limited {
    let limit = known().limit(key, scope, Date::now());
    Limited { scope, limit, retry_after: wait.map(f64::ceil) }
}
