//! Messages, and what is read of them.

use chatwork_wasm::api::messages::{
    Message, RoomMessagesReadPutResponse, RoomMessagesUnreadPutResponse, UpdatedMessage,
};

use super::{Call, Outcome, WRITERS, newest};
use crate::refusal::Refusal;
use crate::request::Response;
use crate::state::{self, DELETED, Room};
use crate::texts::{assumed, known};
use crate::webhooks::{Change, Happening};

/// The greatest length of a message, a task and the comment of a file.
pub(super) const MAX_LENGTH: usize = 65_535;

/// The messages after the cursor, or with `force=1` all. Of more than 100 the older ones are lost to the caller:
/// what the service does then is not known.
pub(super) fn list(call: &mut Call<'_>) -> Outcome {
    let (room, member) = call.room(known::MESSAGES)?;
    let force = call.parameters.flag("force")?.unwrap_or(false);
    let cursor = if force { 0 } else { member.fetched };
    let candidates = room.messages.iter().filter(|(id, _)| **id > cursor);
    let hidden = candidates.clone().any(|(_, message)| is_hidden(call, message));
    let shown = newest(candidates.filter(|(_, message)| !is_hidden(call, message)));
    let shown: Vec<Message> =
        shown.into_iter().map(|(id, message)| show_message(call, *id, message)).collect();
    let last = room.messages.last().map(|(id, _)| *id);

    let me = call.me();
    let room = call.room_mut(known::MESSAGES)?;
    if let (Some(last), Some(member)) = (last, room.members.get_mut(&me)) {
        member.fetched = last;
    }
    let response = Response::list(&shown);
    Ok(if hidden { limited(response) } else { response })
}

pub(super) fn create(call: &mut Call<'_>) -> Outcome {
    call.room_as(WRITERS, known::SEND)?;
    let body = call.parameters.require("body", call.parameters.text("body", 1..=MAX_LENGTH)?)?;
    let self_unread = call.parameters.flag("self_unread")?.unwrap_or(false);
    let id = call.post(body);
    let me = call.me();
    if self_unread && let Some(member) = call.room_mut(known::SEND)?.members.get_mut(&me) {
        member.unread.insert(id, ());
    }
    Ok(answer(id))
}

pub(super) fn show(call: &mut Call<'_>) -> Outcome {
    let (room, _) = call.room(known::MESSAGES)?;
    let message = room.messages.get(&call.item_id()).ok_or_else(not_found)?;
    if is_hidden(call, message) {
        return Ok(limited(not_found().response()));
    }
    Ok(Response::json(200, &show_message(call, call.item_id(), message)))
}

pub(super) fn change(call: &mut Call<'_>) -> Outcome {
    call.room_as(WRITERS, known::SEND)?;
    check_own(call)?;
    let body = call.parameters.require("body", call.parameters.text("body", 1..=MAX_LENGTH)?)?;
    let answer = rewrite(call, body)?;
    let (room_id, message_id) = (call.room_id(), call.item_id());
    call.state.happenings.push(Happening { change: Change::Updated, room_id, message_id });
    Ok(answer)
}

pub(super) fn remove(call: &mut Call<'_>) -> Outcome {
    call.room_as(WRITERS, known::SEND)?;
    check_own(call)?;
    rewrite(call, DELETED.to_owned())
}

pub(super) fn mark_read(call: &mut Call<'_>) -> Outcome {
    call.room(known::MESSAGES)?;
    let last = requested_message(call)?;
    let me = call.me();
    let room = call.room_mut(known::MESSAGES)?;
    let unread = room.members.get_mut(&me).map(|member| &mut member.unread);
    let Some(unread) = unread else { return Err(Refusal::new(403, known::MESSAGES)) };
    let before = unread.len();
    unread.retain(|id, ()| last.is_some_and(|last| *id > last));
    if unread.len() == before {
        return Err(Refusal::new(400, assumed::READ_ALREADY));
    }
    let (unread_num, mention_num) = room.unread(me);
    Ok(Response::json(200, &RoomMessagesReadPutResponse { unread_num, mention_num }))
}

pub(super) fn mark_unread(call: &mut Call<'_>) -> Outcome {
    call.room(known::MESSAGES)?;
    let first = requested_message(call)?;
    let first = call.parameters.require("message_id", first)?;
    let me = call.me();
    let room = call.room_mut(known::MESSAGES)?;
    let later: Vec<u64> = room.messages.keys().copied().filter(|id| *id >= first).collect();
    let unread = room.members.get_mut(&me).map(|member| &mut member.unread);
    let Some(unread) = unread else { return Err(Refusal::new(403, known::MESSAGES)) };
    if unread.contains_key(&first) {
        return Err(Refusal::new(400, assumed::UNREAD_ALREADY));
    }
    for id in later {
        unread.insert(id, ());
    }
    let (unread_num, mention_num) = room.unread(me);
    Ok(Response::json(200, &RoomMessagesUnreadPutResponse { unread_num, mention_num }))
}

/// The message a mark is about. It has to be one of the room.
fn requested_message(call: &Call<'_>) -> Result<Option<u64>, Refusal> {
    let Some(id) = call.parameters.number("message_id")? else { return Ok(None) };
    let (room, _) = call.room(known::MESSAGES)?;
    if room.messages.contains_key(&id) { Ok(Some(id)) } else { Err(not_found()) }
}

/// Only an author changes a message, and only one that is still there. Both are assumed.
fn check_own(call: &Call<'_>) -> Result<(), Refusal> {
    let (room, _) = call.room(known::SEND)?;
    let message = room.messages.get(&call.item_id()).filter(|message| message.body != DELETED);
    if message.ok_or_else(not_found)?.account_id == call.me() {
        return Ok(());
    }
    Err(Refusal::new(403, known::SEND).hint("only the author changes a message"))
}

fn rewrite(call: &mut Call<'_>, body: String) -> Outcome {
    let (id, now) = (call.item_id(), call.seconds());
    let room: &mut Room = call.room_mut(known::SEND)?;
    let message = room.messages.get_mut(&id).ok_or_else(not_found)?;
    message.body = body;
    message.update_time = now;
    Ok(answer(id))
}

fn answer(id: u64) -> Response {
    Response::json(200, &UpdatedMessage { message_id: id.to_string() })
}

fn not_found() -> Refusal {
    Refusal::new(404, assumed::NO_MESSAGE)
}

fn show_message(call: &Call<'_>, id: u64, message: &state::Message) -> Message {
    Message {
        message_id: id.to_string(),
        account: call.state.account_info(message.account_id),
        body: message.body.clone(),
        send_time: message.send_time,
        update_time: message.update_time,
    }
}

/// Whether the free plan hides a message.
fn is_hidden(call: &Call<'_>, message: &state::Message) -> bool {
    let span = call.settings.free_plan_days.saturating_mul(86_400);
    call.settings.free_plan && message.send_time.saturating_add(span) < call.seconds()
}

fn limited(response: Response) -> Response {
    response
        .with("chatwork-message-limitation", "true")
        .with("chatwork-message-limitation-summary", assumed::LIMITATION)
}
