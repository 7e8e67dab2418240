//! The two rate limits as plain data: what the service last said, and what has been sent since.
//!
//! Nothing here waits, and nothing has to be given back. A call asks whether it may pass; if not, it sleeps on its own and
//! asks again. Its place in a room's queue expires by itself: on Workers a call may vanish at any point.

/// The service's limits, until it says otherwise.
const REQUESTS: u32 = 300;
const WINDOW: f64 = 300_000.0;
const POSTS: usize = 10;
const POSTS_WINDOW: f64 = 10_000.0;

/// Between the clock that says when a window ends and the one that ends it.
const AFTER_RESET: f64 = 1000.0;
/// How much later than the one before a request may arrive.
const JITTER: f64 = 250.0;
/// How long a post counts against its room.
const SPAN: f64 = POSTS_WINDOW + JITTER;
/// How long a post blocks those behind it without a sign of life.
const LEASE: f64 = 5000.0;
/// How often to look whether the post in front has been answered.
const TURN: f64 = 25.0;
/// How often to look for the first answer, where everything that may be sent before it has been.
const FIRST_ANSWER: f64 = 250.0;

const MOST_ACCOUNTS: usize = 1024;
const MOST_ROOMS: usize = 256;

/// Which limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// 300 requests in 5 minutes and one account.
    Account,
    /// 10 messages and tasks in 10 seconds and one room.
    Room,
}

impl Scope {
    /// What errors call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Room => "room",
        }
    }
}

/// Why a request may not be sent now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hold {
    /// The limit that would refuse it; none where only a post to the same room is in front.
    pub scope: Option<Scope>,
    /// Milliseconds until it is worth asking again.
    pub wait: f64,
}

/// What the headers of an answer say. Times are in milliseconds.
#[derive(Debug, Clone, Copy, Default)]
pub struct Told {
    /// The requests of a window.
    pub limit: Option<u32>,
    /// The requests that are left of it.
    pub remaining: Option<u32>,
    /// When it ends, by the service's clock.
    pub reset: Option<f64>,
    /// The service's clock.
    pub date: Option<f64>,
}

/// Where an account stands, as far as the service has told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// The requests of a window.
    pub limit: u32,
    /// The requests that are left of it.
    pub remaining: u32,
    /// When it ends, in milliseconds by the clock of this machine.
    pub reset: f64,
}

/// What is known of all accounts. Times are in milliseconds, by the clock of this machine.
#[derive(Debug, Default)]
pub struct Limits {
    /// The one used last at the end.
    accounts: Vec<Account>,
    tickets: u32,
}

#[derive(Debug)]
struct Account {
    key: u64,
    standing: Standing,
    source: Source,
    rooms: Vec<Room>,
}

/// Where the standing of an account comes from.
#[derive(Debug, PartialEq)]
enum Source {
    /// The limits above, as no answer has come yet.
    Assumed,
    /// The headers of an answer.
    Told,
    /// An answer has come without them, from a proxy or a test: then nothing is known to be refused.
    Nowhere,
}

#[derive(Debug)]
struct Room {
    id: String,
    /// When posts were sent, within `POSTS_WINDOW`; the earliest first.
    posts: Vec<f64>,
    /// The posts that are waiting or on their way.
    queue: Vec<Place>,
}

#[derive(Debug)]
struct Place {
    ticket: u32,
    /// When it no longer counts, unless its call renews it.
    until: f64,
    /// Whether it is on its way, and so among the posts that were sent.
    is_sent: bool,
}

