//! From a world to the state at the start.

use std::io;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chatwork_wasm::api::rooms::{RoomRole, RoomType};

use super::{AccessToken, Counter, File, Ids, Member, Message, Room, State, Task, ids, seconds};
use crate::request::Random;
use crate::system_messages;
use crate::world::{self, Unread, World};

impl State {
    /// The state of a world that starts at `now`.
    pub(crate) fn load(world: &World, now: u64, random: Random<'_>) -> io::Result<Self> {
        let mut state = Self {
            first_account: world.accounts.first().map(|account| account.account_id).unwrap_or_default(),
            ..Self::default()
        };
        for account in &world.accounts {
            state.load_account(account, now)?;
        }
        for room in &world.rooms {
            state.check_room(room)?;
            let loaded = Room {
                description: room.description.clone(),
                icon_preset: room.icon_preset,
                link: room.link.clone(),
                ..Room::new(room.r#type, room.name.clone())
            };
            if state.rooms.insert(room.room_id, loaded).is_some() {
                return Err(wrong(format!("two rooms have the id {}", room.room_id)));
            }
        }
        let tasks = world.rooms.iter().flat_map(|room| &room.tasks).map(|task| task.task_id);
        let files = world.rooms.iter().flat_map(|room| &room.files).map(|file| file.file_id);
        state.room_ids = Counter::above(400_000_000, state.rooms.keys().copied());
        state.task_ids = Counter::above(500_000_000, tasks);
        state.file_ids = Counter::above(1_800_000_000, files);
        for room in &world.rooms {
            state.load_content(room, now, random)?;
        }
        state.add_my_chats(random);
        for request in &world.contact_requests {
            for account_id in [request.from_account_id, request.to_account_id] {
                state.check_account(account_id)?;
            }
            state.contact_requests.insert(request.request_id, request.clone());
        }
        for client in &world.oauth_clients {
            state.add_oauth_client(client, now).map_err(wrong)?;
        }
        let given = world.webhooks.iter().filter_map(|webhook| webhook.webhook_setting_id.as_deref());
        let ids: Vec<&str> = given.collect();
        if let Some(id) =
            ids.iter().enumerate().find(|(at, id)| ids.iter().take(*at).any(|known| known == *id))
        {
            return Err(wrong(format!("two webhooks have the id {}", id.1)));
        }
        state.webhook_ids = Counter::above(20_000, ids.iter().filter_map(|id| id.parse().ok()));
        for webhook in &world.webhooks {
            state.put_webhook(webhook, random).map_err(wrong)?;
        }
        Ok(state)
    }

    fn load_account(&mut self, account: &world::Account, now: u64) -> io::Result<()> {
        let id = account.account_id;
        if self.accounts.values().any(|known| known.token == account.token) {
            return Err(wrong(format!("the token of account {id} is also that of another one")));
        }
        let loaded = world::Account { access_tokens: Vec::new(), ..account.clone() };
        if self.accounts.insert(id, loaded).is_some() {
            return Err(wrong(format!("two accounts have the id {id}")));
        }
        self.access_tokens.extend(account.access_tokens.iter().map(|token| AccessToken {
            token: token.token.clone(),
            account_id: id,
            scopes: token.scopes.clone(),
            expires: token.expires_in.map(|time| seconds(now).saturating_add_signed(time)),
        }));
        Ok(())
    }

    fn check_account(&self, account_id: u64) -> io::Result<()> {
        if self.accounts.contains_key(&account_id) {
            return Ok(());
        }
        Err(wrong(format!("there is no account {account_id}")))
    }

    fn check_room(&self, room: &world::Room) -> io::Result<()> {
        let expected = match room.r#type {
            RoomType::My => Some(1),
            RoomType::Direct => Some(2),
            RoomType::Group => None,
        };
        if expected.is_some_and(|expected| expected != room.members.len()) {
            let size = room.members.len();
            return Err(wrong(format!(
                "room {} has {size} members, which does not fit its type",
                room.room_id
            )));
        }
        for (at, world::Member { account_id, .. }) in room.members.iter().enumerate() {
            self.check_account(*account_id)?;
            if room.members.iter().take(at).any(|known| known.account_id == *account_id) {
                return Err(wrong(format!("account {account_id} is in room {} twice", room.room_id)));
            }
        }
        Ok(())
    }

