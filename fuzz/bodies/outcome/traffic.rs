//! Requests of a few accounts to a few rooms, as the limits let them pass.

use chatwork_wasm::engine::limits::{Hold, Limits, Scope, Told};

use super::words::Words;

/// The time at the start, in milliseconds.
pub(super) const START: f64 = 1_735_689_600_000.0;
/// The last moment that JavaScript knows.
const END: f64 = 8.64e15;
/// A window of the account's limit, and what is added for clocks and for chance.
const LONGEST: f64 = 300_000.0 + 1000.0 + 250.0;
/// How long a place is kept for a post without a sign of life.
const LEASE: f64 = 5000.0;
/// The service takes ten posts in ten seconds.
const POSTS: usize = 10;
const SECONDS: f64 = 10_000.0;

type Place = (u64, &'static str);

pub(super) struct Traffic {
    limits: Limits,
    now: f64,
    /// What was sent, since the clock was last set back.
    posts: Vec<(Place, f64)>,
    /// Those in line, and their last sign of life.
    line: Vec<(Place, u32, f64)>,
}

impl Default for Traffic {
    fn default() -> Self {
        Self { limits: Limits::new(), now: START, posts: Vec::new(), line: Vec::new() }
    }
}

impl Traffic {
    pub(super) fn carry_out(&mut self, verb: &str, words: &mut Words<'_>) {
        match verb {
            "now" => self.set(words.number().unwrap_or(START)),
            "later" => self.set(self.now + words.number().unwrap_or(1.0).abs()),
            "get" => {
                let key = key(words);
                let hold = self.limits.hold(key, None, None, self.now);
                is_bounded(hold, 0);
                if hold.is_none() {
                    self.limits.count(key, None, None, self.now);
                }
            }
            "post" => self.post(place(words), None),
            "line" => {
                let place = place(words);
                let ticket = self.limits.ticket(place.0, place.1, self.now);
                self.line.push((place, ticket, self.now));
            }
            "turn" => {
                if let Some(at) = self.chosen(words) {
                    let (place, ticket, _) = self.line[at];
                    self.post(place, Some(ticket));
                    self.line[at].2 = self.now;
                }
            }
            "back" => {
                if let Some(at) = self.chosen(words) {
                    let (place, ticket, _) = self.line[at];
                    let wait = words.number().unwrap_or_default().abs().min(END);
                    self.limits.keep(place.0, place.1, ticket, self.now, wait);
                    self.line[at].2 = self.now;
                }
            }
            "leave" => {
                if let Some(at) = self.chosen(words) {
                    let (place, ticket, _) = self.line.remove(at);
                    self.limits.leave(place.0, place.1, ticket, self.now);
                }
            }
            "lost" => {
                let place = place(words);
                if let Some(at) = self.posts.iter().rposition(|(known, _)| *known == place) {
                    self.posts.remove(at);
                    self.limits.uncount(place.0, Some(place.1), false, self.now);
                }
            }
            "told" => self.learn(key(words), words),
            "refused" => {
                let (key, room) = place(words);
                let random = words.chance();
                let of_room =
                    self.limits.wait(key, Some(room), self.now, random).expect("a room always tells");
                assert!((1000.0..=SECONDS + 250.0).contains(&of_room), "{of_room}");
                let of_account = self.limits.wait(key, None, self.now, random);
                assert!(of_account.is_none_or(|wait| (0.0..=LONGEST).contains(&wait)), "{of_account:?}");
            }
            _ => {}
        }
    }

    fn set(&mut self, now: f64) {
        let now = now.clamp(-END, END).trunc();
        if now < self.now {
            self.posts.clear();
            // Which of them were given up meanwhile depends on who has asked.
            self.line.iter_mut().for_each(|(.., seen)| *seen = f64::NEG_INFINITY);
        }
        self.now = now;
    }

    fn chosen(&self, words: &mut Words<'_>) -> Option<usize> {
        (words.whole(1000) as usize).checked_rem(self.line.len())
    }

    /// Posts, where nothing holds it.
    fn post(&mut self, place: Place, ticket: Option<u32>) {
        let hold = self.limits.hold(place.0, Some(place.1), ticket, self.now);
        is_bounded(hold, self.line.len());
        if hold.is_some() {
            return;
        }
        self.limits.count(place.0, Some(place.1), ticket, self.now);
        self.posts.push((place, self.now));
        let recent = self.posts.iter().filter(|(to, at)| *to == place && *at > self.now - SECONDS);
        assert!(recent.count() <= POSTS, "the service would refuse it");
        let is_in_front = |(to, other, seen): &(Place, u32, f64)| {
            *to == place && Some(*other) < ticket && *seen <= self.now && self.now < seen + LEASE
        };
        assert!(ticket.is_none() || !self.line.iter().any(is_in_front), "it has overtaken another one");
    }

    fn learn(&mut self, key: u64, words: &mut Words<'_>) {
        let mut count = || words.next().parse().ok();
        let (limit, remaining) = (count(), count());
        let reset = words.number().filter(|reset| *reset >= 0.0);
        let date = words.number().filter(|date| date.is_finite());
        let learned = self.limits.learn(key, &Told { limit, remaining, reset, date }, self.now);
        assert_eq!(learned.is_some(), remaining.is_some() && reset.is_some());
        let Some(learned) = learned else { return };
        assert!(learned.limit > 0 && Some(learned.remaining) == remaining);
        assert!((self.now..=self.now + LONGEST).contains(&learned.reset));
        let standing = self.limits.standing(key, self.now).expect("it was just told");
        assert!(standing.remaining <= learned.remaining);
        assert_eq!((standing.limit, standing.reset), (learned.limit, learned.reset));
        assert_eq!(self.limits.limit(key, Scope::Account, self.now), learned.limit);
    }
}

/// A wait is worth waiting for, and has a bound.
fn is_bounded(hold: Option<Hold>, in_line: usize) {
    let Some(Hold { scope, wait }) = hold else { return };
    let rounds = 1 + (in_line + POSTS) / POSTS;
    let longest = match scope {
        Some(Scope::Account) => LONGEST,
        Some(Scope::Room) => (SECONDS + 250.0) * rounds as f64,
        None => 1000.0,
    };
    assert!(wait > 0.0 && wait <= longest, "{scope:?} {wait}");
}

fn key(words: &mut Words<'_>) -> u64 {
    u64::from(words.whole(u64::MAX) % 3)
}

fn place(words: &mut Words<'_>) -> Place {
    (key(words), ["1", "22", "333"][words.whole(u64::MAX) as usize % 3])
}
