//! From the state back to a world.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{Room, State, seconds};
use crate::settings::Settings;
use crate::webhooks::Hook;
use crate::world::{self, Unread, World};

impl State {
    /// A world that starts where this state is. Download URLs and counters of limits are not part of it.
    pub(crate) fn export(&self, settings: &Settings, now: u64) -> World {
        World {
            settings: settings.clone(),
            accounts: self.accounts().map(|account| self.export_account(account, now)).collect(),
            rooms: self.rooms.iter().map(|(id, room)| export_room(*id, room, now)).collect(),
            contact_requests: self.contact_requests.values().cloned().collect(),
            oauth_clients: self.export_oauth_clients(now),
            // The others are those of rooms that their accounts have left: nobody would be told, and no world may say so.
            webhooks: self
                .webhooks
                .iter()
                .filter(|hook| self.hears(hook.account_id, hook.room_id))
                .map(Hook::export)
                .collect(),
        }
    }

    fn export_account(&self, account: &world::Account, now: u64) -> world::Account {
        let tokens = self.access_tokens.iter().filter(|token| token.account_id == account.account_id);
        world::Account {
            access_tokens: tokens
                .map(|token| world::AccessToken {
                    token: token.token.clone(),
                    scopes: token.scopes.clone(),
                    expires_in: token.expires.map(|time| from_now(time, now)),
                })
                .collect(),
            ..account.clone()
        }
    }
}

fn export_room(room_id: u64, room: &Room, now: u64) -> world::Room {
    world::Room {
        room_id,
        r#type: room.r#type,
        name: room.name.clone(),
        description: room.description.clone(),
        icon_preset: room.icon_preset,
        members: room
            .members
            .iter()
            .map(|(account_id, member)| world::Member {
                account_id: *account_id,
                role: member.role,
                sticky: member.sticky,
                unread: Unread::Messages(member.unread.keys().map(u64::to_string).collect()),
                fetched: (member.fetched > 0).then(|| member.fetched.to_string()),
            })
            .collect(),
        link: room.link.clone(),
        messages: room
            .messages
            .iter()
            .map(|(id, message)| world::Message {
                message_id: Some(id.to_string()),
                account_id: message.account_id,
                body: message.body.clone(),
                time: moment(message.send_time),
                update_time: (message.update_time > 0).then(|| signed(message.update_time)),
            })
            .collect(),
        tasks: room
            .tasks
            .iter()
            .map(|(id, task)| world::Task {
                task_id: *id,
                account_id: task.account_id,
                assigned_by_account_id: task.assigned_by_account_id,
                message_id: Some(task.message_id.to_string()),
                body: task.body.clone(),
                time: room.messages.get(&task.message_id).map_or(0, |message| moment(message.send_time)),
                limit_in: (task.limit_time > 0).then(|| from_now(task.limit_time, now)),
                limit_type: task.limit_type,
                status: task.status,
            })
            .collect(),
        files: room
            .files
            .iter()
            .map(|(id, file)| {
                let text = String::from_utf8(file.bytes.clone()).ok();
                world::File {
                    file_id: *id,
                    account_id: file.account_id,
                    message_id: Some(file.message_id.to_string()),
                    filename: file.filename.clone(),
                    content_type: file.content_type.clone(),
                    time: moment(file.upload_time),
                    base64: text.is_none().then(|| STANDARD.encode(&file.bytes)),
                    text,
                }
            })
            .collect(),
    }
}

/// Seconds from now until a time.
pub(crate) fn from_now(time: u64, now: u64) -> i64 {
    signed(time).saturating_sub(signed(seconds(now)))
}

/// A time as it stands in a world, where zero counts from the start: the first second of 1970 becomes the next one.
fn moment(time: u64) -> i64 {
    signed(time).max(1)
}

fn signed(time: u64) -> i64 {
    i64::try_from(time).unwrap_or(i64::MAX)
}
