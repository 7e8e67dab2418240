//! Members of a room.

use chatwork_wasm::api::members::{RoomMember, RoomMembersPutResponse};
use chatwork_wasm::api::rooms::RoomRole;
use litemap::LiteMap;

use super::rooms::group;
use super::{ADMINS, Call, Outcome};
use crate::refusal::Refusal;
use crate::request::Response;
use crate::state::Member;
use crate::system_messages::{members_changed, roles_changed};
use crate::texts::assumed;

pub(super) fn list(call: &mut Call<'_>) -> Outcome {
    let (room, _) = call.room(assumed::MEMBERS)?;
    let members: Vec<RoomMember> = room
        .members
        .iter()
        .filter_map(|(account_id, member)| {
            let account = call.state.accounts.get(account_id)?;
            Some(profile!(account, RoomMember { account_id: *account_id, role: member.role }))
        })
        .collect();
    Ok(Response::json(200, &members))
}

pub(super) fn replace(call: &mut Call<'_>) -> Outcome {
    group(call, ADMINS, assumed::CHANGE_MEMBERS)?;
    let (room, _) = call.room(assumed::CHANGE_MEMBERS)?;
    let mut before = LiteMap::new();
    for (id, member) in &room.members {
        before.insert(*id, member.role);
    }
    let after = requested_roles(call, &before)?;

    let added: Vec<u64> = after.keys().copied().filter(|id| !before.contains_key(id)).collect();
    let removed: Vec<u64> = before.keys().copied().filter(|id| !after.contains_key(id)).collect();
    let moved: Vec<u64> = after
        .iter()
        .filter(|(id, role)| before.get(id).is_some_and(|known| known != *role))
        .map(|(id, _)| *id)
        .collect();
    let room = call.room_mut(assumed::CHANGE_MEMBERS)?;
    room.members.retain(|id, _| after.contains_key(id));
    for (id, role) in &after {
        room.members.entry(*id).or_insert_with(|| Member::new(*role)).role = *role;
    }
    if !added.is_empty() {
        call.post(members_changed("chatroom_added", added.into_iter()));
    }
    if !removed.is_empty() {
        call.post(members_changed("chatroom_deleted", removed.into_iter()));
    }
    if !moved.is_empty() {
        call.post(roles_changed(moved.into_iter()));
    }

    let with = |wanted: RoomRole| {
        after.iter().filter(|(_, role)| **role == wanted).map(|(id, _)| *id).collect::<Vec<u64>>()
    };
    Ok(Response::json(
        200,
        &RoomMembersPutResponse {
            admin: with(RoomRole::Admin),
            member: with(RoomRole::Member),
            readonly: with(RoomRole::Readonly),
        },
    ))
}

/// The roles a request gives to people. Who is new must be a contact or a colleague of the caller.
pub(super) fn requested_roles(
    call: &Call<'_>,
    present: &LiteMap<u64, RoomRole>,
) -> Result<LiteMap<u64, RoomRole>, Refusal> {
    let parameters = &call.parameters;
    let lists = [
        ("members_admin_ids", RoomRole::Admin, parameters.some_ids("members_admin_ids")?),
        ("members_member_ids", RoomRole::Member, parameters.ids("members_member_ids")?.unwrap_or_default()),
        (
            "members_readonly_ids",
            RoomRole::Readonly,
            parameters.ids("members_readonly_ids")?.unwrap_or_default(),
        ),
    ];
    let mut roles = LiteMap::new();
    for (name, role, ids) in lists {
        for id in ids {
            let refused = |hint: String| Refusal::new(400, assumed::invalid(name)).hint(hint);
            if !present.contains_key(&id) && !call.state.may_add(call.me(), id) {
                return Err(refused(format!("{id} is neither a contact nor of the same organisation")));
            }
            if roles.insert(id, role).is_some() {
                return Err(refused(format!("{id} is named twice")));
            }
        }
    }
    Ok(roles)
}
