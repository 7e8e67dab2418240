//! The 32 operations.

#![expect(clippy::unnecessary_wraps, reason = "every operation has the signature the table asks for")]

use chatwork_wasm::api::rooms::RoomRole;

use crate::credentials::Caller;
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use crate::request::{Random, Request, Response};
use crate::settings::Settings;
use crate::state::{Member, Room, State, seconds};

/// A struct with what others see of an account.
macro_rules! profile {
    ($account:ident, $shape:ident { $($fields:tt)* }) => {
        $shape {
            name: $account.name.clone(),
            chatwork_id: $account.chatwork_id.clone(),
            organization_id: $account.organization_id,
            organization_name: $account.organization_name.clone(),
            department: $account.department.clone(),
            avatar_image_url: $account.avatar_image_url.clone(),
            $($fields)*
        }
    };
}

mod contacts;
mod files;
mod incoming_requests;
mod link;
mod me;
mod members;
mod messages;
mod my;
mod rooms;
mod tasks;

/// What an operation comes to.
pub(crate) type Outcome = Result<Response, Refusal>;

/// One operation: how it is called, who may call it, and what it does.
#[derive(Debug)]
pub(crate) struct Route {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    /// Any one of these scopes is enough.
    pub(crate) scopes: &'static [&'static str],
    /// Whether the limit of posts in a room counts it.
    pub(crate) posts: bool,
    pub(crate) run: fn(&mut Call<'_>) -> Outcome,
}

/// A request on its way through an operation.
pub(crate) struct Call<'a> {
    pub(crate) state: &'a mut State,
    pub(crate) settings: &'a Settings,
    pub(crate) request: &'a Request,
    pub(crate) caller: &'a Caller,
    pub(crate) ids: Vec<u64>,
    pub(crate) parameters: Parameters,
    /// Milliseconds.
    pub(crate) now: u64,
    pub(crate) random: Random<'a>,
}

impl Call<'_> {
    /// The account that calls.
    pub(crate) fn me(&self) -> u64 {
        self.caller.account_id
    }

    /// The first id of the path.
    pub(crate) fn id(&self) -> u64 {
        self.ids.first().copied().unwrap_or_default()
    }

    /// The same for everything below `/rooms`.
    pub(crate) fn room_id(&self) -> u64 {
        self.id()
    }

    /// The second id of the path.
    pub(crate) fn item_id(&self) -> u64 {
        self.ids.get(1).copied().unwrap_or_default()
    }

    pub(crate) fn seconds(&self) -> u64 {
        seconds(self.now)
    }

    /// The room of the path and the caller's place in it. A room that was deleted or never was is answered like one
    /// the caller is not in.
    pub(crate) fn room(&self, refused: &'static str) -> Result<(&Room, &Member), Refusal> {
        let room = self.state.rooms.get(&self.room_id());
        let found = room.and_then(|room| room.members.get(&self.me()).map(|member| (room, member)));
        found.ok_or_else(|| Refusal::new(403, refused))
    }

    /// The same, to change something in it.
    pub(crate) fn room_mut(&mut self, refused: &'static str) -> Result<&mut Room, Refusal> {
        let (room_id, me) = (self.room_id(), self.me());
        let room = self.state.rooms.get_mut(&room_id);
        room.filter(|room| room.members.contains_key(&me)).ok_or_else(|| Refusal::new(403, refused))
    }

    /// The room, where the caller has one of these roles.
    pub(crate) fn room_as(
        &self,
        roles: &[RoomRole],
        refused: &'static str,
    ) -> Result<(&Room, &Member), Refusal> {
        let (room, member) = self.room(refused)?;
        if roles.contains(&member.role) {
            return Ok((room, member));
        }
        Err(Refusal::new(403, refused).hint("the caller's role in the room is not enough"))
    }

    /// Posts a message of the caller into the room of the path.
    pub(crate) fn post(&mut self, body: String) -> u64 {
        let (room_id, me) = (self.room_id(), self.me());
        self.state.post(room_id, me, body, self.now, self.random)
    }
}

/// The roles that write.
pub(crate) const WRITERS: &[RoomRole] = &[RoomRole::Admin, RoomRole::Member];
/// The role that administers.
pub(crate) const ADMINS: &[RoomRole] = &[RoomRole::Admin];

/// The most a list holds.
pub(crate) const LIST_MAX: usize = 100;

/// The last `LIST_MAX` of what an iterator gives, in its order.
pub(crate) fn newest<T>(items: impl DoubleEndedIterator<Item = T>) -> Vec<T> {
    let mut newest: Vec<T> = items.rev().take(LIST_MAX).collect();
    newest.reverse();
    newest
}

/// Shorthand for the table below.
const fn route(
    method: &'static str,
    path: &'static str,
    scopes: &'static [&'static str],
    run: fn(&mut Call<'_>) -> Outcome,
) -> Route {
    Route { method, path, scopes, posts: false, run }
}

/// The same for an operation that the limit of posts counts.
const fn posting(
    path: &'static str,
    scopes: &'static [&'static str],
    run: fn(&mut Call<'_>) -> Outcome,
) -> Route {
    Route { method: "POST", path, scopes, posts: true, run }
}

