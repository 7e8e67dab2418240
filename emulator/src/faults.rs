//! Faults that a test asks for.

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
    skip: u64,
    /// How many requests it is for.
    #[serde(default = "once")]
    times: u64,
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
    /// Says what is wrong with a rule that could not do what it says.
    fn check(&self) -> Result<(), String> {
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
            if let Some(base64) = &answer.body_base64 {
                STANDARD.decode(base64).map_err(|error| format!("respond.body_base64: {error}"))?;
            }
        }
        Ok(())
    }

    /// Whether it changes how a real answer arrives, and so always comes after the operation.
    fn needs_answer(&self) -> bool {
        self.respond.is_none() && !self.reset && !self.hang
    }

    fn matches(&self, request: &Request, account_id: Option<u64>) -> bool {
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

/// A rule in the queue.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Queued {
    id: u64,
    /// Matching requests so far.
    seen: u64,
    /// Faults so far.
    done: u64,
    rule: Rule,
}

/// The rules in the order they came.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    queue: Vec<Queued>,
    last_id: u64,
}

impl Faults {
    /// Adds one rule or a list of them.
    pub(crate) fn add(&mut self, value: Value) -> Result<(), String> {
        let rules = match value {
            Value::Array(rules) => rules,
            rule => vec![rule],
        };
        let mut checked = Vec::new();
        for rule in rules {
            let rule: Rule = serde_json::from_value(rule).map_err(|error| format!("{error}. {GRAMMAR}"))?;
            rule.check().map_err(|error| format!("{error}. {GRAMMAR}"))?;
            checked.push(rule);
        }
        for rule in checked {
            self.last_id = self.last_id.saturating_add(1);
            self.queue.push(Queued { id: self.last_id, seen: 0, done: 0, rule });
        }
        Ok(())
    }

    /// All rules, also those that are used up.
    pub(crate) fn list(&self) -> &[Queued] {
        &self.queue
    }

    pub(crate) fn clear(&mut self) {
        self.queue.clear();
    }

    /// The first rule for a request. Rules behind it do not see the request.
    pub(crate) fn take(&mut self, request: &Request, account_id: Option<u64>) -> Option<Fault> {
        for queued in &mut self.queue {
            if queued.done >= queued.rule.times || !queued.rule.matches(request, account_id) {
                continue;
            }
            queued.seen = queued.seen.saturating_add(1);
            if queued.seen > queued.rule.skip {
                queued.done = queued.done.saturating_add(1);
                return Some(Fault { id: queued.id, rule: queued.rule.clone() });
            }
        }
        None
    }
}

/// A rule at work on one request.
#[derive(Debug)]
pub(crate) struct Fault {
    /// The id of its rule.
    pub(crate) id: u64,
    rule: Rule,
}

impl Fault {
    /// Whether the operation is carried out.
    pub(crate) fn carries_out(&self) -> bool {
        self.rule.needs_answer() || self.rule.when == Some(When::After)
    }

    /// What the client gets instead of the real answer.
    pub(crate) fn distort(&self, real: Option<Response>) -> Response {
        let mut response = match (&self.rule.respond, real) {
            (Some(answer), _) => answer.response(),
            (None, Some(real)) => real,
            (None, None) => Response::empty(503),
        };
        response.delay_ms = self.rule.delay_ms.unwrap_or_default();
        response.delivery = if self.rule.reset {
            Delivery::Reset
        } else if self.rule.hang {
            Delivery::Hang
        } else if let Some(bytes) = self.rule.cut {
            Delivery::Cut(bytes)
        } else if let Some(time) = self.rule.slow_body_ms {
            Delivery::Slow(time)
        } else {
            Delivery::Whole
        };
        response
    }

    /// A word for the log.
    pub(crate) fn effect(&self) -> &'static str {
        let rule = &self.rule;
        match () {
            () if rule.respond.is_some() => "respond",
            () if rule.reset => "reset",
            () if rule.cut.is_some() => "cut",
            () if rule.hang => "hang",
            () if rule.slow_body_ms.is_some() => "slow_body_ms",
            () => "delay_ms",
        }
    }
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
    use serde_json::json;

    use super::*;

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

    #[test]
    fn a_rule_skips_and_ends() {
        let mut faults = Faults::default();
        faults.add(json!([{"path": "/me", "skip": 1, "times": 2, "reset": true}, {"method": "get", "hang": true}])).unwrap();
        let request = Request { method: "GET".into(), path: "/v2/me".into(), ..Request::default() };
        let mut next = || faults.take(&request, None).map(|fault| fault.effect());
        assert_eq!([next(), next(), next(), next()], [Some("hang"), Some("reset"), Some("reset"), None]);
    }

    #[test]
    fn rules_that_say_nonsense_are_refused() {
        for rule in [
            json!({}),
            json!({"rest": true}),
            json!({"reset": true, "hang": true}),
            json!({"cut": 1, "when": "before"}),
            json!({"hang": true, "times": 0}),
            json!({"respond": {"status": 99}}),
            json!({"respond": {"status": 200, "body_base64": "?"}}),
            json!({"respond": {"status": 200, "text": ""}}),
            json!("reset"),
        ] {
            let error = Faults::default().add(rule.clone()).unwrap_err();
            assert!(error.contains("A fault rule knows"), "{rule}: {error}");
        }
    }
}
