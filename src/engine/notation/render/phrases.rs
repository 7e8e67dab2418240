//! What the service says, and what a renderer says itself, in both languages.

use super::Language;

impl Language {
    /// What `[dtext:key]` says, if the key is known.
    pub(super) fn dtext(self, key: &str) -> Option<&'static str> {
        let (_, ja, en) = DTEXT.iter().find(|(known, ..)| *known == key)?;
        Some(self.of(ja, en))
    }

    pub(super) fn deleted(self) -> &'static str {
        self.of("このメッセージは削除されました。", "This message has been deleted.")
    }

    pub(super) fn everybody(self) -> &'static str {
        self.of("@全員", "@all")
    }

    /// What follows the name of somebody who is spoken to.
    pub(super) fn honorific(self) -> &'static str {
        self.of("さん", "")
    }

    pub(super) fn picture(self) -> &'static str {
        self.of("(画像)", "(picture)")
    }

    pub(super) fn status(self, is_done: bool) -> &'static str {
        if is_done { self.of("完了", "Done") } else { self.of("未完了", "Open") }
    }

    pub(super) fn assignees(self) -> &'static str {
        self.of(" / 担当: ", " / Assigned to: ")
    }

    pub(super) fn between_names(self) -> &'static str {
        self.of("、", ", ")
    }

    pub(super) fn deadline(self) -> &'static str {
        self.of(" / 期限: ", " / Due: ")
    }

    /// What stands around a heading where there is no other way to set it off.
    pub(super) fn heading(self) -> (&'static str, &'static str) {
        match self {
            Self::Ja => ("【", "】"),
            Self::En => ("== ", " =="),
        }
    }

    fn of(self, ja: &'static str, en: &'static str) -> &'static str {
        match self {
            Self::Ja => ja,
            Self::En => en,
        }
    }
}

/// Those that are headings have no full stop. The keys that end in `_is` stand before a name and what is said of it behind
/// that, in the order that Japanese has: `[dtext:chatroom_member_is][piconname:1][dtext:chatroom_added]`.
#[rustfmt::skip]
const DTEXT: [(&str, &str, &str); 31] = [
    ("file_uploaded", "ファイルをアップロードしました", "File uploaded"),
    ("file_edited", "ファイル名を変更しました", "File renamed"),
    ("file_deleted", "ファイルを削除しました", "File deleted"),
    ("task_added", "タスクを追加しました", "Task added"),
    ("task_edited", "タスクを編集しました", "Task edited"),
    ("task_done", "タスクを完了しました", "Task completed"),
    ("task_reverted", "タスクを未完了に戻しました", "Task reopened"),
    ("live_start", "通話を開始しました", "Call started"),
    ("chatroom_groupchat_created", "グループチャットを作成しました", "Group chat created"),
    ("chatroom_mychat_created", "マイチャットを作成しました。", "My Chat created"),
    ("chatroom_contact_added", "コンタクトに追加しました。", "Contact added"),
    ("chatroom_contact_added_by_facebook", "Facebook経由でコンタクトに追加しました。", "Contact added through Facebook"),
    ("chatroom_chat_edited", "チャット情報を変更しました", "Chat information changed"),
    ("chatroom_adminsetting_edited", "管理者設定を変更しました", "Administrator settings changed"),
    ("chatroom_chatname_is", "チャット名を ", "Chat name: "),
    ("chatroom_description_is", "概要を ", "Description: "),
    ("chatroom_member_is", "メンバー ", "Member: "),
    ("chatroom_set", " に設定しました。", " (set)"),
    ("chatroom_changed", " に変更しました。", " (changed)"),
    ("chatroom_added", " を追加しました。", " (added)"),
    ("chatroom_deleted", " を削除しました。", " (removed)"),
    ("chatroom_leaved", "チャットから退席しました。", "Left the chat"),
    ("chatroom_priv_changed", "メンバーの権限を変更しました。", "Member role changed"),
    ("chatroom_icon_updated", "チャットのアイコンを変更しました。", "Chat icon changed"),
    ("chatroom_chat_joined", "チャットに参加しました。", "Joined the chat"),
    ("chatroom_over_groupchatnum", "参加できるグループチャットの数を超えています。", "Over the number of group chats one may be in"),
    ("chatroom_disable_external", "社外のユーザーは参加できません。", "External users are not allowed"),
    ("chatroom_resigned_priv_change", "アカウントの削除に伴い、権限を変更しました。", "Role changed because an account was closed"),
    ("chatroom_resigned_priv_change_all", "アカウントの削除に伴い、全員の権限を変更しました。", "All roles changed because an account was closed"),
    ("nickname_suffix", "さん", ""),
    ("mychat_default_desc", "自分だけが見られるチャットです。メモやタスクの管理にお使いください。", "A chat that only you can see, for notes and tasks."),
];
