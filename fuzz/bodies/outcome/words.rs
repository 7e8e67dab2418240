//! The words of a line.

pub(super) struct Words<'a>(&'a str);

impl<'a> Words<'a> {
    pub(super) fn of(line: &'a str) -> Self {
        Self(line)
    }

    /// The next word; empty behind the last one.
    pub(super) fn next(&mut self) -> &'a str {
        let (word, rest) = self.0.split_once(' ').unwrap_or((self.0, ""));
        self.0 = rest;
        word
    }

    pub(super) fn rest(&self) -> &'a str {
        self.0
    }

    /// A number; none where a header cannot be read.
    pub(super) fn number(&mut self) -> Option<f64> {
        self.next().parse().ok().filter(|number: &f64| !number.is_nan())
    }

    /// A whole number up to `most`, 0 where there is none.
    pub(super) fn whole(&mut self, most: u64) -> u32 {
        let number: u64 = self.next().parse().unwrap_or_default();
        u32::try_from(number.min(most)).unwrap_or(u32::MAX)
    }

    /// What `Math.random()` may give.
    pub(super) fn chance(&mut self) -> f64 {
        self.number().filter(|number| number.is_finite()).map_or(0.5, |number| number.abs().fract())
    }
}
