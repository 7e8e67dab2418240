//! Contacts of the account behind the token.

use crate::macros::{endpoints, models};

models! {
    /// コンタクト。
    /// A contact.
    struct Contact {
        /// アカウント ID。
        /// Account id.
        account_id: u64,
        /// この相手とのダイレクトチャットのルーム ID。
        /// Room id of the direct chat with this contact.
        room_id: u64,
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
}

endpoints! {
    /// コンタクトの一覧を返します。
    ///
    /// Returns all contacts.
    getContacts() = Get "/contacts" {
        answer Vec<Contact>,
        replay Safe,
        limit Account,
        scopes ["contacts.all:read_write", "contacts.all:read"],
        example r#"[{"account_id":2210399,"room_id":398700117,"name":"佐藤 健","chatwork_id":"sato-sample","organization_id":48211,"organization_name":"サンプル商事株式会社","department":"営業部","avatar_image_url":"https://appdata.chatwork.com/avatar/ico_default_violet.png"}]"#,
    }
}