impl Limits {
    /// With nothing known yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { accounts: Vec::new(), tickets: 0 }
    }

    /// The number of a post, by which those to one room keep their order.
    pub fn ticket(&mut self, key: u64, room: &str, now: f64) -> u32 {
        self.tickets = self.tickets.wrapping_add(1);
        self.keep(key, room, self.tickets, now, 0.0);
        self.tickets
    }

    /// What keeps a request from being sent now. A post to a `room` has a ticket where its order matters.
    pub fn hold(&mut self, key: u64, room: Option<&str>, ticket: Option<u32>, now: f64) -> Option<Hold> {
        let (for_room, has_front) =
            room.map_or((0.0, false), |room| self.wait_for_room(key, room, ticket, now));
        let for_account = self.account(key, now).wait(now);
        let hold = if for_account > for_room {
            Some(Hold { scope: Some(Scope::Account), wait: for_account })
        } else if for_room > 0.0 {
            Some(Hold { scope: Some(Scope::Room), wait: for_room })
        } else {
            has_front.then_some(Hold { scope: None, wait: TURN })
        };
        if let (Some(room), Some(ticket)) = (room, ticket) {
            self.keep(key, room, ticket, now, hold.map_or(0.0, |hold| hold.wait));
        }
        hold
    }

    /// Counts a request that is about to be sent.
    pub fn count(&mut self, key: u64, room: Option<&str>, ticket: Option<u32>, now: f64) {
        let account = self.account(key, now);
        account.standing.remaining = account.standing.remaining.saturating_sub(1);
        if let Some(room) = room {
            let Room { posts, queue, .. } = account.room(room);
            posts.push(now);
            // No more are ever looked at.
            if posts.len() > POSTS {
                posts.remove(0);
            }
            for place in queue {
                place.is_sent |= ticket == Some(place.ticket);
            }
        }
    }

    /// Takes back what was counted of a request to which no answer came. Where it may have arrived and the service has told
    /// nothing yet, its refusal is not known either.
    pub fn uncount(&mut self, key: u64, room: Option<&str>, is_sent: bool, now: f64) {
        let account = self.account(key, now);
        let Standing { limit, remaining, .. } = account.standing;
        if !is_sent || account.source == Source::Assumed {
            account.standing.remaining = remaining.saturating_add(1).min(limit);
        }
        if let (false, Some(room)) = (is_sent, room) {
            // Which of them it was does not matter much; without the earliest, none is sent too early.
            let posts = &mut account.room(room).posts;
            if !posts.is_empty() {
                posts.remove(0);
            }
        }
    }

    /// Keeps the place of a post that comes back after so long.
    pub fn keep(&mut self, key: u64, room: &str, ticket: u32, now: f64, wait: f64) {
        self.leave(key, room, ticket, now);
        self.account(key, now).room(room).queue.push(Place {
            ticket,
            until: now + wait + LEASE,
            is_sent: false,
        });
    }

    /// Gives up the place of a post that has been answered, or will not be sent.
    pub fn leave(&mut self, key: u64, room: &str, ticket: u32, now: f64) {
        self.account(key, now).room(room).queue.retain(|place| place.ticket != ticket);
    }

    /// Takes note of an answer's headers.
    pub fn learn(&mut self, key: u64, told: &Told, now: f64) -> Option<Standing> {
        let account = self.account(key, now);
        let (Some(remaining), Some(reset)) = (told.remaining, told.reset) else {
            if account.source == Source::Assumed {
                account.source = Source::Nowhere;
            }
            return None;
        };
        let known = account.standing;
        // Where nothing were let pass, nothing could tell when that ends.
        let limit = told.limit.unwrap_or(known.limit).max(1);
        // The service's clock and this one may be minutes apart.
        let told_reset = reset - told.date.unwrap_or(now) + now;
        let reset = told_reset.max(now).min(now + WINDOW);
        // Without the service's clock, a slow one here makes every answer look like one of the same window.
        let is_other_window = account.source == Source::Told
            && (told_reset > reset || (reset - known.reset).abs() > WINDOW / 2.0);
        // Of answers that overtake each other the lowest count is the latest, and what was sent since then is counted
        // here only.
        let counted = known.remaining.saturating_add(limit.saturating_sub(known.limit));
        let lowest = if is_other_window { remaining } else { counted.min(remaining) };
        account.standing = Standing { limit, remaining: lowest, reset };
        account.source = Source::Told;
        Some(Standing { limit, remaining, reset })
    }

    /// How many requests a limit lets pass in its window.
    pub fn limit(&mut self, key: u64, scope: Scope, now: f64) -> u32 {
        match scope {
            Scope::Account => self.account(key, now).standing.limit,
            #[expect(clippy::cast_possible_truncation, reason = "ten")]
            Scope::Room => POSTS as u32,
        }
    }

    /// Where an account stands; none as long as no answer has told.
    pub fn standing(&mut self, key: u64, now: f64) -> Option<Standing> {
        let account = self.account(key, now);
        (account.source == Source::Told).then_some(account.standing)
    }

    /// The milliseconds after which a request that a limit has refused may come again; none where nothing tells.
    pub fn wait(&mut self, key: u64, room: Option<&str>, now: f64, random: f64) -> Option<f64> {
        let account = self.account(key, now);
        if let Some(room) = room {
            let posts = &account.room(room).posts;
            let oldest = posts.first().filter(|_| posts.len() == POSTS).copied().unwrap_or(now);
            // A clock that was set back since then has left the post in the future.
            return Some((oldest + SPAN - now).clamp(1000.0, SPAN));
        }
        let wait = account.standing.reset - now + AFTER_RESET + random * JITTER;
        // Where there is something left, something else has refused it.
        (account.source == Source::Told && account.standing.remaining == 0).then_some(wait)
    }

    /// How long the limit of a room keeps a post back, if every post in front is sent as soon as it may be, and whether
    /// there is any.
    fn wait_for_room(&mut self, key: u64, room: &str, ticket: Option<u32>, now: f64) -> (f64, bool) {
        let Room { posts, queue, .. } = self.account(key, now).room(room);
        queue.retain(|place| place.until > now);
        // A clock that was set back must not leave posts in the future.
        posts.retain(|post| (0.0..SPAN).contains(&(now - *post)));
        let (mut has_front, mut before) = (false, posts.len());
        for place in queue.iter().filter(|place| ticket.is_some_and(|ticket| place.ticket < ticket)) {
            has_front = true;
            before = before.saturating_add((!place.is_sent).into());
        }
        let (rounds, at) = (before / POSTS, before % POSTS);
        let start = posts.get(at).copied().unwrap_or(now);
        #[expect(clippy::cast_precision_loss, reason = "nobody has so many posts waiting")]
        let wait = start - now + SPAN * rounds as f64;
        (wait, has_front)
    }

    fn account(&mut self, key: u64, now: f64) -> &mut Account {
        let account = last_used(
            &mut self.accounts,
            MOST_ACCOUNTS,
            |account| account.key == key,
            || Account {
                key,
                // Over at any time: the clock of a test may begin at 0.
                standing: Standing { limit: REQUESTS, remaining: 0, reset: f64::NEG_INFINITY },
                source: Source::Assumed,
                rooms: Vec::new(),
            },
        );
        let Standing { limit, reset, .. } = account.standing;
        let is_over = now >= reset + AFTER_RESET;
        if is_over || reset > now + WINDOW {
            account.standing = Standing { limit, remaining: limit, reset: now + WINDOW };
            account.source = Source::Assumed;
        }
        account
    }
}

impl Account {
    fn wait(&self, now: f64) -> f64 {
        match self.source {
            Source::Told if self.standing.remaining == 0 => self.standing.reset + AFTER_RESET - now,
            Source::Assumed if self.standing.remaining == 0 => FIRST_ANSWER,
            _ => 0.0,
        }
    }

    fn room(&mut self, id: &str) -> &mut Room {
        last_used(
            &mut self.rooms,
            MOST_ROOMS,
            |room| room.id == id,
            || Room { id: id.to_owned(), posts: Vec::new(), queue: Vec::new() },
        )
    }
}

/// Moves an item to the end, or puts a new one there in the place of the one that was used the longest time ago.
fn last_used<T>(
    all: &mut Vec<T>,
    most: usize,
    is_wanted: impl FnMut(&T) -> bool,
    new: impl FnOnce() -> T,
) -> &mut T {
    let at = all.iter().rposition(is_wanted);
    if at.is_none() && all.len() >= most {
        all.remove(0);
    }
    let item = at.map_or_else(new, |at| all.remove(at));
    all.push_mut(item)
}
