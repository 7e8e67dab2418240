//! Rooms (chats).

use crate::macros::{endpoints, models, values};

values! {
    /// ルームの種類: マイチャット、ダイレクトチャット、グループチャット。
    /// Kind of room: My Chat, a direct chat of two, a group chat.
    enum RoomType { My = "my", Direct = "direct", Group = "group", }

    /// ルームでの権限: 管理者、メンバー、閲覧のみ。
    /// Role in a room: administrator, member, read-only.
    enum RoomRole { Admin = "admin", Member = "member", Readonly = "readonly", }

    /// アイコンの種類。
    /// Preset of a room's icon.
    enum IconPreset {
        Group = "group",
        Check = "check",
        Document = "document",
        Meeting = "meeting",
        Event = "event",
        Project = "project",
        Business = "business",
        Study = "study",
        Security = "security",
        Star = "star",
        Idea = "idea",
        Heart = "heart",
        Magcup = "magcup",
        Beer = "beer",
        Music = "music",
        Sports = "sports",
        Travel = "travel",
    }
}

models! {
    /// ルーム。
    /// A room.
    struct RoomInfo {
        /// ルーム ID。
        /// Room id.
        room_id: u64,
        /// ルーム名。ダイレクトチャットでは相手の名前。
        /// Name; in a direct chat that of the other person.
        name: String,
        /// 種類。
        /// Kind.
        r#type: RoomType,
        /// 自分の権限。
        /// The caller's role.
        role: RoomRole,
        /// 一覧の先頭に固定しているか。
        /// Whether the caller pinned it to the top of the list.
        sticky: bool,
        /// 未読メッセージの数。
        /// Number of unread messages.
        unread_num: u64,
        /// 自分宛ての未読メッセージの数。
        /// Number of unread messages addressed to the caller.
        mention_num: u64,
        /// 未完了の自分のタスクの数。
        /// Number of the caller's open tasks.
        mytask_num: u64,
        /// メッセージの数。
        /// Number of messages.
        message_num: u64,
        /// ファイルの数。
        /// Number of files.
        file_num: u64,
        /// タスクの数。
        /// Number of tasks.
        task_num: u64,
        /// アイコン画像の URL。
        /// URL of the icon.
        icon_path: String,
        /// 最終更新日時 (Unix 時間・秒)。
        /// Last change, in Unix seconds.
        last_update_time: u64,
    }

    /// 概要つきのルーム。
    /// A room with its description.
    struct RoomInfoWithDescription: RoomInfo {
        /// 概要。
        /// Description.
        description: String,
    }

    /// `postRooms` の結果。
    /// Result of `postRooms`.
    struct RoomsPostResponse {
        /// 作成したルームの ID。
        /// Id of the new room.
        room_id: u64,
    }

    /// `putRoom` の結果。
    /// Result of `putRoom`.
    struct RoomPutResponse {
        /// 変更したルームの ID。
        /// Id of the changed room.
        room_id: u64,
    }

    /// 空のオブジェクト。サービスが何も返さない操作の結果です。
    /// An empty object: the result of operations to which the service answers nothing.
    struct EmptyResponse {}
}

