//! Members of a room.

use super::rooms::RoomRole;
use crate::macros::{endpoints, models};

models! {
    /// ルームのメンバー。
    /// A member of a room.
    struct RoomMember {
        /// アカウント ID。
        /// Account id.
        account_id: u64,
        /// 権限。
        /// Role.
        role: RoomRole,
        /// 表示名。
        /// Display name.
        name: String,
        /// Chatwork ID。
        /// Chatwork ID.
        chatwork_id: String,
        /// 組織 ID。
        /// Organisation id.
        organization_id: u64,
        /// 組織名。
        /// Name of the organisation.
        organization_name: String,
        /// 部署。
        /// Department.
        department: String,
        /// アイコン画像の URL。
        /// URL of the avatar.
        avatar_image_url: String,
    }

    /// `putRoomMembers` の結果: 変更後の権限ごとのアカウント ID。
    /// Result of `putRoomMembers`: the account ids by role after the change.
    struct RoomMembersPutResponse {
        /// 管理者。
        /// Administrators.
        admin: Vec<u64>,
        /// メンバー。
        /// Members.
        member: Vec<u64>,
        /// 閲覧のみ。
        /// Read-only members.
        readonly: Vec<u64>,
    }
}

endpoints! {
    /// ルームのメンバーの一覧を返します。
    ///
    /// Returns the members of a room.
    getRoomMembers(roomId) = Get "/rooms/{roomId}/members" {
        answer Vec<RoomMember>,
        replay Safe,
        limit Account,
        scopes ["rooms.all:read_write", "rooms.all:read", "rooms.members:read"],
        example r#"[{"account_id":2210345,"role":"admin","name":"山田 花子","chatwork_id":"hanako-sample","organization_id":48211,"organization_name":"サンプル商事株式会社","department":"開発部","avatar_image_url":"https://appdata.chatwork.com/avatar/2201/2201877.rsz.jpg"}]"#,
    }

    /// ルームのメンバー全員を入れ替えます。渡さなかった人はルームから外れます。
    ///
    /// Replaces the whole list of members. Whoever is not named is removed from the room.
    putRoomMembers(roomId) = Put "/rooms/{roomId}/members" {
        params {
            /// 管理者のアカウント ID。1 人以上。
            /// Account ids of the administrators, at least one.
            required members_admin_ids: Ids,
            /// メンバーのアカウント ID。
            /// Account ids of the members.
            optional members_member_ids: Ids,
            /// 閲覧のみのメンバーのアカウント ID。
            /// Account ids of the read-only members.
            optional members_readonly_ids: Ids,
        }
        answer RoomMembersPutResponse,
        replay Safe,
        limit Account,
        scopes ["rooms.all:read_write", "rooms.all:write", "rooms.members:write"],
        example r#"{"admin":[2210345],"member":[2210399,2210501],"readonly":[2210412]}"#,
    }
}
