//! Tasks.

use crate::service::{AOKI, BOT, GROUP, NEWS, NGUYEN, OGAWA, PLAIN, Parameters, Service, TANAKA};

#[test]
fn one_task_for_each_assignee_and_a_message() {
    let mut service = Service::new();
    let path = format!("/rooms/{PLAIN}/tasks");
    let to = format!("{TANAKA},{BOT},{TANAKA}");
    let created = service.ok(
        "POST",
        &path,
        &[("body", "二行の\n仕事"), ("to_ids", &to), ("limit", "1800000000"), ("limit_type", "date")],
    );
    let ids = created["task_ids"].as_array().unwrap();
    assert_eq!(ids.len(), 2);
    assert_eq!(ids[0].to_string().len(), 9);
    let task = service.ok("GET", &format!("{path}/{}", ids[0]), &[]);
    assert_eq!(task["account"]["account_id"], TANAKA);
    assert_eq!(task["assigned_by_account"]["account_id"], AOKI);
    assert_eq!((&task["limit_time"], &task["limit_type"]), (&1_800_000_000.into(), &"date".into()));
    let last = service.messages(PLAIN).pop().unwrap();
    assert_eq!(task["message_id"], last.0);
    let inside = format!("[task aid={TANAKA},{BOT} st=open lt=1800000000 ltype=date]二行の\n仕事[/task]");
    assert_eq!(last.1, format!("[info][title][dtext:task_added][/title]{inside}[/info]"));
}

#[test]
fn deadlines() {
    let mut service = Service::new();
    let path = format!("/rooms/{PLAIN}/tasks");
    let bot = BOT.to_string();
    // limit, limit_type, stored time, stored type
    let cases = [
        (Some("1800000000"), None, 1_800_000_000, "time"),
        (Some("1800000000"), Some("date"), 1_800_000_000, "date"),
        (Some("1800000000"), Some("none"), 0, "none"),
        (None, Some("time"), 0, "none"),
        (None, None, 0, "none"),
    ];
    for (limit, limit_type, time, kind) in cases {
        let mut parameters = vec![("body", "x"), ("to_ids", &*bot)];
        parameters.extend(limit.map(|limit| ("limit", limit)));
        parameters.extend(limit_type.map(|limit_type| ("limit_type", limit_type)));
        let id = service.ok("POST", &path, &parameters)["task_ids"][0].to_string();
        let task = service.ok("GET", &format!("{path}/{id}"), &[]);
        assert_eq!(
            (&task["limit_time"], &task["limit_type"]),
            (&time.into(), &kind.into()),
            "{parameters:?}"
        );
    }
}

#[test]
fn states_and_their_messages() {
    let mut service = Service::new();
    let task = format!("/rooms/{GROUP}/tasks/484120033");
    for (state, key, tag) in [("done", "task_done", "st=done"), ("open", "task_reverted", "st=open")] {
        let before = service.messages(GROUP).len();
        assert_eq!(service.ok("PUT", &format!("{task}/status"), &[("body", state)])["task_id"], 484_120_033);
        service.ok("PUT", &format!("{task}/status"), &[("body", state)]);
        assert_eq!(service.ok("GET", &task, &[])["status"], state);
        let messages = service.messages(GROUP);
        assert_eq!(messages.len(), before + 1);
        assert!(messages[before].1.contains(&format!("[dtext:{key}]")) && messages[before].1.contains(tag));
    }
    assert_eq!(service.refused("PUT", &format!("{task}/status"), &[("body", "later")]).0, 400);
    assert_eq!(service.refused("PUT", &format!("/rooms/{GROUP}/tasks/1/status"), &[("body", "done")]).0, 404);
}

#[test]
fn lists_and_filters() {
    let mut service = Service::new();
    let path = format!("/rooms/{GROUP}/tasks");
    let (aoki, tanaka, bot) = (AOKI.to_string(), TANAKA.to_string(), BOT.to_string());
    let cases: &[(Parameters<'_>, &[u64])] = &[
        (&[], &[484_120_033, 484_120_034]),
        (&[("status", "done")], &[484_120_035]),
        (&[("account_id", &tanaka)], &[484_120_034]),
        (&[("assigned_by_account_id", &tanaka)], &[484_120_033]),
        (&[("account_id", &bot)], &[]),
        (&[("account_id", &aoki), ("assigned_by_account_id", &aoki)], &[]),
    ];
    for (parameters, expected) in cases {
        let tasks = service.ok("GET", &path, parameters);
        let empty = Vec::new();
        let tasks = tasks.as_array().unwrap_or(&empty);
        let ids: Vec<u64> = tasks.iter().map(|task| task["task_id"].as_u64().unwrap()).collect();
        assert_eq!(ids, *expected, "{parameters:?}");
    }
    assert_eq!(service.refused("GET", &path, &[("status", "all")]).0, 400);
    assert_eq!(service.refused("GET", &path, &[("account_id", "me")]).0, 400);
    assert_eq!(service.ok("GET", "/my/tasks", &[]).as_array().unwrap().len(), 2);
    assert_eq!(
        service.ok("GET", "/my/tasks", &[("assigned_by_account_id", &tanaka)]).as_array().unwrap().len(),
        1
    );
    assert_eq!(service.call("GET", "/my/tasks", &[("status", "done")]).status, 204);
}

#[test]
fn a_list_holds_the_newest_hundred() {
    let mut service = Service::new();
    let path = format!("/rooms/{PLAIN}/tasks");
    let bot = BOT.to_string();
    let mut ids = Vec::new();
    for _ in 0..105 {
        service.now += 3000;
        let created = service.ok("POST", &path, &[("body", "x"), ("to_ids", &bot)]);
        ids.push(created["task_ids"][0].clone());
    }
    let tasks = service.ok("GET", &path, &[]);
    let listed: Vec<_> = tasks.as_array().unwrap().iter().map(|task| task["task_id"].clone()).collect();
    assert_eq!(listed, ids[5..]);
}

#[test]
fn refusals() {
    let mut service = Service::new();
    let path = format!("/rooms/{GROUP}/tasks");
    let (bot, ogawa) = (BOT.to_string(), OGAWA.to_string());
    let cases: &[&[(&str, &str)]] = &[
        &[("to_ids", &bot)],
        &[("body", "x")],
        &[("body", "x"), ("to_ids", "")],
        &[("body", "x"), ("to_ids", &ogawa)],
        &[("body", "x"), ("to_ids", &bot), ("limit", "tomorrow")],
        &[("body", "x"), ("to_ids", &bot), ("limit_type", "week")],
    ];
    for parameters in cases {
        assert_eq!(service.call("POST", &path, parameters).status, 400, "{parameters:?}");
    }
    assert_eq!(
        service.call("POST", &format!("/rooms/{NEWS}/tasks"), &[("body", "x"), ("to_ids", &bot)]).status,
        403
    );
    assert_eq!(service.by(NGUYEN).call("POST", &path, &[("body", "x"), ("to_ids", &bot)]).status, 403);
    assert_eq!(service.get(&format!("{path}/1")).status, 404);
}
