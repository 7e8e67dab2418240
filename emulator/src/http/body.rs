//! Bodies that arrive whole, in part, or slowly.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use tokio::sync::mpsc;
use tokio::time::{Sleep, sleep};

use super::Break;

/// The body of a response.
pub(super) struct Payload {
    pieces: Vec<Bytes>,
    pause: Duration,
    sleeping: Option<Pin<Box<Sleep>>>,
    breaker: Option<mpsc::Sender<Break>>,
    whole: bool,
}

/// How many pieces a slow body comes in.
const PIECES: usize = 10;

impl Payload {
    pub(super) fn whole(bytes: Bytes) -> Self {
        let pieces = if bytes.is_empty() { Vec::new() } else { vec![bytes] };
        Self { pieces, pause: Duration::ZERO, sleeping: None, breaker: None, whole: true }
    }

    /// So many bytes, and then the end of the connection.
    pub(super) fn cut(bytes: &Bytes, count: usize, breaker: mpsc::Sender<Break>) -> Self {
        let part = bytes.slice(..count.min(bytes.len()));
        // The pause lets what is written leave before the connection goes.
        let pause = Duration::from_millis(20);
        Self { breaker: Some(breaker), pause, whole: false, ..Self::whole(part) }
    }

    pub(super) fn slow(bytes: &Bytes, milliseconds: u64) -> Self {
        let size = bytes.len().div_ceil(PIECES).max(1);
        let mut pieces: Vec<Bytes> = bytes.chunks(size).map(Bytes::copy_from_slice).collect();
        pieces.reverse();
        let pause = Duration::from_millis(milliseconds / 10);
        Self { pieces, pause, sleeping: Some(Box::pin(sleep(pause))), breaker: None, whole: false }
    }
}

impl Body for Payload {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if let Some(sleeping) = &mut self.sleeping {
            if sleeping.as_mut().poll(context).is_pending() {
                return Poll::Pending;
            }
            self.sleeping = None;
        }
        if let Some(piece) = self.pieces.pop() {
            if !self.whole {
                self.sleeping = Some(Box::pin(sleep(self.pause)));
            }
            return Poll::Ready(Some(Ok(Frame::data(piece))));
        }
        let Some(breaker) = &self.breaker else { return Poll::Ready(None) };
        // The connection is about to be dropped; nobody polls again.
        let _ = breaker.try_send(Break::Close);
        Poll::Pending
    }

    fn is_end_stream(&self) -> bool {
        self.whole && self.pieces.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        let left: usize = self.pieces.iter().map(Bytes::len).sum();
        if self.whole {
            SizeHint::with_exact(u64::try_from(left).unwrap_or(u64::MAX))
        } else {
            SizeHint::default()
        }
    }
}
