//! Contact requests to the caller.

use chatwork_wasm::api::incoming_requests::{ContactRequest, ContactRequestApprovalResponse};
use chatwork_wasm::api::rooms::{RoomRole, RoomType};

use super::contacts::contact;
use super::{Call, Outcome, newest};
use crate::refusal::Refusal;
use crate::request::Response;
use crate::state::{Member, Room};
use crate::system_messages;
use crate::texts::assumed;
use crate::world;

pub(super) fn list(call: &mut Call<'_>) -> Outcome {
    let mine = call.state.contact_requests.values().filter(|request| request.to_account_id == call.me());
    let requests: Vec<ContactRequest> = mine
        .filter_map(|request| {
            let account = call.state.accounts.get(&request.from_account_id)?;
            Some(profile!(
                account,
                ContactRequest {
                    request_id: request.request_id,
                    account_id: request.from_account_id,
                    message: request.message.clone(),
                }
            ))
        })
        .collect();
    Ok(Response::list(&newest(requests.into_iter())))
}

pub(super) fn accept(call: &mut Call<'_>) -> Outcome {
    let request = taken(call)?;
    let (me, other) = (call.me(), request.from_account_id);
    let room_id = match call.state.direct_room(me, other) {
        Some(room_id) => room_id,
        None => new_direct_room(call, other),
    };
    let base = contact(call.state, other, room_id).ok_or_else(not_found)?;
    Ok(Response::json(200, &ContactRequestApprovalResponse { base }))
}

pub(super) fn decline(call: &mut Call<'_>) -> Outcome {
    taken(call)?;
    Ok(Response::empty(204))
}

/// Takes the request of the path off the list, where it is one to the caller.
fn taken(call: &mut Call<'_>) -> Result<world::ContactRequest, Refusal> {
    let (id, me) = (call.id(), call.me());
    let request = call.state.contact_requests.get(&id).filter(|request| request.to_account_id == me);
    let request = request.cloned().ok_or_else(not_found)?;
    call.state.contact_requests.remove(&id);
    Ok(request)
}

fn not_found() -> Refusal {
    Refusal::new(404, assumed::NO_REQUEST)
}

fn new_direct_room(call: &mut Call<'_>, other: u64) -> u64 {
    let me = call.me();
    let room_id = call.state.room_ids.next(call.random);
    let mut room = Room::new(RoomType::Direct, String::new());
    for account_id in [me, other] {
        room.members.insert(account_id, Member::new(RoomRole::Member));
    }
    call.state.rooms.insert(room_id, room);
    call.state.post(room_id, me, system_messages::CONTACT_ADDED.to_owned(), call.now, call.random);
    room_id
}
