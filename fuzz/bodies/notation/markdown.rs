//! Markdown of others notifies nobody.

use std::collections::BTreeMap;

use chatwork_wasm::engine::markdown::from_markdown;
use chatwork_wasm::engine::notation::{Tag, parse};

use super::nodes::tags;

pub(super) fn has_only_our_tags(markdown: &str) {
    let message = from_markdown(markdown, &BTreeMap::new());
    for (_, tag) in tags(&parse(&message)) {
        let is_ours = matches!(
            tag,
            Tag::Quote { account_id: None, .. } | Tag::Info | Tag::Title | Tag::Code | Tag::Hr | Tag::Url
        );
        assert!(is_ours, "{tag:?} in {message:?}");
    }
}
