//! The only place that touches JavaScript.
//!
//! Whatever comes from a caller (arguments, a custom `fetch`, a signal, an answer) may be anything and may throw, so
//! it is only ever touched through bindings that catch. Nothing here is shared between calls: on Workers a dropped
//! request would hold it for ever.

mod answer;
mod arguments;
mod call;
mod credential;
mod cut;
mod error;
mod limits;
mod options;
mod pacer;
mod platform;
mod request;
mod watch;

pub(crate) use call::call;
