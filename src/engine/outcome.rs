//! What became of a request.

/// What became of a request that failed: the one question before sending it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It never left. Sending it again does no harm.
    NotSent,
    /// The service turned it away unread. Sending it again does no harm.
    Refused,
    /// The service dealt with it. Sending it again makes a second request of it.
    Answered,
    /// Nobody knows whether the service dealt with it.
    Unknown,
}

impl Outcome {
    /// What errors call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotSent => "not-sent",
            Self::Refused => "refused",
            Self::Answered => "answered",
            Self::Unknown => "unknown",
        }
    }
}

/// Whether the same request may fare better at another time. A redirect does not.
#[must_use]
pub fn may_pass(status: u16) -> bool {
    matches!(status, 408 | 429 | 500..)
}

/// The outcome behind a status of 300 and above.
#[must_use]
pub fn of_status(status: u16) -> Outcome {
    match status {
        429 => Outcome::Refused,
        // A redirect may be the end of what was done, or its beginning.
        0 | 300..=399 | 408 | 500.. => Outcome::Unknown,
        _ => Outcome::Answered,
    }
}

/// Whether an error of `fetch` without a code is one of the network, by what each runtime says then. Anything else is a
/// fault in a custom `fetch`.
#[must_use]
pub fn is_network_error(message: &str) -> bool {
    const SAID: [&str; 8] = [
        "fetch failed",
        "terminated",
        "error sending request",
        "Network connection lost",
        "Failed to fetch",
        "network error",
        "NetworkError when",
        "Load failed",
    ];
    SAID.iter().any(|said| message.starts_with(said))
}

/// The outcome behind an error of `fetch` with this code.
#[must_use]
pub fn of_network_error(code: &str) -> Outcome {
    // Only what proves that no connection came to be. The last one is Bun's name for the first.
    const NOT_SENT: [&str; 5] =
        ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT", "ConnectionRefused"];
    if NOT_SENT.contains(&code) { Outcome::NotSent } else { Outcome::Unknown }
}
