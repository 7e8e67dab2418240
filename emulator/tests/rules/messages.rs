//! Messages, cursors and what is read.

use crate::service::{AOKI, CLOSED, GROUP, NEWS, NGUYEN, PLAIN, Service, TANAKA};

fn post(service: &mut Service, room: u64, body: &str) -> String {
    // Far enough apart for the limit of posts.
    service.now += 1000;
    let posted = service.ok("POST", &format!("/rooms/{room}/messages"), &[("body", body)]);
    posted["message_id"].as_str().unwrap().to_owned()
}

#[test]
fn a_cursor_is_per_account_and_counts_own_and_system_messages() {
    let mut service = Service::new();
    let path = format!("/rooms/{PLAIN}/messages");
    assert_eq!(service.get(&path).status, 200);
    assert_eq!(service.get(&path).status, 204);
    post(&mut service, PLAIN, "自分の");
    service.ok("POST", &format!("/rooms/{PLAIN}/tasks"), &[("body", "仕事"), ("to_ids", &AOKI.to_string())]);
    let new = service.ok("GET", &path, &[("force", "0")]);
    assert_eq!(new.as_array().unwrap().len(), 2);
    assert_eq!(new[0]["body"], "自分の");
    assert_eq!(service.by(TANAKA).ok("GET", &path, &[]).as_array().unwrap().len(), 3);
    // Looking does not read.
    assert_eq!(service.unread(PLAIN).0, 2);
}

#[test]
fn force_gives_the_newest_hundred_and_moves_the_cursor() {
    let mut service = Service::new();
    let path = format!("/rooms/{PLAIN}/messages");
    for number in 0..130 {
        post(&mut service, PLAIN, &number.to_string());
        if number % 100 == 99 {
            service.now += 300_000;
        }
    }
    let newest = service.ok("GET", &path, &[("force", "1")]);
    let bodies: Vec<&str> = newest.as_array().unwrap().iter().map(|m| m["body"].as_str().unwrap()).collect();
    assert_eq!(bodies, (30..130).map(|number| number.to_string()).collect::<Vec<_>>());
    assert_eq!(service.get(&path).status, 204);
}

#[test]
fn only_the_author_changes_a_message() {
    let mut service = Service::new();
    let id = post(&mut service, GROUP, "前");
    let path = format!("/rooms/{GROUP}/messages/{id}");
    service.now += 5000;
    let refused = (403, "You don't have permission to send/edit message.".to_owned());
    assert_eq!(service.by(TANAKA).refused("PUT", &path, &[("body", "後")]), refused);
    assert_eq!(service.refused("DELETE", &path, &[]), refused);
    service.by(AOKI).ok("PUT", &path, &[("body", "後")]);
    let message = service.ok("GET", &path, &[]);
    assert_eq!(message["body"], "後");
    assert_eq!(message["update_time"], message["send_time"].as_u64().unwrap() + 5);
    assert_eq!(service.ok("DELETE", &path, &[])["message_id"], id);
    assert_eq!(service.ok("GET", &path, &[])["body"], "[deleted]");
    assert_eq!(service.refused("PUT", &path, &[("body", "x")]).0, 404);
    assert!(service.messages(GROUP).iter().any(|(known, _)| *known == id));
}

#[test]
fn who_has_unread_messages() {
    let mut service = Service::new();
    let unread = |service: &mut Service, account| service.by(account).unread(GROUP);
    let before = unread(&mut service, TANAKA);
    let own = unread(&mut service, AOKI);
    post(&mut service, GROUP, &format!("[To:{TANAKA}] [qt][To:{NGUYEN}][/qt]"));
    assert_eq!(unread(&mut service, TANAKA), (before.0 + 1, before.1 + 1));
    assert_eq!(unread(&mut service, AOKI), own);
    assert_eq!(unread(&mut service, NGUYEN), (6, 2));
    service.by(AOKI).ok(
        "POST",
        &format!("/rooms/{GROUP}/messages"),
        &[("body", "[toall]"), ("self_unread", "1")],
    );
    assert_eq!(unread(&mut service, AOKI), (own.0 + 1, own.1));
    assert_eq!(unread(&mut service, NGUYEN), (7, 3));
    let status = service.by(NGUYEN).ok("GET", "/my/status", &[]);
    assert_eq!((status["unread_num"].as_u64(), status["mention_num"].as_u64()), (Some(7), Some(3)));
    assert_eq!((status["unread_room_num"].as_u64(), status["mention_room_num"].as_u64()), (Some(1), Some(1)));
}

#[test]
fn marks() {
    let mut service = Service::new();
    let (read, unread) = (format!("/rooms/{PLAIN}/messages/read"), format!("/rooms/{PLAIN}/messages/unread"));
    service.by(TANAKA);
    let ids: Vec<String> = ["a", "b", "c"].iter().map(|body| post(&mut service, PLAIN, body)).collect();
    service.by(AOKI);
    assert_eq!(service.unread(PLAIN), (3, 0));
    let left = service.ok("PUT", &read, &[("message_id", &ids[1])]);
    assert_eq!((&left["unread_num"], &left["mention_num"]), (&1.into(), &0.into()));
    assert_eq!(service.refused("PUT", &read, &[("message_id", &ids[0])]).0, 400);
    assert_eq!(service.ok("PUT", &read, &[])["unread_num"], 0);
    assert_eq!(service.refused("PUT", &read, &[]), (400, "The message is already read".to_owned()));
    assert_eq!(service.ok("PUT", &unread, &[("message_id", &ids[1])])["unread_num"], 2);
    assert_eq!(service.refused("PUT", &unread, &[("message_id", &ids[1])]).0, 400);
    assert_eq!(service.ok("PUT", &unread, &[("message_id", &ids[0])])["unread_num"], 3);
    assert_eq!(service.refused("PUT", &unread, &[]).1, "Parameter 'message_id' is required");
    assert_eq!(service.refused("PUT", &unread, &[("message_id", "12x")]).0, 400);
}

#[test]
fn texts_are_counted_in_code_points() {
    let mut service = Service::new();
    let path = format!("/rooms/{PLAIN}/messages");
    service.ok("POST", &path, &[("body", &"𠮷".repeat(65_535))]);
    assert_eq!(service.refused("POST", &path, &[("body", &"a".repeat(65_536))]).0, 400);
    assert_eq!(service.refused("POST", &path, &[("body", "")]).1, "Parameter 'body' is required");
    assert_eq!(service.refused("POST", &path, &[("body", "x"), ("self_unread", "true")]).0, 400);
}

#[test]
fn permissions() {
    let mut service = Service::new();
    let get = "You don't have permission to get messages in this room";
    let send = "You don't have permission to send/edit message.";
    assert_eq!(service.refused("GET", &format!("/rooms/{CLOSED}/messages"), &[]), (403, get.to_owned()));
    for room in [CLOSED, NEWS] {
        let path = format!("/rooms/{room}/messages");
        assert_eq!(service.refused("POST", &path, &[("body", "x")]), (403, send.to_owned()), "{room}");
    }
    assert_eq!(service.get(&format!("/rooms/{NEWS}/messages")).status, 200);
}
