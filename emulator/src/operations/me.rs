//! The caller's profile.

use chatwork_wasm::api::me::Me;

use super::{Call, Outcome};
use crate::refusal::Refusal;
use crate::request::Response;
use crate::texts::known;

pub(super) fn show(call: &mut Call<'_>) -> Outcome {
    let account_id = call.me();
    let account =
        call.state.accounts.get(&account_id).cloned().ok_or_else(|| Refusal::new(401, known::TOKEN))?;
    Ok(Response::json(
        200,
        &Me {
            account_id,
            room_id: call.state.my_chat(account_id).unwrap_or_default(),
            name: account.name,
            chatwork_id: account.chatwork_id,
            organization_id: account.organization_id,
            organization_name: account.organization_name,
            department: account.department,
            title: account.title,
            url: account.url,
            introduction: account.introduction,
            mail: account.mail,
            tel_organization: account.tel_organization,
            tel_extension: account.tel_extension,
            tel_mobile: account.tel_mobile,
            skype: account.skype,
            facebook: account.facebook,
            twitter: account.twitter,
            avatar_image_url: account.avatar_image_url,
            login_mail: account.login_mail,
        },
    ))
}
