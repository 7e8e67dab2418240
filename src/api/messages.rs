//! Messages of a room, and what is read of them.

use super::MAX_MESSAGE_LENGTH;
use crate::macros::{endpoints, models};

models! {
    /// アカウントの表示に必要な情報。
    /// What is needed to show an account.
    struct AccountInfo {
        /// アカウント ID。
        /// Account id.
        account_id: u64,
        /// 表示名。
        /// Display name.
        name: String,
        /// アイコン画像の URL。
        /// URL of the avatar.
        avatar_image_url: String,
    }

    /// メッセージ。
    /// A message.
    struct Message {
        /// メッセージ ID。最大 19 桁なので常に文字列です。数値に変換すると桁が失われます。
        /// Message id, always a string: with up to 19 digits, a number would lose some of them.
        message_id: String,
        /// 投稿者。
        /// Author.
        account: AccountInfo,
        /// 本文 (メッセージ記法)。削除済みなら `[deleted]`。
        /// Text in message notation; `[deleted]` once deleted.
        body: String,
        /// 投稿日時 (Unix 時間・秒)。
        /// Time of posting, in Unix seconds.
        send_time: u64,
        /// 編集日時 (Unix 時間・秒)。未編集なら `0`。
        /// Time of the last edit, in Unix seconds; `0` if never edited.
        update_time: u64,
    }

    /// 投稿・編集・削除したメッセージの ID。
    /// The id of a posted, edited or deleted message.
    struct UpdatedMessage {
        /// メッセージ ID (文字列)。
        /// Message id, a string.
        message_id: String,
    }

    /// `putRoomMessagesRead` の結果: 変更後のルームの未読数。
    /// Result of `putRoomMessagesRead`: what is unread in the room after the change.
    struct RoomMessagesReadPutResponse {
        /// 未読メッセージの数。
        /// Number of unread messages.
        unread_num: u64,
        /// 自分宛ての未読メッセージの数。
        /// Number of unread messages addressed to the caller.
        mention_num: u64,
    }

    /// `putRoomMessagesUnread` の結果: 変更後のルームの未読数。
    /// Result of `putRoomMessagesUnread`: what is unread in the room after the change.
    struct RoomMessagesUnreadPutResponse {
        /// 未読メッセージの数。
        /// Number of unread messages.
        unread_num: u64,
        /// 自分宛ての未読メッセージの数。
        /// Number of unread messages addressed to the caller.
        mention_num: u64,
    }
}

endpoints! {
    /// メッセージを最大 100 件返します。`force` なしでは前回の取得以降の分だけが返り、サービス側の位置が進みます。
    ///
    /// Returns up to 100 messages. Without `force` only those since the last look, and the service moves its cursor.
    getRoomMessages(roomId) = Get "/rooms/{roomId}/messages" {
        params {
            /// `true`: 前回の取得に関係なく最新の 100 件。省略時は差分のみ。
            /// `true`: the newest 100 whatever was fetched before; only the new ones when left out.
            optional force: Flag,
        }
        answer Vec<Message>,
        // Without it the cursor has moved even where the answer was lost, so a second request would hide the loss.
        replay WithForce,
        limit Account,
        scopes ["rooms.all:read_write", "rooms.all:read", "rooms.messages:read"],
        example r#"[{"message_id":"1976543210987654321","account":{"account_id":2210345,"name":"山田 花子","avatar_image_url":"https://appdata.chatwork.com/avatar/2201/2201877.rsz.jpg"},"body":"[To:2210399] 佐藤 健さん\nレビューをお願いします","send_time":1750000001,"update_time":0}]"#,
    }

    /// メッセージを投稿します。1 つのルームにはタスクと合わせて 10 秒に 10 件までです。
    ///
    /// Posts a message. A room takes 10 messages and tasks together in 10 seconds.
    postRoomMessage(roomId) = Post "/rooms/{roomId}/messages" {
        params {
            /// 本文 (1〜65,535 文字)。
            /// Text, 1 to 65,535 characters.
            required body: Text { min: 1, max: MAX_MESSAGE_LENGTH },
            /// 自分から見て未読のままにするか。省略時は既読。
            /// Whether it stays unread for its author; read when left out.
            optional self_unread: Flag,
        }
        answer UpdatedMessage,
        replay Never,
        limit RoomPost,
        scopes ["rooms.all:read_write", "rooms.all:write", "rooms.messages:write"],
        example r#"{"message_id":"1976544102938475520"}"#,
    }

    /// メッセージを既読にします。すでに既読なら 400 になります。
    ///
    /// Marks messages as read. Answers 400 if they are already.
    putRoomMessagesRead(roomId) = Put "/rooms/{roomId}/messages/read" {
        params {
            /// このメッセージまでを既読にします。省略時はルーム全体。
            /// Messages up to and including this one; the whole room when left out.
            optional message_id: Id,
        }
        answer RoomMessagesReadPutResponse,
        replay Never,
        limit Account,
        scopes ["rooms.all:read_write", "rooms.all:write", "rooms.messages:write"],
        example r#"{"unread_num":0,"mention_num":0}"#,
    }

    /// メッセージを未読にします。すでに未読なら 400 になります。
    ///
    /// Marks messages as unread. Answers 400 if they are already.
    putRoomMessagesUnread(roomId) = Put "/rooms/{roomId}/messages/unread" {
        params {
            /// このメッセージ以降を未読にします。
            /// This message and all later ones.
            required message_id: Id,
        }
        answer RoomMessagesUnreadPutResponse,
        replay Never,
        limit Account,
        scopes ["rooms.all:read_write", "rooms.all:write", "rooms.messages:write"],
        example r#"{"unread_num":3,"mention_num":1}"#,
    }

    /// メッセージを 1 件返します。
    ///
    /// Returns one message.
    getRoomMessage(roomId, messageId) = Get "/rooms/{roomId}/messages/{messageId}" {
        answer Message,
        replay Safe,
        limit Account,
        scopes ["rooms.all:read_write", "rooms.all:read", "rooms.messages:read"],
        example r#"{"message_id":"1976543210987654321","account":{"account_id":2210345,"name":"山田 花子","avatar_image_url":"https://appdata.chatwork.com/avatar/2201/2201877.rsz.jpg"},"body":"[To:2210399] 佐藤 健さん\nレビューをお願いします","send_time":1750000001,"update_time":0}"#,
    }

    /// メッセージの本文を書き換えます。
    ///
    /// Replaces the text of a message.
    putRoomMessage(roomId, messageId) = Put "/rooms/{roomId}/messages/{messageId}" {
        params {
            /// 新しい本文 (1〜65,535 文字)。
            /// The new text, 1 to 65,535 characters.
            required body: Text { min: 1, max: MAX_MESSAGE_LENGTH },
        }
        answer UpdatedMessage,
        replay Safe,
        limit Account,
        scopes ["rooms.all:read_write", "rooms.all:write", "rooms.messages:write"],
        example r#"{"message_id":"1976543210987654321"}"#,
    }

    /// メッセージを削除します。削除後も一覧には本文 `[deleted]` で残ります。
    ///
    /// Deletes a message. It stays in lists with the text `[deleted]`.
    deleteRoomMessage(roomId, messageId) = Delete "/rooms/{roomId}/messages/{messageId}" {
        answer UpdatedMessage,
        replay Never,
        limit Account,
        scopes ["rooms.all:read_write", "rooms.all:write", "rooms.messages:write"],
        example r#"{"message_id":"1976543210987654321"}"#,
    }
}
