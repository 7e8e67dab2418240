//! The two rate limits, with the times as values.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::float_cmp, reason = "times are whole milliseconds")]

use chatwork_wasm::engine::limits::{Hold, Limits, Scope, Told};

const NOW: f64 = 1_735_689_600_000.0;
/// How long a post stays in front of the eleventh after it.
const SPAN: f64 = 10_250.0;

fn told(remaining: u32, reset_in: f64) -> Told {
    Told { limit: Some(300), remaining: Some(remaining), reset: Some(NOW + reset_in), date: Some(NOW) }
}

/// Asks for a request that is no post, and sends it where nothing holds it.
fn request(limits: &mut Limits, key: u64, now: f64) -> f64 {
    let hold = limits.hold(key, None, None, now);
    if hold.is_none() {
        limits.count(key, None, None, now);
    }
    hold.map_or(0.0, |hold| hold.wait)
}

/// The same for a post whose order does not matter.
fn post(limits: &mut Limits, key: u64, room: &str, now: f64) -> f64 {
    let hold = limits.hold(key, Some(room), None, now);
    if hold.is_none() {
        limits.count(key, Some(room), None, now);
    }
    hold.map_or(0.0, |hold| hold.wait)
}

fn room(wait: f64) -> Hold {
    Hold { scope: Some(Scope::Room), wait }
}

#[test]
fn ten_posts_in_ten_seconds_and_one_room() {
    let mut limits = Limits::new();
    let mut now = NOW;
    let mut sent = Vec::new();
    while sent.len() < 100 {
        let wait = post(&mut limits, 1, "7", now);
        if wait == 0.0 {
            sent.push(now);
            now += 100.0;
        } else {
            now += wait;
        }
    }
    for at in 10..sent.len() {
        assert!(sent[at] - sent[at - 10] >= SPAN, "post {at}");
    }
    // And no slower than that: ten rounds, of which each is ten posts and the wait for the first of the round before.
    assert_eq!(sent[99] - sent[0], 9.0 * SPAN + 900.0);
}

#[test]
fn errors_name_the_limit() {
    assert_eq!([Scope::Account, Scope::Room].map(Scope::name), ["account", "room"]);
}

#[test]
fn a_clock_may_begin_anywhere() {
    for now in [0.0, 999.0, -NOW] {
        assert_eq!(request(&mut Limits::new(), 1, now), 0.0, "{now}");
    }
}

#[test]
fn one_room_does_not_delay_another_and_one_account_not_another() {
    let mut limits = Limits::new();
    for _ in 0..10 {
        assert_eq!(post(&mut limits, 1, "7", NOW), 0.0);
    }
    assert_eq!(post(&mut limits, 1, "7", NOW), SPAN);
    assert_eq!(post(&mut limits, 1, "8", NOW), 0.0);
    assert_eq!(post(&mut limits, 2, "7", NOW), 0.0);
    assert_eq!(request(&mut limits, 1, NOW), 0.0);
}

#[test]
fn posts_to_a_room_go_in_their_order_and_one_at_a_time() {
    let mut limits = Limits::new();
    let tickets: Vec<_> = (0..25).map(|_| limits.ticket(1, "7", NOW)).collect();
    // The second waits for the answer to the first, and those that the limit holds know for how long.
    assert_eq!(limits.hold(1, Some("7"), Some(tickets[0]), NOW), None);
    limits.count(1, Some("7"), Some(tickets[0]), NOW);
    let behind = limits.hold(1, Some("7"), Some(tickets[1]), NOW).unwrap();
    assert_eq!((behind.scope, behind.wait), (None, 25.0));
    for (at, wait) in [(10, SPAN), (19, SPAN), (20, 2.0 * SPAN), (24, 2.0 * SPAN)] {
        assert_eq!(limits.hold(1, Some("7"), Some(tickets[at]), NOW), Some(room(wait)), "{at}");
    }
    limits.leave(1, "7", tickets[0], NOW + 30.0);
    assert_eq!(limits.hold(1, Some("7"), Some(tickets[1]), NOW + 30.0), None);
}

#[test]
fn posts_of_long_ago_delay_none_in_line() {
    let mut limits = Limits::new();
    for _ in 0..10 {
        assert_eq!(post(&mut limits, 1, "7", NOW), 0.0);
    }
    let later = NOW + 20_000.0;
    let tickets: Vec<_> = (0..11).map(|_| limits.ticket(1, "7", later)).collect();
    assert_eq!(limits.hold(1, Some("7"), Some(tickets[10]), later), Some(room(SPAN)));
}

#[test]
fn a_call_that_vanished_blocks_nobody_for_long() {
    let mut limits = Limits::new();
    let (first, second) = (limits.ticket(1, "7", NOW), limits.ticket(1, "7", NOW));
    assert_eq!(limits.hold(1, Some("7"), Some(first), NOW), None);
    limits.count(1, Some("7"), None, NOW);
    assert!(limits.hold(1, Some("7"), Some(second), NOW + 4999.0).is_some());
    assert_eq!(limits.hold(1, Some("7"), Some(second), NOW + 5000.0), None);
}

