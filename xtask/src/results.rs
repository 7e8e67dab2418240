//! `benches/RESULTS.md`: the figures between their marks are printed by the commands, the words around them by people.

use std::fs;

use crate::{Failure, root};

/// Puts what a benchmark printed in the place of what it printed last.
pub(crate) fn write(name: &str, printed: &str) -> Result<(), Failure> {
    let path = root().join("benches/RESULTS.md");
    let results =
        fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let replaced = replace(&results, name, printed)
        .ok_or_else(|| format!("{} has no place for the figures of '{name}'", path.display()))?;
    fs::write(&path, replaced).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

fn replace(results: &str, name: &str, printed: &str) -> Option<String> {
    let (begin, end) = (format!("<!-- {name}: begin -->\n"), format!("<!-- {name}: end -->"));
    let (before, rest) = results.split_once(&begin)?;
    let (_, after) = rest.split_once(&end)?;
    Some([before, &begin, "\n", printed.trim(), "\n\n", &end, after].concat())
}

#[test]
fn only_what_is_between_the_marks_changes() {
    let results = "Why.\n<!-- load: begin -->\n\nold\n\n<!-- load: end -->\nWhat follows.\n";
    let new = results.replace("old", "new");
    assert_eq!(replace(results, "load", "\nnew\n").as_deref(), Some(new.as_str()));
    assert_eq!(replace(results, "size", "new"), None);
}
