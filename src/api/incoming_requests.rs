//! Contact requests that others sent to the account behind the token.

use super::contacts::Contact;
use super::rooms::EmptyResponse;
use crate::macros::{endpoints, models};

models! {
    /// 届いたコンタクト承認依頼。
    /// A contact request that arrived.
    struct ContactRequest {
        /// 依頼の ID。
        /// Id of the request.
        request_id: u64,
        /// 依頼した人のアカウント ID。
        /// Account id of who asks.
        account_id: u64,
        /// 依頼のメッセージ。
        /// Message of the request.
        message: String,
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

    /// `putIncomingRequests` の結果: 新しいコンタクトと、そのダイレクトチャット。
    /// Result of `putIncomingRequests`: the new contact with its direct chat.
    struct ContactRequestApprovalResponse: Contact {}
}

endpoints! {
    /// 届いたコンタクト承認依頼を最大 100 件返します。
    ///
    /// Returns up to 100 contact requests that arrived.
    getIncomingRequests() = Get "/incoming_requests" {
        answer Vec<ContactRequest>,
        replay Safe,
        limit Account,
        scopes ["contacts.all:read_write", "contacts.all:read"],
        example r#"[{"request_id":90713,"account_id":2210733,"message":"先日の勉強会でお会いした鈴木です","name":"鈴木 一郎","chatwork_id":"ichiro-sample","organization_id":51220,"organization_name":"例示製作所","department":"","avatar_image_url":"https://appdata.chatwork.com/avatar/ico_default_red.png"}]"#,
    }

    /// コンタクト承認依頼を承認し、新しいコンタクトを返します。
    ///
    /// Accepts a contact request and returns the new contact.
    putIncomingRequests(requestId) = Put "/incoming_requests/{requestId}" {
        answer ContactRequestApprovalResponse,
        replay Never,
        limit Account,
        scopes ["contacts.all:read_write", "contacts.all:write"],
        example r#"{"account_id":2210733,"room_id":398933210,"name":"鈴木 一郎","chatwork_id":"ichiro-sample","organization_id":51220,"organization_name":"例示製作所","department":"","avatar_image_url":"https://appdata.chatwork.com/avatar/ico_default_red.png"}"#,
    }

    /// コンタクト承認依頼を拒否します。
    ///
    /// Declines a contact request.
    deleteIncomingRequest(requestId) = Delete "/incoming_requests/{requestId}" {
        answer EmptyResponse,
        replay Never,
        limit Account,
        scopes ["contacts.all:read_write", "contacts.all:write"],
        example "",
    }
}
