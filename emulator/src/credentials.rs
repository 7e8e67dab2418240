//! Who sent a request.

use crate::refusal::Refusal;
use crate::request::Request;
use crate::state::{State, seconds};
use crate::texts::known;

/// The API token, or the scopes of an access token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Rights {
    All,
    Scopes(Vec<String>),
}

/// The account behind a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Caller {
    pub(crate) account_id: u64,
    pub(crate) rights: Rights,
}

impl Caller {
    /// Whether one of these scopes is granted.
    pub(crate) fn may(&self, scopes: &[&str]) -> bool {
        match &self.rights {
            Rights::All => true,
            Rights::Scopes(granted) => scopes.iter().any(|scope| granted.iter().any(|have| have == scope)),
        }
    }
}

/// The header that carries the API token. It wins over an access token.
pub(crate) const TOKEN_HEADER: &str = "x-chatworktoken";
/// The header that carries an access token.
pub(crate) const BEARER_HEADER: &str = "authorization";

/// The account a request comes from.
pub(crate) fn caller(state: &State, request: &Request, now: u64) -> Result<Caller, Refusal> {
    if let Some(token) = request.header(TOKEN_HEADER) {
        let account = state.accounts.iter().find(|(_, account)| account.token == token);
        return match account {
            Some((account_id, _)) => Ok(Caller { account_id: *account_id, rights: Rights::All }),
            None => Err(Refusal::new(401, known::TOKEN)
                .hint("no account has this token; the first line on stdout and GET /control list them")),
        };
    }
    let Some(token) = request.header(BEARER_HEADER).and_then(bearer) else {
        return Err(Refusal::new(401, known::TOKEN).hint("send x-chatworktoken, or authorization: Bearer"));
    };
    match state.access_tokens.iter().find(|access| access.token == token) {
        Some(access) if access.expires.is_some_and(|time| time <= seconds(now)) => {
            Err(bad_bearer(known::EXPIRED))
        }
        Some(access) => {
            Ok(Caller { account_id: access.account_id, rights: Rights::Scopes(access.scopes.clone()) })
        }
        None => Err(bad_bearer(known::BEARER)),
    }
}

fn bearer(value: &str) -> Option<&str> {
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn bad_bearer(description: &str) -> Refusal {
    let challenge = format!("Bearer error=\"invalid_token\", error_description=\"{description}\"");
    Refusal::new(401, description).with("www-authenticate", challenge)
}
