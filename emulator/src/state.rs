//! What the emulated service remembers.

use chatwork_wasm::api::messages::AccountInfo;
use chatwork_wasm::api::rooms::{IconPreset, RoomRole, RoomType};
use chatwork_wasm::api::tasks::{TaskLimitType, TaskStatus};
use litemap::LiteMap;

use crate::assumptions::mentions;
use crate::json;
use crate::notation;
use crate::oauth;
use crate::request::Random;
use crate::webhooks::{Change, Happening, Hook};
use crate::world;

mod export;
mod ids;
mod load;

pub(crate) use export::from_now;
use ids::Counter;

/// Accounts, rooms and contact requests. The maps are sorted lists: as trees they were a tenth of the wasm module.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// Their access tokens are not in them but below.
    pub(crate) accounts: LiteMap<u64, world::Account>,
    pub(crate) access_tokens: Vec<AccessToken>,
    pub(crate) rooms: LiteMap<u64, Room>,
    pub(crate) contact_requests: LiteMap<u64, world::ContactRequest>,
    pub(crate) downloads: LiteMap<String, Download>,
    pub(crate) oauth_clients: Vec<oauth::Client>,
    pub(crate) codes: Vec<oauth::Code>,
    pub(crate) refresh_tokens: Vec<oauth::RefreshToken>,
    pub(crate) webhooks: Vec<Hook>,
    /// What webhooks have not been told of yet.
    pub(crate) happenings: Vec<Happening>,
    pub(crate) first_account: u64,
    pub(crate) last_message: u64,
    pub(crate) room_ids: Counter,
    pub(crate) task_ids: Counter,
    pub(crate) file_ids: Counter,
    pub(crate) webhook_ids: Counter,
}

/// An OAuth access token.
#[derive(Debug)]
pub(crate) struct AccessToken {
    pub(crate) token: String,
    pub(crate) account_id: u64,
    pub(crate) scopes: Vec<String>,
    /// Unix seconds.
    pub(crate) expires: Option<u64>,
}

/// A room.
#[derive(Debug)]
pub(crate) struct Room {
    pub(crate) r#type: RoomType,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) icon_preset: IconPreset,
    pub(crate) members: LiteMap<u64, Member>,
    pub(crate) messages: LiteMap<u64, Message>,
    pub(crate) tasks: LiteMap<u64, Task>,
    pub(crate) files: LiteMap<u64, File>,
    pub(crate) link: Option<world::Link>,
    pub(crate) last_update_time: u64,
}

/// Ids, each once and in their order.
pub(crate) type Ids = LiteMap<u64, ()>;

/// What one account is and has seen in a room.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) role: RoomRole,
    pub(crate) sticky: bool,
    pub(crate) unread: Ids,
    /// Id of the newest message a list has given them.
    pub(crate) fetched: u64,
}

/// A message.
#[derive(Debug)]
pub(crate) struct Message {
    pub(crate) account_id: u64,
    pub(crate) body: String,
    pub(crate) send_time: u64,
    pub(crate) update_time: u64,
}

/// What a deleted message says.
pub(crate) const DELETED: &str = "[deleted]";

/// A task.
#[derive(Debug)]
pub(crate) struct Task {
    pub(crate) account_id: u64,
    pub(crate) assigned_by_account_id: u64,
    pub(crate) message_id: u64,
    pub(crate) body: String,
    pub(crate) limit_time: u64,
    pub(crate) status: TaskStatus,
    pub(crate) limit_type: TaskLimitType,
}

/// A file.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) account_id: u64,
    pub(crate) message_id: u64,
    pub(crate) filename: String,
    pub(crate) content_type: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) upload_time: u64,
}

/// A download URL that was given out.
#[derive(Debug)]
pub(crate) struct Download {
    pub(crate) room_id: u64,
    pub(crate) file_id: u64,
    /// Milliseconds.
    pub(crate) expires: u64,
}

impl Room {
    pub(crate) fn new(r#type: RoomType, name: String) -> Self {
        Self {
            r#type,
            name,
            description: String::new(),
            icon_preset: IconPreset::Group,
            members: LiteMap::new(),
            messages: LiteMap::new(),
            tasks: LiteMap::new(),
            files: LiteMap::new(),
            link: None,
            last_update_time: 0,
        }
    }

    /// Everybody but this account.
    pub(crate) fn others(&self, account_id: u64) -> impl Iterator<Item = u64> {
        self.members.keys().copied().filter(move |member| *member != account_id)
    }

