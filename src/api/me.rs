//! The account behind the token.

use crate::macros::{endpoints, models};

models! {
    /// トークンの持ち主のプロフィール。未設定の文字列は空文字です。
    /// The profile of the token's owner. Strings that are not set are empty.
    struct Me {
        /// アカウント ID。
        /// Account id.
        account_id: u64,
        /// マイチャットのルーム ID。
        /// Room id of the owner's own My Chat.
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
        /// 役職。
        /// Job title.
        title: String,
        /// プロフィールに載せた URL。
        /// URL shown in the profile.
        url: String,
        /// 自己紹介。
        /// Self-introduction.
        introduction: String,
        /// 連絡先のメールアドレス。
        /// Contact e-mail address.
        mail: String,
        /// 会社の電話番号。
        /// Telephone number of the organisation.
        tel_organization: String,
        /// 内線番号。
        /// Extension number.
        tel_extension: String,
        /// 携帯電話番号。
        /// Mobile telephone number.
        tel_mobile: String,
        /// Skype の名前。
        /// Skype name.
        skype: String,
        /// Facebook のアカウント。
        /// Facebook account.
        facebook: String,
        /// X (Twitter) のアカウント。
        /// X (Twitter) account.
        twitter: String,
        /// アイコン画像の URL。
        /// URL of the avatar.
        avatar_image_url: String,
        /// ログイン用のメールアドレス。返らない場合があります。
        /// E-mail address used to sign in. May be missing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        login_mail: Option<String>,
    }
}

endpoints! {
    /// トークンの持ち主のプロフィールを返します。
    ///
    /// Returns the profile of the token's owner.
    getMe() = Get "/me" {
        answer Me,
        replay Safe,
        limit Account,
        scopes ["users.all:read", "users.profile.me:read"],
        example r#"{"account_id":2210345,"room_id":398700001,"name":"山田 花子","chatwork_id":"hanako-sample","organization_id":48211,"organization_name":"サンプル商事株式会社","department":"開発部","title":"エンジニア","url":"https://hanako.example.jp","introduction":"よろしくお願いします","mail":"hanako@example.jp","tel_organization":"03-0000-0000","tel_extension":"214","tel_mobile":"","skype":"","facebook":"","twitter":"","avatar_image_url":"https://appdata.chatwork.com/avatar/2201/2201877.rsz.jpg","login_mail":"hanako.login@example.jp"}"#,
    }
}
