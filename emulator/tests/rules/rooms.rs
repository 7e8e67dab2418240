//! Rooms, their members, and contacts.

use crate::service::{AOKI, BOT, CLOSED, DIRECT, GROUP, MY_CHAT, NGUYEN, OGAWA, PLAIN, Service, TANAKA};

#[test]
fn creation_tells_the_members() {
    let mut service = Service::new();
    let (aoki, nguyen) = (AOKI.to_string(), NGUYEN.to_string());
    let room = service.ok(
        "POST",
        "/rooms",
        &[
            ("name", "花見"),
            ("description", "四月"),
            ("members_admin_ids", &aoki),
            ("members_member_ids", ""),
            ("members_readonly_ids", &nguyen),
            ("icon_preset", "travel"),
            ("link", "1"),
            ("link_code", "hanami"),
            ("link_need_acceptance", "0"),
        ],
    );
    let id = room["room_id"].as_u64().unwrap();
    assert_eq!(id.to_string().len(), 9);
    let shown = service.ok("GET", &format!("/rooms/{id}"), &[]);
    assert_eq!((&shown["name"], &shown["description"]), (&"花見".into(), &"四月".into()));
    assert_eq!(shown["icon_path"], "https://appdata.chatwork.com/icon/ico_travel.png");
    let link = service.ok("GET", &format!("/rooms/{id}/link"), &[]);
    assert_eq!(link["url"], "https://www.chatwork.com/g/hanami");
    assert_eq!(link["need_acceptance"], false);
    let expected = format!(
        "[info][title][dtext:chatroom_groupchat_created][/title][dtext:chatroom_chatname_is]花見[dtext:chatroom_set]\n\n\
         [dtext:chatroom_member_is][piconname:{AOKI}][piconname:{NGUYEN}][dtext:chatroom_added][/info]"
    );
    assert_eq!(service.messages(id)[0].1, expected);
    assert_eq!(service.by(NGUYEN).unread(id), (1, 0));
}

#[test]
fn what_creation_refuses() {
    let mut service = Service::new();
    let (aoki, ogawa, long) = (AOKI.to_string(), OGAWA.to_string(), "あ".repeat(256));
    let cases: &[&[(&str, &str)]] = &[
        &[("members_admin_ids", &aoki)],
        &[("name", "x")],
        &[("name", "x"), ("members_admin_ids", "")],
        &[("name", &long), ("members_admin_ids", &aoki)],
        &[("name", "x"), ("members_admin_ids", &aoki), ("members_member_ids", &ogawa)],
        &[("name", "x"), ("members_admin_ids", &aoki), ("members_member_ids", &aoki)],
        &[("name", "x"), ("members_admin_ids", &aoki), ("icon_preset", "cat")],
        &[("name", "x"), ("members_admin_ids", &aoki), ("link", "1"), ("link_code", "emulator-dev")],
        &[("name", "x"), ("members_admin_ids", &aoki), ("link_code", "日本")],
        &[("name", "x"), ("members_admin_ids", "1210345, 1210399")],
    ];
    for parameters in cases {
        assert_eq!(service.call("POST", "/rooms", parameters).status, 400, "{parameters:?}");
    }
}

#[test]
fn changes_touch_only_what_is_named() {
    let mut service = Service::new();
    let path = format!("/rooms/{GROUP}");
    let before = service.ok("GET", &path, &[]);
    service.ok("PUT", &path, &[("name", "改名")]);
    let after = service.ok("GET", &path, &[]);
    assert_eq!(after["name"], "改名");
    assert_eq!((&after["description"], &after["icon_path"]), (&before["description"], &before["icon_path"]));
    assert_eq!(service.refused("PUT", &path, &[("name", "")]).0, 400);
}

#[test]
fn my_chat_and_direct_chats_stay() {
    let mut service = Service::new();
    for room in [MY_CHAT, DIRECT] {
        let path = format!("/rooms/{room}");
        assert_eq!(service.refused("PUT", &path, &[("name", "x")]).0, 403);
        for action in ["leave", "delete"] {
            assert_eq!(service.refused("DELETE", &path, &[("action_type", action)]).0, 403);
        }
        assert_eq!(
            service.refused("PUT", &format!("{path}/members"), &[("members_admin_ids", "1210345")]).0,
            403
        );
        assert_eq!(service.ok("GET", &path, &[])["room_id"], room);
    }
}

#[test]
fn leaving_takes_own_tasks_and_files_along() {
    let mut service = Service::new();
    let path = format!("/rooms/{GROUP}");
    assert_eq!(service.refused("DELETE", &path, &[]).1, "Parameter 'action_type' is required");
    assert_eq!(service.refused("DELETE", &path, &[("action_type", "hide")]).0, 400);
    service.ok("DELETE", &path, &[("action_type", "leave")]);
    let gone = (403, "You don't have permission to get this room".to_owned());
    assert_eq!(service.refused("GET", &path, &[]), gone);
    let tasks = service.by(TANAKA).ok("GET", &format!("{path}/tasks"), &[]);
    assert_eq!(tasks.as_array().unwrap().len(), 1);
    assert_eq!(tasks[0]["account"]["account_id"], TANAKA);
    let files = service.ok("GET", &format!("{path}/files"), &[]);
    assert_eq!(files[0]["account"]["account_id"], TANAKA);
    assert_eq!(files.as_array().unwrap().len(), 1);
}

