//! What became of a request and what its error says, as tables.
#![cfg(not(target_arch = "wasm32"))]

use chatwork_wasm::api::messages::postRoomMessage;
use chatwork_wasm::engine::encode::Refusal;
use chatwork_wasm::engine::error::{Error, Stakes};
use chatwork_wasm::engine::outcome::{Outcome, is_network_error, of_network_error};

#[test]
fn a_status_decides_class_code_and_outcome() {
    for (status, class, code, outcome) in [
        (0, "ChatworkApiError", "unexpected_status", Outcome::Unknown),
        (302, "ChatworkApiError", "unexpected_status", Outcome::Unknown),
        (400, "ChatworkBadRequestError", "bad_request", Outcome::Answered),
        (401, "ChatworkAuthenticationError", "authentication", Outcome::Answered),
        (403, "ChatworkPermissionError", "permission", Outcome::Answered),
        (404, "ChatworkNotFoundError", "not_found", Outcome::Answered),
        (408, "ChatworkApiError", "unexpected_status", Outcome::Unknown),
        (409, "ChatworkApiError", "unexpected_status", Outcome::Answered),
        (418, "ChatworkApiError", "unexpected_status", Outcome::Answered),
        (429, "ChatworkRateLimitError", "rate_limit", Outcome::Refused),
        (500, "ChatworkServerError", "server", Outcome::Unknown),
        (503, "ChatworkServerError", "server", Outcome::Unknown),
        (524, "ChatworkServerError", "server", Outcome::Unknown),
    ] {
        let error = Error::Api { status, errors: vec![], limited: None, is_hidden: false };
        assert_eq!((error.class(), error.outcome(Stakes::default())), ((class, code), outcome), "{status}");
    }
}

#[test]
fn only_a_connection_that_never_was_proves_that_nothing_was_sent() {
    for code in ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT", "ConnectionRefused"] {
        assert_eq!(of_network_error(code), Outcome::NotSent, "{code}");
    }
    for code in ["", "ECONNRESET", "EPIPE", "ETIMEDOUT", "UND_ERR_SOCKET", "econnrefused"] {
        assert_eq!(of_network_error(code), Outcome::Unknown, "{code}");
    }
}

#[test]
fn a_network_error_is_known_by_how_its_message_begins() {
    for (message, is_of_the_network) in [
        ("fetch failed", true),
        ("terminated", true),
        ("error sending request for url (http://127.0.0.1:9/v2/me)", true),
        ("Network connection lost.", true),
        ("Failed to fetch", true),
        ("network error", true),
        ("NetworkError when attempting to fetch resource.", true),
        ("Load failed", true),
        ("", false),
        ("my fetch failed", false),
        ("load failed", false),
    ] {
        assert_eq!(is_network_error(message), is_of_the_network, "{message}");
    }
}

#[test]
fn errors_name_the_outcome() {
    let outcomes = [Outcome::NotSent, Outcome::Refused, Outcome::Answered, Outcome::Unknown];
    assert_eq!(outcomes.map(Outcome::name), ["not-sent", "refused", "answered", "unknown"]);
}

