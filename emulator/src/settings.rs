//! Switches of the emulator.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::assumptions;
use crate::json::{merge, typed, value};

/// What can be switched, in a world file or while it runs.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Whether browsers of other origins may read the answers. The service does not seem to allow it.
    pub cors: bool,
    /// Whether POST and PUT read their parameters only from the form body, as the service does since 2025-07-03.
    pub form_only: bool,
    /// Whether old messages are hidden, as on a free plan.
    pub free_plan: bool,
    /// How many days of messages a free plan shows.
    pub free_plan_days: u64,
    /// The rate limits.
    pub limits: Limits,
    /// Deliveries of a webhook that fail in a row until it is switched off; 0 never does that.
    pub webhook_failures: u64,
    /// The token endpoint.
    pub oauth: Oauth,
}

/// The two rate limits.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Whether requests are counted and refused at all.
    pub enabled: bool,
    /// Requests of one account in one window.
    pub requests: u64,
    /// Length of that window, in seconds.
    pub requests_seconds: u64,
    /// Messages and tasks of one account in one room, within `posts_seconds`.
    pub posts: usize,
    /// Seconds that `posts` counts.
    pub posts_seconds: u64,
}

/// What the token endpoint does differently from one time or one source to another.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Oauth {
    /// Whether a refresh gives a new refresh token and ends the old one.
    pub refresh_token_rotates: bool,
    /// Whether answers come without a refresh token. One that was given out before stays good.
    pub refresh_token_missing: bool,
    /// Whether errors come with `www-authenticate` and without a body.
    pub empty_errors: bool,
    /// Whether `expires_in` is a number and not a text.
    pub expires_in_as_number: bool,
    /// How long an access token lives.
    pub access_token_seconds: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            cors: false,
            form_only: true,
            free_plan: false,
            free_plan_days: 40,
            limits: Limits::default(),
            webhook_failures: assumptions::WEBHOOK_FAILURES,
            oauth: Oauth::default(),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { enabled: true, requests: 300, requests_seconds: 300, posts: 10, posts_seconds: 10 }
    }
}

impl Default for Oauth {
    fn default() -> Self {
        Self {
            refresh_token_rotates: assumptions::REFRESH_TOKEN_ROTATES,
            refresh_token_missing: false,
            empty_errors: false,
            expires_in_as_number: false,
            access_token_seconds: assumptions::ACCESS_TOKEN_SECONDS,
        }
    }
}

impl Settings {
    /// The settings with the given keys changed and all others kept.
    pub(crate) fn changed(&self, change: Value) -> Result<Self, String> {
        let mut settings = value(self).map_err(|error| error.to_string())?;
        merge(&mut settings, change);
        typed(&settings)
    }
}
