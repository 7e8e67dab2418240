//! The token endpoint.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;
use serde::Serialize;
use serde_json::{Value, json};

use super::{Client, Fields, OFFLINE, RefreshToken, challenge, is_proof, scopes};
use crate::credentials::BEARER_HEADER;
use crate::parameters::is_form;
use crate::random::hex;
use crate::request::{Random, Request, Response};
use crate::settings::Oauth;
use crate::state::{AccessToken, State, seconds};
use crate::texts::oauth as texts;

const REFRESH_TOKEN_SECONDS: u64 = 14 * 24 * 60 * 60;

/// Why no tokens are given.
struct Refused {
    status: u16,
    error: &'static str,
    description: &'static str,
    hint: Option<&'static str>,
}

impl Refused {
    const fn hint(self, hint: &'static str) -> Self {
        Self { hint: Some(hint), ..self }
    }
}

const fn refused(status: u16, error: &'static str, description: &'static str) -> Refused {
    Refused { status, error, description, hint: None }
}

const fn bad_client(description: &'static str) -> Refused {
    refused(401, "invalid_client", description)
}

const fn bad_request(description: &'static str) -> Refused {
    refused(400, "invalid_request", description)
}

const fn bad_grant(description: &'static str) -> Refused {
    refused(400, "invalid_grant", description)
}

/// What was granted, and to whom.
struct Grant {
    account_id: u64,
    scopes: Vec<String>,
    refresh_token: Option<String>,
}

#[derive(Serialize)]
struct Tokens {
    access_token: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
    token_type: &'static str,
    expires_in: Value,
    scope: String,
}

/// Gives out tokens, or says why not.
pub(super) fn answer(
    state: &mut State,
    settings: &Oauth,
    request: &Request,
    fields: &Fields,
    now: u64,
    random: Random<'_>,
) -> Response {
    let granted = client(state, request, fields).and_then(|client| match fields.get("grant_type") {
        None => Err(bad_request(texts::GRANT_TYPE_MISSING)),
        Some("authorization_code") => by_code(state, settings, &client, fields, now, random),
        Some("refresh_token") => by_refresh_token(state, settings, &client, fields, now, random),
        Some(_) => Err(refused(400, "unsupported_grant_type", texts::GRANT_TYPE_UNSUPPORTED)),
    });
    let response = match granted {
        Err(refused) => rejection(&refused, settings),
        Ok(grant) => {
            let life = settings.access_token_seconds;
            let tokens = Tokens {
                access_token: hex(random),
                refresh_token: grant.refresh_token,
                token_type: "Bearer",
                expires_in: if settings.expires_in_as_number { life.into() } else { life.to_string().into() },
                scope: grant.scopes.join(" "),
            };
            state.access_tokens.push(AccessToken {
                token: tokens.access_token.clone(),
                account_id: grant.account_id,
                scopes: grant.scopes,
                expires: Some(seconds(now).saturating_add(life)),
            });
            Response::json(200, &tokens)
        }
    };
    response.with("cache-control", "no-store").with("pragma", "no-cache")
}

/// The client that asks, once it has shown that it is the one.
fn client(state: &State, request: &Request, fields: &Fields) -> Result<Client, Refused> {
    if !is_form(request) {
        return Err(bad_request(texts::NO_FORM).hint("send application/x-www-form-urlencoded"));
    }
    if fields.get("client_secret").is_some() {
        return Err(bad_client(texts::CLIENT_SECRET)
            .hint("a confidential client sends its secret as authorization: Basic, not in the body"));
    }
    let find = |id: &str| state.oauth_clients.iter().find(|client| client.id == id);
    let Some(basic) = request.header(BEARER_HEADER) else {
        let id = fields.get("client_id").ok_or(bad_client(texts::CLIENT_UNKNOWN_TO_TOKENS))?;
        let client = find(id).ok_or(bad_client(texts::CLIENT_UNKNOWN_TO_TOKENS))?;
        if client.secret.is_some() {
            return Err(bad_client(texts::CLIENT_SECRET)
                .hint("a confidential client sends authorization: Basic base64(client_id:client_secret)"));
        }
        return Ok(client.clone());
    };
    let (id, secret) = credentials(basic).ok_or(
        bad_client(texts::CLIENT_SECRET).hint("authorization is Basic base64(client_id:client_secret)"),
    )?;
    // RFC 6749 encodes both before base64, which matters to few clients and is done by few.
    let id = if find(&id).is_some() { id } else { decoded(&id) };
    let client = find(&id).ok_or(bad_client(texts::CLIENT_UNKNOWN_TO_TOKENS))?;
    match &client.secret {
        Some(known) if *known == secret || *known == decoded(&secret) => {}
        Some(_) => return Err(bad_client(texts::CLIENT_SECRET)),
        None => {
            return Err(bad_client(texts::CLIENT_SECRET)
                .hint("a public client has no secret: it sends client_id in the body and no authorization"));
        }
    }
    if fields.get("client_id").is_some_and(|other| other != client.id) {
        return Err(bad_request(texts::CLIENT_TWICE));
    }
    Ok(client.clone())
}

