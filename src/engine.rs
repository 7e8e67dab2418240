//! Rules without I/O: values in, values out.
//!
//! Nothing here knows JavaScript, a clock or a source of randomness, so every rule is a table test on the host.

pub mod encode;
pub mod error;
pub mod limits;
#[cfg(feature = "markdown")]
pub mod markdown;
#[cfg(any(feature = "notation", feature = "markdown"))]
pub mod notation;
pub mod outcome;
pub mod retry;
#[cfg(feature = "webhook")]
pub mod webhook;
