//! The caller's counters and tasks.

use chatwork_wasm::api::my::{MyStatus, MyTask, TaskRoom};
use chatwork_wasm::api::tasks::TaskStatus;

use super::{Call, Outcome, newest};
use crate::request::Response;

pub(super) fn status(call: &mut Call<'_>) -> Outcome {
    let mut status = MyStatus {
        unread_room_num: 0,
        mention_room_num: 0,
        mytask_room_num: 0,
        unread_num: 0,
        mention_num: 0,
        mytask_num: 0,
    };
    for (_, room) in call.state.rooms_of(call.me()) {
        let (unread, mentions) = room.unread(call.me());
        for (rooms, total, number) in [
            (&mut status.unread_room_num, &mut status.unread_num, unread),
            (&mut status.mention_room_num, &mut status.mention_num, mentions),
            (&mut status.mytask_room_num, &mut status.mytask_num, room.open_tasks(call.me())),
        ] {
            *rooms = rooms.saturating_add(number.min(1));
            *total = total.saturating_add(number);
        }
    }
    Ok(Response::json(200, &status))
}

pub(super) fn tasks(call: &mut Call<'_>) -> Outcome {
    let me = call.me();
    let requester = call.parameters.number("assigned_by_account_id")?;
    let status = call.parameters.word("status")?.unwrap_or(TaskStatus::Open);
    let state = &*call.state;
    let mut tasks = Vec::new();
    for (room_id, room) in state.rooms_of(me) {
        let (name, icon_path) = state.face(room, me);
        let mine = room.tasks.iter().filter(|(_, task)| {
            task.account_id == me
                && task.status == status
                && requester.is_none_or(|requester| task.assigned_by_account_id == requester)
        });
        tasks.extend(mine.map(|(task_id, task)| MyTask {
            task_id: *task_id,
            room: TaskRoom { room_id, name: name.clone(), icon_path: icon_path.clone() },
            assigned_by_account: state.account_info(task.assigned_by_account_id),
            message_id: task.message_id.to_string(),
            body: task.body.clone(),
            limit_time: task.limit_time,
            status: task.status,
            limit_type: task.limit_type,
        }));
    }
    tasks.sort_by_key(|task| task.task_id);
    Ok(Response::list(&newest(tasks.into_iter())))
}
