//! The messages the service itself writes into a room.

use std::fmt::Write;

use chatwork_wasm::api::tasks::TaskLimitType;

/// A group chat was created.
pub(crate) fn room_created(name: &str, account_ids: impl Iterator<Item = u64>) -> String {
    let people = people(account_ids);
    format!(
        "[info][title][dtext:chatroom_groupchat_created][/title][dtext:chatroom_chatname_is]{name}[dtext:chatroom_set]\n\n\
         [dtext:chatroom_member_is]{people}[dtext:chatroom_added][/info]"
    )
}

/// A change of who is in a room. `key` is `chatroom_added` or `chatroom_deleted`.
pub(crate) fn members_changed(key: &str, account_ids: impl Iterator<Item = u64>) -> String {
    let people = people(account_ids);
    format!(
        "[info][title][dtext:chatroom_chat_edited][/title][dtext:chatroom_member_is]{people}[dtext:{key}][/info]"
    )
}

/// Roles were changed. The phrase is the service's; the shape of the message is assumed.
pub(crate) fn roles_changed(account_ids: impl Iterator<Item = u64>) -> String {
    let people = people(account_ids);
    format!("[info][title][dtext:chatroom_chat_edited][/title]{people}[dtext:chatroom_priv_changed][/info]")
}

/// Name, description or icon were changed. The phrases are the service's; the shape of the message is assumed.
pub(crate) fn room_edited(name: Option<&str>, description: Option<&str>, icon: bool) -> String {
    let mut lines = Vec::new();
    if let Some(name) = name {
        lines.push(format!("[dtext:chatroom_chatname_is]{name}[dtext:chatroom_changed]"));
    }
    if let Some(description) = description {
        lines.push(format!("[dtext:chatroom_description_is]{description}[dtext:chatroom_changed]"));
    }
    if icon {
        lines.push("[dtext:chatroom_icon_updated]".to_owned());
    }
    format!("[info][title][dtext:chatroom_chat_edited][/title]{}[/info]", lines.join("\n"))
}

/// The author left. The phrase is the service's; the shape of the message is assumed.
pub(crate) const LEFT: &str = "[dtext:chatroom_leaved]";

/// Two people became contacts.
pub(crate) const CONTACT_ADDED: &str = "[info][dtext:chatroom_contact_added][/info]";

/// Something happened to a task. `key` is `task_added`, `task_done` or `task_reverted`.
pub(crate) fn task(
    key: &str,
    account_ids: &[u64],
    limit: u64,
    limit_type: TaskLimitType,
    body: &str,
) -> String {
    let ids: Vec<String> = account_ids.iter().map(u64::to_string).collect();
    let ids = ids.join(",");
    let kind = match limit_type {
        TaskLimitType::None => "",
        TaskLimitType::Date => " ltype=date",
        TaskLimitType::Time => " ltype=time",
    };
    let state = if key == "task_done" { "done" } else { "open" };
    format!(
        "[info][title][dtext:{key}][/title][task aid={ids} st={state} lt={limit}{kind}]{body}[/task][/info]"
    )
}

/// A file was uploaded.
pub(crate) fn file(file_id: u64, filename: &str, content_type: &str, size: usize) -> String {
    let preview = if is_picture(filename, content_type) {
        format!("[preview id={file_id} ht=150]")
    } else {
        String::new()
    };
    let size = size_text(size);
    format!(
        "[info][title][dtext:file_uploaded][/title]{preview}[download:{file_id}]{filename} ({size})[/download][/info]"
    )
}

fn people(account_ids: impl Iterator<Item = u64>) -> String {
    account_ids.fold(String::new(), |mut text, id| {
        let _ = write!(text, "[piconname:{id}]");
        text
    })
}

fn is_picture(filename: &str, content_type: &str) -> bool {
    let ending = filename.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    content_type.starts_with("image/")
        || ["png", "jpg", "jpeg", "gif", "bmp", "webp"].contains(&ending.as_str())
}

/// A size as people read it: `0 B`, `54 KB`, `247.60 KB`.
fn size_text(bytes: usize) -> String {
    let (hundredths, unit) = match bytes {
        0..1024 => return format!("{bytes} B"),
        1024..1_048_576 => (bytes.saturating_mul(100) / 1024, "KB"),
        _ => (bytes.saturating_mul(100) / 1_048_576, "MB"),
    };
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => format!("{whole} {unit}"),
        (whole, rest) => format!("{whole}.{rest:02} {unit}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        let cases =
            [(0, "0 B"), (1023, "1023 B"), (55_296, "54 KB"), (253_543, "247.60 KB"), (1_572_864, "1.50 MB")];
        for (bytes, text) in cases {
            assert_eq!(size_text(bytes), text);
        }
    }

    #[test]
    fn pictures_have_a_preview() {
        let cases =
            [("a.png", "", true), ("a.JPG", "", true), ("a", "image/svg+xml", true), ("a.pdf", "", false)];
        for (name, content_type, preview) in cases {
            assert_eq!(file(1, name, content_type, 0).contains("[preview id=1 ht=150]"), preview, "{name}");
        }
    }
}
