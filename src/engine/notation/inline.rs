//! What is no tag and yet no mere text: links and emoticons.

/// An emoticon of the service.
#[derive(Debug, PartialEq, Eq)]
pub struct Emoticon {
    /// As it is written.
    pub code: &'static str,
    /// The same in Unicode, where there is one.
    pub emoji: Option<&'static str>,
}

const fn emoticon(code: &'static str, emoji: &'static str) -> Emoticon {
    Emoticon { code, emoji: Some(emoji) }
}

/// All 49. Where one begins with another, the longer one comes first.
pub(super) const EMOTICONS: [Emoticon; 49] = [
    emoticon(":)", "🙂"),
    emoticon(":(", "🙁"),
    emoticon(":D", "😄"),
    emoticon("8-)", "😎"),
    emoticon(":o", "😮"),
    emoticon(";)", "😉"),
    emoticon(";(", "😢"),
    emoticon("(sweat)", "😅"),
    emoticon(":|", "😐"),
    emoticon(":*", "😘"),
    emoticon(":p", "😛"),
    emoticon("(blush)", "😊"),
    emoticon(":^)", "🤔"),
    emoticon("|-)", "😴"),
    emoticon("(inlove)", "😍"),
    emoticon("]:)", "😈"),
    emoticon("(talk)", "🗣️"),
    emoticon("(yawn)", "🥱"),
    emoticon("(puke)", "🤮"),
    Emoticon { code: "(emo)", emoji: None },
    emoticon("8-|", "🤓"),
    emoticon(":#)", "😳"),
    Emoticon { code: "(nod)", emoji: None },
    Emoticon { code: "(shake)", emoji: None },
    emoticon("(^^;)", "😅"),
    emoticon("(whew)", "😌"),
    emoticon("(clap)", "👏"),
    emoticon("(bow)", "🙇"),
    emoticon("(roger)", "🫡"),
    emoticon("(flex)", "💪"),
    emoticon("(dance)", "💃"),
    emoticon("(:/)", "😕"),
    Emoticon { code: "(gogo)", emoji: None },
    emoticon("(think)", "🤔"),
    emoticon("(please)", "🙏"),
    Emoticon { code: "(quick)", emoji: None },
    emoticon("(anger)", "💢"),
    emoticon("(devil)", "😈"),
    emoticon("(lightbulb)", "💡"),
    emoticon("(*)", "⭐"),
    emoticon("(h)", "❤️"),
    emoticon("(F)", "🌸"),
    emoticon("(cracker)", "🎉"),
    emoticon("(eat)", "🍴"),
    emoticon("(^)", "🎂"),
    emoticon("(coffee)", "☕"),
    emoticon("(beer)", "🍺"),
    emoticon("(handshake)", "🤝"),
    emoticon("(y)", "👍"),
];

/// A link or an emoticon within a text, with where it begins and ends.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Inline {
    pub(super) start: usize,
    pub(super) end: usize,
    /// None for a link.
    pub(super) emoticon: Option<&'static Emoticon>,
}

/// Finds what is no mere text, from the left to the right.
pub(super) fn inlines(text: &str) -> Vec<Inline> {
    let mut found = Vec::new();
    let mut at = 0_usize;
    let mut before = 0;
    while let Some((rest, first)) = text.get(at..).and_then(|rest| Some((rest, *rest.as_bytes().first()?))) {
        let inline = match first {
            b':' | b';' | b'8' | b'(' | b'|' | b']' => emoticon_at(rest),
            // The end of another word, as in `xhttp://`, begins no link.
            b'h' | b'H' if !u8::is_ascii_alphanumeric(&before) => link_at(rest).map(|length| (length, None)),
            _ => None,
        };
        let length = if let Some((length, emoticon)) = inline {
            found.push(Inline { start: at, end: at.saturating_add(length), emoticon });
            length
        } else {
            rest.chars().next().map_or(1, char::len_utf8)
        };
        at = at.saturating_add(length);
        before = text.as_bytes().get(at.saturating_sub(1)).copied().unwrap_or_default();
    }
    found
}

fn emoticon_at(rest: &str) -> Option<(usize, Option<&'static Emoticon>)> {
    let [first, second, ..] = rest.as_bytes() else { return None };
    // Two characters tell most of them apart, and cost less than a call for each.
    let begins = |each: &&Emoticon| matches!(each.code.as_bytes(), [a, b, ..] if a == first && b == second);
    let fitting = EMOTICONS.iter().filter(begins).filter(|each| rest.starts_with(each.code));
    let longest = fitting.max_by_key(|each| each.code.len())?;
    Some((longest.code.len(), Some(longest)))
}

/// The length of the link with which a text begins.
pub(super) fn link_at(rest: &str) -> Option<usize> {
    let scheme = scheme_at(rest)?;
    // Asked first: what is no link after all would be looked at to its end otherwise, at each `http` in it again.
    if !rest.as_bytes().get(scheme.len()).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let allowed = rest.bytes().take_while(|byte| is_of_url(*byte)).count();
    Some(trimmed(rest.get(..allowed)?).len())
}

/// The scheme with which a text begins, if a link may have it.
pub(super) fn scheme_at(rest: &str) -> Option<&'static str> {
    ["https://", "http://"]
        .into_iter()
        .find(|scheme| rest.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

fn is_of_url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=%".contains(&byte)
}

/// Without the punctuation of the sentence it is in.
fn trimmed(url: &str) -> &str {
    let mut url = url;
    let count = |wanted: char| url.bytes().filter(|byte| char::from(*byte) == wanted).count();
    let mut unmatched = count(')').saturating_sub(count('('));
    loop {
        let shorter = url.trim_end_matches(['.', ',', ':', ';', '!', '?', '\'']);
        match shorter.strip_suffix(')') {
            Some(without) if unmatched > 0 => {
                unmatched = unmatched.saturating_sub(1);
                url = without;
            }
            _ => return shorter,
        }
    }
}
