//! Faults that a test asks for.

use serde::Serialize;
use serde_json::Value;

use crate::json::typed;
use crate::request::Request;

mod rule;

use rule::{GRAMMAR, Rule};

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
            let rule = typed(&rule).and_then(Rule::checked).map_err(|error| format!("{error}. {GRAMMAR}"))?;
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
    pub(crate) rule: Rule,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_rule_skips_and_ends() {
        let mut faults = Faults::default();
        faults.add(json!([{"path": "/me", "skip": 1, "times": 2, "reset": true}, {"method": "get", "hang": true}])).unwrap();
        let request = Request { method: "GET".into(), path: "/v2/me".into(), ..Request::default() };
        let mut next = || faults.take(&request, None).map(|fault| fault.rule.effect());
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
            json!({"respond": {"status": 200, "headers": {"Content-Length": "9"}}}),
            json!({"respond": {"status": 200, "headers": {"x": "日本"}}}),
            json!({"respond": {"status": 200, "body_base64": "?"}}),
            json!({"respond": {"status": 200, "text": ""}}),
            json!("reset"),
        ] {
            let error = Faults::default().add(rule.clone()).unwrap_err();
            assert!(error.contains("A fault rule knows"), "{rule}: {error}");
        }
    }
}
