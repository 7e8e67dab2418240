//! Answers, where no fault was asked for.

use chatwork_emulator::{Delivery, Request, Response};
use serde_json::Value;

pub(super) fn is_one_of_the_service(request: &Request, response: &Response) {
    let Response { status, body, delay_ms, delivery, .. } = response;
    let place = format!("{} {}: {status} {}", request.method, request.path, String::from_utf8_lossy(body));
    assert!((200..500).contains(status), "{place}");
    assert!(*delay_ms == 0 && *delivery == Delivery::Whole, "{place}");
    for (name, value) in &response.headers {
        assert!(
            name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
            "{place}"
        );
        // What a browser asks for is repeated, and a media type is what somebody has uploaded.
        let is_repeated = ["access-control-allow-headers", "content-type"].contains(&name.as_str());
        assert!(is_repeated || value.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{place}: {name}");
    }
    let first = request.path.strip_prefix('/').and_then(|path| path.split('/').next());
    match (status, first) {
        (204, _) => assert!(body.is_empty(), "{place}"),
        (_, Some("v2")) => is_answer_of_the_api(*status, body, &place),
        (_, Some("control")) => {
            assert!(
                [200, 400, 404].contains(status) && serde_json::from_slice::<Value>(body).is_ok(),
                "{place}"
            );
        }
        _ => {}
    }
}

fn is_answer_of_the_api(status: u16, body: &[u8], place: &str) {
    let json: Value = serde_json::from_slice(body).expect(place);
    assert!(body.is_ascii(), "{place}");
    if status == 200 {
        assert!(json.is_object() || json.as_array().is_some_and(|list| !list.is_empty()), "{place}");
    } else {
        assert!([400, 401, 403, 404, 429].contains(&status), "{place}");
        let errors = json["errors"].as_array().expect(place);
        assert!(!errors.is_empty() && errors.iter().all(Value::is_string), "{place}");
    }
}
