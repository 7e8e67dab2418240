//! What the service offers, as data.
//!
//! Every endpoint is one block in one of the files below. [`endpoints`] and [`models`] list them all; functions,
//! requests, argument checks, TypeScript types, the README table and tests are made from these lists.

pub mod contacts;
#[cfg(not(target_arch = "wasm32"))]
pub mod docs;
pub mod files;
pub mod incoming_requests;
pub mod link;
pub mod me;
pub mod members;
pub mod messages;
pub mod my;
pub mod rooms;
pub mod tasks;

/// All endpoints, in the order of the official reference.
pub fn endpoints() -> impl Iterator<Item = &'static Endpoint> {
    [
        me::ENDPOINTS,
        my::ENDPOINTS,
        contacts::ENDPOINTS,
        rooms::ENDPOINTS,
        members::ENDPOINTS,
        messages::ENDPOINTS,
        tasks::ENDPOINTS,
        files::ENDPOINTS,
        link::ENDPOINTS,
        incoming_requests::ENDPOINTS,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// All types of answers, in the order of the endpoints that give them.
#[cfg(not(target_arch = "wasm32"))]
pub fn models() -> impl Iterator<Item = &'static docs::Model> {
    [
        me::MODELS,
        my::MODELS,
        contacts::MODELS,
        rooms::VALUES,
        rooms::MODELS,
        members::MODELS,
        messages::MODELS,
        tasks::VALUES,
        tasks::MODELS,
        files::MODELS,
        link::MODELS,
        incoming_requests::MODELS,
    ]
    .into_iter()
    .flatten()
}

/// One operation of the REST API.
#[derive(Debug)]
pub struct Endpoint {
    /// The function's name, letter for letter that of the Apps Script library.
    pub name: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path below the base URL, with `{name}` for each of `ids`.
    pub path: &'static str,
    /// The path arguments, in order.
    pub ids: &'static [&'static str],
    /// The parameters of the query (GET) or the form body (all others).
    pub params: &'static [Param],
    /// Whether the answer is a list. The service answers 204 without a body where a list would be empty.
    pub answers_list: bool,
    /// Whether a request whose outcome is unknown may be sent again.
    pub replay: Replay,
    /// The rate limit that counts it, besides the general one.
    pub limit: Limit,
    /// What only people and tests read.
    #[cfg(not(target_arch = "wasm32"))]
    pub docs: docs::Docs,
}

/// An HTTP method of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads; parameters go into the query.
    Get,
    /// Creates; parameters go into the body.
    Post,
    /// Replaces; parameters go into the body.
    Put,
    /// Deletes; parameters go into the body.
    Delete,
}

impl Method {
    /// The method as it stands in a request line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// Whether sending a request twice does harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replay {
    /// A second arrival changes nothing.
    Safe,
    /// So it is with `force` only: without it the service moves a cursor, and a lost answer loses messages.
    WithForce,
    /// A second arrival posts twice, loses messages or turns a success into an error.
    Never,
}

/// The rate limit an endpoint counts against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Only the general one: 300 requests in 5 minutes.
    Account,
    /// Also the one for posting: 10 messages and tasks together in 10 seconds and one room.
    RoomPost,
}

/// A parameter of an endpoint.
#[derive(Debug)]
pub struct Param {
    /// The name on the wire.
    pub name: &'static str,
    /// Whether the service refuses a request without it.
    pub required: bool,
    /// What it may be.
    pub kind: Kind,
    /// The Japanese line, then the English one.
    #[cfg(not(target_arch = "wasm32"))]
    pub docs: &'static [&'static str],
}

/// What a parameter may be.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Text; its length is counted as [`MAX_MESSAGE_LENGTH`] says.
    Text {
        /// The least length.
        min: usize,
        /// The greatest length; `usize::MAX` where the service states none.
        max: usize,
    },
    /// The path part of an invitation link: 1 to 50 of `A–Z a–z 0–9 _ -`.
    LinkCode,
    /// One id.
    Id,
    /// One or more ids, joined by commas on the wire.
    Ids,
    /// Yes or no, `1` or `0` on the wire.
    Flag,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A moment in Unix seconds.
    Time,
    /// The bytes of a file, at most [`MAX_FILE_BYTES`].
    File,
    /// The name of the file. It travels in the part that carries the file and not as a field of its own.
    FileName,
}

/// The keyword in front of a parameter's name in a declaration.
#[derive(Clone, Copy)]
#[allow(non_camel_case_types, reason = "the keywords of `endpoints!`")]
pub(crate) enum Need {
    required,
    optional,
}

impl Need {
    pub(crate) const fn is_required(self) -> bool {
        matches!(self, Self::required)
    }
}

/// The greatest upload.
///
/// Assumption: the service says 5 MB, and 5 MiB is taken for it. The larger reading never refuses a file that the
/// service would have taken.
pub const MAX_FILE_BYTES: u32 = 5 * 1024 * 1024;

/// The greatest length of a message, a task and the comment of a file.
///
/// Assumption: the service says 65,535 without a unit. Lengths are counted in code points: of these, UTF-16 units and
/// bytes they give the smallest number, so no text is refused that the service would have taken.
pub const MAX_MESSAGE_LENGTH: usize = 65_535;

/// A type that stands in an answer.
pub trait Typed {
    /// Whether it is a list.
    const IS_LIST: bool = false;
    /// Whether a field of this type may be left out.
    #[cfg(not(target_arch = "wasm32"))]
    const OPTIONAL: bool = false;
    /// Its TypeScript name.
    #[cfg(not(target_arch = "wasm32"))]
    fn typescript() -> String;
}

impl<T: Typed> Typed for Vec<T> {
    const IS_LIST: bool = true;
    #[cfg(not(target_arch = "wasm32"))]
    fn typescript() -> String {
        T::typescript() + "[]"
    }
}

impl<T: Typed> Typed for Option<T> {
    #[cfg(not(target_arch = "wasm32"))]
    const OPTIONAL: bool = true;
    #[cfg(not(target_arch = "wasm32"))]
    fn typescript() -> String {
        T::typescript()
    }
}
