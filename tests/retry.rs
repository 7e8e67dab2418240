//! What happened, and whether and when it is sent again.
#![cfg(not(target_arch = "wasm32"))]

use chatwork_wasm::engine::outcome::{self, Outcome};
use chatwork_wasm::engine::retry::{Failure, RetryAfter, Rules, wait};

const RULES: Rules = Rules { retries: 2, replay: false, waits: true, max_wait: 60_000.0 };

fn failed(outcome: Outcome) -> Failure {
    Failure::Failed { outcome, retry_after: None }
}

#[test]
fn what_happened_decides_whether_it_is_sent_again() {
    let replay = Rules { replay: true, ..RULES };
    let reject = Rules { waits: false, ..RULES };
    for (name, failure, rules, again) in [
        ("never left", failed(Outcome::NotSent), RULES, true),
        ("turned away", failed(Outcome::Refused), RULES, true),
        ("dealt with", failed(Outcome::Answered), RULES, false),
        ("dealt with, replay", failed(Outcome::Answered), replay, false),
        ("nobody knows", failed(Outcome::Unknown), RULES, false),
        ("nobody knows, replay", failed(Outcome::Unknown), replay, true),
        ("500", failed(outcome::of_status(500)), RULES, false),
        ("500, replay", failed(outcome::of_status(500)), replay, true),
        ("408, replay", failed(outcome::of_status(408)), replay, true),
        ("400, replay", failed(outcome::of_status(400)), replay, false),
        ("limited", Failure::Limited { wait: Some(5000.0) }, RULES, true),
        ("limited, no headers", Failure::Limited { wait: None }, RULES, true),
        ("limited, reject", Failure::Limited { wait: Some(5000.0) }, reject, false),
        ("limited, reject, no headers", Failure::Limited { wait: None }, reject, false),
        ("limited for too long", Failure::Limited { wait: Some(60_001.0) }, RULES, false),
    ] {
        assert_eq!(wait(failure, 1, &rules, 0.5).is_some(), again, "{name}");
    }
}

#[test]
fn so_often_and_no_more() {
    for (retries, waits) in [(0, 0), (1, 1), (2, 2), (100, 100)] {
        let rules = Rules { retries, ..RULES };
        let made =
            (1..=200).take_while(|attempt| wait(failed(Outcome::NotSent), *attempt, &rules, 0.5).is_some());
        assert_eq!(made.count(), waits);
    }
}

#[test]
fn the_wait_grows_and_is_random() {
    let rules = Rules { retries: 100, ..RULES };
    for (attempt, random, expected) in [
        (1, 0.0, 100.0),
        (1, 0.1, 100.0),
        (1, 0.5, 250.0),
        (1, 1.0, 500.0),
        (2, 1.0, 1000.0),
        (3, 1.0, 2000.0),
        (4, 1.0, 4000.0),
        (5, 1.0, 8000.0),
        (6, 1.0, 8000.0),
        (100, 0.5, 4000.0),
    ] {
        assert_eq!(
            wait(failed(Outcome::NotSent), attempt, &rules, random),
            Some(expected),
            "{attempt} {random}"
        );
    }
}

#[test]
fn a_time_that_is_named_is_kept_or_refused_and_never_shortened() {
    for (asked, expected) in [
        (0.0, Some(0.0)),
        (1.0, Some(1.0)),
        (60_000.0, Some(60_000.0)),
        (60_000.5, None),
        (f64::INFINITY, None),
    ] {
        let rules = Rules { replay: true, ..RULES };
        let failure = Failure::Failed { outcome: Outcome::Unknown, retry_after: Some(asked) };
        assert_eq!(wait(failure, 1, &rules, 0.5), expected, "{asked}");
        assert_eq!(wait(Failure::Limited { wait: Some(asked) }, 1, &rules, 0.5), expected, "{asked}");
    }
}

#[test]
fn retry_after_is_a_time_span_or_a_moment_by_the_servers_clock() {
    let now = 784_111_777_000.0;
    for (later, at, date, expected) in [
        (None, None, None, None),
        (None, None, Some(now), None),
        (Some(0.0), None, None, Some(0.0)),
        (Some(120_000.0), None, Some(5.0), Some(120_000.0)),
        (None, Some(now + 10_000.0), None, Some(10_000.0)),
        (None, Some(now - 10_000.0), None, Some(0.0)),
        (None, Some(now + 610_000.0), Some(now + 600_000.0), Some(10_000.0)),
        (None, Some(now - 590_000.0), Some(now - 600_000.0), Some(10_000.0)),
    ] {
        assert_eq!(RetryAfter { later, at, date }.wait(now), expected, "{later:?} {at:?} {date:?}");
    }
}

#[test]
fn a_redirect_and_what_is_refused_for_good_are_not_tried_again() {
    for (status, again) in [
        (0, false),
        (302, false),
        (400, false),
        (401, false),
        (404, false),
        (408, true),
        (429, true),
        (500, true),
        (524, true),
    ] {
        assert_eq!(outcome::may_pass(status), again, "{status}");
    }
}
