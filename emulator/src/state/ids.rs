//! Ids of new things.

use crate::request::Random;

/// Gives out ids that grow by a few at a time, as those of a busy service do.
#[derive(Debug, Default)]
pub(crate) struct Counter(u64);

impl Counter {
    /// Starts above every id in use, and not below `floor`, which gives the ids their usual length. Those that no number
    /// of JavaScript can be are left alone: above them there soon is nothing any more.
    pub(crate) fn above(floor: u64, used: impl Iterator<Item = u64>) -> Self {
        Self(used.filter(|id| *id < 1 << 53).max().unwrap_or_default().max(floor))
    }

    pub(crate) fn next(&mut self, random: Random<'_>) -> u64 {
        self.0 = self.0.saturating_add(random() % 40).saturating_add(1);
        self.0
    }
}

/// 2010-06-14, from which message ids seem to count.
const EPOCH_MS: u64 = 1_276_473_600_000;

/// The id of a new message: 19 digits that follow the time and always grow.
///
/// The low bits are random and the last one is set, so that a client that turns an id into a floating-point number
/// always loses digits here.
pub(crate) fn message(last: &mut u64, now: u64, random: Random<'_>) -> u64 {
    let since = now.saturating_sub(EPOCH_MS);
    let timed = since.saturating_mul(1 << 22) | (random() % (1 << 22)) | 1;
    *last = timed.max(last.saturating_add(2));
    *last
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_largest_number_is_not_the_last_id() {
        let mut counter = super::Counter::above(10, [7, 20, u64::MAX].into_iter());
        assert_eq!([counter.next(&mut || 0), counter.next(&mut || 0)], [21, 22]);
    }

    #[test]
    fn message_ids_grow_and_do_not_fit_a_double() {
        let mut last = 0;
        let mut state = 1_u64;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            state >> 33
        };
        for now in [1_790_000_000_000, 1_790_000_000_000, 1_790_000_000_000, 1_700_000_000_000, 0] {
            let before = last;
            let id = super::message(&mut last, now, &mut random);
            assert!(id > before);
            assert_eq!(id.to_string().len(), 19);
            #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let rounded = id as f64 as u64;
            assert_ne!(rounded, id);
        }
    }
}