#[test]
fn a_post_that_comes_back_later_keeps_its_place() {
    let mut limits = Limits::new();
    let (first, second) = (limits.ticket(1, "7", NOW), limits.ticket(1, "7", NOW));
    limits.keep(1, "7", first, NOW, 60_000.0);
    assert!(limits.hold(1, Some("7"), Some(second), NOW + 60_000.0).is_some());
    assert_eq!(limits.hold(1, Some("7"), Some(first), NOW + 60_000.0), None);
}

#[test]
fn what_was_sent_before_the_first_answer_counts_when_it_comes() {
    let mut limits = Limits::new();
    for _ in 0..290 {
        assert_eq!(request(&mut limits, 1, NOW), 0.0);
    }
    // The first of them has arrived.
    limits.learn(1, &told(299, 100_000.0), NOW);
    let sent = (0..400).filter(|_| request(&mut limits, 1, NOW) == 0.0).count();
    assert_eq!(sent, 10);
    assert_eq!(request(&mut limits, 2, NOW), 0.0);
}

#[test]
fn before_the_first_answer_no_more_are_sent_than_the_service_is_known_to_take() {
    let mut limits = Limits::new();
    let sent = (0..400).filter(|_| request(&mut limits, 1, NOW) == 0.0).count();
    assert_eq!((sent, request(&mut limits, 1, NOW)), (300, 250.0));
    // Nobody knows what became of them, but by then the service has forgotten them.
    assert_eq!(request(&mut limits, 1, NOW + 301_000.0), 0.0);
}

#[test]
fn what_never_arrived_does_not_count() {
    let mut limits = Limits::new();
    for _ in 0..1000 {
        assert_eq!(post(&mut limits, 1, "7", NOW), 0.0);
        limits.uncount(1, Some("7"), false, NOW);
    }
    // Nobody knows of these, and nobody has told of a limit.
    for _ in 0..1000 {
        assert_eq!(request(&mut limits, 1, NOW), 0.0);
        limits.uncount(1, None, true, NOW);
    }
    // Where the service has told, they may be among those it counts.
    limits.learn(1, &told(5, 100_000.0), NOW);
    let sent = (0..20)
        .filter(|_| {
            let is_sent = request(&mut limits, 1, NOW) == 0.0;
            limits.uncount(1, None, true, NOW);
            is_sent
        })
        .count();
    assert_eq!(sent, 5);
}

#[test]
fn a_limit_is_what_the_service_says_it_is() {
    let mut limits = Limits::new();
    let of = |limits: &mut Limits| [Scope::Account, Scope::Room].map(|scope| limits.limit(1, scope, NOW));
    assert_eq!(of(&mut limits), [300, 10]);
    limits.learn(1, &Told { limit: Some(500), ..told(5, 100_000.0) }, NOW);
    assert_eq!(of(&mut limits), [500, 10]);
}

#[test]
fn a_higher_limit_than_expected_counts_from_the_first_answer() {
    let mut limits = Limits::new();
    for _ in 0..5 {
        request(&mut limits, 1, NOW);
    }
    limits.learn(1, &Told { limit: Some(1000), ..told(995, 100_000.0) }, NOW);
    assert_eq!(limits.standing(1, NOW).map(|standing| standing.remaining), Some(995));
}

#[test]
fn a_limit_of_nothing_ends_with_its_window() {
    let mut limits = Limits::new();
    limits.learn(1, &Told { limit: Some(0), ..told(0, 100_000.0) }, NOW);
    assert_eq!(request(&mut limits, 1, NOW), 101_000.0);
    assert_eq!(request(&mut limits, 1, NOW + 101_000.0), 0.0);
}

#[test]
fn a_slow_clock_without_the_service_s_beside_it_believes_each_answer() {
    let mut limits = Limits::new();
    for (remaining, at) in [(0, NOW), (299, NOW + 1000.0), (298, NOW + 2000.0)] {
        limits.learn(1, &Told { date: None, ..told(remaining, 900_000.0) }, at);
        assert_eq!(limits.standing(1, at).map(|standing| standing.remaining), Some(remaining));
    }
}

#[test]
fn who_tells_of_no_limit_has_none() {
    let mut limits = Limits::new();
    for _ in 0..1000 {
        limits.learn(1, &Told::default(), NOW);
        assert_eq!(request(&mut limits, 1, NOW), 0.0);
    }
    assert_eq!(limits.standing(1, NOW), None);
}

#[test]
fn an_answer_tells_what_is_left_and_until_when() {
    let mut limits = Limits::new();
    limits.learn(1, &told(2, 100_000.0), NOW);
    let standing = limits.standing(1, NOW).unwrap();
    assert_eq!((standing.limit, standing.remaining, standing.reset), (300, 2, NOW + 100_000.0));
    assert_eq!(request(&mut limits, 1, NOW), 0.0);
    assert_eq!(request(&mut limits, 1, NOW), 0.0);
    assert_eq!(request(&mut limits, 1, NOW), 101_000.0);
    assert_eq!(request(&mut limits, 1, NOW + 60_000.0), 41_000.0);
    assert_eq!(request(&mut limits, 1, NOW + 101_000.0), 0.0);
}

