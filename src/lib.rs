//! The Chatwork REST API v2 as 32 JavaScript functions.
//!
//! # Map
//!
//! - [`api`]: what the service offers, as data. One file per resource, one block per endpoint.
//! - [`engine`]: rules without I/O. What an argument may be, what an answer means, what is sent again and when, what
//!   the rate limits let pass, what an error says, what a message says, and who signed a webhook.
//! - `js`: the only place that touches JavaScript. One `call` serves every exported function. Beside the Rust files
//!   stand those in JavaScript: the error classes (`errors.js`), what `fetch` is given (`request.js`), what an answer
//!   says beside its body (`answers.js`), what ends a wait early (`cut.js`), the caller's hooks and logger (`watch.js`),
//!   a pacer of the caller (`pacer.js`), and the rest of what must not throw into wasm (`platform.js`).
//! - `webhook`, `notation`, `markdown`: what the other WebAssembly modules export, which have nothing to do with the
//!   first.
//! - `macros`: `endpoints!` and `models!`, the grammar of the declarations.
//!
//! Dependencies point one way, `js → engine → api`. An endpoint's block also expands to its exported function, which
//! does nothing but hand its arguments to `js::call`.
//!
//! Outside of `src`: `pkg/entries` is what is public in JavaScript, `xtask` makes the npm package of both, `emulator`
//! is the local Chatwork, and `tests/package` and `tests/runtimes` try the packed package.
//!
//! # The way of a call
//!
//! `await postRoomMessage(token, roomId, { body })`, from top to bottom and back:
//!
//! 1. `pkg/dist/index.js` has the function, which the build printed from [`api::endpoints`]. The first call of all
//!    starts the module, which is synchronous, and then calls what `endpoints!` exported.
//! 2. `js::call` reads credential, ids, parameters and options before it returns, so that the caller may change them
//!    afterwards. [`engine::encode`] says what each may be and where it goes: into the path, the query, the form or a
//!    part of a multipart body. What is wrong is a rejection from here, and nothing is sent.
//! 3. Each attempt asks a token function for its token, then [`engine::limits`] (and the caller's pacer) how long to
//!    wait.
//! 4. The request goes to `fetch`, the global one or the caller's, with a signal that ends it on an abort, a timeout
//!    or the deadline.
//! 5. The answer is read as text. [`engine::outcome`] makes of its status, and of the missing answer, what became of
//!    the request; a success is handed on as `JSON.parse` gives it, so that fields the service adds later come
//!    through.
//! 6. [`engine::retry`] says after how long to send it again, if at all. Time and chance are arguments, so these
//!    rules are tables in `tests/`.
//! 7. A failure becomes one of the classes of `errors.js`, with the words of [`engine::error`]. Whatever text it
//!    holds was searched for the token before.
//!
//! # What calls share
//!
//! One instance of the module serves all requests of an isolate, and on Workers a request that was dropped takes its
//! promises with it, unsettled, together with whoever waits for them. So no call ever awaits what belongs to another
//! one: no lock, no queue, no shared promise. What they share is plain data with a bound: the counts of the limits,
//! whose places in line expire by the clock (`js::limits`), and which token a refresh gave last. Each call looks,
//! sleeps by a timer of its own, and looks again.
//!
//! For the same reason nothing may panic: a panic would leave the promise open, and the instance broken for all who
//! come after. The lints refuse what can, and `xtask/panics.mjs` cuts the rest of the machinery out of the module.
//!
//! # Modules and features
//!
//! Each feature makes a WebAssembly module of its own, so that nobody downloads what he does not import: `js` calls
//! the API, `webhook` checks signatures, `notation` reads, writes and shows messages, `markdown` makes them of
//! Markdown. On the host all rules are compiled, for tests and for whoever makes the package; what only they read
//! (documentation, scopes, examples) never reaches wasm.
//!
//! # Why there are entries
//!
//! No way to load a WebAssembly module works everywhere, so each runtime gets a file that needs nothing beside it, by
//! the conditions of `pkg/package.json`: packed inside the script for browsers and bundlers, deflated for Node, Bun
//! and Deno, which have an inflater of their own, as a module to import for Workers and Vercel's edge, and from the
//! caller for `slim`. `pkg/entries/load` has these ways, `xtask/bundle.mjs` puts one into each file. All else in
//! `pkg/entries` is the same everywhere. It is JavaScript where a thing is only about JavaScript: streams, handlers
//! of requests, async iterators, OAuth.
//!
//! # Where assumptions live
//!
//! The service does not document everything. What is taken for true has a name in one place, so that it can be
//! corrected there: [`api::MAX_FILE_BYTES`] and [`api::MAX_MESSAGE_LENGTH`], what begins [`engine::limits`] and
//! `engine/notation.rs`, and on the other side `emulator/src/assumptions.rs` and `emulator/src/texts.rs`. The
//! emulator takes the models from here and nothing else, so that the two check each other.

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