    fn load_content(&mut self, source: &world::Room, now: u64, random: Random<'_>) -> io::Result<()> {
        let mut posts = posts(source, now)?;
        posts.sort_by_key(|post| (post.time, post.id));
        // The counter of the whole state goes by the newest message, whatever room it is in.
        let mut last = 0;
        let mut announced = Vec::new();
        let Some(room) = self.rooms.get_mut(&source.room_id) else { return Ok(()) };
        for post in posts {
            let id =
                post.id.unwrap_or_else(|| ids::message(&mut last, post.time.saturating_mul(1000), random));
            last = last.max(id);
            announced.push((post.origin, id));
            let message = Message {
                account_id: post.account_id,
                body: post.body,
                send_time: post.time,
                update_time: post.update_time,
            };
            room.last_update_time = room.last_update_time.max(post.time);
            if room.messages.insert(id, message).is_some() {
                return Err(wrong(format!("two messages have the id {id}")));
            }
        }
        self.last_message = self.last_message.max(last);
        let message_of = |origin: Origin, given: Option<&String>| match given {
            Some(id) => digits(id),
            None => Ok(announced.iter().find(|(of, _)| *of == origin).map(|(_, id)| *id).unwrap_or_default()),
        };
        for task in &source.tasks {
            let loaded = Task {
                account_id: task.account_id,
                assigned_by_account_id: task.assigned_by_account_id,
                message_id: message_of(Origin::Task(task.task_id), task.message_id.as_ref())?,
                body: task.body.clone(),
                limit_time: limit_time(task, now),
                status: task.status,
                limit_type: task.limit_type,
            };
            room.tasks.insert(task.task_id, loaded);
        }
        for file in &source.files {
            let loaded = File {
                account_id: file.account_id,
                message_id: message_of(Origin::File(file.file_id), file.message_id.as_ref())?,
                filename: file.filename.clone(),
                content_type: file.content_type.clone(),
                bytes: content(file)?,
                upload_time: moment(file.time, now),
            };
            room.files.insert(file.file_id, loaded);
        }
        for member in &source.members {
            let mut unread = Ids::new();
            match &member.unread {
                Unread::Newest(count) => {
                    let older = room.messages.len().saturating_sub(*count);
                    for id in room.messages.keys().skip(older) {
                        unread.insert(*id, ());
                    }
                }
                Unread::Messages(ids) => {
                    for id in ids {
                        unread.insert(digits(id)?, ());
                    }
                }
            }
            let fetched = member.fetched.as_deref().map_or(Ok(0), digits)?;
            let loaded = Member { role: member.role, sticky: member.sticky, unread, fetched };
            room.members.insert(member.account_id, loaded);
        }
        Ok(())
    }

    fn add_my_chats(&mut self, random: Random<'_>) {
        let accounts: Vec<u64> = self.accounts.keys().copied().collect();
        for account_id in accounts {
            if self.my_chat(account_id).is_none() {
                let mut room = Room::new(RoomType::My, String::new());
                room.members.insert(account_id, Member { sticky: true, ..Member::new(RoomRole::Member) });
                self.rooms.insert(self.room_ids.next(random), room);
            }
        }
    }

    /// The My Chat of an account.
    pub(crate) fn my_chat(&self, account_id: u64) -> Option<u64> {
        self.rooms_of(account_id).find(|(_, room)| room.r#type == RoomType::My).map(|(id, _)| id)
    }
}

/// A message that is still to get its place and perhaps its id.
struct Post {
    time: u64,
    id: Option<u64>,
    account_id: u64,
    body: String,
    update_time: u64,
    origin: Origin,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    Message,
    Task(u64),
    File(u64),
}

fn posts(room: &world::Room, now: u64) -> io::Result<Vec<Post>> {
    let mut posts = Vec::new();
    for message in &room.messages {
        posts.push(Post {
            time: moment(message.time, now),
            id: message.message_id.as_deref().map(digits).transpose()?,
            account_id: message.account_id,
            body: message.body.clone(),
            update_time: message.update_time.map_or(0, |time| moment(time, now)),
            origin: Origin::Message,
        });
    }
    for task in room.tasks.iter().filter(|task| task.message_id.is_none()) {
        let limit = limit_time(task, now);
        posts.push(Post {
            time: moment(task.time, now),
            id: None,
            account_id: task.assigned_by_account_id,
            body: system_messages::task("task_added", &[task.account_id], limit, task.limit_type, &task.body),
            update_time: 0,
            origin: Origin::Task(task.task_id),
        });
    }
    for file in room.files.iter().filter(|file| file.message_id.is_none()) {
        let size = content(file)?.len();
        posts.push(Post {
            time: moment(file.time, now),
            id: None,
            account_id: file.account_id,
            body: system_messages::file(file.file_id, &file.filename, &file.content_type, size),
            update_time: 0,
            origin: Origin::File(file.file_id),
        });
    }
    Ok(posts)
}

/// Seconds since the epoch of a time in a world.
fn moment(time: i64, now: u64) -> u64 {
    match u64::try_from(time) {
        Ok(time) if time > 0 => time,
        _ => seconds(now).saturating_add_signed(time),
    }
}

fn limit_time(task: &world::Task, now: u64) -> u64 {
    task.limit_in.map_or(0, |time| seconds(now).saturating_add_signed(time))
}

fn content(file: &world::File) -> io::Result<Vec<u8>> {
    match (&file.text, &file.base64) {
        (Some(text), _) => Ok(text.clone().into_bytes()),
        (None, Some(base64)) => STANDARD.decode(base64).map_err(|error| wrong(error.to_string())),
        (None, None) => Ok(Vec::new()),
    }
}

fn digits(id: &str) -> io::Result<u64> {
    id.parse().map_err(|_| wrong(format!("{id:?} is not a message id")))
}

fn wrong(sentence: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, sentence)
}
