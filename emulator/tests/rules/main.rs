//! The rules of the service, tried on the state machine through its requests.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails panics"
)]

mod answers;
mod control;
mod faults;
mod files;
mod limits;
mod link;
mod messages;
mod oauth;
mod order;
mod requests;
mod rooms;
mod service;
mod storm;
mod tasks;
mod webhooks;
mod world;
