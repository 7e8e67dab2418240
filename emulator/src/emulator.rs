//! The state machine: a request, a time and random numbers go in, a response comes out.

use std::time::{Duration, UNIX_EPOCH};
use std::{io, mem};

use crate::clock::Clock;
use crate::control;
use crate::cors;
use crate::credentials::{self, Caller};
use crate::deliveries::{Deliveries, WebhookAnswer, WebhookRequest};
use crate::downloads;
use crate::faults::Faults;
use crate::limits::Limiter;
use crate::log::Log;
use crate::oauth;
use crate::operations::{Call, Outcome, Route};
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use crate::request::{Random, Request, Response};
use crate::router;
use crate::settings::Settings;
use crate::state::{State, seconds};
use crate::texts::{assumed, known};
use crate::webhooks;
use crate::world::World;

/// A local Chatwork.
#[derive(Debug)]
pub struct Emulator {
    pub(crate) clock: Clock,
    pub(crate) settings: Settings,
    pub(crate) faults: Faults,
    pub(crate) log: Log,
    pub(crate) state: State,
    pub(crate) deliveries: Deliveries,
    limiter: Limiter,
    /// What a reset goes back to.
    start: World,
}

impl Emulator {
    /// Starts a world at a moment in milliseconds since 1970.
    ///
    /// # Errors
    /// Where the world contradicts itself: two accounts with one token, a member that is no account, and the like.
    pub fn new(world: World, now: u64, random: Random<'_>) -> io::Result<Self> {
        let state = State::load(&world, now, random)?;
        Ok(Self::with(state, world))
    }

    fn with(state: State, start: World) -> Self {
        Self {
            clock: Clock::default(),
            settings: start.settings.clone(),
            faults: Faults::default(),
            log: Log::default(),
            state,
            deliveries: Deliveries::default(),
            limiter: Limiter::default(),
            start,
        }
    }

    /// Goes back to the start, or to the start of another world: state, settings, clock, faults and logs.
    pub(crate) fn reset(&mut self, world: Option<World>, now: u64, random: Random<'_>) -> io::Result<()> {
        let state = State::load(world.as_ref().unwrap_or(&self.start), now, random)?;
        let start = world.unwrap_or_else(|| mem::take(&mut self.start));
        *self = Self { deliveries: Deliveries::behind(&self.deliveries), ..Self::with(state, start) };
        Ok(())
    }

    /// The present state as a world.
    pub(crate) fn world(&self, real: u64) -> World {
        self.state.export(&self.settings, self.clock.at(real))
    }

    /// Answers a request. `real` is the time in milliseconds since 1970; the clock may shift it.
    pub fn handle(&mut self, request: &Request, real: u64, random: Random<'_>) -> Response {
        let cors = self.settings.cors;
        let preflight = if cors { cors::preflight(request) } else { None };
        let response = match preflight {
            Some(response) => response,
            None if is_below(&request.path, control::PREFIX) => control::handle(self, request, real, random),
            None => self.faulty(request, self.clock.at(real), random),
        };
        if cors { cors::allow(response) } else { response }
    }

    /// The webhooks to send because of the requests so far, each given out once. Whoever sends one tells the outcome
    /// to [`Emulator::delivered`].
    #[must_use]
    pub fn take_deliveries(&mut self) -> Vec<WebhookRequest> {
        self.deliveries.take()
    }

    /// Notes what became of a webhook: an answer, or a sentence that says why there was none.
    pub fn delivered(&mut self, number: u64, outcome: Result<WebhookAnswer, String>) {
        let Some((id, failed)) = self.deliveries.finish(number, outcome) else { return };
        if let Some(hook) = self.state.webhooks.iter_mut().find(|hook| hook.id == id) {
            hook.count(failed, self.settings.webhook_failures);
        }
    }

    /// Makes the webhooks of what has just happened ready.
    fn fire(&mut self, now: u64) {
        for happening in mem::take(&mut self.state.happenings) {
            for fired in webhooks::fired(&self.state, &happening, now) {
                self.deliveries.add(fired.hook, fired.event, fired.body, now);
            }
        }
    }

    /// The answer with the fault that a test asked for, and a note of it in the log.
    fn faulty(&mut self, request: &Request, now: u64, random: Random<'_>) -> Response {
        let account_id = credentials::caller(&self.state, request, now).ok().map(|caller| caller.account_id);
        let fault = self.faults.take(request, account_id);
        let response = match &fault {
            None => self.answer(request, now, random),
            Some(fault) if fault.rule.carries_out() => {
                fault.rule.distort(Some(self.answer(request, now, random)))
            }
            Some(fault) => fault.rule.distort(None),
        };
        self.fire(now);
        let response = dated(response, now);
        self.log.add(request, account_id, fault.as_ref(), &response, now);
        response
    }

    fn answer(&mut self, request: &Request, now: u64, random: Random<'_>) -> Response {
        if request.path.starts_with(downloads::PREFIX) && request.method == "GET" {
            return downloads::serve(&self.state, request, now).unwrap_or_else(Refusal::response);
        }
        if let Some(response) = oauth::handle(&mut self.state, &self.settings, request, now, random) {
            return response;
        }
        let caller = match credentials::caller(&self.state, request, now) {
            Ok(caller) => caller,
            Err(refusal) => return refusal.response(),
        };
        let standing = self.limiter.request(&self.settings.limits, caller.account_id, now);
        let outcome = match router::find(&request.method, &request.path) {
            Err(refusal) => Err(refusal),
            Ok(_) if standing.exceeded => Err(Refusal::new(429, known::REQUESTS)),
            Ok((route, ids)) => self.run(route, ids, request, &caller, now, random),
        };
        standing.stamp(outcome.unwrap_or_else(Refusal::response))
    }

    fn run(
        &mut self,
        route: &Route,
        ids: Vec<u64>,
        request: &Request,
        caller: &Caller,
        now: u64,
        random: Random<'_>,
    ) -> Outcome {
        if route.posts {
            let room_id = ids.first().copied().unwrap_or_default();
            if !self.limiter.post(&self.settings.limits, caller.account_id, room_id, now) {
                return Err(Refusal::new(429, known::POSTS));
            }
        }
        if !caller.may(route.scopes) {
            return Err(Refusal::new(403, assumed::SCOPE)
                .with("www-authenticate", "Bearer error=\"insufficient_scope\"")
                .hint(format!("any one of: {}", route.scopes.join(" "))));
        }
        (route.run)(&mut Call {
            parameters: Parameters::read(request, self.settings.form_only),
            state: &mut self.state,
            settings: &self.settings,
            request,
            caller,
            ids,
            now,
            random,
        })
    }
}

/// Adds the date of the emulator's clock: the one of an HTTP server would contradict a shifted `x-ratelimit-reset`.
fn dated(response: Response, now: u64) -> Response {
    // The last second of 9999: the format ends there, and a clock can be set to anything.
    let time = Duration::from_secs(seconds(now).min(253_402_300_799));
    match (response.header("date"), UNIX_EPOCH.checked_add(time)) {
        (None, Some(time)) => response.with("date", httpdate::fmt_http_date(time)),
        _ => response,
    }
}

fn is_below(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
