//! A pacer of the caller, which watches the limits for many isolates or machines together.

use js_sys::{Date, Object, Promise};
use wasm_bindgen::prelude::*;

use super::cut::{Cut, Stop};
use super::error::set;
use super::limits;
use super::platform::property;
use crate::engine::encode::digits;
use crate::engine::limits::{Hold, Scope, Standing, Told};

#[wasm_bindgen(module = "/src/js/pacer.js")]
extern "C" {
    #[wasm_bindgen(js_namespace = pacing)]
    fn reserve(pacer: &JsValue, request: &Object) -> Promise;

    #[wasm_bindgen(js_namespace = pacing)]
    fn learn(pacer: &JsValue, told: &Object);
}

#[derive(Clone)]
pub(super) struct Pacer(pub(super) JsValue);

/// How long a pacer may think, in milliseconds.
pub(super) const PATIENCE: u32 = 2000;

/// No limit of the service holds a request longer than that, in milliseconds.
const LONGEST: f64 = 305_000.0;

impl Pacer {
    /// What keeps a request from being sent now; where nothing does, the pacer has counted it. The error is what is wrong
    /// with the pacer.
    pub(super) async fn hold(&self, key: u64, room: Option<&str>, cut: &Cut) -> Result<Option<Hold>, Stop> {
        let request = account(key);
        if let Some(room) = room {
            set(&request, "roomId", &room.into());
        }
        let answer = cut.before(Some(&reserve(&self.0, &request))).await?;
        let is_room = property(&answer, "scope") == "room";
        let scope = Some(if is_room { Scope::Room } else { Scope::Account });
        match property(&answer, "wait").as_f64() {
            Some(0.0) => Ok(None),
            Some(wait) if wait > 0.0 && wait <= LONGEST => Ok(Some(Hold { scope, wait })),
            _ => Err(Stop::Rejected(js_sys::Error::new(UNFIT).into())),
        }
    }

    /// Passes on what the service has told. Nobody waits for that.
    pub(super) fn learn(&self, key: u64, standing: &Standing, now: f64) {
        let told = account(key);
        set(&told, "limit", &standing.limit.into());
        set(&told, "remaining", &standing.remaining.into());
        // The clocks may differ.
        set(&told, "resetIn", &(standing.reset - now).into());
        learn(&self.0, &told);
    }
}

const UNFIT: &str = "a pacer's reserve() must return { wait }, with milliseconds from 0 to 305000";

fn account(key: u64) -> Object {
    let account = Object::new();
    set(&account, "account", &digits(key).into());
    account
}

/// A pacer for others, as [`Pacer`] asks one: zero where a request may be sent, which is then counted, else the
/// milliseconds to wait before asking again, below zero where it is the limit of the account. `room` is empty for a request
/// that is no post.
#[wasm_bindgen(js_name = reserveFor, skip_typescript)]
#[must_use]
#[expect(unreachable_pub, reason = "wasm-bindgen exports nothing else")]
pub fn reserve_for(account: u64, room: &str) -> f64 {
    let room = Some(room).filter(|room| !room.is_empty());
    match limits::hold(account, room, None) {
        Some(Hold { scope: Some(Scope::Account), wait }) => -wait,
        Some(Hold { wait, .. }) => wait,
        None => {
            limits::count(account, room, None);
            0.0
        }
    }
}

/// What such a pacer is told by those who ask it.
#[wasm_bindgen(js_name = learnFor, skip_typescript)]
#[expect(unreachable_pub, reason = "wasm-bindgen exports nothing else")]
pub fn learn_for(account: u64, limit: u32, remaining: u32, reset_in: f64) {
    let reset = Some(Date::now() + reset_in);
    let told = Told { limit: Some(limit), remaining: Some(remaining), reset, date: None };
    limits::take(account, &told);
}
