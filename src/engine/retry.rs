//! Whether a failed attempt is followed by another one, and after how long.

use super::outcome::Outcome;

/// What an attempt that failed tells. Times are in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Failure {
    /// A rate limit turned it away. It ends after `wait`, where anything tells when.
    Limited {
        /// Until the limit lets the request pass.
        wait: Option<f64>,
    },
    /// Anything else.
    Failed {
        /// What became of the request.
        outcome: Outcome,
        /// What a `Retry-After` asks for.
        retry_after: Option<f64>,
    },
}

/// What the caller wants. Times are in milliseconds.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    /// So many attempts may follow the first one.
    pub retries: u32,
    /// Whether a request whose outcome is unknown may be sent again.
    pub replay: bool,
    /// Whether to wait for a rate limit; else its error is thrown at once.
    pub waits: bool,
    /// The longest wait that a limit or a server may ask for. A shorter one in its place would end in the next refusal.
    pub max_wait: f64,
}

/// The milliseconds to wait before the next attempt; none where there must not be one. `attempt` counts from 1, `random`
/// is from 0 to 1.
#[must_use]
pub fn wait(failure: Failure, attempt: u32, rules: &Rules, random: f64) -> Option<f64> {
    if attempt > rules.retries {
        return None;
    }
    let asked = match failure {
        Failure::Limited { wait } => rules.waits.then_some(wait)?,
        Failure::Failed { outcome, retry_after } => {
            let is_harmless = match outcome {
                Outcome::NotSent | Outcome::Refused => true,
                Outcome::Unknown => rules.replay,
                Outcome::Answered => false,
            };
            is_harmless.then_some(retry_after)?
        }
    };
    match asked {
        Some(asked) => (asked <= rules.max_wait).then_some(asked),
        None => Some(backoff(attempt, random)),
    }
}

/// Anything up to twice as long each time: calls that failed together do not come back together.
fn backoff(attempt: u32, random: f64) -> f64 {
    const FIRST: f64 = 500.0;
    const LONGEST: f64 = 8000.0;
    const SHORTEST: f64 = 100.0;
    let most = f64::from(1 << attempt.saturating_sub(1).min(4)) * FIRST;
    (random * most.min(LONGEST)).max(SHORTEST).ceil()
}

/// What a `Retry-After` says, and the clock it goes by. Times are in milliseconds.
#[derive(Debug, Clone, Copy, Default)]
pub struct RetryAfter {
    /// So much later.
    pub later: Option<f64>,
    /// At this moment.
    pub at: Option<f64>,
    /// The server's clock.
    pub date: Option<f64>,
}

impl RetryAfter {
    /// The milliseconds it asks for; none where there is none, or nothing that could be read.
    #[must_use]
    pub fn wait(&self, now: f64) -> Option<f64> {
        self.later.or_else(|| self.at.map(|at| (at - self.date.unwrap_or(now)).max(0.0)))
    }
}
