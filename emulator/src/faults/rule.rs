//! What one fault rule says.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::request::{Delivery, Request, Response};
use crate::router::BASE;

/// What a rule may say.
pub(crate) const GRAMMAR: &str = "A fault rule knows the conditions method, path (a prefix, or with * for the whole \
path), account_id, skip and times; when (before or after the operation is carried out); delay_ms; and at most one of \
respond {status, headers, body or body_base64}, reset, cut, hang and slow_body_ms";

/// One rule: which requests it is for, and what goes wrong with them.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    method: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    account_id: Option<u64>,
    /// How many matching requests pass before the first fault.
    #[serde(default)]
    pub(super) skip: u64,
    /// How many requests it is for.
    #[serde(default = "once")]
    pub(super) times: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    when: Option<When>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    delay_ms: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    respond: Option<Answer>,
    #[serde(default, skip_serializing_if = "is_false")]
    reset: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cut: Option<usize>,
    #[serde(default, skip_serializing_if = "is_false")]
    hang: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    slow_body_ms: Option<u64>,
}

fn once() -> u64 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
fn is_false(value: &bool) -> bool {
    !value
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum When {
    Before,
    After,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    status: u16,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    body: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    body_base64: Option<String>,
}

impl Rule {
    /// The rule, or what is wrong with one that could not do what it says.
    pub(super) fn checked(self) -> Result<Self, String> {
        let effects =
            [self.respond.is_some(), self.reset, self.cut.is_some(), self.hang, self.slow_body_ms.is_some()];
        let effects = effects.into_iter().filter(|effect| *effect).count();
        if effects > 1 {
            return Err("a rule has only one of respond, reset, cut, hang and slow_body_ms".to_owned());
        }
        if effects == 0 && self.delay_ms.is_none() {
            return Err("a rule needs delay_ms or an effect".to_owned());
        }
        if self.times == 0 {
            return Err("times is 1 or more".to_owned());
        }
        if self.needs_answer() && self.when == Some(When::Before) {
            return Err(
                "without an answer there is nothing to cut, slow down or delay: leave when out".to_owned()
            );
        }
        if let Some(answer) = &self.respond {
            if !(200..=599).contains(&answer.status) {
                return Err("respond.status is 200 to 599".to_owned());
            }
            for (name, value) in &answer.headers {
                let token = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
                if name.is_empty()
                    || !name.bytes().all(token)
                    || !value.bytes().all(|byte| (b' '..=b'~').contains(&byte))
                {
                    return Err(format!("respond.headers: {name} is no header in ASCII"));
                }
            }
            let framing = |name: &str| ["content-length", "transfer-encoding"].contains(&name);
            if answer.headers.keys().any(|name| framing(&name.to_ascii_lowercase())) {
                return Err("the length of respond.body is counted; cut makes it a wrong one".to_owned());
            }
            if let Some(base64) = &answer.body_base64 {
                STANDARD.decode(base64).map_err(|error| format!("respond.body_base64: {error}"))?;
            }
        }
        Ok(self)
    }

    /// Whether it changes how a real answer arrives, and so always comes after the operation.
    fn needs_answer(&self) -> bool {
        self.respond.is_none() && !self.reset && !self.hang
    }

    /// Whether the operation is carried out.
    pub(crate) fn carries_out(&self) -> bool {
        self.needs_answer() || self.when == Some(When::After)
    }

    /// What the client gets instead of the real answer.
    pub(crate) fn distort(&self, real: Option<Response>) -> Response {
        let mut response = match (&self.respond, real) {
            (Some(answer), _) => answer.response(),
            (None, Some(real)) => real,
            (None, None) => Response::empty(503),
        };
        response.delay_ms = self.delay_ms.unwrap_or_default();
        response.delivery = if self.reset {
            Delivery::Reset
        } else if self.hang {
            Delivery::Hang
        } else if let Some(bytes) = self.cut {
            Delivery::Cut(bytes)
        } else if let Some(time) = self.slow_body_ms {
            Delivery::Slow(time)
        } else {
            Delivery::Whole
        };
        response
    }

    /// A word for the log.
    pub(crate) fn effect(&self) -> &'static str {
        match () {
            () if self.respond.is_some() => "respond",
            () if self.reset => "reset",
            () if self.cut.is_some() => "cut",
            () if self.hang => "hang",
            () if self.slow_body_ms.is_some() => "slow_body_ms",
            () => "delay_ms",
        }
    }

    pub(super) fn matches(&self, request: &Request, account_id: Option<u64>) -> bool {
        let method = self.method.as_ref().is_none_or(|method| method.eq_ignore_ascii_case(&request.method));
        let account = self.account_id.is_none_or(|id| account_id == Some(id));
        let below = request.path.strip_prefix(BASE);
        let path = self.path.as_ref().is_none_or(|pattern| {
            path_matches(pattern, &request.path) || below.is_some_and(|below| path_matches(pattern, below))
        });
        method && account && path
    }
}

/// A prefix without `*`; with it the whole path, `*` standing for anything inside one segment.
fn path_matches(pattern: &str, path: &str) -> bool {
    if !pattern.contains('*') {
        return path.starts_with(pattern);
    }
    let (mut wanted, mut given) = (pattern.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(wanted), Some(given)) if segment_matches(wanted, given) => {}
            _ => return false,
        }
    }
}

fn segment_matches(pattern: &str, segment: &str) -> bool {
    let Some((start, end)) = pattern.split_once('*') else { return pattern == segment };
    segment.strip_prefix(start).is_some_and(|rest| rest.ends_with(end))
}

impl Answer {
    fn response(&self) -> Response {
        let mut response = Response::empty(self.status);
        for (name, value) in &self.headers {
            response = response.with(&name.to_ascii_lowercase(), value);
        }
        match (&self.body, &self.body_base64) {
            (Some(Value::String(text)), _) => response.body = text.clone().into_bytes(),
            (Some(json), _) => {
                response.body = crate::json::ascii(json);
                if response.header("content-type").is_none() {
                    response = response.with("content-type", "application/json; charset=utf-8");
                }
            }
            (None, Some(base64)) => response.body = STANDARD.decode(base64).unwrap_or_default(),
            (None, None) => {}
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::path_matches;

    #[test]
    fn paths() {
        let cases = [
            ("/v2/rooms", "/v2/rooms/1/messages", true),
            ("/v2/rooms/*/messages", "/v2/rooms/1/messages", true),
            ("/v2/rooms/*/messages", "/v2/rooms/1/messages/2", false),
            ("/v2/rooms/*", "/v2/rooms/1/messages", false),
            ("/v2/rooms/4*", "/v2/rooms/42", true),
            ("/v2/me*", "/v2/me", true),
            ("/v2/me", "/v2/rooms", false),
        ];
        for (pattern, path, matches) in cases {
            assert_eq!(path_matches(pattern, path), matches, "{pattern} {path}");
        }
    }
}
