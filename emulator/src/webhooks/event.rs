//! What happened to a message, and who is told.

use serde::Serialize;

use super::Hook;
use crate::assumptions::{EDITS_FIRE_MENTIONS, OWN_POSTS_FIRE_ROOM_EVENTS, mentions};
use crate::notation;
use crate::state::{State, seconds};
use crate::world::WebhookEvent;

/// What happened to a message. Of a deletion nobody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    Created,
    Updated,
}

/// A message that was posted or edited.
#[derive(Debug)]
pub(crate) struct Happening {
    pub(crate) change: Change,
    pub(crate) room_id: u64,
    pub(crate) message_id: u64,
}

/// A webhook that is to be sent, and why.
pub(crate) struct Fired<'a> {
    pub(crate) hook: &'a Hook,
    pub(crate) event: WebhookEvent,
    pub(crate) body: String,
}

/// The body, in the order the service writes it.
#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the names of the service")]
struct Envelope<'a> {
    webhook_setting_id: &'a str,
    webhook_event_type: WebhookEvent,
    webhook_event_time: u64,
    webhook_event: Event<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Event<'a> {
    Message {
        message_id: String,
        room_id: u64,
        account_id: u64,
        body: &'a str,
        send_time: u64,
        update_time: u64,
    },
    Mention {
        from_account_id: u64,
        to_account_id: u64,
        room_id: u64,
        message_id: String,
        body: &'a str,
        send_time: u64,
        update_time: u64,
    },
}

/// The webhooks that a change of a message fires. Who has left the room is told nothing.
pub(crate) fn fired<'a>(state: &'a State, happening: &Happening, now: u64) -> Vec<Fired<'a>> {
    let Some(room) = state.rooms.get(&happening.room_id) else { return Vec::new() };
    let Some(message) = room.messages.get(&happening.message_id) else { return Vec::new() };
    let addressed = notation::mentions(&message.body);
    let (room_id, message_id) = (happening.room_id, happening.message_id.to_string());
    let (room_event, may_mention) = match happening.change {
        Change::Created => (WebhookEvent::MessageCreated, true),
        Change::Updated => (WebhookEvent::MessageUpdated, EDITS_FIRE_MENTIONS),
    };
    let present = |hook: &&Hook| hook.active && room.members.contains_key(&hook.account_id);
    let mut all = Vec::new();
    for hook in state.webhooks.iter().filter(present) {
        let own = hook.account_id == message.account_id;
        let hears = hook.room_id == Some(room_id) && (OWN_POSTS_FIRE_ROOM_EVENTS || !own);
        let (event, content) = if hears && hook.events.contains(&room_event) {
            let content = Event::Message {
                message_id: message_id.clone(),
                room_id,
                account_id: message.account_id,
                body: &message.body,
                send_time: message.send_time,
                update_time: message.update_time,
            };
            (room_event, content)
        } else if may_mention
            && hook.events.contains(&WebhookEvent::MentionToMe)
            && mentions(&addressed, hook.account_id, message.account_id)
        {
            let content = Event::Mention {
                from_account_id: message.account_id,
                to_account_id: hook.account_id,
                room_id,
                message_id: message_id.clone(),
                body: &message.body,
                send_time: message.send_time,
                update_time: message.update_time,
            };
            (WebhookEvent::MentionToMe, content)
        } else {
            continue;
        };
        let envelope = Envelope {
            webhook_setting_id: &hook.id,
            webhook_event_type: event,
            webhook_event_time: seconds(now),
            webhook_event: content,
        };
        // Nothing in it can fail to be written, and Japanese stays as it is, unlike in the answers of the API.
        let body = serde_json::to_string(&envelope).unwrap_or_default();
        all.push(Fired { hook, event, body });
    }
    all
}
