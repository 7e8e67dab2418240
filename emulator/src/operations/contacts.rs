//! The caller's contacts.

use chatwork_wasm::api::contacts::Contact;
use chatwork_wasm::api::rooms::RoomType;

use super::{Call, Outcome};
use crate::request::Response;
use crate::state::State;

pub(super) fn list(call: &mut Call<'_>) -> Outcome {
    let me = call.me();
    let direct = call.state.rooms_of(me).filter(|(_, room)| room.r#type == RoomType::Direct);
    let contacts: Vec<Contact> =
        direct.filter_map(|(room_id, room)| contact(call.state, room.others(me).next()?, room_id)).collect();
    Ok(Response::list(&contacts))
}

/// An account as somebody sees it who shares a direct room with it.
pub(super) fn contact(state: &State, account_id: u64, room_id: u64) -> Option<Contact> {
    let account = state.accounts.get(&account_id)?;
    Some(profile!(account, Contact { account_id, room_id }))
}
