//! Webhooks in the control interface.

use serde_json::Value;

use super::{Failure, body, unknown, value};
use crate::emulator::Emulator;
use crate::json::{merge, typed};
use crate::request::{Random, Request};
use crate::world::Webhook;

/// All webhooks.
pub(super) fn all(emulator: &mut Emulator, request: &Request, random: Random<'_>) -> Result<Value, Failure> {
    match request.method.as_str() {
        "GET" => {}
        "POST" => {
            let webhooks = match body(request)? {
                Value::Array(webhooks) => webhooks,
                webhook => vec![webhook],
            };
            put(emulator, webhooks, random)?;
        }
        "DELETE" => emulator.state.webhooks.clear(),
        _ => return Err(unknown(request)),
    }
    value(&emulator.state.webhooks)
}

/// The webhook in the path.
pub(super) fn one(
    emulator: &mut Emulator,
    request: &Request,
    path: &str,
    random: Random<'_>,
) -> Result<Value, Failure> {
    let id = path.strip_prefix("/webhooks/").unwrap_or_default();
    let known = emulator.state.webhooks.iter().find(|hook| hook.id == id);
    let known = known.ok_or_else(|| (404, format!("there is no webhook {id}")))?;
    match request.method.as_str() {
        "PUT" => {
            // What is changed is tried anew, so it starts switched on unless it is to be off.
            let mut webhook = value(&Webhook { active: true, ..known.export() })?;
            merge(&mut webhook, body(request)?);
            if webhook.get("webhook_setting_id").and_then(Value::as_str) != Some(id) {
                return Err((400, "the webhook_setting_id stays".to_owned()));
            }
            put(emulator, vec![webhook], random)?;
        }
        "DELETE" => emulator.state.webhooks.retain(|hook| hook.id != id),
        _ => return Err(unknown(request)),
    }
    value(&emulator.state.webhooks)
}

/// Takes all of them, or none where one is wrong.
fn put(emulator: &mut Emulator, webhooks: Vec<Value>, random: Random<'_>) -> Result<(), Failure> {
    let before = emulator.state.webhooks.clone();
    for webhook in webhooks {
        let webhook = typed(&webhook);
        let added = webhook.and_then(|webhook: Webhook| emulator.state.put_webhook(&webhook, random));
        if let Err(error) = added {
            emulator.state.webhooks = before;
            return Err((400, error));
        }
    }
    Ok(())
}
