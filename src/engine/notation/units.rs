//! Positions as JavaScript counts them.

/// From where to where, in UTF-16 units.
pub type Span = (usize, usize);

/// Counts UTF-16 units. It goes through the text once, and so has to be asked from the left to the right.
pub(super) struct Units<'t> {
    pub(super) text: &'t str,
    bytes: usize,
    count: usize,
}

impl<'t> Units<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, bytes: 0, count: 0 }
    }

    pub(super) fn at(&mut self, byte: usize) -> usize {
        let passed = self.text.get(self.bytes..byte).unwrap_or_default();
        self.count = self.count.saturating_add(passed.encode_utf16().count());
        self.bytes = byte.max(self.bytes);
        self.count
    }

    pub(super) fn span(&mut self, (start, end): (usize, usize)) -> Span {
        (self.at(start), self.at(end))
    }
}
