//! A text that grows by lines.

/// Lines, each of which begins with the signs of the blocks around it. What parts them is written no sooner than the next
/// one, so that there is none behind the last.
pub(super) struct Lines {
    written: String,
    prefix: String,
    /// How much of the prefix the last line and the next one share.
    shared: usize,
    /// Line breaks since the last line.
    breaks: usize,
    /// Whether a block has begun or ended since.
    is_parted: bool,
    /// Whether the block is still empty. Line breaks at its beginning are not shown.
    is_fresh: bool,
    /// What stands at the end of a line that another one of the same paragraph follows.
    line_end: &'static str,
    /// The line breaks between a block and what is around it.
    gap: usize,
}

impl Lines {
    pub(super) fn new(line_end: &'static str, gap: usize) -> Self {
        Self {
            written: String::new(),
            prefix: String::new(),
            shared: 0,
            breaks: 0,
            is_parted: false,
            is_fresh: true,
            line_end,
            gap,
        }
    }

    /// Adds to the line.
    pub(super) fn push(&mut self, text: &str) {
        let breaks = if self.is_parted { self.breaks.max(self.gap) } else { self.breaks };
        if self.written.is_empty() {
            self.written.push_str(&self.prefix);
        } else if breaks > 0 {
            if breaks == 1 && !self.is_parted {
                self.written.push_str(self.line_end);
            }
            let blank = self.prefix.get(..self.shared).unwrap_or_default().trim_end();
            for _ in 1..breaks {
                self.written.push('\n');
                self.written.push_str(blank);
            }
            self.written.push('\n');
            self.written.push_str(&self.prefix);
        }
        self.written.push_str(text);
        self.shared = self.prefix.len();
        self.breaks = 0;
        self.is_parted = false;
        self.is_fresh = false;
    }

    /// Adds a line that is what it is, whatever the one before.
    pub(super) fn push_verbatim(&mut self, line: &str) {
        self.written.push('\n');
        self.written.push_str(&self.prefix);
        self.written.push_str(line);
    }

    pub(super) fn break_line(&mut self) {
        if !self.is_fresh {
            self.breaks = self.breaks.saturating_add(1);
        }
    }

    /// Whether what is written last is one of these, of whichever case.
    pub(super) fn ends_with(&self, texts: &[&str]) -> bool {
        texts.iter().any(|text| {
            let start = self.written.len().checked_sub(text.len());
            let end = start.and_then(|start| self.written.get(start..));
            end.is_some_and(|end| end.eq_ignore_ascii_case(text))
        })
    }

    /// Begins a block.
    pub(super) fn begin(&mut self, sign: &str) {
        self.prefix.push_str(sign);
        self.is_parted = true;
        self.is_fresh = true;
    }

    /// Ends the block that has begun with this sign. Line breaks at its end are not shown.
    pub(super) fn end(&mut self, sign: &str) {
        self.prefix.truncate(self.prefix.len().saturating_sub(sign.len()));
        self.shared = self.shared.min(self.prefix.len());
        if !self.is_fresh {
            self.breaks = 1;
            self.is_parted = true;
        }
    }

    pub(super) fn finish(self) -> String {
        self.written
    }
}
