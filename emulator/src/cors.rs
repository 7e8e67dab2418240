//! Answers to browsers of other origins, where the switch is on.

use crate::request::{Request, Response};

/// The answer to the question a browser asks before a request.
pub(crate) fn preflight(request: &Request) -> Option<Response> {
    if request.method != "OPTIONS" || request.header("access-control-request-method").is_none() {
        return None;
    }
    let wanted = request.header("access-control-request-headers").unwrap_or_default();
    Some(
        Response::empty(204)
            .with("access-control-allow-methods", "GET, POST, PUT, DELETE")
            .with("access-control-allow-headers", wanted)
            .with("access-control-max-age", "600"),
    )
}

/// Lets any origin read a response.
pub(crate) fn allow(response: Response) -> Response {
    response.with("access-control-allow-origin", "*").with("access-control-expose-headers", "*")
}
