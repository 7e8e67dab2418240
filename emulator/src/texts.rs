//! The texts of errors.

/// Texts that were seen in answers of the service or stand in its documentation.
pub(crate) mod known {
    pub(crate) const TOKEN: &str = "Invalid API token";
    pub(crate) const ROOM: &str = "You don't have permission to get this room";
    pub(crate) const MESSAGES: &str = "You don't have permission to get messages in this room";
    pub(crate) const SEND: &str = "You don't have permission to send/edit message.";
    pub(crate) const ROUTE: &str = "Invalid Endpoint or HTTP method";
    pub(crate) const POSTS: &str = "Rate limit for message posting per room exceeded.";
    pub(crate) const REQUESTS: &str = "Rate limit exceeded";
    pub(crate) const EXPIRED: &str = "The access token expired";
    pub(crate) const BEARER: &str = "Invalid access token";
}

/// Texts that nobody outside has recorded. Only their status is known or likely; the words are made up in the manner
/// of the known ones, and a program must not depend on them.
pub(crate) mod assumed {
    pub(crate) const SCOPE: &str = "Insufficient scope";
    pub(crate) const MEMBERS: &str = "You don't have permission to get members in this room";
    pub(crate) const CHANGE_MEMBERS: &str = "You don't have permission to edit members in this room";
    pub(crate) const CHANGE_ROOM: &str = "You don't have permission to edit this room";
    pub(crate) const DELETE_ROOM: &str = "You don't have permission to leave/delete this room";
    pub(crate) const TASKS: &str = "You don't have permission to get tasks in this room";
    pub(crate) const CHANGE_TASKS: &str = "You don't have permission to add/edit tasks in this room";
    pub(crate) const FILES: &str = "You don't have permission to get files in this room";
    pub(crate) const UPLOAD: &str = "You don't have permission to upload files in this room";
    pub(crate) const LINK: &str = "You don't have permission to get the invitation link of this room";
    pub(crate) const CHANGE_LINK: &str = "You don't have permission to edit the invitation link of this room";
    pub(crate) const NO_MESSAGE: &str = "Message not found";
    pub(crate) const NO_TASK: &str = "Task not found";
    pub(crate) const NO_FILE: &str = "File not found";
    pub(crate) const NO_REQUEST: &str = "Contact request not found";
    pub(crate) const READ_ALREADY: &str = "The message is already read";
    pub(crate) const UNREAD_ALREADY: &str = "The message is already unread";
    pub(crate) const LINK_EXISTS: &str = "The invitation link already exists";
    pub(crate) const NO_LINK: &str = "The invitation link does not exist";
    pub(crate) const CODE_TAKEN: &str = "The code of the invitation link is already used";
    pub(crate) const MULTIPART: &str = "The multipart body is broken";
    pub(crate) const TOO_LARGE: &str = "The file is larger than 5MB";
    pub(crate) const LIMITATION: &str = "Messages older than the period of the free plan are hidden.";
    pub(crate) const DOWNLOAD_TOKEN: &str = "Only one auth mechanism allowed";
    pub(crate) const DOWNLOAD_EXPIRED: &str = "Request has expired";

    pub(crate) fn invalid(name: &str) -> String {
        format!("Parameter '{name}' is invalid")
    }
}

/// Known for `body`, taken to be the same for every other parameter.
pub(crate) fn required(name: &str) -> String {
    format!("Parameter '{name}' is required")
}
