//! What a client asks for, and what the account decides.

use super::{Client, Code, Fields, OFFLINE, SCOPES, is_proof, page, redirect, scopes};
use crate::random::hex;
use crate::request::{Random, Response};
use crate::state::State;
use crate::texts::oauth::{self, Numbered};

const CODE_MS: u64 = 60_000;

/// An authorization request without a mistake.
pub(super) struct Asked<'a> {
    pub(super) client: &'a Client,
    pub(super) scopes: Vec<String>,
    /// Where the answer goes.
    target: &'a str,
    challenge: Option<String>,
}

/// The page with the question.
pub(super) fn ask(state: &State, fields: &Fields) -> Response {
    match asked(state, fields) {
        Ok(asked) => page::question(state, &asked, fields),
        Err(mistake) => page::mistake(mistake),
    }
}

/// The way back to the client, with a code or without.
pub(super) fn decide(state: &mut State, fields: &Fields, now: u64, random: Random<'_>) -> Response {
    let asked = match asked(state, fields) {
        Ok(asked) => asked,
        Err(mistake) => return page::mistake(mistake),
    };
    let back = |parameter| {
        let parameters = [parameter, ("state", fields.get("state"))];
        Response::empty(302)
            .with("location", redirect::with(asked.target, &parameters))
            .with("cache-control", "no-store")
    };
    match fields.get("decision") {
        Some("deny") => return back(("error", Some("access_denied"))),
        Some("allow") => {}
        _ => return page::wrong("decision is allow or deny"),
    }
    let account_id = fields.get("account_id").and_then(|id| id.parse().ok());
    let Some(account_id) = account_id.filter(|id| state.accounts.contains_key(id)) else {
        return page::wrong("account_id is the account that decides");
    };
    let code = hex(random);
    let response = back(("code", Some(&code)));
    let issued = Code {
        value: code,
        client_id: asked.client.id.clone(),
        account_id,
        redirect_uri: fields.owned("redirect_uri"),
        scopes: asked.scopes,
        challenge: asked.challenge,
        expires: now.saturating_add(CODE_MS),
    };
    // An expired one is answered like an unknown one, so nothing is lost by forgetting it.
    state.codes.retain(|code| now < code.expires);
    state.codes.push(issued);
    response
}

/// Reads the request. Which of several mistakes is named is assumed.
fn asked<'a>(state: &'a State, fields: &Fields) -> Result<Asked<'a>, Numbered> {
    let id = fields.get("client_id").ok_or(oauth::CLIENT_MISSING)?;
    let client = state.oauth_clients.iter().find(|client| client.id == id).ok_or(oauth::CLIENT_UNKNOWN)?;
    let target = target(client, fields.get("redirect_uri"))?;
    match fields.get("response_type") {
        None => return Err(oauth::RESPONSE_TYPE_MISSING),
        Some("code") => {}
        Some("token") => return Err(oauth::RESPONSE_TYPE_TOKEN),
        Some(_) => return Err(oauth::RESPONSE_TYPE_UNKNOWN),
    }
    let scopes = scopes(fields.get("scope").unwrap_or_default());
    if scopes.is_empty() {
        return Err(oauth::SCOPE_MISSING);
    }
    for scope in &scopes {
        if !SCOPES.contains(&scope.as_str()) {
            return Err(oauth::SCOPE_UNKNOWN);
        }
        if !client.scopes.contains(scope) {
            return Err(if scope == OFFLINE { oauth::SCOPE_OFFLINE } else { oauth::SCOPE_NOT_REGISTERED });
        }
    }
    let challenge = proof(client, fields)?;
    Ok(Asked { client, scopes, target, challenge })
}

/// The registered URI that is meant.
fn target<'a>(client: &'a Client, given: Option<&str>) -> Result<&'a str, Numbered> {
    let Some(given) = given else {
        let [only] = client.redirect_uris.as_slice() else { return Err(oauth::REDIRECT_MISSING) };
        return Ok(only);
    };
    redirect::scheme(given).ok_or(oauth::REDIRECT_MALFORMED)?;
    let registered = client.redirect_uris.iter().find(|uri| *uri == given);
    registered.map(String::as_str).ok_or(oauth::REDIRECT_NOT_REGISTERED)
}

fn proof(client: &Client, fields: &Fields) -> Result<Option<String>, Numbered> {
    if fields.get("code_verifier").is_some_and(|verifier| !is_proof(verifier)) {
        return Err(oauth::VERIFIER_MALFORMED);
    }
    let challenge = fields.owned("code_challenge");
    match (&challenge, fields.get("code_challenge_method")) {
        (None, None) if client.secret.is_none() => Err(oauth::CHALLENGE_MISSING),
        (None, None) => Ok(None),
        // The method left out would mean the verifier itself, which the service does not take.
        (_, method) if method != Some("S256") => Err(oauth::CHALLENGE_METHOD),
        (Some(challenge), _) if is_proof(challenge) => Ok(Some(challenge.clone())),
        _ => Err(oauth::CHALLENGE_MALFORMED),
    }
}
