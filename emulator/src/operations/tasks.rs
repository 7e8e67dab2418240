//! Tasks of a room.

use chatwork_wasm::api::tasks::{PostTasksResponse, Task, TaskIdResponse, TaskLimitType, TaskStatus};

use super::messages::MAX_LENGTH;
use super::{Call, Outcome, WRITERS, newest};
use crate::refusal::Refusal;
use crate::request::Response;
use crate::state;
use crate::system_messages;
use crate::texts::assumed;

pub(super) fn list(call: &mut Call<'_>) -> Outcome {
    let (room, _) = call.room(assumed::TASKS)?;
    let assignee = call.parameters.number("account_id")?;
    let requester = call.parameters.number("assigned_by_account_id")?;
    let status = call.parameters.word("status")?.unwrap_or(TaskStatus::Open);
    let found = room.tasks.iter().filter(|(_, task)| {
        task.status == status
            && assignee.is_none_or(|id| task.account_id == id)
            && requester.is_none_or(|id| task.assigned_by_account_id == id)
    });
    let tasks: Vec<Task> = newest(found).into_iter().map(|(id, task)| show_task(call, *id, task)).collect();
    Ok(Response::list(&tasks))
}

pub(super) fn create(call: &mut Call<'_>) -> Outcome {
    let (room, _) = call.room_as(WRITERS, assumed::CHANGE_TASKS)?;
    let parameters = &call.parameters;
    let body = parameters.require("body", parameters.text("body", 1..=MAX_LENGTH)?)?;
    let mut assignees = parameters.some_ids("to_ids")?;
    let limit = parameters.number("limit")?;
    let limit_type = parameters.word("limit_type")?.unwrap_or(TaskLimitType::Time);
    if let Some(stranger) = assignees.iter().find(|id| !room.members.contains_key(id)) {
        let hint = format!("{stranger} is not a member of the room");
        return Err(Refusal::new(400, assumed::invalid("to_ids")).hint(hint));
    }
    let mut seen = Vec::new();
    assignees.retain(|id| {
        let new = !seen.contains(id);
        seen.push(*id);
        new
    });
    // A deadline without a kind, or a kind without a deadline, is no deadline: assumed.
    let (limit_time, limit_type) = match (limit_type, limit) {
        (TaskLimitType::None, _) | (_, None | Some(0)) => (0, TaskLimitType::None),
        (limit_type, Some(limit)) => (limit, limit_type),
    };

    let message_id =
        call.post(system_messages::task("task_added", &assignees, limit_time, limit_type, &body));
    let me = call.me();
    let mut task_ids = Vec::new();
    for account_id in assignees {
        let task_id = call.state.task_ids.next(call.random);
        let task = state::Task {
            account_id,
            assigned_by_account_id: me,
            message_id,
            body: body.clone(),
            limit_time,
            status: TaskStatus::Open,
            limit_type,
        };
        call.room_mut(assumed::CHANGE_TASKS)?.tasks.insert(task_id, task);
        task_ids.push(task_id);
    }
    Ok(Response::json(200, &PostTasksResponse { task_ids }))
}

pub(super) fn show(call: &mut Call<'_>) -> Outcome {
    let (room, _) = call.room(assumed::TASKS)?;
    let task = room.tasks.get(&call.item_id()).ok_or_else(not_found)?;
    Ok(Response::json(200, &show_task(call, call.item_id(), task)))
}

/// A task that already has the state is answered like one that had not; the service's answer is not known.
pub(super) fn change_status(call: &mut Call<'_>) -> Outcome {
    let (room, _) = call.room_as(WRITERS, assumed::CHANGE_TASKS)?;
    let task_id = call.item_id();
    if !room.tasks.contains_key(&task_id) {
        return Err(not_found());
    }
    let status: TaskStatus = call.parameters.require("body", call.parameters.word("body")?)?;
    let key = match status {
        TaskStatus::Open => "task_reverted",
        TaskStatus::Done => "task_done",
    };
    let task = call.room_mut(assumed::CHANGE_TASKS)?.tasks.get_mut(&task_id).ok_or_else(not_found)?;
    if task.status != status {
        task.status = status;
        let body =
            system_messages::task(key, &[task.account_id], task.limit_time, task.limit_type, &task.body);
        call.post(body);
    }
    Ok(Response::json(200, &TaskIdResponse { task_id }))
}

fn show_task(call: &Call<'_>, task_id: u64, task: &state::Task) -> Task {
    Task {
        task_id,
        account: call.state.account_info(task.account_id),
        assigned_by_account: call.state.account_info(task.assigned_by_account_id),
        message_id: task.message_id.to_string(),
        body: task.body.clone(),
        limit_time: task.limit_time,
        status: task.status,
        limit_type: task.limit_type,
    }
}

fn not_found() -> Refusal {
    Refusal::new(404, assumed::NO_TASK)
}
