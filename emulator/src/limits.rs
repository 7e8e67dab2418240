//! The two rate limits.

use std::collections::VecDeque;

use litemap::LiteMap;

use crate::request::Response;
use crate::settings::Limits;
use crate::state::{count, seconds};

/// Counts requests and posts.
#[derive(Debug, Default)]
pub(crate) struct Limiter {
    windows: LiteMap<u64, Window>,
    posts: LiteMap<(u64, u64), VecDeque<u64>>,
}

#[derive(Debug, Clone, Copy)]
struct Window {
    /// Unix seconds.
    start: u64,
    used: u64,
}

/// Where an account stands after a request was counted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing {
    limit: u64,
    remaining: u64,
    reset: u64,
    /// Whether the request was one too many.
    pub(crate) exceeded: bool,
}

impl Standing {
    /// Adds the three headers of the general limit.
    pub(crate) fn stamp(self, response: Response) -> Response {
        response
            .with("x-ratelimit-limit", self.limit.to_string())
            .with("x-ratelimit-remaining", self.remaining.to_string())
            .with("x-ratelimit-reset", self.reset.to_string())
    }
}

impl Limiter {
    /// Counts a request. The window is assumed to be a fixed one that starts with its first request.
    pub(crate) fn request(&mut self, limits: &Limits, account_id: u64, now: u64) -> Standing {
        let now = seconds(now);
        let length = limits.requests_seconds;
        let window = self.windows.entry(account_id).or_insert(Window { start: now, used: 0 });
        // A clock that was set back must not leave a window in the future.
        if now >= window.start.saturating_add(length) || now < window.start {
            *window = Window { start: now, used: 0 };
        }
        let reset = window.start.saturating_add(length);
        if !limits.enabled {
            return Standing { limit: limits.requests, remaining: limits.requests, reset, exceeded: false };
        }
        window.used = window.used.saturating_add(1);
        Standing {
            limit: limits.requests,
            remaining: limits.requests.saturating_sub(window.used),
            reset,
            exceeded: window.used > limits.requests,
        }
    }

    /// Counts a message or task, and says whether the room takes it. Refused ones do not count.
    pub(crate) fn post(&mut self, limits: &Limits, account_id: u64, room_id: u64, now: u64) -> bool {
        if !limits.enabled {
            return true;
        }
        let span = limits.posts_seconds.saturating_mul(1000);
        let times = self.posts.entry((account_id, room_id)).or_default();
        times.retain(|time| *time <= now && now < time.saturating_add(span));
        if count(times.len()) >= count(limits.posts) {
            return false;
        }
        times.push_back(now);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_fixed_and_per_account() {
        let limits = Limits { requests: 2, ..Limits::default() };
        let mut limiter = Limiter::default();
        // account, time in seconds, remaining, reset, exceeded
        let cases = [
            (1, 1000, 1, 1300, false),
            (1, 1299, 0, 1300, false),
            (2, 1299, 1, 1599, false),
            (1, 1299, 0, 1300, true),
            (1, 1300, 1, 1600, false),
        ];
        for (account, time, remaining, reset, exceeded) in cases {
            let standing = limiter.request(&limits, account, time * 1000);
            assert_eq!((standing.remaining, standing.reset, standing.exceeded), (remaining, reset, exceeded));
        }
    }

    #[test]
    fn posts_are_counted_per_account_and_room() {
        let limits = Limits { posts: 2, ..Limits::default() };
        let mut limiter = Limiter::default();
        // account, room, milliseconds, taken
        let cases = [
            (1, 1, 0, true),
            (1, 1, 5000, true),
            (1, 1, 9999, false),
            (1, 2, 9999, true),
            (2, 1, 9999, true),
            (1, 1, 10_000, true),
            (1, 1, 10_001, false),
        ];
        for (account, room, time, taken) in cases {
            assert_eq!(limiter.post(&limits, account, room, time), taken, "{time}");
        }
    }

    #[test]
    fn switched_off_it_refuses_nothing() {
        let limits = Limits { enabled: false, requests: 1, posts: 1, ..Limits::default() };
        let mut limiter = Limiter::default();
        for _ in 0..3 {
            let standing = limiter.request(&limits, 1, 0);
            assert!(!standing.exceeded && standing.remaining == 1);
            assert!(limiter.post(&limits, 1, 1, 0));
        }
    }
}