fn credentials(header: &str) -> Option<(String, String)> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    text.split_once(':').map(|(id, secret)| (id.to_owned(), secret.to_owned()))
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Turns a code into tokens. Only success uses it up: assumed.
fn by_code(
    state: &mut State,
    settings: &Oauth,
    client: &Client,
    fields: &Fields,
    now: u64,
    random: Random<'_>,
) -> Result<Grant, Refused> {
    let code = fields.get("code").ok_or(bad_request(texts::CODE_MISSING))?;
    let place = state.codes.iter().position(|known| known.value == code && known.client_id == client.id);
    let found = place.and_then(|place| state.codes.get(place)).filter(|found| now < found.expires);
    let found =
        found.ok_or(bad_grant(texts::CODE).hint("a code is good once, for one minute and for one client"))?;

    let same = match (found.redirect_uri.as_deref(), fields.get("redirect_uri")) {
        (Some(before), now) => now == Some(before),
        (None, None) => true,
        (None, Some(now)) => client.redirect_uris.iter().any(|uri| uri == now),
    };
    if !same {
        return Err(bad_grant(texts::REDIRECT).hint("redirect_uri is the one of the authorization request"));
    }
    match (found.challenge.as_deref(), fields.get("code_verifier")) {
        (None, None) => {}
        (Some(_), None) => return Err(bad_request(texts::VERIFIER_MISSING)),
        (_, Some(verifier)) if !is_proof(verifier) => return Err(bad_request(texts::VERIFIER_MALFORMED.1)),
        (Some(expected), Some(verifier)) if challenge(verifier) == expected => {}
        (_, Some(_)) => {
            return Err(
                bad_grant(texts::VERIFIER).hint("its SHA-256 is not the code_challenge that came first")
            );
        }
    }

    let found = place.map(|place| state.codes.remove(place)).ok_or(bad_grant(texts::CODE))?;
    let refresh_token = (!settings.refresh_token_missing).then(|| hex(random));
    state.refresh_tokens.retain(|token| token.expires.is_none_or(|time| seconds(now) < time));
    if let Some(token) = &refresh_token {
        state.refresh_tokens.push(RefreshToken {
            token: token.clone(),
            client_id: found.client_id,
            account_id: found.account_id,
            expires: life(&found.scopes, now),
            scopes: found.scopes.clone(),
        });
    }
    Ok(Grant { account_id: found.account_id, scopes: found.scopes, refresh_token })
}

fn by_refresh_token(
    state: &mut State,
    settings: &Oauth,
    client: &Client,
    fields: &Fields,
    now: u64,
    random: Random<'_>,
) -> Result<Grant, Refused> {
    let token = fields.get("refresh_token").ok_or(bad_request(texts::REFRESH_TOKEN_MISSING))?;
    let found = state
        .refresh_tokens
        .iter_mut()
        .filter(|known| known.token == token && known.client_id == client.id)
        .find(|known| known.expires.is_none_or(|time| seconds(now) < time))
        .ok_or(
            bad_grant(texts::REFRESH_TOKEN)
                .hint("it is unknown, of another client, expired, or was replaced"),
        )?;
    let wanted = fields.get("scope").map_or_else(|| found.scopes.clone(), scopes);
    if wanted.is_empty() || !wanted.iter().all(|scope| found.scopes.contains(scope)) {
        return Err(refused(400, "invalid_scope", texts::SCOPE).hint("a refresh may only ask for less"));
    }
    let refresh_token = match (settings.refresh_token_missing, settings.refresh_token_rotates) {
        (true, _) => None,
        (false, true) => {
            // The new one may be turned into all that was granted, however little this refresh asks for.
            found.token = hex(random);
            found.expires = life(&found.scopes, now);
            Some(found.token.clone())
        }
        (false, false) => Some(found.token.clone()),
    };
    Ok(Grant { account_id: found.account_id, scopes: wanted, refresh_token })
}

/// When a refresh token given out now expires.
fn life(scopes: &[String], now: u64) -> Option<u64> {
    let offline = scopes.iter().any(|scope| scope == OFFLINE);
    (!offline).then(|| seconds(now).saturating_add(REFRESH_TOKEN_SECONDS))
}

fn rejection(refused: &Refused, settings: &Oauth) -> Response {
    let Refused { status, error, description, hint } = *refused;
    let challenge =
        format!("Basic realm=\"oauth.chatwork.com\", error=\"{error}\", error_description=\"{description}\"");
    let response = if settings.empty_errors {
        Response::empty(status).with("www-authenticate", challenge)
    } else {
        let body = json!({ "error": error, "error_description": description, "error_uri": null });
        let response = Response::json(status, &body);
        if status == 401 { response.with("www-authenticate", challenge) } else { response }
    };
    match hint {
        Some(hint) => response.with("x-emulator-hint", hint),
        None => response,
    }
}
