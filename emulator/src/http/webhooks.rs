//! Webhooks on their way to a receiver.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

use crate::{Emulator, MAX_ANSWER_BYTES, WEBHOOK_TIMEOUT_MS, WebhookAnswer, WebhookRequest};

/// What sends them, shared by all connections.
pub(super) type Sender = Client<HttpConnector, Full<Bytes>>;

pub(super) fn sender() -> Sender {
    // Each on a connection of its own: one that was kept may be closed by now, and nothing is sent twice.
    Client::builder(TokioExecutor::new())
        .pool_max_idle_per_host(0)
        .retry_canceled_requests(false)
        .build_http()
}

/// Sends one, and tells the emulator what became of it.
pub(super) async fn deliver(sender: Sender, webhook: WebhookRequest, emulator: Arc<Mutex<Emulator>>) {
    let number = webhook.number;
    let time = Duration::from_millis(WEBHOOK_TIMEOUT_MS);
    let outcome = match tokio::time::timeout(time, send(&sender, webhook)).await {
        Ok(outcome) => outcome,
        Err(_) => Err(format!("the receiver had not answered after {WEBHOOK_TIMEOUT_MS} ms")),
    };
    emulator.lock().unwrap_or_else(PoisonError::into_inner).delivered(number, outcome);
}

async fn send(sender: &Sender, webhook: WebhookRequest) -> Result<WebhookAnswer, String> {
    if !webhook.url.to_ascii_lowercase().starts_with("http://") {
        // Encryption would be the largest part of this program, and a local receiver seldom has a certificate.
        return Err("this emulator sends webhooks to http:// only".to_owned());
    }
    let mut request = Request::post(&webhook.url);
    for (name, value) in &webhook.headers {
        request = request.header(name, value);
    }
    let request = request.body(Full::from(webhook.body)).map_err(|error| error.to_string())?;
    let response = sender.request(request).await.map_err(|error| reasons(&error))?;
    let status = response.status().as_u16();
    let mut body = response.into_body();
    let mut bytes = 0_usize;
    // The rest of an answer that is too long is of no interest.
    while bytes <= MAX_ANSWER_BYTES {
        let Some(frame) = body.frame().await else { break };
        let frame = frame.map_err(|error| reasons(&error))?;
        bytes = bytes.saturating_add(frame.data_ref().map_or(0, Bytes::len));
    }
    Ok(WebhookAnswer { status, bytes: bytes.min(MAX_ANSWER_BYTES.saturating_add(1)) })
}

/// An error with the ones behind it: the first alone only says that something went wrong.
fn reasons(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text = format!("{text}: {error}");
        source = error.source();
    }
    text
}
