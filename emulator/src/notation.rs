//! Message notation, as far as it decides who is addressed.

use litemap::LiteMap;

use crate::state::Ids;

/// Whom a message addresses.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Mentions {
    /// Everybody in the room.
    pub(crate) all: bool,
    accounts: Ids,
}

impl Mentions {
    /// Whether it addresses this account by its id.
    pub(crate) fn of(&self, account_id: u64) -> bool {
        self.accounts.contains_key(&account_id)
    }
}

enum Mention {
    All,
    Account(u64),
}

/// A pair of tags that is open, and how many mentions were found before it.
type Start = (&'static str, usize);

/// Reads To, rp and toall outside of quotes, code and the names of files.
///
/// A quote that is not closed is plain text, so what was found since its start is dropped only when its end comes. What
/// is open inside of a pair when that ends is text, too.
pub(crate) fn mentions(body: &str) -> Mentions {
    let mut found = Vec::new();
    let mut open: Vec<Start> = Vec::new();
    let mut counts = LiteMap::<_, usize>::new();
    let mut code_may_close = true;
    let mut rest = body;
    while let Some((_, after)) = rest.split_once('[') {
        rest = after;
        // Only a closing bracket ends a tag, and no tag has an opening one or a line break inside.
        let Some(end) = after.find([']', '[', '\n']) else { break };
        let Some((inside, next)) = after.split_at_checked(end) else { break };
        let Some(next) = next.strip_prefix(']') else { continue };
        rest = next;
        let tag = inside.to_ascii_lowercase();
        if tag == "code" && code_may_close {
            match find_ignoring_case(next, "[/code]") {
                Some(end) => rest = next.get(end..).unwrap_or_default(),
                None => code_may_close = false,
            }
        } else if tag.strip_prefix("download:").and_then(id).is_some() {
            let line = next.split('\n').next().unwrap_or_default();
            if let Some(end) = find_ignoring_case(line, "[/download]") {
                rest = next.get(end..).unwrap_or_default();
            }
        } else if let Some(pair) = pair(&tag) {
            open.push((pair, found.len()));
            let count = counts.entry(pair).or_default();
            *count = count.saturating_add(1);
        } else if let Some(pair) = tag.strip_prefix('/').and_then(ended) {
            // Without the count an end that has no start would be looked for in all that is open.
            while counts.get(pair).is_some_and(|count| *count > 0) {
                let Some((each, before)) = open.pop() else { break };
                if let Some(count) = counts.get_mut(each) {
                    *count = count.saturating_sub(1);
                }
                if each == pair {
                    found.truncate(if pair == QUOTE { before } else { found.len() });
                    break;
                }
            }
        } else if tag == "toall" {
            found.push(Mention::All);
        } else {
            found.extend(addressed(&tag).map(Mention::Account));
        }
    }
    let mut mentions = Mentions::default();
    for mention in found {
        match mention {
            Mention::All => mentions.all = true,
            Mention::Account(id) => {
                mentions.accounts.insert(id, ());
            }
        }
    }
    mentions
}

const QUOTE: &str = "qt";

/// The pair that a tag begins.
fn pair(tag: &str) -> Option<&'static str> {
    let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    match name {
        "qt" | "info" | "title" if tag.contains(' ') => None,
        "qt" => Some(QUOTE),
        "info" => Some("info"),
        "title" => Some("title"),
        "引用" if tag == name => Some(QUOTE),
        "引用" => {
            let is_time = attribute(attributes, "time").is_none_or(is_number);
            attribute(attributes, "aid").and_then(id).filter(|_| is_time).map(|_| QUOTE)
        }
        "task" => {
            let is_set = attribute(attributes, "aid")?.split(',').all(|each| id(each).is_some())
                && matches!(attribute(attributes, "st")?, "open" | "done")
                && is_number(attribute(attributes, "lt")?);
            is_set.then_some("task")
        }
        _ => None,
    }
}

/// The pair that ends with this name.
fn ended(name: &str) -> Option<&'static str> {
    match name {
        "qt" | "引用" => Some(QUOTE),
        "info" => Some("info"),
        "title" => Some("title"),
        "task" => Some("task"),
        _ => None,
    }
}

/// The account in the inside of a To or reply tag, in lower case.
fn addressed(tag: &str) -> Option<u64> {
    if let Some(account) = tag.strip_prefix("to:") {
        return id(account);
    }
    let attributes = tag.strip_prefix("rp ").or_else(|| tag.strip_prefix("返信 "))?;
    let to = attribute(attributes, "to")?;
    let is_message = to.split_once(['-', ':']).is_some_and(|(room, message)| {
        id(room).is_some()
            && message.len() <= 20
            && !message.is_empty()
            && message.bytes().all(|byte| byte.is_ascii_digit())
    });
    // The composer's template has only a hyphen there.
    attribute(attributes, "aid").and_then(id).filter(|_| is_message || to == "-")
}

/// The first attribute of this name, where every word is an attribute.
fn attribute<'t>(attributes: &'t str, name: &str) -> Option<&'t str> {
    let mut found = None;
    for word in attributes.split(' ').filter(|word| !word.is_empty()) {
        let (key, value) =
            word.split_once('=').filter(|(key, value)| !key.is_empty() && !value.is_empty())?;
        if !word.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        found = found.or((key == name).then_some(value));
    }
    found
}

/// An id that JavaScript keeps as a number.
fn id(text: &str) -> Option<u64> {
    text.parse().ok().filter(|id| is_number(text) && *id > 0)
}

fn is_number(text: &str) -> bool {
    let is_decimal = text.bytes().all(|byte| byte.is_ascii_digit());
    is_decimal && text.parse().is_ok_and(|number: u64| number < 1 << 53)
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
            ("[rp aid=12]", &[], false),
            ("[rp aid=12 to=1-2 word]", &[], false),
            ("[返信 aid=12 to=-]", &[12], false),
            ("[返信 aid=12 to=1-2]", &[12], false),
            ("[toall]", &[], true),
            ("[TOALL] hi", &[], true),
            ("[qt][qtmeta aid=12 time=1][To:12][toall][/qt]", &[], false),
            ("[引用 aid=12 time=1][To:12][/引用]", &[], false),
            ("[qt][qt][To:1][/qt][To:2][/qt][To:3]", &[3], false),
            ("[qt][To:1]", &[1], false),
            ("[/qt][To:1]", &[1], false),
            ("[info][qt][To:1][/info][To:2][/qt]", &[1, 2], false),
            ("[qt][info][To:1][/qt][To:2][/info]", &[2], false),
            ("[code][To:1][/code][To:2]", &[2], false),
            ("[download:1][To:1].txt[/download][To:2]", &[2], false),
            ("[download:1]\n[To:1][/download]", &[1], false),
            ("[code][qt][/CODE][To:2]", &[2], false),
            ("[code][To:1]", &[1], false),
            ("[[To:1]", &[1], false),
            ("[To:1", &[], false),
            ("[To:abc][To:][rp][piconname:5]", &[], false),
            ("日本[To:7]語", &[7], false),
        ];
        for (body, accounts, all) in cases {
            let found = mentions(body);
            assert_eq!(found.accounts.keys().copied().collect::<Vec<_>>(), *accounts, "{body}");
            assert_eq!(found.all, *all, "{body}");
        }
    }

    #[test]
    fn many_open_tags_take_no_longer() {
        assert!(!mentions(&"[code]".repeat(20_000)).all);
        assert!(mentions(&("[qt]".repeat(20_000) + &"[/info]".repeat(20_000) + "[toall]")).all);
    }
}
