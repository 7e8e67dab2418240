//! Times in the calendar, from Unix seconds.

use crate::engine::encode::digits;

const DAY: u64 = 86_400;
/// The calendar repeats after 400 years.
const CYCLE: u64 = 146_097;

/// The day and the minute on a clock that is so many minutes ahead of UTC.
pub(super) fn date_time(time: u64, utc_offset: i32) -> String {
    let time = on_clock(time, utc_offset);
    [&date_of(time), " ", &clock_of(time)].concat()
}

/// The day there.
pub(super) fn date(time: u64, utc_offset: i32) -> String {
    date_of(on_clock(time, utc_offset))
}

/// For machines.
pub(super) fn iso(time: u64) -> String {
    [&date_of(time), "T", &clock_of(time), ":", &two_digits(time % 60), "Z"].concat()
}

fn on_clock(time: u64, utc_offset: i32) -> u64 {
    time.saturating_add_signed(i64::from(utc_offset).saturating_mul(60))
}

fn clock_of(time: u64) -> String {
    [&two_digits(time % DAY / 3600), ":", &two_digits(time % 3600 / 60)].concat()
}

fn date_of(time: u64) -> String {
    let days = time / DAY;
    let mut year = (days / CYCLE).saturating_mul(400).saturating_add(1970);
    let mut day = days % CYCLE;
    while let Some(rest) = day.checked_sub(if is_leap(year) { 366 } else { 365 }) {
        day = rest;
        year = year.saturating_add(1);
    }
    let mut month = 1_u64;
    for length in [31, if is_leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        let Some(rest) = day.checked_sub(length) else { break };
        day = rest;
        month = month.saturating_add(1);
    }
    [&digits(year), "-", &two_digits(month), "-", &two_digits(day.saturating_add(1))].concat()
}

fn is_leap(year: u64) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn two_digits(number: u64) -> String {
    [if number < 10 { "0" } else { "" }, &digits(number)].concat()
}
