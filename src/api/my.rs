//! Counters and tasks of the account behind the token.

use super::messages::AccountInfo;
use super::tasks::{TaskLimitType, TaskStatus};
use crate::macros::{endpoints, models};

models! {
    /// 未読・自分宛て・未完了タスクの数。
    /// How much is unread, addressed to the account, and still to do.
    struct MyStatus {
        /// 未読のあるルームの数。
        /// Number of rooms with unread messages.
        unread_room_num: u64,
        /// 自分宛ての未読があるルームの数。
        /// Number of rooms with unread messages addressed to the account.
        mention_room_num: u64,
        /// 未完了の自分のタスクがあるルームの数。
        /// Number of rooms with open tasks of the account.
        mytask_room_num: u64,
        /// 未読メッセージの数。
        /// Number of unread messages.
        unread_num: u64,
        /// 自分宛ての未読メッセージの数。
        /// Number of unread messages addressed to the account.
        mention_num: u64,
        /// 未完了の自分のタスクの数。
        /// Number of open tasks of the account.
        mytask_num: u64,
    }

    /// タスクのあるルーム。
    /// The room a task belongs to.
    struct TaskRoom {
        /// ルーム ID。
        /// Room id.
        room_id: u64,
        /// ルーム名。
        /// Name of the room.
        name: String,
        /// アイコン画像の URL。
        /// URL of the room's icon.
        icon_path: String,
    }

    /// 自分が担当するタスク。担当者は常に自分なので `account` はありません。
    /// A task assigned to the account. There is no `account`: the assignee is always the caller.
    struct MyTask {
        /// タスク ID。
        /// Task id.
        task_id: u64,
        /// タスクのあるルーム。
        /// The room of the task.
        room: TaskRoom,
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
}

endpoints! {
    /// 未読、自分宛ての未読、未完了タスクの数を返します。
    ///
    /// Returns the numbers of unread messages, mentions and open tasks.
    getMyStatus() = Get "/my/status" {
        answer MyStatus,
        replay Safe,
        limit Account,
        scopes ["users.all:read", "users.status.me:read"],
        example r#"{"unread_room_num":2,"mention_room_num":1,"mytask_room_num":2,"unread_num":14,"mention_num":3,"mytask_num":5}"#,
    }

    /// 自分が担当するタスクを最大 100 件返します。続きを取得する方法はありません。
    ///
    /// Returns up to 100 tasks assigned to the account. There is no way to get more.
    getMyTasks() = Get "/my/tasks" {
        params {
            /// この依頼者のタスクだけに絞ります。
            /// Only tasks asked for by this account.
            optional assigned_by_account_id: Id,
            /// 状態。省略時は `open`。
            /// State; `open` when left out.
            optional status: OneOf(TaskStatus::NAMES),
        }
        answer Vec<MyTask>,
        replay Safe,
        limit Account,
        scopes ["users.all:read", "users.tasks.me:read"],
        example r#"[{"task_id":584120033,"room":{"room_id":398765432,"name":"開発チーム","icon_path":"https://appdata.chatwork.com/icon/ico_project.png"},"assigned_by_account":{"account_id":2210399,"name":"佐藤 健","avatar_image_url":"https://appdata.chatwork.com/avatar/ico_default_violet.png"},"message_id":"1976543210987654321","body":"リリースノートを書く","limit_time":1750345199,"status":"open","limit_type":"date"}]"#,
    }
}
