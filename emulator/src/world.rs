//! The world file: accounts, rooms and what is in them when the emulator starts.
//!
//! Times are Unix seconds; zero and negative ones count from the start of the emulator, so that `-3600` is always an
//! hour ago. Ids that are left out are given out at the start.

use std::io;

use chatwork_wasm::api::rooms::{IconPreset, RoomRole, RoomType};
use chatwork_wasm::api::tasks::{TaskLimitType, TaskStatus};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::json;
use crate::settings::Settings;

mod oauth;
mod webhooks;

pub use oauth::{OauthClient, RefreshToken};
pub use webhooks::{Webhook, WebhookEvent};

/// A world: everything the emulator knows at its start.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct World {
    /// The switches.
    #[serde(default)]
    pub settings: Settings,
    /// The people and bots. Whoever has no My Chat among the rooms gets one.
    pub accounts: Vec<Account>,
    /// The rooms. A direct room makes its two members contacts of each other.
    #[serde(default)]
    pub rooms: Vec<Room>,
    /// Contact requests nobody has answered yet.
    #[serde(default)]
    pub contact_requests: Vec<ContactRequest>,
    /// OAuth clients.
    #[serde(default)]
    pub oauth_clients: Vec<OauthClient>,
    /// Webhooks.
    #[serde(default)]
    pub webhooks: Vec<Webhook>,
}

impl World {
    /// The world of an emulator that was not given one.
    ///
    /// # Errors
    /// None: a test reads the file.
    pub fn standard() -> io::Result<Self> {
        Self::from_json(include_str!("world/standard.json"))
    }

    /// Reads a world file.
    ///
    /// # Errors
    /// Where the text is not JSON, or has a key that a world does not know.
    pub fn from_json(json: &str) -> io::Result<Self> {
        Ok(json::read(json.as_bytes())?)
    }
}

/// A person or a bot. What a profile shows may be left out.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields of `GET /me`")]
pub struct Account {
    /// Account id.
    pub account_id: u64,
    /// Display name.
    pub name: String,
    /// API token.
    pub token: String,
    /// OAuth access tokens.
    #[serde(default)]
    pub access_tokens: Vec<AccessToken>,
    #[serde(default)]
    pub chatwork_id: String,
    /// People with the same organisation, unless it is 0, can add each other to rooms without being contacts.
    #[serde(default)]
    pub organization_id: u64,
    #[serde(default)]
    pub organization_name: String,
    #[serde(default)]
    pub department: String,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub url: String,
    #[serde(default)]
    pub introduction: String,
    #[serde(default)]
    pub mail: String,
    #[serde(default)]
    pub tel_organization: String,
    #[serde(default)]
    pub tel_extension: String,
    #[serde(default)]
    pub tel_mobile: String,
    #[serde(default)]
    pub skype: String,
    #[serde(default)]
    pub facebook: String,
    #[serde(default)]
    pub twitter: String,
    #[serde(default)]
    pub avatar_image_url: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login_mail: Option<String>,
}

/// An OAuth access token.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccessToken {
    /// The token.
    pub token: String,
    /// What it may do.
    pub scopes: Vec<String>,
    /// Seconds from the start until it expires; negative for one that has. Never, if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<i64>,
}

/// A room.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Room {
    /// Room id.
    pub room_id: u64,
    /// Kind.
    pub r#type: RoomType,
    /// Name of a group chat. The other kinds take theirs from their members.
    #[serde(default)]
    pub name: String,
    /// Description.
    #[serde(default)]
    pub description: String,
    /// Preset of the icon of a group chat.
    #[serde(default = "group_icon")]
    pub icon_preset: IconPreset,
    /// Who is in it.
    pub members: Vec<Member>,
    /// Its invitation link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Link>,
    /// Its messages.
    #[serde(default)]
    pub messages: Vec<Message>,
    /// Its tasks.
    #[serde(default)]
    pub tasks: Vec<Task>,
    /// Its files.
    #[serde(default)]
    pub files: Vec<File>,
}

fn group_icon() -> IconPreset {
    IconPreset::Group
}

/// A member of a room.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Account id.
    pub account_id: u64,
    /// Role.
    #[serde(default = "member_role")]
    pub role: RoomRole,
    /// Whether the room is pinned to the top of their list.
    #[serde(default)]
    pub sticky: bool,
    /// What they have not read.
    #[serde(default)]
    pub unread: Unread,
    /// Id of the last message they fetched with `force=0`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fetched: Option<String>,
}

fn member_role() -> RoomRole {
    RoomRole::Member
}

/// The messages a member has not read.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged, try_from = "Value")]
pub enum Unread {
    /// So many of the newest.
    Newest(usize),
    /// These.
    Messages(Vec<String>),
}

impl TryFrom<Value> for Unread {
    type Error = &'static str;

    fn try_from(value: Value) -> Result<Self, Self::Error> {
        let number = value.as_u64().and_then(|number| usize::try_from(number).ok());
        let text = |id: &Value| id.as_str().map(str::to_owned);
        let ids = || value.as_array()?.iter().map(text).collect::<Option<Vec<_>>>();
        let unread = number.map(Self::Newest).or_else(|| ids().map(Self::Messages));
        unread.ok_or("unread is a number, or a list of message ids as texts")
    }
}

impl Default for Unread {
    fn default() -> Self {
        Self::Newest(0)
    }
}

/// An invitation link.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The path part.
    pub code: String,
    /// Whether an administrator must approve who joins.
    #[serde(default = "yes")]
    pub need_acceptance: bool,
    /// Text of the page where people join.
    #[serde(default)]
    pub description: String,
}

fn yes() -> bool {
    true
}

/// A message.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// Message id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    /// Author.
    pub account_id: u64,
    /// Text.
    pub body: String,
    /// When it was posted.
    #[serde(default)]
    pub time: i64,
    /// When it was edited; never, if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub update_time: Option<i64>,
}

/// A task. One without `message_id` gets its system message at the start.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// Task id.
    pub task_id: u64,
    /// Who is to do it.
    pub account_id: u64,
    /// Who asked for it.
    pub assigned_by_account_id: u64,
    /// Id of the message that announced it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    /// Text.
    pub body: String,
    /// When it was created.
    #[serde(default)]
    pub time: i64,
    /// Seconds from the start until the deadline; negative for one that has passed. None, if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_in: Option<i64>,
    /// Kind of deadline.
    #[serde(default = "no_limit")]
    pub limit_type: TaskLimitType,
    /// State.
    #[serde(default = "open")]
    pub status: TaskStatus,
}

fn no_limit() -> TaskLimitType {
    TaskLimitType::None
}

fn open() -> TaskStatus {
    TaskStatus::Open
}

/// A file. One without `message_id` gets its system message at the start.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// File id.
    pub file_id: u64,
    /// Who uploaded it.
    pub account_id: u64,
    /// Id of the message that announced it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    /// Name.
    pub filename: String,
    /// Media type.
    #[serde(default = "any_bytes")]
    pub content_type: String,
    /// When it was uploaded.
    #[serde(default)]
    pub time: i64,
    /// The content, where it is text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The content in base64, where it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base64: Option<String>,
}

fn any_bytes() -> String {
    "application/octet-stream".to_owned()
}

/// A contact request.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactRequest {
    /// Id of the request.
    pub request_id: u64,
    /// Who asks.
    pub from_account_id: u64,
    /// Who is asked.
    pub to_account_id: u64,
    /// What they say.
    #[serde(default)]
    pub message: String,
}