endpoints! {
    /// 参加しているルームの一覧を返します。
    ///
    /// Returns all rooms the account is in.
    getRooms() = Get "/rooms" {
        answer Vec<RoomInfo>,
        replay Safe,
        limit Account,
        scopes ["rooms.all:read_write", "rooms.all:read", "rooms.info:read"],
        example r#"[{"room_id":398700001,"name":"マイチャット","type":"my","role":"member","sticky":true,"unread_num":0,"mention_num":0,"mytask_num":0,"message_num":19,"file_num":1,"task_num":3,"icon_path":"https://appdata.chatwork.com/avatar/2201/2201877.rsz.jpg","last_update_time":1749890000}]"#,
    }

    /// グループチャットを作成します。メンバーにできるのは、コンタクトか同じ組織の人だけです。
    ///
    /// Creates a group chat. Only contacts and people of the same organisation can be members.
    postRooms() = Post "/rooms" {
        params {
            /// ルーム名 (1〜255 文字)。
            /// Name, 1 to 255 characters.
            required name: Text { min: 1, max: 255 },
            /// 概要。
            /// Description.
            optional description: Text { min: 0, max: usize::MAX },
            /// 招待リンクを作るか。省略時は作りません。
            /// Whether to create an invitation link; not when left out.
            optional link: Flag,
            /// 招待リンクのパス (1〜50 文字、英数字と `_` `-`)。省略時はランダム。
            /// Path of the invitation link, 1 to 50 of letters, digits, `_` and `-`; random when left out.
            optional link_code: LinkCode,
            /// 参加に管理者の承認が必要か。省略時は必要です。
            /// Whether an administrator must approve who joins; yes when left out.
            optional link_need_acceptance: Flag,
            /// 管理者のアカウント ID。1 人以上。
            /// Account ids of the administrators, at least one.
            required members_admin_ids: Ids,
            /// メンバーのアカウント ID。
            /// Account ids of the members.
            optional members_member_ids: Ids,
            /// 閲覧のみのメンバーのアカウント ID。
            /// Account ids of the read-only members.
            optional members_readonly_ids: Ids,
            /// アイコンの種類。
            /// Preset of the icon.
            optional icon_preset: OneOf(IconPreset::NAMES),
        }
        answer RoomsPostResponse,
        replay Never,
        limit Account,
        scopes ["rooms.all:read_write", "rooms.all:write", "rooms:write"],
        example r#"{"room_id":398912077}"#,
    }

    /// ルームの名前、アイコン、概要などを返します。
    ///
    /// Returns a room with its name, icon and description.
    getRoom(roomId) = Get "/rooms/{roomId}" {
        answer RoomInfoWithDescription,
        replay Safe,
        limit Account,
        scopes ["rooms.all:read_write", "rooms.all:read", "rooms.info:read"],
        example r#"{"room_id":398765432,"name":"開発チーム","type":"group","role":"admin","sticky":false,"unread_num":4,"mention_num":1,"mytask_num":2,"message_num":1284,"file_num":57,"task_num":31,"icon_path":"https://appdata.chatwork.com/icon/ico_project.png","last_update_time":1750000001,"description":"週次定例は月曜 10:00"}"#,
    }

    /// グループチャットの名前、概要、アイコンを変更します。渡した項目だけが変わります。
    ///
    /// Changes name, description or icon of a group chat. Only what is given changes.
    putRoom(roomId) = Put "/rooms/{roomId}" {
        params {
            /// ルーム名 (1〜255 文字)。
            /// Name, 1 to 255 characters.
            optional name: Text { min: 1, max: 255 },
            /// 概要。
            /// Description.
            optional description: Text { min: 0, max: usize::MAX },
            /// アイコンの種類。
            /// Preset of the icon.
            optional icon_preset: OneOf(IconPreset::NAMES),
        }
        answer RoomPutResponse,
        replay Safe,
        limit Account,
        scopes ["rooms.all:read_write", "rooms.all:write", "rooms.info:write"],
        example r#"{"room_id":398765432}"#,
    }

    /// グループチャットから退席するか、グループチャットを削除します。どちらも元に戻せません。
    ///
    /// Leaves a group chat, or deletes it. Neither can be undone.
    deleteRooms(roomId) = Delete "/rooms/{roomId}" {
        params {
            /// `leave`: 退席し、自分が担当するタスクと自分が送ったファイルを消します。`delete`: 全員からすべて消します。
            /// `leave` removes the caller's own tasks and files, `delete` removes everything for everybody.
            required action_type: OneOf(&["leave", "delete"]),
        }
        answer EmptyResponse,
        replay Never,
        limit Account,
        scopes ["rooms.all:read_write", "rooms.all:write", "rooms:write"],
        example "",
    }
}
