//! The Chatwork REST API v2 as 32 JavaScript functions.
//!
//! # Map
//!
//! - [`api`]: what the service offers, as data. One file per resource, one block per endpoint.
//! - [`engine`]: rules without I/O. What an argument may be, what an answer means, what is sent again and when, what
//!   the rate limits let pass, what an error says.
//! - `js`: the only place that touches JavaScript. One `call` serves every exported function. Beside the Rust files
//!   stand those in JavaScript: the error classes (`errors.js`), what the headers of an answer say (`answers.js`), what
//!   ends a wait early (`cut.js`), the caller's hooks and logger (`watch.js`), a pacer of the caller (`pacer.js`), and
//!   the rest of what must not throw into wasm (`platform.js`).
//! - `webhook`, `notation`, `markdown`: what the other WebAssembly modules export, which have nothing to do with the
//!   first.
//! - `macros`: `endpoints!` and `models!`, the grammar of the declarations.
//!
//! Dependencies point one way, `js → engine → api`. An endpoint's block also expands to its exported function,
//! which does nothing but hand its arguments to `js::call`.
//!
//! The npm package (entry files, types, README table) is made from [`api::endpoints`] and [`api::models`] by
//! `cargo xtask build`.

mod macros;

pub mod api;
pub mod engine;

#[cfg(all(target_arch = "wasm32", feature = "js"))]
mod js;
#[cfg(all(target_arch = "wasm32", feature = "markdown"))]
mod markdown;
#[cfg(all(target_arch = "wasm32", feature = "notation"))]
mod notation;
#[cfg(all(target_arch = "wasm32", feature = "webhook"))]
mod webhook;

#[cfg(all(
    target_arch = "wasm32",
    any(feature = "js", feature = "markdown", feature = "notation", feature = "webhook")
))]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
