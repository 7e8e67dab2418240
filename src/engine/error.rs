//! The errors of a call, and what each says.

use super::encode::{Refusal, Words, digits, joined};
use super::outcome::{self, Outcome};
use crate::api::Endpoint;

/// Why a call failed. One variant for each JavaScript class, but for those that only differ by status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// An argument was refused before anything was sent.
    Argument {
        /// The argument, as the caller knows it.
        parameter: String,
        /// What it may be.
        expected: Words,
        /// What it was.
        got: Words,
    },
    /// This runtime lacks something.
    Runtime {
        /// What is missing and what to do.
        problem: &'static str,
    },
    /// The service answered with a status that is no success.
    Api {
        /// The status; 0 where a browser hides it behind a redirect.
        status: u16,
        /// What the service said.
        errors: Vec<String>,
    },
    /// No answer, or only a part of one.
    Connection {
        /// What is known of the request.
        outcome: Outcome,
        /// What happened, in the words of the runtime.
        problem: String,
        /// Whether a page asked the service itself, which no browser allows.
        is_from_page: bool,
    },
    /// No complete answer in time.
    Timeout {
        /// What is known of the request.
        outcome: Outcome,
        /// The milliseconds it was given.
        after: u32,
    },
    /// A success whose body cannot be read.
    Parse {
        /// The status.
        status: u16,
    },
}

impl Error {
    /// The refusal of an argument.
    #[must_use]
    pub fn argument(parameter: &str, refusal: Refusal) -> Self {
        Self::Argument { parameter: parameter.to_owned(), expected: refusal.expected, got: refusal.got }
    }

    /// One sentence on what happened and one on what to do, for a call of an endpoint.
    #[must_use]
    pub fn message(&self, endpoint: &Endpoint) -> String {
        [endpoint.name, ": ", &self.sentences()].concat()
    }

    /// The JavaScript class and the stable code.
    #[must_use]
    pub fn class(&self) -> (&'static str, &'static str) {
        match self {
            Self::Argument { .. } => ("ChatworkArgumentError", "argument"),
            Self::Runtime { .. } => ("ChatworkError", "runtime"),
            Self::Api { status, .. } => match status {
                400 => ("ChatworkBadRequestError", "bad_request"),
                401 => ("ChatworkAuthenticationError", "authentication"),
                403 => ("ChatworkPermissionError", "permission"),
                404 => ("ChatworkNotFoundError", "not_found"),
                429 => ("ChatworkRateLimitError", "rate_limit"),
                500.. => ("ChatworkServerError", "server"),
                _ => ("ChatworkApiError", "unexpected_status"),
            },
            Self::Connection { .. } => ("ChatworkConnectionError", "connection"),
            Self::Timeout { .. } => ("ChatworkTimeoutError", "timeout"),
            Self::Parse { .. } => ("ChatworkParseError", "parse"),
        }
    }

    /// What became of the request.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Argument { .. } | Self::Runtime { .. } => Outcome::NotSent,
            Self::Api { status, .. } => outcome::of_status(*status),
            Self::Connection { outcome, .. } | Self::Timeout { outcome, .. } => *outcome,
            Self::Parse { .. } => Outcome::Answered,
        }
    }

    fn sentences(&self) -> String {
        match self {
            Self::Argument { parameter, expected, got } => {
                ["'", parameter, "' must be ", expected, ", but got ", got, ". Nothing was sent."].concat()
            }
            Self::Runtime { problem } => (*problem).to_owned(),
            Self::Api { status, errors } => {
                let said = joined(errors.iter().cloned(), "; ");
                let said = if errors.is_empty() { "no explanation" } else { said.trim_end_matches('.') };
                [&digits((*status).into()), ", ", said, ". ", advice(*status)].concat()
            }
            Self::Connection { outcome, problem, is_from_page } => {
                let advice = if *is_from_page { FROM_PAGE } else { "" };
                ["no complete answer (", problem, "). ", again(*outcome), advice].concat()
            }
            Self::Timeout { outcome, after } => [
                "no complete answer within ",
                &digits((*after).into()),
                " ms. ",
                again(*outcome),
                " The 'timeout' option sets the time.",
            ]
            .concat(),
            Self::Parse { status } => {
                ["the service answered ", &digits((*status).into()), UNREADABLE].concat()
            }
        }
    }
}

const FROM_PAGE: &str = " A page cannot call the service: it sends no CORS headers, and a token in a page is a leak, \
                         as every visitor can read it. Keep the token on a server of yours and set 'baseUrl' to \
                         that server.";

const UNREADABLE: &str = ", so the request was carried out, but the body is not JSON. Look at the error's 'text': a \
                          proxy or a captive portal may have replaced the answer.";

/// What to do about a status.
fn advice(status: u16) -> &'static str {
    match status {
        0 | 300..=399 => {
            "Redirects are not followed, because the token would go along. Set 'baseUrl' to the final address."
        }
        400 => "Check the parameters, and whether what you ask for is already so.",
        401 => "Check the API token: it may be mistyped, re-issued or expired.",
        403 => "The account lacks the right for this in the room, or the OAuth token lacks the scope.",
        404 => "Check the ids, and whether the account can see the room.",
        429 => {
            "Too many requests: wait before the next one. A room takes 10 posts in 10 seconds, an account 300 \
                requests in 5 minutes."
        }
        408 | 500.. => again(Outcome::Unknown),
        _ => "The service does not document this status: check 'baseUrl' and any proxy in between.",
    }
}

/// Whether it can be sent again.
fn again(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::NotSent => "Nothing was sent, so it can be called again.",
        _ => "The request may have been carried out: check before calling it again.",
    }
}
