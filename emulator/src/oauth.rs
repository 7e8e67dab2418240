//! OAuth 2.0: the authorization page and the token endpoint, both at the emulator's own origin.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::parameters::is_form;
use crate::request::{Random, Request, Response};
use crate::settings::Settings;
use crate::state::State;

mod authorize;
mod clients;
mod page;
mod redirect;
mod token;

/// Where the authorization page lives.
pub(crate) const PAGE_PATH: &str = "/packages/oauth2/login.php";
/// Where tokens are given out.
pub(crate) const TOKEN_PATH: &str = "/token";
/// What the token endpoint takes and gives that nobody else may see.
pub(crate) const SECRETS: &[&str] = &["access_token", "client_secret", "code_verifier", "refresh_token"];

/// Every scope there is.
const SCOPES: &[&str] = &[
    OFFLINE,
    "users.all:read",
    "users.profile.me:read",
    "users.status.me:read",
    "users.tasks.me:read",
    "rooms.all:read_write",
    "rooms.all:read",
    "rooms.all:write",
    "rooms:write",
    "rooms.info:read",
    "rooms.info:write",
    "rooms.members:read",
    "rooms.members:write",
    "rooms.messages:read",
    "rooms.messages:write",
    "rooms.tasks:read",
    "rooms.tasks:write",
    "rooms.files:read",
    "rooms.files:write",
    "contacts.all:read_write",
    "contacts.all:read",
    "contacts.all:write",
];

/// The scope that lets a refresh token live for ever. Only for confidential clients.
const OFFLINE: &str = "offline_access";

/// An application that asks accounts for access.
#[derive(Debug, Clone)]
pub(crate) struct Client {
    pub(crate) id: String,
    /// A public client has none.
    pub(crate) secret: Option<String>,
    pub(crate) name: String,
    pub(crate) redirect_uris: Vec<String>,
    pub(crate) scopes: Vec<String>,
}

/// An authorization code that was not used yet.
#[derive(Debug)]
pub(crate) struct Code {
    value: String,
    client_id: String,
    account_id: u64,
    /// As it stood in the authorization request.
    redirect_uri: Option<String>,
    scopes: Vec<String>,
    challenge: Option<String>,
    /// Milliseconds.
    expires: u64,
}

/// A refresh token.
#[derive(Debug)]
pub(crate) struct RefreshToken {
    token: String,
    client_id: String,
    account_id: u64,
    scopes: Vec<String>,
    /// Unix seconds.
    expires: Option<u64>,
}

/// Answers a request to one of the two places.
pub(crate) fn handle(
    state: &mut State,
    settings: &Settings,
    request: &Request,
    now: u64,
    random: Random<'_>,
) -> Option<Response> {
    let form: &[u8] = if is_form(request) { &request.body } else { &[] };
    let answer = match (request.path.as_str(), request.method.as_str()) {
        (PAGE_PATH, "GET") => authorize::ask(state, &Fields::read(&[request.query.as_bytes()])),
        (PAGE_PATH, "POST") => {
            // The form of the page has everything in its body; a test may post to the URL it would open.
            let fields = Fields::read(&[request.query.as_bytes(), form]);
            authorize::decide(state, &fields, now, random)
        }
        (PAGE_PATH, _) => Response::empty(405).with("allow", "GET, POST"),
        (TOKEN_PATH, "POST") => {
            token::answer(state, &settings.oauth, request, &Fields::read(&[form]), now, random)
        }
        (TOKEN_PATH, _) => Response::empty(405).with("allow", "POST"),
        _ => return None,
    };
    Some(answer)
}

/// The parameters of a request. An empty one counts as left out.
struct Fields(BTreeMap<String, String>);

impl Fields {
    /// Later sources win.
    fn read(sources: &[&[u8]]) -> Self {
        let all = sources.iter().flat_map(|source| form_urlencoded::parse(source).into_owned());
        let mut fields = BTreeMap::new();
        fields.extend(all.filter(|(_, value)| !value.is_empty()));
        Self(fields)
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    fn owned(&self, name: &str) -> Option<String> {
        self.0.get(name).cloned()
    }
}

/// Scopes as they stand in requests, each once.
fn scopes(text: &str) -> Vec<String> {
    let mut scopes: Vec<String> = Vec::new();
    for scope in text.split_ascii_whitespace() {
        if scopes.iter().all(|known| known != scope) {
            scopes.push(scope.to_owned());
        }
    }
    scopes
}

/// Whether a code verifier or challenge has the form of one.
fn is_proof(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    (43..=128).contains(&text.len()) && text.bytes().all(allowed)
}

/// The challenge of a verifier.
fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proofs() {
        // The example of RFC 7636.
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert_eq!(challenge(verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        for (text, ok) in [
            (verifier, true),
            (&*"~".repeat(128), true),
            (&"a".repeat(42), false),
            (&"a".repeat(129), false),
            (&"+".repeat(43), false),
            (&"あ".repeat(20), false),
        ] {
            assert_eq!(is_proof(text), ok, "{text}");
        }
    }
}
