//! Clients as they are registered, and from there back to a world.

use super::{Client, OFFLINE, RefreshToken, SCOPES, redirect};
use crate::state::{State, from_now, seconds};
use crate::world::{self, OauthClient};

impl State {
    /// Registers a client with the tokens it has been given.
    pub(crate) fn add_oauth_client(&mut self, client: &OauthClient, now: u64) -> Result<(), String> {
        let id = &client.client_id;
        self.check(client).map_err(|error| format!("OAuth client {id}: {error}"))?;
        for token in &client.refresh_tokens {
            if !self.accounts.contains_key(&token.account_id) {
                return Err(format!("OAuth client {id}: there is no account {}", token.account_id));
            }
            self.refresh_tokens.push(RefreshToken {
                token: token.token.clone(),
                client_id: id.clone(),
                account_id: token.account_id,
                scopes: token.scopes.clone(),
                expires: token.expires_in.map(|time| seconds(now).saturating_add_signed(time)),
            });
        }
        self.oauth_clients.push(Client {
            id: id.clone(),
            secret: client.client_secret.clone(),
            name: client.name.clone(),
            redirect_uris: client.redirect_uris.clone(),
            scopes: client.scopes.clone(),
        });
        Ok(())
    }

    fn check(&self, client: &OauthClient) -> Result<(), String> {
        if client.client_id.is_empty() || client.client_secret.as_deref() == Some("") {
            return Err("neither id nor secret is empty".to_owned());
        }
        if self.oauth_clients.iter().any(|known| known.id == client.client_id) {
            return Err("two have this id".to_owned());
        }
        if !(1..=5).contains(&client.redirect_uris.len()) {
            return Err("a client has 1 to 5 redirect_uris".to_owned());
        }
        let confidential = client.client_secret.is_some();
        for uri in &client.redirect_uris {
            let scheme = redirect::scheme(uri).ok_or_else(|| format!("{uri:?} is no redirect URI"))?;
            match (confidential, scheme.as_str()) {
                (true, "https") => {}
                // The service takes https only, which a program on a developer's machine seldom has.
                (true, "http") if redirect::is_loopback(uri) => {}
                (true, _) => return Err(format!("{uri}: a confidential client is called back over https")),
                (false, "http") => {
                    return Err(format!("{uri}: a public client is not called back over http"));
                }
                (false, _) => {}
            }
        }
        if client.scopes.is_empty() {
            return Err("a client has at least one scope".to_owned());
        }
        for scope in &client.scopes {
            if !SCOPES.contains(&scope.as_str()) {
                return Err(format!("there is no scope {scope:?}"));
            }
            if scope == OFFLINE && !confidential {
                return Err(format!("a public client has no {OFFLINE}"));
            }
        }
        Ok(())
    }

    /// The clients as they stand in a world.
    pub(crate) fn export_oauth_clients(&self, now: u64) -> Vec<OauthClient> {
        let tokens = |client: &Client| {
            let own = self.refresh_tokens.iter().filter(|token| token.client_id == client.id);
            own.map(|token| world::RefreshToken {
                token: token.token.clone(),
                account_id: token.account_id,
                scopes: token.scopes.clone(),
                expires_in: token.expires.map(|time| from_now(time, now)),
            })
            .collect()
        };
        self.oauth_clients
            .iter()
            .map(|client| OauthClient {
                client_id: client.id.clone(),
                client_secret: client.secret.clone(),
                name: client.name.clone(),
                redirect_uris: client.redirect_uris.clone(),
                scopes: client.scopes.clone(),
                refresh_tokens: tokens(client),
            })
            .collect()
    }
}
