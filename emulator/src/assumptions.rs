//! What the service does not publish, where it is more than a text. Each has its name here, so that it can be found
//! and changed in one place once somebody knows better.

use crate::notation::Mentions;

/// How long the receiver of a webhook may take.
pub const WEBHOOK_TIMEOUT_MS: u64 = 10_000;

/// Failed deliveries in a row after which a webhook is switched off. The service speaks of a high rate.
pub(crate) const WEBHOOK_FAILURES: u64 = 10;

/// Whether a message mentions a member of its room: by To or a reply, whoever wrote it, or by toall, unless they
/// wrote it themselves.
pub(crate) fn mentions(mentions: &Mentions, member: u64, author: u64) -> bool {
    mentions.of(member) || (mentions.all && member != author)
}

/// Whether the posts of an account fire its own room events. Bots drop their own account id, so they seem to.
pub(crate) const OWN_POSTS_FIRE_ROOM_EVENTS: bool = true;

/// Whether an edited message mentions people once more.
pub(crate) const EDITS_FIRE_MENTIONS: bool = false;

/// How long an access token lives: sources say 900 and 1800.
pub(crate) const ACCESS_TOKEN_SECONDS: u64 = 1800;

/// Whether a refresh gives a new refresh token and ends the old one.
pub(crate) const REFRESH_TOKEN_ROTATES: bool = true;
