//! OAuth clients of a world file.

use serde::{Deserialize, Serialize};

/// An application that asks accounts for access.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OauthClient {
    /// Its id.
    pub client_id: String,
    /// The secret of a confidential client. A public one has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<String>,
    /// What the authorization page calls it.
    #[serde(default)]
    pub name: String,
    /// Where it may be called back: one to five.
    pub redirect_uris: Vec<String>,
    /// What it may ask for.
    pub scopes: Vec<String>,
    /// Refresh tokens it has been given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refresh_tokens: Vec<RefreshToken>,
}

/// A refresh token.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefreshToken {
    /// The token.
    pub token: String,
    /// Who granted it.
    pub account_id: u64,
    /// What it may be turned into.
    pub scopes: Vec<String>,
    /// Seconds from the start until it expires; negative for one that has. Never, if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<i64>,
}