#[test]
fn messages_say_what_happened_and_what_to_do() {
    let said = vec!["You don't have permission to send/edit message.".to_owned(), "Second".to_owned()];
    for (error, message) in [
        (
            Error::argument("body", Refusal::new("a string of 1 to 65535 characters", "nothing")),
            "postRoomMessage: 'body' must be a string of 1 to 65535 characters, but got nothing. Nothing was sent.",
        ),
        (
            Error::Api { status: 403, errors: said, limited: None, is_hidden: false },
            "postRoomMessage: 403, You don't have permission to send/edit message.; Second. The account lacks the \
             right for this in the room, or the OAuth token lacks the scope.",
        ),
        (
            Error::Api { status: 404, errors: vec![], limited: None, is_hidden: false },
            "postRoomMessage: 404, no explanation. Check the ids, and whether the account can see the room.",
        ),
        (
            Error::Runtime { problem: "this runtime has no 'fetch'." },
            "postRoomMessage: this runtime has no 'fetch'.",
        ),
        (
            Error::Api { status: 302, errors: vec![], limited: None, is_hidden: false },
            "postRoomMessage: 302, no explanation. Redirects are not followed, because the token would go along. Set \
             'baseUrl' to the final address.",
        ),
        (
            Error::Api { status: 408, errors: vec![], limited: None, is_hidden: false },
            "postRoomMessage: 408, no explanation. The request may have been carried out: check before calling it \
             again.",
        ),
        (
            Error::Connection {
                outcome: Outcome::NotSent,
                problem: "fetch failed, ECONNREFUSED".to_owned(),
                is_from_page: false,
            },
            "postRoomMessage: no complete answer (fetch failed, ECONNREFUSED). Nothing was sent, so it can be called \
             again.",
        ),
        (
            Error::Connection {
                outcome: Outcome::Unknown,
                problem: "Failed to fetch".to_owned(),
                is_from_page: true,
            },
            "postRoomMessage: no complete answer (Failed to fetch). A page cannot call the service: it sends no CORS headers, and a token in a page \
             is a leak, as every visitor can read it. Keep the token on a server of yours and set 'baseUrl' to that \
             server.",
        ),
        (
            Error::Timeout { outcome: Outcome::Unknown, after: 30_000, is_deadline: false },
            "postRoomMessage: no complete answer within the 30000 ms of the 'timeout' option. The request may have \
             been carried out: check before calling it again.",
        ),
        (
            Error::Parse { status: 200 },
            "postRoomMessage: the service answered 200, so the request was carried out, but the body is not JSON. \
             Look at the error's 'text': a proxy or a captive portal may have replaced the answer.",
        ),
    ] {
        assert_eq!(error.message(&postRoomMessage, Stakes::default()), message);
    }
}

#[test]
fn help_is_in_both_languages() {
    let failed = |status| Error::Api { status, errors: vec![], limited: None, is_hidden: false };
    let hidden = Error::Api { status: 404, errors: vec![], limited: None, is_hidden: true };
    let errors = [
        Error::argument("body", Refusal::new("a string", "nothing")),
        Error::Runtime { problem: "" },
        Error::Parse { status: 200 },
        Error::Timeout { outcome: Outcome::NotSent, after: 1, is_deadline: true },
        hidden,
    ];
    let statuses = [0, 400, 401, 403, 404, 408, 418, 429, 500].map(failed);
    for error in errors.iter().chain(&statuses) {
        let help = error.help(Stakes::default());
        let (japanese, english) = help.split_once('\n').unwrap();
        assert!(japanese.contains('。') && english.ends_with('.') && english.is_ascii(), "{help}");
    }
}

#[test]
fn a_lost_answer_that_took_messages_along_says_how_to_get_them() {
    let stakes = Stakes { loses: true, is_in_doubt: false };
    for error in [
        Error::Connection { outcome: Outcome::Unknown, problem: String::new(), is_from_page: false },
        Error::Timeout { outcome: Outcome::Unknown, after: 1, is_deadline: false },
        Error::Api { status: 502, errors: vec![], limited: None, is_hidden: false },
    ] {
        assert!(error.message(&postRoomMessage, stakes).ends_with("call again with 'force: true'."));
        assert!(error.help(stakes).contains("'force: true' で"));
    }
}

#[test]
fn after_an_attempt_that_may_have_been_carried_out_nothing_is_sure() {
    let stakes = Stakes { loses: false, is_in_doubt: true };
    for (error, outcome) in [
        (
            Error::Connection { outcome: Outcome::NotSent, problem: String::new(), is_from_page: false },
            Outcome::Unknown,
        ),
        (Error::Timeout { outcome: Outcome::NotSent, after: 1, is_deadline: true }, Outcome::Unknown),
        (Error::Api { status: 429, errors: vec![], limited: None, is_hidden: false }, Outcome::Unknown),
        (Error::Api { status: 400, errors: vec![], limited: None, is_hidden: false }, Outcome::Unknown),
        (Error::Parse { status: 200 }, Outcome::Answered),
    ] {
        assert_eq!(error.outcome(stakes), outcome, "{error:?}");
        assert!(!error.message(&postRoomMessage, stakes).contains("it can be called again"), "{error:?}");
    }
}
