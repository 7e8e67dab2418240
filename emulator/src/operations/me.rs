//! The caller's profile.

use chatwork_wasm::api::me::Me;

use super::{Call, Outcome};
use crate::refusal::Refusal;
use crate::request::Response;
use crate::texts::known;

pub(super) fn show(call: &mut Call<'_>) -> Outcome {
    let account_id = call.me();
    let account = call.state.accounts.get(&account_id).ok_or_else(|| Refusal::new(401, known::TOKEN))?;
    let profile = account.profile.clone();
    Ok(Response::json(
        200,
        &Me {
            account_id,
            room_id: call.state.my_chat(account_id).unwrap_or_default(),
            name: account.name.clone(),
            chatwork_id: profile.chatwork_id,
            organization_id: profile.organization_id,
            organization_name: profile.organization_name,
            department: profile.department,
            title: profile.title,
            url: profile.url,
            introduction: profile.introduction,
            mail: profile.mail,
            tel_organization: profile.tel_organization,
            tel_extension: profile.tel_extension,
            tel_mobile: profile.tel_mobile,
            skype: profile.skype,
            facebook: profile.facebook,
            twitter: profile.twitter,
            avatar_image_url: profile.avatar_image_url,
            login_mail: profile.login_mail,
        },
    ))
}
