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

/// Texts of OAuth. The numbers of the authorization page are published, their sense in a few words each; the words
/// here are ours, as are the descriptions of the token endpoint.
pub(crate) mod oauth {
    /// A mistake that the authorization page names by its number. 3001, which is published too, is a denial, and that
    /// leads back to the client.
    pub(crate) type Numbered = (u16, &'static str);

    pub(crate) const RESPONSE_TYPE_MISSING: Numbered = (1001, "response_type is missing");
    pub(crate) const RESPONSE_TYPE_TOKEN: Numbered = (4001, "response_type token is not supported");
    pub(crate) const RESPONSE_TYPE_UNKNOWN: Numbered = (4002, "response_type is unknown");
    pub(crate) const SCOPE_MISSING: Numbered = (5001, "scope is missing");
    pub(crate) const SCOPE_UNKNOWN: Numbered = (5002, "scope is unknown");
    pub(crate) const CLIENT_MISSING: Numbered = (11000, "client_id is missing");
    pub(crate) const REDIRECT_MISSING: Numbered =
        (13000, "redirect_uri is missing, and several are registered");
    pub(crate) const REDIRECT_MALFORMED: Numbered = (14000, "redirect_uri is malformed");
    pub(crate) const REDIRECT_NOT_REGISTERED: Numbered = (15000, "redirect_uri is not registered");
    pub(crate) const CHALLENGE_METHOD: Numbered = (18000, "code_challenge_method is not S256");
    pub(crate) const CHALLENGE_MALFORMED: Numbered = (19000, "code_challenge is malformed");
    pub(crate) const VERIFIER_MALFORMED: Numbered = (20000, "code_verifier is malformed");

    // The nearest numbers for what has none that is known: assumed.
    pub(crate) const CLIENT_UNKNOWN: Numbered = (11000, "client_id is unknown");
    pub(crate) const SCOPE_NOT_REGISTERED: Numbered = (5002, "scope is not one that the client registered");
    pub(crate) const SCOPE_OFFLINE: Numbered = (5002, "offline_access is not one that the client registered");
    pub(crate) const CHALLENGE_MISSING: Numbered =
        (19000, "code_challenge is missing, and a public client needs it");

    pub(crate) const NO_FORM: &str = "The body is not a form";
    pub(crate) const CLIENT_UNKNOWN_TO_TOKENS: &str = "The client_id is unknown";
    pub(crate) const CLIENT_SECRET: &str = "The client is not authenticated";
    pub(crate) const CLIENT_TWICE: &str = "The client_id differs from the authorization header";
    pub(crate) const GRANT_TYPE_MISSING: &str = "The grant_type is missing";
    pub(crate) const GRANT_TYPE_UNSUPPORTED: &str = "The grant_type is not supported";
    pub(crate) const CODE_MISSING: &str = "The code is missing";
    pub(crate) const CODE: &str = "The code is invalid, expired or used";
    pub(crate) const REDIRECT: &str = "The redirect_uri does not match";
    pub(crate) const VERIFIER_MISSING: &str = "The code_verifier is missing";
    pub(crate) const VERIFIER: &str = "The code_verifier does not match";
    pub(crate) const REFRESH_TOKEN_MISSING: &str = "The refresh_token is missing";
    pub(crate) const REFRESH_TOKEN: &str = "The refresh_token is invalid, expired or revoked";
    pub(crate) const SCOPE: &str = "The scope exceeds what was granted";
}

/// Known for `body`, taken to be the same for every other parameter.
pub(crate) fn required(name: &str) -> String {
    format!("Parameter '{name}' is required")
}
