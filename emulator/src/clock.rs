//! The emulator's time: the real one, shifted or standing still.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How the emulator's time comes from the real one.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Clock {
    offset: i64,
    frozen: Option<u64>,
}

/// A change of the clock. Several keys apply in the order of the fields.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    offset: Option<i64>,
    freeze: Option<Freeze>,
    advance: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(try_from = "Value")]
enum Freeze {
    Switch(bool),
    At(u64),
}

impl TryFrom<Value> for Freeze {
    type Error = &'static str;

    fn try_from(value: Value) -> Result<Self, Self::Error> {
        let moment = value.as_u64().map(Self::At);
        moment
            .or_else(|| value.as_bool().map(Self::Switch))
            .ok_or("freeze is true, false or a time in milliseconds")
    }
}

/// What the control interface shows of the clock.
#[derive(Debug, Serialize)]
pub(crate) struct Reading {
    now: u64,
    offset: i64,
    frozen: bool,
}

impl Clock {
    /// The emulator's time at a moment of the real one, both in milliseconds.
    pub(crate) fn at(&self, real: u64) -> u64 {
        self.frozen.unwrap_or_else(|| real.saturating_add_signed(self.offset))
    }

    pub(crate) fn reading(&self, real: u64) -> Reading {
        Reading { now: self.at(real), offset: self.offset, frozen: self.frozen.is_some() }
    }

    pub(crate) fn change(&mut self, change: &Change, real: u64) {
        if let Some(offset) = change.offset {
            *self = Self { offset, frozen: None };
        }
        match change.freeze {
            Some(Freeze::Switch(true)) => self.frozen = Some(self.at(real)),
            // It runs on from where it stood: a jump forward would expire things nobody meant to expire.
            Some(Freeze::Switch(false)) => self.run_from(self.at(real), real),
            Some(Freeze::At(moment)) => self.frozen = Some(moment),
            None => {}
        }
        if let Some(step) = change.advance {
            match &mut self.frozen {
                Some(moment) => *moment = moment.saturating_add_signed(step),
                None => self.offset = self.offset.saturating_add(step),
            }
        }
    }

    fn run_from(&mut self, moment: u64, real: u64) {
        let signed = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
        *self = Self { offset: signed(moment).saturating_sub(signed(real)), frozen: None };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes() {
        let cases = [
            (r#"{"offset":-200}"#, 800, 1800),
            (r#"{"advance":500}"#, 1500, 2500),
            (r#"{"freeze":true}"#, 1000, 1000),
            (r#"{"freeze":77}"#, 77, 77),
            (r#"{"freeze":77,"advance":3}"#, 80, 80),
            (r#"{"offset":5,"freeze":true}"#, 1005, 1005),
        ];
        for (json, now, later) in cases {
            let mut clock = Clock::default();
            clock.change(&serde_json::from_str(json).unwrap(), 1000);
            assert_eq!((clock.at(1000), clock.at(2000)), (now, later), "{json}");
        }
    }

    #[test]
    fn a_thawed_clock_runs_on_from_where_it_stood() {
        let mut clock = Clock::default();
        clock.change(&serde_json::from_str(r#"{"freeze":5000}"#).unwrap(), 1000);
        clock.change(&serde_json::from_str(r#"{"freeze":false}"#).unwrap(), 2000);
        assert_eq!((clock.at(2000), clock.at(2100)), (5000, 5100));
    }
}
