//! The invitation link of a room.

use crate::macros::{endpoints, models};

models! {
    /// 招待リンク。リンクがなければ `public` だけです。
    /// An invitation link. Where there is none, only `public` is present.
    struct RoomInvitationLink {
        /// 招待リンクがあるか。
        /// Whether there is a link.
        public: bool,
        /// URL。
        /// URL.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        url: Option<String>,
        /// 参加に管理者の承認が必要か。
        /// Whether an administrator must approve who joins.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        need_acceptance: Option<bool>,
        /// 参加ページの説明文。
        /// Text of the page where people join.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        description: Option<String>,
    }
}

endpoints! {
    /// 招待リンクを返します。
    ///
    /// Returns the invitation link.
    getRoomLink(roomId) = Get "/rooms/{roomId}/link" {
        answer RoomInvitationLink,
        replay Safe,
        limit Account,
        scopes ["rooms.all:read_write", "rooms.all:read", "rooms.info:read"],
        example r#"{"public":true,"url":"https://www.chatwork.com/g/devteam-sample","need_acceptance":true,"description":"開発チームの参加ページ"}"#,
    }

    /// 招待リンクを作成します。すでにある場合は 400 になります。
    ///
    /// Creates the invitation link. Answers 400 if there is one already.
    postRoomLink(roomId) = Post "/rooms/{roomId}/link" {
        params {
            /// リンクのパス (1〜50 文字、英数字と `_` `-`)。省略時はランダム。
            /// Path of the link, 1 to 50 of letters, digits, `_` and `-`; random when left out.
            optional code: LinkCode,
            /// 参加に管理者の承認が必要か。省略時は必要です。
            /// Whether an administrator must approve who joins; yes when left out.
            optional need_acceptance: Flag,
            /// 参加ページの説明文。
            /// Text of the page where people join.
            optional description: Text { min: 0, max: usize::MAX },
        }
        answer RoomInvitationLink,
        replay Never,
        limit Account,
        scopes ["rooms.all:read_write", "rooms.all:write", "rooms.info:write"],
        example r#"{"public":true,"url":"https://www.chatwork.com/g/devteam-sample","need_acceptance":true,"description":"開発チームの参加ページ"}"#,
    }

    /// 招待リンクを置き換えます。`code` を省略すると新しいランダムなリンクになります。リンクがなければ 400 になります。
    ///
    /// Replaces the invitation link. Leaving out `code` makes a new random one. Answers 400 if there is no link.
    putRoomLink(roomId) = Put "/rooms/{roomId}/link" {
        params {
            /// リンクのパス (1〜50 文字、英数字と `_` `-`)。省略時はランダム。
            /// Path of the link, 1 to 50 of letters, digits, `_` and `-`; random when left out.
            optional code: LinkCode,
            /// 参加に管理者の承認が必要か。省略時は必要です。
            /// Whether an administrator must approve who joins; yes when left out.
            optional need_acceptance: Flag,
            /// 参加ページの説明文。
            /// Text of the page where people join.
            optional description: Text { min: 0, max: usize::MAX },
        }
        answer RoomInvitationLink,
        // Without `code` every request makes another random link.
        replay Never,
        limit Account,
        scopes ["rooms.all:read_write", "rooms.all:write", "rooms.info:write"],
        example r#"{"public":true,"url":"https://www.chatwork.com/g/k3v9x1q7m2d8ab","need_acceptance":false,"description":"開発チームの参加ページ"}"#,
    }

    /// 招待リンクを削除します。リンクがなければ 400 になります。
    ///
    /// Deletes the invitation link. Answers 400 if there is none.
    deleteRoomLink(roomId) = Delete "/rooms/{roomId}/link" {
        answer RoomInvitationLink,
        replay Never,
        limit Account,
        scopes ["rooms.all:read_write", "rooms.all:write", "rooms.info:write"],
        example r#"{"public":false}"#,
    }
}
