//! Webhooks on their way: what is still to be sent, and what became of the rest.

use serde::Serialize;

use crate::recent::Recent;
use crate::webhooks::{Hook, MAX_ANSWER_BYTES, address, sign};
use crate::world::WebhookEvent;

/// A webhook that is to be sent now, once, as a POST. Redirects are not followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WebhookRequest {
    /// What [`crate::Emulator::delivered`] wants to be told with the answer.
    pub number: u64,
    /// Where to.
    pub url: String,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

/// What a receiver answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WebhookAnswer {
    /// The status.
    pub status: u16,
    /// The bytes of the body that were read. More than [`MAX_ANSWER_BYTES`] need not be counted to the end.
    pub bytes: usize,
}

impl WebhookAnswer {
    /// Why the service counts it as an error, if it does.
    fn fault(self) -> Option<String> {
        if self.status != 200 {
            return Some(format!("the receiver answered {} and not 200", self.status));
        }
        let long = self.bytes > MAX_ANSWER_BYTES;
        long.then(|| format!("the receiver's answer has more than {MAX_ANSWER_BYTES} bytes"))
    }
}

/// One delivery as the control interface shows it. The last four say nothing while it is under way.
#[derive(Debug, Serialize)]
pub(crate) struct Entry {
    number: u64,
    /// Milliseconds of the emulator's clock.
    time: u64,
    webhook_setting_id: String,
    webhook_event_type: WebhookEvent,
    url: String,
    signature: String,
    body: String,
    status: Option<u16>,
    answer_bytes: Option<usize>,
    error: Option<String>,
    /// Whether it counts as an error.
    failed: Option<bool>,
}

/// What is still to be sent, and the log of what was.
#[derive(Debug, Default)]
pub(crate) struct Deliveries {
    outgoing: Vec<WebhookRequest>,
    log: Recent<Entry>,
    last: u64,
}

impl Deliveries {
    /// A log whose numbers go on behind those of another, whose last answers may still come.
    pub(crate) fn behind(other: &Self) -> Self {
        Self { last: other.last, ..Self::default() }
    }

    /// Makes a delivery ready.
    pub(crate) fn add(&mut self, hook: &Hook, event: WebhookEvent, body: String, now: u64) {
        self.last = self.last.saturating_add(1);
        let signature = sign(&hook.key, body.as_bytes());
        let url = address(&hook.url, &signature);
        let headers = [
            ("content-type", "application/json"),
            ("user-agent", "ChatWork-Webhook/1.0.0"),
            ("x-chatworkwebhooksignature", &signature),
        ];
        self.outgoing.push(WebhookRequest {
            number: self.last,
            url: url.clone(),
            headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
            body: body.clone(),
        });
        let entry = Entry {
            number: self.last,
            time: now,
            webhook_setting_id: hook.id.clone(),
            webhook_event_type: event,
            url,
            signature,
            body,
            status: None,
            answer_bytes: None,
            error: None,
            failed: None,
        };
        self.log.add(entry.body.len(), entry);
    }

    /// What is to be sent. It is given out once.
    pub(crate) fn take(&mut self) -> Vec<WebhookRequest> {
        std::mem::take(&mut self.outgoing)
    }

    /// Notes an answer, and gives back the id of the webhook and whether it failed. A second one changes nothing.
    pub(crate) fn finish(
        &mut self,
        number: u64,
        outcome: Result<WebhookAnswer, String>,
    ) -> Option<(&str, bool)> {
        let entry = self.log.iter_mut().find(|entry| entry.number == number && entry.failed.is_none())?;
        match outcome {
            Ok(answer) => {
                entry.status = Some(answer.status);
                entry.answer_bytes = Some(answer.bytes);
                entry.error = answer.fault();
            }
            Err(error) => entry.error = Some(error),
        }
        let failed = entry.error.is_some();
        entry.failed = Some(failed);
        Some((&entry.webhook_setting_id, failed))
    }

    /// The deliveries after this number.
    pub(crate) fn after(&self, number: u64) -> Vec<&Entry> {
        self.log.iter().filter(|entry| entry.number > number).collect()
    }

    /// Forgets the deliveries that are over.
    pub(crate) fn clear(&mut self) {
        self.log.retain(|entry| entry.failed.is_none());
    }
}