#[test]
fn deletion_is_for_everybody_and_by_administrators() {
    let mut service = Service::new();
    let path = format!("/rooms/{GROUP}");
    assert_eq!(service.by(TANAKA).refused("DELETE", &path, &[("action_type", "delete")]).0, 403);
    service.by(AOKI).ok("DELETE", &path, &[("action_type", "delete")]);
    for account in [AOKI, TANAKA] {
        assert_eq!(service.by(account).refused("GET", &path, &[]).0, 403);
    }
}

#[test]
fn members_are_replaced_as_a_whole() {
    let mut service = Service::new();
    let path = format!("/rooms/{GROUP}/members");
    let (admins, members) = (format!("{AOKI},{TANAKA}"), NGUYEN.to_string());
    let answer =
        service.ok("PUT", &path, &[("members_admin_ids", &admins), ("members_member_ids", &members)]);
    assert_eq!(
        answer.to_string(),
        format!(r#"{{"admin":[{AOKI},{TANAKA}],"member":[{NGUYEN}],"readonly":[]}}"#)
    );
    assert_eq!(service.by(BOT).get(&path).status, 403);
    let messages = service.by(AOKI).messages(GROUP);
    assert!(
        messages.iter().any(|(_, body)| body.contains(&format!("[piconname:{BOT}][dtext:chatroom_deleted]")))
    );
    // Somebody the caller does not know may stay, but not come.
    let ogawa = OGAWA.to_string();
    let parameters = [("members_admin_ids", &*admins), ("members_member_ids", &*ogawa)];
    assert_eq!(service.refused("PUT", &path, &parameters).0, 400);
    service.by(TANAKA).ok("PUT", &path, &parameters);
    service.by(AOKI).ok("PUT", &path, &parameters);
    assert_eq!(service.by(OGAWA).refused("PUT", &path, &parameters).0, 403);
}

#[test]
fn names_and_icons_of_rooms_with_people_are_theirs() {
    let mut service = Service::new();
    let direct = format!("/rooms/{DIRECT}");
    assert_eq!(service.ok("GET", &direct, &[])["name"], "田中 翔太");
    assert_eq!(service.by(TANAKA).ok("GET", &direct, &[])["name"], "青木 美咲");
    let my = service.by(AOKI).ok("GET", &format!("/rooms/{MY_CHAT}"), &[]);
    assert_eq!(
        (&my["name"], &my["type"], &my["sticky"]),
        (&"マイチャット".into(), &"my".into(), &true.into())
    );
    assert_eq!(service.ok("GET", "/me", &[])["room_id"], MY_CHAT);
    assert_eq!(service.refused("GET", &format!("/rooms/{CLOSED}"), &[]).0, 403);
}

#[test]
fn an_accepted_request_makes_two_contacts_and_a_room() {
    let mut service = Service::new();
    assert_eq!(service.by(TANAKA).get("/incoming_requests").status, 204);
    assert_eq!(service.refused("PUT", "/incoming_requests/70713", &[]).0, 404);
    let contact = service.by(AOKI).ok("PUT", "/incoming_requests/70713", &[]);
    assert_eq!(contact["account_id"], OGAWA);
    assert!(contact.get("message").is_none());
    let room = contact["room_id"].as_u64().unwrap();
    assert_eq!(service.messages(room)[0].1, "[info][dtext:chatroom_contact_added][/info]");
    let known = service.by(OGAWA).ok("GET", "/contacts", &[]);
    assert!(known.as_array().unwrap().iter().any(|c| c["account_id"] == AOKI && c["room_id"] == room));
    assert_eq!(service.by(AOKI).refused("PUT", "/incoming_requests/70713", &[]).0, 404);
    // A contact can be added to a room.
    let members = OGAWA.to_string();
    let admins = AOKI.to_string();
    let parameters = [("members_admin_ids", &*admins), ("members_member_ids", &*members)];
    service.ok("PUT", &format!("/rooms/{PLAIN}/members"), &parameters);
}

#[test]
fn a_declined_request_is_gone() {
    let mut service = Service::new();
    for id in [70_713, 70_714] {
        assert_eq!(service.call("DELETE", &format!("/incoming_requests/{id}"), &[]).status, 204);
    }
    assert_eq!(service.get("/incoming_requests").status, 204);
    assert_eq!(service.refused("DELETE", "/incoming_requests/70713", &[]).0, 404);
}
