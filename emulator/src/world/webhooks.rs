//! Webhooks of a world file.

use serde::{Deserialize, Serialize};

/// A webhook: either the events of one room, or the mentions of its account.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Webhook {
    /// Id of the setting, decimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub webhook_setting_id: Option<String>,
    /// Whose webhook it is.
    pub account_id: u64,
    /// The key of its signatures, in base64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// Where it is sent.
    pub url: String,
    /// The room of a room event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_id: Option<u64>,
    /// What it is sent for.
    pub events: Vec<WebhookEvent>,
    /// Whether it is sent at all.
    #[serde(default = "yes")]
    pub active: bool,
}

fn yes() -> bool {
    true
}

/// What a webhook is sent for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WebhookEvent {
    /// A message in the room.
    MessageCreated,
    /// A message of the room was edited.
    MessageUpdated,
    /// A message in any room that addresses the account.
    MentionToMe,
}
