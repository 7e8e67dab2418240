//! What must hold for any answers and any times. `cargo xtask fuzz` and `tests/fuzz_corpus.rs` run it.

use chatwork_wasm::api::messages::postRoomMessage;
use chatwork_wasm::api::{Endpoint, Method, Replay, endpoints};
use chatwork_wasm::engine::error::{Error, Stakes};
use chatwork_wasm::engine::outcome::{Outcome, may_pass, of_network_error, of_status};
use chatwork_wasm::engine::retry::{Failure, RetryAfter, Rules, wait};

#[path = "outcome/traffic.rs"]
mod traffic;
#[path = "outcome/words.rs"]
mod words;

use words::Words;

/// Carries out each line: the answers to single requests here, everything that the limits remember in `traffic`.
pub(crate) fn check(data: &[u8]) {
    let lines = String::from_utf8_lossy(data);
    let mut traffic = traffic::Traffic::default();
    for line in lines.lines().take(200) {
        let mut words = Words::of(line);
        match words.next() {
            "answer" => answered(&mut words),
            "error" => failed(&mut words),
            verb => traffic.carry_out(verb, &mut words),
        }
    }
}

/// `answer STATUS LATER AT DATE`, and what `decided` reads.
fn answered(words: &mut Words<'_>) {
    let status = words.whole(1000) as u16;
    let retry_after = RetryAfter {
        later: words.number().filter(|later| *later >= 0.0),
        at: words.number().filter(|at| at.is_finite()),
        date: words.number().filter(|date| date.is_finite()),
    }
    .wait(traffic::START);
    assert!(retry_after.is_none_or(|wait| wait >= 0.0));
    let outcome = of_status(status);
    // What a success became is never asked.
    if (200..300).contains(&status) {
        return;
    }
    assert_eq!(outcome == Outcome::Refused, status == 429);
    assert!(outcome != Outcome::NotSent && (status < 500 || outcome == Outcome::Unknown));
    // What may be sent again may fare better, and what was dealt with may not.
    assert!(!may_pass(status) || outcome != Outcome::Answered);
    decided(Failure::Limited { wait: retry_after }, Outcome::Refused, words);
    let endpoint = decided(Failure::Failed { outcome, retry_after }, outcome, words);
    let errors = words.rest().split(';').map(str::to_owned).collect();
    let error = Error::Api { status, errors, limited: None, is_hidden: false };
    assert_eq!(error.outcome(Stakes::default()), outcome);
    is_told(&error, endpoint, &status.to_string());
}

/// `error CODE`, what `decided` reads, and what the runtime said.
fn failed(words: &mut Words<'_>) {
    let outcome = of_network_error(words.next());
    assert!(matches!(outcome, Outcome::NotSent | Outcome::Unknown));
    let endpoint = decided(Failure::Failed { outcome, retry_after: None }, outcome, words);
    let problem = words.rest().to_owned();
    is_told(
        &Error::Connection { outcome, problem: problem.clone(), is_from_page: false },
        endpoint,
        &problem,
    );
}

/// `ENDPOINT ATTEMPT RETRIES LONGEST RANDOM`: whether the request is sent again. Gives back the endpoint.
fn decided(failure: Failure, outcome: Outcome, words: &mut Words<'_>) -> &'static Endpoint {
    let name = words.next();
    let endpoint = endpoints().find(|endpoint| endpoint.name == name).unwrap_or(&postRoomMessage);
    let (attempt, retries) = (words.whole(u32::MAX.into()).max(1), words.whole(u32::MAX.into()));
    let max_wait = words.number().filter(|wait| *wait >= 0.0).unwrap_or(60_000.0);
    let random = words.chance();
    let rules = Rules { retries, replay: endpoint.replay != Replay::Never, waits: true, max_wait };
    let next = wait(failure, attempt, &rules, random);
    let is_harmless = matches!(outcome, Outcome::NotSent | Outcome::Refused);
    if let Some(next) = next {
        assert!(attempt <= retries);
        assert!((0.0..=max_wait.max(8000.0)).contains(&next));
        // A post is never sent twice.
        assert!(is_harmless || outcome == Outcome::Unknown && endpoint.method != Method::Post);
        assert!(is_harmless || endpoint.replay != Replay::Never);
    }
    let impatient = Rules { waits: false, ..rules };
    assert_eq!(
        wait(failure, attempt, &impatient, random),
        next.filter(|_| !matches!(failure, Failure::Limited { .. }))
    );
    endpoint
}

/// An error says what happened, of what, and never that a call in doubt can be made again.
fn is_told(error: &Error, endpoint: &Endpoint, what: &str) {
    for is_in_doubt in [false, true] {
        for loses in [false, true] {
            let stakes = Stakes { loses, is_in_doubt };
            let (message, help) = (error.message(endpoint, stakes), error.help(stakes));
            let said = message.strip_prefix(endpoint.name).and_then(|said| said.strip_prefix(": "));
            assert!(said.is_some_and(|said| said.contains(what)));
            assert_eq!(help.lines().count(), 2);
            if error.outcome(stakes) != Outcome::NotSent {
                assert!(!help.contains("Nothing was sent"));
            }
        }
    }
}