    /// How many of an account's unread messages there are, and how many of these are addressed to it.
    pub(crate) fn unread(&self, account_id: u64) -> (u64, u64) {
        let Some(member) = self.members.get(&account_id) else { return (0, 0) };
        let mentions = member
            .unread
            .keys()
            .filter_map(|id| self.messages.get(id))
            .filter(|message| mentions(&notation::mentions(&message.body), account_id, message.account_id))
            .count();
        (count(member.unread.len()), count(mentions))
    }

    /// The open tasks of an account.
    pub(crate) fn open_tasks(&self, account_id: u64) -> u64 {
        let open = |task: &&Task| task.account_id == account_id && task.status == TaskStatus::Open;
        count(self.tasks.values().filter(open).count())
    }
}

impl Member {
    pub(crate) fn new(role: RoomRole) -> Self {
        Self { role, sticky: false, unread: Ids::new(), fetched: 0 }
    }
}

impl State {
    /// The short form of an account that stands in messages, tasks and files.
    pub(crate) fn account_info(&self, account_id: u64) -> AccountInfo {
        let account = self.accounts.get(&account_id);
        AccountInfo {
            account_id,
            name: account.map(|account| account.name.clone()).unwrap_or_default(),
            avatar_image_url: account.map(|account| account.avatar_image_url.clone()).unwrap_or_default(),
        }
    }

    /// All accounts, the first one first.
    pub(crate) fn accounts(&self) -> impl Iterator<Item = &world::Account> {
        let others = self.accounts.values().filter(|account| account.account_id != self.first_account);
        self.accounts.get(&self.first_account).into_iter().chain(others)
    }

    /// The rooms an account is in.
    pub(crate) fn rooms_of(&self, account_id: u64) -> impl Iterator<Item = (u64, &Room)> {
        self.rooms
            .iter()
            .filter(move |(_, room)| room.members.contains_key(&account_id))
            .map(|(id, room)| (*id, room))
    }

    /// The direct room of two accounts. To have one is to be contacts.
    pub(crate) fn direct_room(&self, account_id: u64, other: u64) -> Option<u64> {
        self.rooms_of(account_id)
            .find(|(_, room)| room.r#type == RoomType::Direct && room.others(account_id).eq([other]))
            .map(|(id, _)| id)
    }

    /// Whether an account may add another to a room.
    pub(crate) fn may_add(&self, account_id: u64, other: u64) -> bool {
        let (Some(account), Some(added)) = (self.accounts.get(&account_id), self.accounts.get(&other)) else {
            return false;
        };
        let colleagues = account.organization_id != 0 && account.organization_id == added.organization_id;
        account_id == other || colleagues || self.direct_room(account_id, other).is_some()
    }

    /// The name and icon of a room as an account sees them.
    pub(crate) fn face(&self, room: &Room, account_id: u64) -> (String, String) {
        let shown = match room.r#type {
            RoomType::Group => {
                let preset = json::value(&room.icon_preset).unwrap_or_default();
                let preset = preset.as_str().unwrap_or_default();
                return (room.name.clone(), format!("https://appdata.chatwork.com/icon/ico_{preset}.png"));
            }
            RoomType::My => account_id,
            RoomType::Direct => room.others(account_id).next().unwrap_or(account_id),
        };
        let info = self.account_info(shown);
        let name = if room.r#type == RoomType::My { "マイチャット".to_owned() } else { info.name };
        (name, info.avatar_image_url)
    }

    /// Posts a message and gives back its id. It is unread for everybody but its author.
    pub(crate) fn post(
        &mut self,
        room_id: u64,
        account_id: u64,
        body: String,
        now: u64,
        random: Random<'_>,
    ) -> u64 {
        let id = ids::message(&mut self.last_message, now, random);
        let send_time = seconds(now);
        if let Some(room) = self.rooms.get_mut(&room_id) {
            room.messages.insert(id, Message { account_id, body, send_time, update_time: 0 });
            room.last_update_time = send_time;
            for (reader, member) in &mut room.members {
                if *reader != account_id {
                    member.unread.insert(id, ());
                }
            }
        }
        self.happenings.push(Happening { change: Change::Created, room_id, message_id: id });
        id
    }
}

/// A count as it stands in answers.
pub(crate) fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// Whole seconds of a time in milliseconds.
pub(crate) fn seconds(milliseconds: u64) -> u64 {
    milliseconds / 1000
}