const INFO_READ: &[&str] = &["rooms.all:read_write", "rooms.all:read", "rooms.info:read"];
const INFO_WRITE: &[&str] = &["rooms.all:read_write", "rooms.all:write", "rooms.info:write"];
const ROOMS_WRITE: &[&str] = &["rooms.all:read_write", "rooms.all:write", "rooms:write"];
// Sources disagree about the scope of this operation and of uploads: either is enough.
const ROOMS_DELETE: &[&str] = &["rooms.all:read_write", "rooms.all:write", "rooms:write", "rooms.info:write"];
const MEMBERS_READ: &[&str] = &["rooms.all:read_write", "rooms.all:read", "rooms.members:read"];
const MEMBERS_WRITE: &[&str] = &["rooms.all:read_write", "rooms.all:write", "rooms.members:write"];
const MESSAGES_READ: &[&str] = &["rooms.all:read_write", "rooms.all:read", "rooms.messages:read"];
const MESSAGES_WRITE: &[&str] = &["rooms.all:read_write", "rooms.all:write", "rooms.messages:write"];
const TASKS_READ: &[&str] = &["rooms.all:read_write", "rooms.all:read", "rooms.tasks:read"];
const TASKS_WRITE: &[&str] = &["rooms.all:read_write", "rooms.all:write", "rooms.tasks:write"];
const FILES_READ: &[&str] = &["rooms.all:read_write", "rooms.all:read", "rooms.files:read"];
const FILES_WRITE: &[&str] =
    &["rooms.all:read_write", "rooms.all:write", "rooms.files:write", "rooms.messages:write"];
const CONTACTS_READ: &[&str] = &["contacts.all:read_write", "contacts.all:read"];
const CONTACTS_WRITE: &[&str] = &["contacts.all:read_write", "contacts.all:write"];

/// All operations.
pub(crate) static ROUTES: &[Route] = &[
    route("GET", "/me", &["users.all:read", "users.profile.me:read"], me::show),
    route("GET", "/my/status", &["users.all:read", "users.status.me:read"], my::status),
    route("GET", "/my/tasks", &["users.all:read", "users.tasks.me:read"], my::tasks),
    route("GET", "/contacts", CONTACTS_READ, contacts::list),
    route("GET", "/rooms", INFO_READ, rooms::list),
    route("POST", "/rooms", ROOMS_WRITE, rooms::create),
    route("GET", "/rooms/{room_id}", INFO_READ, rooms::show),
    route("PUT", "/rooms/{room_id}", INFO_WRITE, rooms::change),
    route("DELETE", "/rooms/{room_id}", ROOMS_DELETE, rooms::remove),
    route("GET", "/rooms/{room_id}/members", MEMBERS_READ, members::list),
    route("PUT", "/rooms/{room_id}/members", MEMBERS_WRITE, members::replace),
    route("GET", "/rooms/{room_id}/messages", MESSAGES_READ, messages::list),
    posting("/rooms/{room_id}/messages", MESSAGES_WRITE, messages::create),
    route("PUT", "/rooms/{room_id}/messages/read", MESSAGES_WRITE, messages::mark_read),
    route("PUT", "/rooms/{room_id}/messages/unread", MESSAGES_WRITE, messages::mark_unread),
    route("GET", "/rooms/{room_id}/messages/{message_id}", MESSAGES_READ, messages::show),
    route("PUT", "/rooms/{room_id}/messages/{message_id}", MESSAGES_WRITE, messages::change),
    route("DELETE", "/rooms/{room_id}/messages/{message_id}", MESSAGES_WRITE, messages::remove),
    route("GET", "/rooms/{room_id}/tasks", TASKS_READ, tasks::list),
    posting("/rooms/{room_id}/tasks", TASKS_WRITE, tasks::create),
    route("GET", "/rooms/{room_id}/tasks/{task_id}", TASKS_READ, tasks::show),
    route("PUT", "/rooms/{room_id}/tasks/{task_id}/status", TASKS_WRITE, tasks::change_status),
    route("GET", "/rooms/{room_id}/files", FILES_READ, files::list),
    route("POST", "/rooms/{room_id}/files", FILES_WRITE, files::upload),
    route("GET", "/rooms/{room_id}/files/{file_id}", FILES_READ, files::show),
    route("GET", "/rooms/{room_id}/link", INFO_READ, link::show),
    route("POST", "/rooms/{room_id}/link", INFO_WRITE, link::create),
    route("PUT", "/rooms/{room_id}/link", INFO_WRITE, link::change),
    route("DELETE", "/rooms/{room_id}/link", INFO_WRITE, link::remove),
    route("GET", "/incoming_requests", CONTACTS_READ, incoming_requests::list),
    route("PUT", "/incoming_requests/{request_id}", CONTACTS_WRITE, incoming_requests::accept),
    route("DELETE", "/incoming_requests/{request_id}", CONTACTS_WRITE, incoming_requests::decline),
];
