//! Message notation, as far as it decides who is addressed.

use std::collections::BTreeSet;

/// Whom a message addresses.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Mentions {
    /// Everybody in the room.
    pub(crate) all: bool,
    accounts: BTreeSet<u64>,
}

impl Mentions {
    /// Whether it addresses this account by its id.
    pub(crate) fn of(&self, account_id: u64) -> bool {
        self.accounts.contains(&account_id)
    }
}

enum Mention {
    All,
    Account(u64),
}

/// Reads To, rp and toall outside of quotes and code.
///
/// A quote that is not closed is plain text, so what was found since its start is dropped only when its end comes.
pub(crate) fn mentions(body: &str) -> Mentions {
    let mut found = Vec::new();
    let mut quotes = Vec::new();
    let mut code_may_close = true;
    let mut rest = body;
    while let Some((_, after)) = rest.split_once('[') {
        rest = after;
        // Only a closing bracket ends a tag, and no tag has an opening one inside.
        let Some(end) = after.find([']', '[']) else { break };
        let Some((inside, next)) = after.split_at_checked(end) else { break };
        let Some(next) = next.strip_prefix(']') else { continue };
        rest = next;
        let tag = inside.to_ascii_lowercase();
        match tag.as_str() {
            "code" if code_may_close => match find_ignoring_case(next, "[/code]") {
                Some(end) => rest = next.get(end..).unwrap_or_default(),
                None => code_may_close = false,
            },
            "qt" | "引用" => quotes.push(found.len()),
            "/qt" | "/引用" => {
                if let Some(start) = quotes.pop() {
                    found.truncate(start);
                }
            }
            "toall" => found.push(Mention::All),
            _ if tag.starts_with("引用 ") => quotes.push(found.len()),
            _ => found.extend(addressed(&tag).map(Mention::Account)),
        }
    }
    let mut mentions = Mentions::default();
    for mention in found {
        match mention {
            Mention::All => mentions.all = true,
            Mention::Account(id) => {
                mentions.accounts.insert(id);
            }
        }
    }
    mentions
}

/// The account in the inside of a To or reply tag, in lower case.
fn addressed(tag: &str) -> Option<u64> {
    if let Some(id) = tag.strip_prefix("to:") {
        return id.trim().parse().ok();
    }
    let mut words = tag.split_ascii_whitespace();
    if !matches!(words.next(), Some("rp" | "返信")) {
        return None;
    }
    words.find_map(|word| word.strip_prefix("aid="))?.parse().ok()
}

fn find_ignoring_case(text: &str, tag: &str) -> Option<usize> {
    text.match_indices('[')
        .map(|(at, _)| at)
        .find(|at| {
            let here = text.get(*at..at.saturating_add(tag.len()));
            here.is_some_and(|here| here.eq_ignore_ascii_case(tag))
        })
        .map(|at| at.saturating_add(tag.len()))
}

#[cfg(test)]
mod tests {
    use super::mentions;

    #[test]
    fn who_is_addressed() {
        let cases: &[(&str, &[u64], bool)] = &[
            ("[To:12] さん", &[12], false),
            ("[to:12][TO:13]", &[12, 13], false),
            ("[rp aid=12 to=1-2] さん", &[12], false),
            ("[rp to=1-2 aid=12]", &[12], false),
            ("[返信 aid=12 to=1-2]", &[12], false),
            ("[toall]", &[], true),
            ("[TOALL] hi", &[], true),
            ("[qt][qtmeta aid=12 time=1][To:12][toall][/qt]", &[], false),
            ("[引用 aid=12 time=1][To:12][/引用]", &[], false),
            ("[qt][qt][To:1][/qt][To:2][/qt][To:3]", &[3], false),
            ("[qt][To:1]", &[1], false),
            ("[/qt][To:1]", &[1], false),
            ("[code][To:1][/code][To:2]", &[2], false),
            ("[code][qt][/CODE][To:2]", &[2], false),
            ("[code][To:1]", &[1], false),
            ("[[To:1]", &[1], false),
            ("[To:1", &[], false),
            ("[To:abc][To:][rp][piconname:5]", &[], false),
            ("日本[To:7]語", &[7], false),
        ];
        for (body, accounts, all) in cases {
            let found = mentions(body);
            assert_eq!(found.accounts.iter().copied().collect::<Vec<_>>(), *accounts, "{body}");
            assert_eq!(found.all, *all, "{body}");
        }
    }

    #[test]
    fn many_open_tags_take_no_longer() {
        assert!(!mentions(&"[code]".repeat(20_000)).all);
        assert!(mentions(&("[qt]".repeat(20_000) + "[toall]")).all);
    }
}
