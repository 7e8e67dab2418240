//! Invitation links.

use crate::service::{AOKI, DIRECT, GROUP, PLAIN, Service, TANAKA, text};

#[test]
fn the_life_of_a_link() {
    let mut service = Service::new();
    let path = format!("/rooms/{PLAIN}/link");
    let none = r#"{"public":false}"#;
    assert_eq!(text(&service.get(&path)), none);
    for method in ["PUT", "DELETE"] {
        assert_eq!(
            service.refused(method, &path, &[]),
            (400, "The invitation link does not exist".to_owned())
        );
    }
    let made = service.ok("POST", &path, &[]);
    let code = made["url"].as_str().unwrap().strip_prefix("https://www.chatwork.com/g/").unwrap().to_owned();
    assert_eq!(code.len(), 14);
    assert_eq!((&made["need_acceptance"], &made["description"]), (&true.into(), &"".into()));
    assert_eq!(service.refused("POST", &path, &[]).0, 400);
    let chosen = [("code", "my-Code_1"), ("need_acceptance", "0"), ("description", "どうぞ")];
    let changed = service.ok("PUT", &path, &chosen);
    assert_eq!(changed["url"], "https://www.chatwork.com/g/my-Code_1");
    // The same code again is its own.
    service.ok("PUT", &path, &chosen);
    let random = service.ok("PUT", &path, &[]);
    assert!(random["url"] != changed["url"] && random["need_acceptance"] == true);
    assert_eq!(text(&service.call("DELETE", &path, &[])), none);
}

#[test]
fn refusals() {
    let mut service = Service::new();
    let path = format!("/rooms/{PLAIN}/link");
    for code in ["emulator-dev", "", "a b", "日本", &*"a".repeat(51)] {
        assert_eq!(service.call("POST", &path, &[("code", code)]).status, 400, "{code}");
    }
    assert_eq!(service.call("POST", &path, &[("need_acceptance", "true")]).status, 400);
    assert_eq!(service.call("POST", &format!("/rooms/{DIRECT}/link"), &[]).status, 403);
    let group = format!("/rooms/{GROUP}/link");
    assert_eq!(service.by(TANAKA).call("DELETE", &group, &[]).status, 403);
    assert_eq!(service.get(&group).status, 200);
    assert_eq!(service.by(AOKI).call("DELETE", &group, &[]).status, 200);
}
