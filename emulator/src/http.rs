//! The emulator as an HTTP server on loopback.

use std::convert::Infallible;
use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use hyper::header::HeaderValue;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

use crate::{Delivery, Emulator, Info, Request, World};

mod body;
mod webhooks;

use body::Payload;
use webhooks::Sender;

/// More than any upload the service takes, so that too large ones get its answer and not one of ours.
const MAX_REQUEST_BYTES: usize = 64 * 1024 * 1024;

/// A server that is bound to a port and ready to run.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    emulator: Arc<Mutex<Emulator>>,
    origin: String,
}

/// How a connection ends before its time.
#[derive(Debug, Clone, Copy)]
enum Break {
    Reset,
    Close,
}

impl Server {
    /// Binds to a port of 127.0.0.1, a free one for 0, and starts the world.
    ///
    /// # Errors
    /// Where the port is taken or the world contradicts itself.
    pub async fn bind(port: u16, world: World) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .await
            .map_err(|error| io::Error::new(error.kind(), format!("port {port} of 127.0.0.1: {error}")))?;
        let origin = format!("http://{}", listener.local_addr()?);
        let emulator = Emulator::new(world, now(), &mut random)?;
        Ok(Self { listener, emulator: Arc::new(Mutex::new(emulator)), origin })
    }

    /// What somebody needs to call it.
    #[must_use]
    pub fn info(&self) -> Info {
        self.emulator.lock().unwrap_or_else(PoisonError::into_inner).info(&self.origin)
    }

    /// Answers requests for ever.
    ///
    /// # Errors
    /// Never while it runs; a connection that fails ends alone.
    pub async fn run(self) -> io::Result<Infallible> {
        let sender = webhooks::sender();
        loop {
            // A client that is gone before it was accepted, or too many open files: neither ends the server.
            let Ok((stream, _)) = self.listener.accept().await else {
                tokio::time::sleep(Duration::from_millis(20)).await;
                continue;
            };
            let emulator = Arc::clone(&self.emulator);
            let origin = self.origin.clone();
            tokio::spawn(serve(stream, emulator, origin, sender.clone()));
        }
    }
}

async fn serve(stream: TcpStream, emulator: Arc<Mutex<Emulator>>, origin: String, sender: Sender) {
    // Without it small answers wait for the delayed acknowledgement of the ones before.
    let _ = stream.set_nodelay(true);
    let (breaker, mut broken) = mpsc::channel(1);
    let service = service_fn(move |request| {
        answer(request, Arc::clone(&emulator), origin.clone(), breaker.clone(), sender.clone())
    });
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    let how = tokio::select! {
        _ = &mut connection => return,
        Some(how) = broken.recv() => how,
    };
    let stream = connection.into_parts().io.into_inner();
    if let Break::Reset = how {
        let _ = stream.set_zero_linger();
    }
}

async fn answer(
    request: hyper::Request<Incoming>,
    emulator: Arc<Mutex<Emulator>>,
    origin: String,
    breaker: mpsc::Sender<Break>,
    sender: Sender,
) -> Result<hyper::Response<Payload>, hyper::http::Error> {
    let (head, body) = request.into_parts();
    let Ok(body) = Limited::new(body, MAX_REQUEST_BYTES).collect().await else {
        return hyper::Response::builder().status(413).body(Payload::whole(Bytes::new()));
    };
    let headers = head.headers.iter().map(|(name, value)| {
        (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    });
    let headers: Vec<(String, String)> = headers.collect();
    // Whoever comes through another name for loopback, or a proxy, gets download URLs that work there.
    let host = headers.iter().find(|(name, _)| name == "host").map(|(_, host)| format!("http://{host}"));
    let request = Request {
        method: head.method.as_str().to_owned(),
        origin: host.unwrap_or(origin),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers,
        body: body.to_bytes().to_vec(),
    };
    let (response, deliveries) = {
        let mut emulator = emulator.lock().unwrap_or_else(PoisonError::into_inner);
        (emulator.handle(&request, now(), &mut random), emulator.take_deliveries())
    };
    // Before any wait for this answer: a client that leaves must not take them along.
    for webhook in deliveries {
        tokio::spawn(webhooks::deliver(sender.clone(), webhook, Arc::clone(&emulator)));
    }
    if response.delay_ms > 0 {
        tokio::time::sleep(Duration::from_millis(response.delay_ms)).await;
    }
    match response.delivery {
        Delivery::Reset => {
            let _ = breaker.send(Break::Reset).await;
            std::future::pending::<()>().await;
        }
        Delivery::Hang => std::future::pending::<()>().await,
        Delivery::Whole | Delivery::Cut(_) | Delivery::Slow(_) => {}
    }
    let mut head = hyper::Response::builder().status(response.status);
    for (name, value) in &response.headers {
        // As bytes: a media type in a world file may hold anything.
        if let Ok(value) = HeaderValue::from_bytes(value.as_bytes()) {
            head = head.header(name, value);
        }
    }
    let bytes = Bytes::from(response.body);
    if response.status == 204 {
        return head.body(Payload::whole(Bytes::new()));
    }
    match response.delivery {
        Delivery::Cut(count) => {
            head.header("content-length", bytes.len()).body(Payload::cut(&bytes, count, breaker))
        }
        Delivery::Slow(time) => head.header("content-length", bytes.len()).body(Payload::slow(&bytes, time)),
        _ => head.body(Payload::whole(bytes)),
    }
}

fn now() -> u64 {
    #[expect(clippy::disallowed_methods, reason = "this file is for the host only")]
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

fn random() -> u64 {
    fastrand::u64(..)
}
