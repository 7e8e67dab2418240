//! Rooms.

use chatwork_wasm::api::rooms::{
    IconPreset, RoomInfo, RoomInfoWithDescription, RoomPutResponse, RoomRole, RoomType, RoomsPostResponse,
};
use litemap::LiteMap;
use serde::Deserialize;

use super::members::requested_roles;
use super::{ADMINS, Call, Outcome, WRITERS, link};
use crate::random::link_code;
use crate::refusal::Refusal;
use crate::request::Response;
use crate::state::{Member, Room, State, count};
use crate::system_messages;
use crate::texts::{assumed, known};
use crate::world;

pub(super) fn list(call: &mut Call<'_>) -> Outcome {
    let state = &*call.state;
    let rooms: Vec<RoomInfo> =
        state.rooms_of(call.me()).map(|(id, room)| info(state, id, room, call.me())).collect();
    Ok(Response::json(200, &rooms))
}

pub(super) fn show(call: &mut Call<'_>) -> Outcome {
    let (room, _) = call.room(known::ROOM)?;
    let base = info(call.state, call.room_id(), room, call.me());
    Ok(Response::json(200, &RoomInfoWithDescription { base, description: room.description.clone() }))
}

pub(super) fn create(call: &mut Call<'_>) -> Outcome {
    let parameters = &call.parameters;
    let name = parameters.require("name", parameters.text("name", 1..=255)?)?;
    let description = parameters.any_text("description").unwrap_or_default();
    let with_link = parameters.flag("link")?.unwrap_or(false);
    let code = parameters.link_code("link_code")?;
    let need_acceptance = parameters.flag("link_need_acceptance")?.unwrap_or(true);
    let icon_preset = parameters.word("icon_preset")?.unwrap_or(IconPreset::Group);
    let roles = requested_roles(call, &LiteMap::new())?;
    if !roles.contains_key(&call.me()) {
        // Not documented. A program that names its own account is right either way.
        return Err(Refusal::new(400, assumed::invalid("members_admin_ids"))
            .hint("name your own account among the members; whether the service insists is not known"));
    }
    let link = if with_link {
        let code = code.unwrap_or_else(|| link_code(call.random));
        link::check_free(call.state, &code, None)?;
        Some(world::Link { code, need_acceptance, description: String::new() })
    } else {
        None
    };
    let room_id = call.state.room_ids.next(call.random);
    let body = system_messages::room_created(&name, roles.keys().copied());
    let mut room = Room { description, icon_preset, link, ..Room::new(RoomType::Group, name) };
    for (id, role) in &roles {
        room.members.insert(*id, Member::new(*role));
    }
    call.state.rooms.insert(room_id, room);
    let me = call.me();
    call.state.post(room_id, me, body, call.now, call.random);
    Ok(Response::json(200, &RoomsPostResponse { room_id }))
}

pub(super) fn change(call: &mut Call<'_>) -> Outcome {
    group(call, WRITERS, assumed::CHANGE_ROOM)?;
    let name = call.parameters.text("name", 1..=255)?;
    let description = call.parameters.any_text("description");
    let icon_preset: Option<IconPreset> = call.parameters.word("icon_preset")?;
    let body = system_messages::room_edited(name.as_deref(), description.as_deref(), icon_preset.is_some());
    let changed = name.is_some() || description.is_some() || icon_preset.is_some();
    let room = call.room_mut(assumed::CHANGE_ROOM)?;
    if let Some(name) = name {
        room.name = name;
    }
    if let Some(description) = description {
        room.description = description;
    }
    if let Some(icon_preset) = icon_preset {
        room.icon_preset = icon_preset;
    }
    if changed {
        call.post(body);
    }
    Ok(Response::json(200, &RoomPutResponse { room_id: call.room_id() }))
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Action {
    Leave,
    Delete,
}

pub(super) fn remove(call: &mut Call<'_>) -> Outcome {
    let everybody = &[RoomRole::Admin, RoomRole::Member, RoomRole::Readonly];
    group(call, everybody, assumed::DELETE_ROOM)?;
    let action = call.parameters.require("action_type", call.parameters.word("action_type")?)?;
    match action {
        Action::Leave => leave(call)?,
        Action::Delete => {
            group(call, ADMINS, assumed::DELETE_ROOM)?;
            let room_id = call.room_id();
            call.state.rooms.remove(&room_id);
        }
    }
    Ok(Response::empty(204))
}

/// A room without an administrator could never be changed again; whether the service lets its last one go is not
/// known, and it does here.
fn leave(call: &mut Call<'_>) -> Result<(), Refusal> {
    let me = call.me();
    call.post(system_messages::LEFT.to_owned());
    let room = call.room_mut(assumed::DELETE_ROOM)?;
    room.tasks.retain(|_, task| task.account_id != me);
    room.files.retain(|_, file| file.account_id != me);
    room.members.remove(&me);
    if room.members.is_empty() {
        let room_id = call.room_id();
        call.state.rooms.remove(&room_id);
    }
    Ok(())
}

/// Refuses everything but group chats in which the caller has one of these roles.
pub(super) fn group(call: &Call<'_>, roles: &[RoomRole], refused: &'static str) -> Result<(), Refusal> {
    let (room, _) = call.room_as(roles, refused)?;
    if room.r#type == RoomType::Group {
        return Ok(());
    }
    Err(Refusal::new(403, refused).hint("only group chats can be changed, left or deleted"))
}

fn info(state: &State, room_id: u64, room: &Room, account_id: u64) -> RoomInfo {
    let (unread_num, mention_num) = room.unread(account_id);
    let (name, icon_path) = state.face(room, account_id);
    let member = room.members.get(&account_id);
    RoomInfo {
        room_id,
        name,
        r#type: room.r#type,
        role: member.map_or(RoomRole::Readonly, |member| member.role),
        sticky: member.is_some_and(|member| member.sticky),
        unread_num,
        mention_num,
        mytask_num: room.open_tasks(account_id),
        message_num: count(room.messages.len()),
        file_num: count(room.files.len()),
        task_num: count(room.tasks.len()),
        icon_path,
        last_update_time: room.last_update_time,
    }
}
