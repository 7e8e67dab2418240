//! A local Chatwork.
//!
//! # Map
//!
//! - [`Emulator`] is a pure state machine: a [`Request`], a time and random numbers go in, a [`Response`] comes out.
//! - `emulator` puts the parts in order: control interface, faults, log, then credentials, router, limits, scopes and
//!   one of the `operations`.
//! - `state` is what the service remembers, [`world`] how it starts and how it is saved.
//! - `parameters`, `notation`, `system_messages`, `downloads`, `limits`, `texts`: one rule of the service each. Every
//!   text of an error is in `texts`, the known ones apart from the assumed ones.
//! - `webhooks` decides who is told of a message and signs it, `deliveries` holds what is to be sent and what came back.
//! - `oauth`: the authorization page and the token endpoint.
//! - `assumptions`: what is not published, where it is more than a text.
//! - `control`, `clock`, `faults`, `log`, [`settings`], `cors`: what a test or a developer does to the emulator.
//! - `http` and `js` are the adapters. They hold the clock, the random numbers and the connections, and no rule. They
//!   also carry out what [`Emulator::take_deliveries`] gives them.
//!
//! Only the models of answers are shared with the client. Routes, forms and checks are written anew, so that a
//! mistake on one side does not hide behind the same mistake on the other.

mod assumptions;
mod clock;
mod control;
mod cors;
mod credentials;
mod deliveries;
mod downloads;
mod emulator;
mod faults;
#[cfg(not(target_arch = "wasm32"))]
pub mod http;
mod info;
#[cfg(target_arch = "wasm32")]
pub mod js;
mod json;
mod limits;
mod log;
mod notation;
mod oauth;
mod operations;
mod parameters;
mod random;
mod recent;
mod refusal;
mod request;
mod router;
pub mod settings;
mod state;
mod system_messages;
mod texts;
mod webhooks;
pub mod world;

pub use assumptions::WEBHOOK_TIMEOUT_MS;
pub use deliveries::{WebhookAnswer, WebhookRequest};
pub use emulator::Emulator;
pub use info::{Info, InfoAccount, InfoClient, InfoOauth, InfoRoom};
pub use parameters::multipart;
pub use request::{Delivery, Random, Request, Response};
pub use webhooks::MAX_ANSWER_BYTES;
pub use world::World;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
