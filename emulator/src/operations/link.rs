//! The invitation link of a room.

use chatwork_wasm::api::link::RoomInvitationLink;

use super::rooms::group;
use super::{ADMINS, Call, Outcome};
use crate::random::link_code;
use crate::refusal::Refusal;
use crate::request::Response;
use crate::state::State;
use crate::texts::assumed;
use crate::world::Link;

pub(super) fn show(call: &mut Call<'_>) -> Outcome {
    let (room, _) = call.room(assumed::LINK)?;
    Ok(answer(room.link.as_ref()))
}

pub(super) fn create(call: &mut Call<'_>) -> Outcome {
    group(call, ADMINS, assumed::CHANGE_LINK)?;
    let link = requested(call)?;
    if call.room(assumed::LINK)?.0.link.is_some() {
        return Err(Refusal::new(400, assumed::LINK_EXISTS));
    }
    set(call, Some(link))
}

/// Replaces the whole link. That a description left out becomes empty is assumed.
pub(super) fn change(call: &mut Call<'_>) -> Outcome {
    group(call, ADMINS, assumed::CHANGE_LINK)?;
    let link = requested(call)?;
    check_present(call)?;
    set(call, Some(link))
}

pub(super) fn remove(call: &mut Call<'_>) -> Outcome {
    group(call, ADMINS, assumed::CHANGE_LINK)?;
    check_present(call)?;
    set(call, None)
}

fn requested(call: &mut Call<'_>) -> Result<Link, Refusal> {
    let code = call.parameters.link_code("code")?;
    let need_acceptance = call.parameters.flag("need_acceptance")?.unwrap_or(true);
    let description = call.parameters.any_text("description").unwrap_or_default();
    let code = code.unwrap_or_else(|| link_code(call.random));
    check_free(call.state, &code, Some(call.room_id()))?;
    Ok(Link { code, need_acceptance, description })
}

/// Refuses a code that another room has.
pub(super) fn check_free(state: &State, code: &str, own_room: Option<u64>) -> Result<(), Refusal> {
    let taken = state.rooms.iter().any(|(room_id, room)| {
        Some(*room_id) != own_room && room.link.as_ref().is_some_and(|link| link.code == code)
    });
    if taken { Err(Refusal::new(400, assumed::CODE_TAKEN)) } else { Ok(()) }
}

fn check_present(call: &Call<'_>) -> Result<(), Refusal> {
    match call.room(assumed::LINK)?.0.link {
        Some(_) => Ok(()),
        None => Err(Refusal::new(400, assumed::NO_LINK)),
    }
}

fn set(call: &mut Call<'_>, link: Option<Link>) -> Outcome {
    let room = call.room_mut(assumed::CHANGE_LINK)?;
    room.link = link;
    Ok(answer(room.link.as_ref()))
}

fn answer(link: Option<&Link>) -> Response {
    let link = RoomInvitationLink {
        public: link.is_some(),
        url: link.map(|link| format!("https://www.chatwork.com/g/{}", link.code)),
        need_acceptance: link.map(|link| link.need_acceptance),
        description: link.map(|link| link.description.clone()),
    };
    Response::json(200, &link)
}
