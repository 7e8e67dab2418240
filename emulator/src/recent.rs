//! The newest entries of a log.

use std::collections::VecDeque;

const MAX_ENTRIES: usize = 10_000;
/// Large bodies would otherwise fill the memory long before the number of entries does.
const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Keeps the newest entries and forgets the oldest.
#[derive(Debug)]
pub(crate) struct Recent<T> {
    entries: VecDeque<(usize, T)>,
    bytes: usize,
}

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Self { entries: VecDeque::new(), bytes: 0 }
    }
}

impl<T> Recent<T> {
    /// Adds an entry that holds so many bytes.
    pub(crate) fn add(&mut self, bytes: usize, entry: T) {
        self.entries.push_back((bytes, entry));
        self.bytes = self.bytes.saturating_add(bytes);
        while self.entries.len() > MAX_ENTRIES || self.bytes > MAX_BYTES {
            let Some((bytes, _)) = self.entries.pop_front() else { break };
            self.bytes = self.bytes.saturating_sub(bytes);
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.entries.iter().map(|(_, entry)| entry)
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.entries.iter_mut().map(|(_, entry)| entry)
    }

    /// Forgets the entries that are not to be kept.
    pub(crate) fn retain(&mut self, keep: impl Fn(&T) -> bool) {
        self.entries.retain(|(_, entry)| keep(entry));
        self.bytes = self.entries.iter().map(|(bytes, _)| bytes).sum();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_go_by_number_and_by_size() {
        let mut recent = Recent::default();
        for number in 0..MAX_ENTRIES + 3 {
            recent.add(1, number);
        }
        assert_eq!((recent.iter().count(), recent.iter().next()), (MAX_ENTRIES, Some(&3)));
        recent.add(MAX_BYTES - 1, 0);
        assert_eq!(recent.iter().count(), 2);
        recent.retain(|number| *number > 0);
        recent.add(MAX_BYTES - 1, 0);
        assert_eq!(recent.iter().count(), 2);
    }
}
