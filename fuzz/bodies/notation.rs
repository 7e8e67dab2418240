//! What must hold for any text that is read as a message. `cargo xtask fuzz` and `tests/fuzz_corpus.rs` run it.

use chatwork_wasm::engine::notation::{attachments, mentions, parse, replies, tree};

#[path = "notation/markdown.rs"]
mod markdown;
#[path = "notation/nodes.rs"]
mod nodes;
#[path = "notation/others.rs"]
mod others;
#[path = "notation/parts.rs"]
mod parts;
#[path = "notation/shown.rs"]
mod shown;

/// Reads bytes as a text and does with it all that can be done.
pub(crate) fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    // The last byte chooses places and lengths, so that each file of the corpus is a text.
    let choice = data.last().map_or(0, |byte| usize::from(*byte));
    let tree_of_it = parse(&text);
    nodes::follow_each_other(&text, &tree_of_it);
    nodes::are_spelled(&text, &tree_of_it);
    assert_eq!(tree(&text).len(), tree_of_it.len());
    assert!(replies(&text).len() <= mentions(&text).len());
    assert!(attachments(&text).len() <= text.len());
    parts::show_the_whole(&text, choice * 4);
    shown::obeys_nobody(&text);
    others::write_no_tags(&text, choice % (text.len() + 1));
    markdown::has_only_our_tags(&text);
}
