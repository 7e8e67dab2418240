//! Webhooks: who gets what, and how it is signed.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use crate::request::Random;
use crate::state::{Room, State};
use crate::world::{Webhook, WebhookEvent};

mod event;
mod signature;

pub(crate) use event::{Change, Happening, fired};
pub(crate) use signature::{address, sign};

/// The most of an answer that may come, in bytes.
pub const MAX_ANSWER_BYTES: usize = 2048;

const MAX_PER_ACCOUNT: usize = 5;

/// A webhook at work.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Hook {
    #[serde(rename = "webhook_setting_id")]
    pub(crate) id: String,
    pub(crate) account_id: u64,
    token: String,
    pub(crate) url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) room_id: Option<u64>,
    pub(crate) events: Vec<WebhookEvent>,
    pub(crate) active: bool,
    /// Deliveries that failed since the last one that did not.
    failures: u64,
    #[serde(skip)]
    pub(crate) key: Vec<u8>,
}

impl Hook {
    /// As it stands in a world.
    pub(crate) fn export(&self) -> Webhook {
        Webhook {
            webhook_setting_id: Some(self.id.clone()),
            account_id: self.account_id,
            token: Some(self.token.clone()),
            url: self.url.clone(),
            room_id: self.room_id,
            events: self.events.clone(),
            active: self.active,
        }
    }

    /// Counts a delivery. After so many failures in a row it is switched off; 0 never does that.
    pub(crate) fn count(&mut self, failed: bool, most: u64) {
        self.failures = if failed { self.failures.saturating_add(1) } else { 0 };
        if most > 0 && self.failures >= most {
            self.active = false;
        }
    }
}

impl State {
    /// Adds a webhook, in the place of the one with its id if there is one.
    pub(crate) fn put_webhook(&mut self, webhook: &Webhook, random: Random<'_>) -> Result<(), String> {
        let id = match &webhook.webhook_setting_id {
            Some(id) => id.clone(),
            None => self.free_webhook_id(random),
        };
        let present = self.webhooks.iter().position(|hook| hook.id == id);
        let hook =
            self.checked(webhook, id, random).map_err(|error| format!("webhook {}: {error}", webhook.url))?;
        match present.and_then(|at| self.webhooks.get_mut(at)) {
            Some(place) => *place = hook,
            None => self.webhooks.push(hook),
        }
        Ok(())
    }

    fn free_webhook_id(&mut self, random: Random<'_>) -> String {
        loop {
            let id = self.webhook_ids.next(random).to_string();
            if self.webhooks.iter().all(|hook| hook.id != id) {
                return id;
            }
        }
    }

    /// Whether an account can be told of what happens in a room, or in all of its rooms.
    pub(crate) fn hears(&self, account_id: u64, room_id: Option<u64>) -> bool {
        let is_member = |room: &Room| room.members.contains_key(&account_id);
        room_id.is_none_or(|room_id| self.rooms.get(&room_id).is_some_and(is_member))
    }

    fn checked(&self, webhook: &Webhook, id: String, random: Random<'_>) -> Result<Hook, String> {
        if id.is_empty() || id.len() > 20 || !id.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err("webhook_setting_id is 1 to 20 decimal digits".to_owned());
        }
        let account_id = webhook.account_id;
        if !self.accounts.contains_key(&account_id) {
            return Err(format!("there is no account {account_id}"));
        }
        let others = self.webhooks.iter().filter(|hook| hook.account_id == account_id && hook.id != id);
        if others.count() >= MAX_PER_ACCOUNT {
            return Err(format!(
                "account {account_id} has {MAX_PER_ACCOUNT} webhooks, and no more are possible"
            ));
        }
        signature::check(&webhook.url)?;
        let mentions = webhook.events.contains(&WebhookEvent::MentionToMe);
        match (webhook.room_id, webhook.events.as_slice()) {
            (_, []) => {
                return Err("events are message_created and message_updated, or mention_to_me".to_owned());
            }
            (Some(_), _) if mentions => {
                return Err("mention_to_me is an event of the account, and has no room_id".to_owned());
            }
            (None, events) if mentions && events.len() > 1 => {
                return Err("mention_to_me needs a webhook of its own".to_owned());
            }
            (None, _) if !mentions => return Err("a room event needs a room_id".to_owned()),
            _ => {}
        }
        if let Some(room_id) = webhook.room_id.filter(|_| !self.hears(account_id, webhook.room_id)) {
            return Err(format!("account {account_id} is in no room {room_id}"));
        }
        let token = match &webhook.token {
            Some(token) => token.clone(),
            None => STANDARD.encode([random(), random(), random(), random()].map(u64::to_be_bytes).concat()),
        };
        let key = STANDARD.decode(&token).map_err(|error| format!("its token is not base64: {error}"))?;
        if key.is_empty() {
            return Err("its token is empty".to_owned());
        }
        Ok(Hook {
            id,
            account_id,
            token,
            url: webhook.url.clone(),
            room_id: webhook.room_id,
            events: webhook.events.clone(),
            active: webhook.active,
            failures: 0,
            key,
        })
    }
}
