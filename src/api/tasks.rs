//! Tasks of a room.

use super::MAX_MESSAGE_LENGTH;
use super::messages::AccountInfo;
use crate::macros::{endpoints, models, values};

values! {
    /// タスクの状態: 未完了、完了。
    /// State of a task.
    enum TaskStatus { Open = "open", Done = "done", }

    /// 期限の種類: なし、日付、日時。
    /// Kind of deadline: none, a day, a moment.
    enum TaskLimitType { None = "none", Date = "date", Time = "time", }
}

models! {
    /// タスク。
    /// A task.
    struct Task {
        /// タスク ID。
        /// Task id.
        task_id: u64,
        /// 担当者。
        /// Who is to do it.
        account: AccountInfo,
        /// 依頼者。
        /// Who asked for it.
        assigned_by_account: AccountInfo,
        /// タスクを知らせるメッセージの ID (文字列)。
        /// Id of the message that announced the task, a string.
        message_id: String,
        /// 内容。
        /// Text.
        body: String,
        /// 期限 (Unix 時間・秒)。期限なしは `0`。
        /// Deadline in Unix seconds; `0` when there is none.
        limit_time: u64,
        /// 状態。
        /// State.
        status: TaskStatus,
        /// 期限の種類。
        /// Kind of deadline.
        limit_type: TaskLimitType,
    }

    /// `postRoomTasks` の結果。
    /// Result of `postRoomTasks`.
    struct PostTasksResponse {
        /// 作成したタスクの ID。担当者 1 人につき 1 つ。
        /// Ids of the new tasks, one for each assignee.
        task_ids: Vec<u64>,
    }

    /// `putRoomTaskStatus` の結果。
    /// Result of `putRoomTaskStatus`.
    struct TaskIdResponse {
        /// 変更したタスクの ID。
        /// Id of the changed task.
        task_id: u64,
    }
}

endpoints! {
    /// ルームのタスクを最大 100 件返します。続きを取得する方法はありません。
    ///
    /// Returns up to 100 tasks of a room. There is no way to get more.
    getRoomTasks(roomId) = Get "/rooms/{roomId}/tasks" {
        params {
            /// この担当者のタスクだけに絞ります。
            /// Only tasks assigned to this account.
            optional account_id: Id,
            /// この依頼者のタスクだけに絞ります。
            /// Only tasks asked for by this account.
            optional assigned_by_account_id: Id,
            /// 状態。省略時は `open`。
            /// State; `open` when left out.
            optional status: OneOf(TaskStatus::NAMES),
        }
        answer Vec<Task>,
        replay Safe,
        limit Account,
        scopes ["rooms.all:read_write", "rooms.all:read", "rooms.tasks:read"],
        example r#"[{"task_id":584120033,"account":{"account_id":2210345,"name":"山田 花子","avatar_image_url":"https://appdata.chatwork.com/avatar/2201/2201877.rsz.jpg"},"assigned_by_account":{"account_id":2210399,"name":"佐藤 健","avatar_image_url":"https://appdata.chatwork.com/avatar/ico_default_violet.png"},"message_id":"1976543210987654321","body":"リリースノートを書く","limit_time":1750345199,"status":"open","limit_type":"date"}]"#,
    }

    /// タスクを担当者ごとに 1 つずつ作成します。1 つのルームにはメッセージと合わせて 10 秒に 10 件までです。
    ///
    /// Creates one task for each assignee. A room takes 10 messages and tasks together in 10 seconds.
    postRoomTasks(roomId) = Post "/rooms/{roomId}/tasks" {
        params {
            /// 内容 (1〜65,535 文字)。
            /// Text, 1 to 65,535 characters.
            required body: Text { min: 1, max: MAX_MESSAGE_LENGTH },
            /// 担当者のアカウント ID。ルームのメンバーであること。
            /// Account ids of the assignees, members of the room.
            required to_ids: Ids,
            /// 期限。Unix 時間 (秒) または `Date`。
            /// Deadline: Unix seconds, or a `Date`.
            optional limit: Time,
            /// 期限の種類。省略時は `time`。
            /// Kind of deadline; `time` when left out.
            optional limit_type: OneOf(TaskLimitType::NAMES),
        }
        answer PostTasksResponse,
        replay Never,
        limit RoomPost,
        scopes ["rooms.all:read_write", "rooms.all:write", "rooms.tasks:write"],
        example r#"{"task_ids":[584120041,584120042]}"#,
    }

    /// タスクを 1 件返します。
    ///
    /// Returns one task.
    getRoomTask(roomId, taskId) = Get "/rooms/{roomId}/tasks/{taskId}" {
        answer Task,
        replay Safe,
        limit Account,
        scopes ["rooms.all:read_write", "rooms.all:read", "rooms.tasks:read"],
        example r#"{"task_id":584120033,"account":{"account_id":2210345,"name":"山田 花子","avatar_image_url":"https://appdata.chatwork.com/avatar/2201/2201877.rsz.jpg"},"assigned_by_account":{"account_id":2210399,"name":"佐藤 健","avatar_image_url":"https://appdata.chatwork.com/avatar/ico_default_violet.png"},"message_id":"1976543210987654321","body":"リリースノートを書く","limit_time":1750345199,"status":"open","limit_type":"date"}"#,
    }

    /// タスクを完了にする、または未完了に戻します。
    ///
    /// Marks a task as done, or as open again.
    putRoomTaskStatus(roomId, taskId) = Put "/rooms/{roomId}/tasks/{taskId}/status" {
        params {
            /// 新しい状態。
            /// The new state.
            required body: OneOf(TaskStatus::NAMES),
        }
        answer TaskIdResponse,
        // A change of state posts a system message, and what a second one answers is not known.
        replay Never,
        limit Account,
        scopes ["rooms.all:read_write", "rooms.all:write", "rooms.tasks:write"],
        example r#"{"task_id":584120033}"#,
    }
}
