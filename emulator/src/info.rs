//! What the emulator says about itself.

use chatwork_wasm::api::rooms::RoomType;
use serde::Serialize;

use crate::control;
use crate::emulator::Emulator;
use crate::oauth;
use crate::router;

/// What somebody needs to call the emulator.
#[derive(Debug, Serialize)]
pub struct Info {
    /// The base URL of the API.
    #[serde(rename = "baseUrl")]
    pub base_url: String,
    /// The URL of the control interface.
    pub control: String,
    /// All accounts. The first one can call every operation with success.
    pub accounts: Vec<InfoAccount>,
    /// The rooms of the first account.
    pub rooms: Vec<InfoRoom>,
    /// Where access tokens come from.
    pub oauth: InfoOauth,
}

/// The places of OAuth in [`Info`].
#[derive(Debug, Serialize)]
pub struct InfoOauth {
    /// The URL of the authorization page.
    #[serde(rename = "authorizationUrl")]
    pub authorization_url: String,
    /// The URL of the token endpoint.
    #[serde(rename = "tokenUrl")]
    pub token_url: String,
    /// Who may ask for tokens.
    pub clients: Vec<InfoClient>,
}

/// An OAuth client in [`InfoOauth`].
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names of a world file")]
pub struct InfoClient {
    pub client_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<String>,
    pub redirect_uris: Vec<String>,
    pub scopes: Vec<String>,
}

/// An account in [`Info`].
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names of the API")]
pub struct InfoAccount {
    pub account_id: u64,
    pub name: String,
    pub token: String,
}

/// A room in [`Info`].
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names of the API")]
pub struct InfoRoom {
    pub room_id: u64,
    pub r#type: RoomType,
    pub name: String,
}

impl Emulator {
    /// What somebody needs to call the emulator at this origin.
    #[must_use]
    pub fn info(&self, origin: &str) -> Info {
        let first = self.state.first_account;
        let accounts = self.state.accounts().map(|account| InfoAccount {
            account_id: account.account_id,
            name: account.name.clone(),
            token: account.token.clone(),
        });
        let rooms = self.state.rooms_of(first).map(|(room_id, room)| InfoRoom {
            room_id,
            r#type: room.r#type,
            name: self.state.face(room, first).0,
        });
        let clients = self.state.oauth_clients.iter().map(|client| InfoClient {
            client_id: client.id.clone(),
            client_secret: client.secret.clone(),
            redirect_uris: client.redirect_uris.clone(),
            scopes: client.scopes.clone(),
        });
        Info {
            base_url: format!("{origin}{}", router::BASE),
            control: format!("{origin}{}", control::PREFIX),
            accounts: accounts.collect(),
            rooms: rooms.collect(),
            oauth: InfoOauth {
                authorization_url: format!("{origin}{}", oauth::PAGE_PATH),
                token_url: format!("{origin}{}", oauth::TOKEN_PATH),
                clients: clients.collect(),
            },
        }
    }
}