#[test]
fn the_longer_of_two_waits_counts() {
    let mut limits = Limits::new();
    for _ in 0..10 {
        post(&mut limits, 1, "7", NOW);
    }
    limits.learn(1, &told(0, 4000.0), NOW);
    assert_eq!(limits.hold(1, Some("7"), None, NOW), Some(room(SPAN)));
    limits.learn(1, &told(0, 40_000.0), NOW);
    assert_eq!(
        limits.hold(1, Some("7"), None, NOW),
        Some(Hold { scope: Some(Scope::Account), wait: 41_000.0 })
    );
}

#[test]
fn answers_that_overtake_each_other_do_not_give_requests_back() {
    let mut limits = Limits::new();
    limits.learn(1, &told(5, 100_000.0), NOW);
    limits.learn(1, &told(9, 100_000.0), NOW);
    let sent = (0..20).filter(|_| request(&mut limits, 1, NOW) == 0.0).count();
    assert_eq!(sent, 5);
    // A later window does.
    limits.learn(1, &Told { reset: Some(NOW + 300_000.0), remaining: Some(250), ..told(0, 0.0) }, NOW);
    assert_eq!(request(&mut limits, 1, NOW), 0.0);
}

#[test]
fn a_window_has_ended_where_the_next_one_ends_much_later() {
    for (reset_in, remaining) in [(101_000.0, 5), (250_000.0, 5), (250_001.0, 9)] {
        let mut limits = Limits::new();
        limits.learn(1, &told(5, 100_000.0), NOW);
        limits.learn(1, &told(9, reset_in), NOW);
        assert_eq!(limits.standing(1, NOW).map(|standing| standing.remaining), Some(remaining), "{reset_in}");
    }
}

#[test]
fn the_clocks_may_differ() {
    for skew in [-600_000.0, 0.0, 600_000.0] {
        let mut limits = Limits::new();
        let date = NOW + skew;
        let told = Told { limit: None, remaining: Some(0), reset: Some(date + 30_000.0), date: Some(date) };
        limits.learn(1, &told, NOW);
        assert_eq!(request(&mut limits, 1, NOW), 31_000.0, "{skew}");
    }
}

#[test]
fn without_the_services_clock_a_wait_is_at_most_one_window() {
    for (reset_in, expected) in [(-600_000.0, 1000.0), (30_000.0, 31_000.0), (9_000_000.0, 301_000.0)] {
        let mut limits = Limits::new();
        let told = Told { limit: None, remaining: Some(0), reset: Some(NOW + reset_in), date: None };
        limits.learn(1, &told, NOW);
        assert_eq!(request(&mut limits, 1, NOW), expected, "{reset_in}");
    }
}

#[test]
fn a_clock_that_is_set_back_holds_nothing() {
    let mut limits = Limits::new();
    for _ in 0..10 {
        post(&mut limits, 1, "7", NOW);
    }
    limits.learn(1, &told(0, 200_000.0), NOW);
    assert_eq!(limits.wait(1, Some("7"), NOW - 3_600_000.0, 0.5), Some(SPAN));
    assert_eq!(post(&mut limits, 1, "7", NOW - 3_600_000.0), 0.0);
}

#[test]
fn after_a_refusal() {
    let mut limits = Limits::new();
    // Nothing tells, or not of this: the caller backs off.
    assert_eq!(limits.wait(1, None, NOW, 0.5), None);
    limits.learn(1, &told(7, 20_000.0), NOW);
    assert_eq!(limits.wait(1, None, NOW, 0.5), None);
    limits.learn(1, &told(0, 20_000.0), NOW);
    assert_eq!(limits.wait(1, None, NOW, 0.5), Some(21_125.0));
    // A room knows nothing of that. Fewer than ten posts of ours: others post there, too.
    assert_eq!(limits.wait(1, Some("7"), NOW, 0.5), Some(SPAN));
    for _ in 0..10 {
        limits.count(1, Some("7"), None, NOW);
    }
    assert_eq!(limits.wait(1, Some("7"), NOW + 4000.0, 0.5), Some(6250.0));
    assert_eq!(limits.wait(1, Some("7"), NOW + 10_000.0, 0.5), Some(1000.0));
}

#[test]
fn what_is_kept_has_a_bound() {
    let mut limits = Limits::new();
    let full = |limits: &mut Limits| (0..10).for_each(|_| limits.count(0, Some("7"), None, NOW));
    full(&mut limits);
    for key in 1..=1023 {
        request(&mut limits, key, NOW);
    }
    assert_eq!(post(&mut limits, 0, "7", NOW), SPAN);
    for key in 2000..3024 {
        request(&mut limits, key, NOW);
    }
    assert_eq!(post(&mut limits, 0, "7", NOW), 0.0);

    full(&mut limits);
    assert_eq!(post(&mut limits, 0, "7", NOW), SPAN);
    for room in 0..256 {
        post(&mut limits, 0, &format!("r{room}"), NOW);
    }
    assert_eq!(post(&mut limits, 0, "7", NOW), 0.0);
}
