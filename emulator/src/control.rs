//! The control interface: the emulator's own side, next to the API.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::emulator::Emulator;
use crate::json;
use crate::request::{Random, Request, Response};
use crate::world::World;

mod webhooks;

/// Where it lives.
pub(crate) const PREFIX: &str = "/control";

/// What it knows, for people who ask it.
pub(crate) const ROUTES: &[(&str, &str)] = &[
    ("GET /control", "this"),
    ("GET /control/clock", "the emulator's time"),
    (
        "PUT /control/clock",
        "{\"offset\": ms} shifts it from the real time, {\"advance\": ms} moves it on, {\"freeze\": true, false or ms} \
         stops it, lets it run on, or stops it at a moment",
    ),
    ("POST /control/reset", "back to the start; {\"world\": {...}} starts another world"),
    ("GET /control/world", "the present state as a world file"),
    ("GET /control/settings", "the switches"),
    ("PUT /control/settings", "changes the switches that are named"),
    ("GET /control/faults", "the fault rules"),
    ("POST /control/faults", "adds a fault rule or a list of them"),
    ("DELETE /control/faults", "removes all fault rules"),
    ("GET /control/requests", "the requests so far; ?after=N only those after number N"),
    ("DELETE /control/requests", "forgets the requests"),
    ("GET /control/webhooks", "the webhooks"),
    (
        "POST /control/webhooks",
        "adds a webhook or a list of them, or replaces those with the same webhook_setting_id",
    ),
    ("DELETE /control/webhooks", "removes all webhooks"),
    (
        "PUT /control/webhooks/{id}",
        "changes what is named of a webhook; {\"active\": true} switches it on again",
    ),
    ("DELETE /control/webhooks/{id}", "removes a webhook"),
    ("GET /control/deliveries", "the webhooks that were sent; ?after=N only those after number N"),
    ("DELETE /control/deliveries", "forgets the deliveries that are over"),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reset {
    world: Option<World>,
}

/// Answers a request to the control interface.
pub(crate) fn handle(emulator: &mut Emulator, request: &Request, real: u64, random: Random<'_>) -> Response {
    match answer(emulator, request, real, random) {
        Ok(value) => shown(200, &value),
        Err((status, sentence)) => shown(status, &json!({ "errors": [sentence] })),
    }
}

type Failure = (u16, String);

fn answer(
    emulator: &mut Emulator,
    request: &Request,
    real: u64,
    random: Random<'_>,
) -> Result<Value, Failure> {
    let below = request.path.strip_prefix(PREFIX).unwrap_or_default().trim_end_matches('/');
    match (request.method.as_str(), below) {
        ("GET", "") => {
            let mut info = value(&emulator.info(&request.origin))?;
            if let Some(info) = info.as_object_mut() {
                let mut routes = Map::new();
                routes.extend(ROUTES.iter().map(|(route, sense)| ((*route).to_owned(), (*sense).into())));
                info.insert("routes".to_owned(), routes.into());
            }
            Ok(info)
        }
        ("GET", "/clock") => value(&emulator.clock.reading(real)),
        ("PUT", "/clock") => {
            emulator.clock.change(&body(request)?, real);
            value(&emulator.clock.reading(real))
        }
        ("POST", "/reset") => {
            let reset = if request.body.is_empty() { Reset { world: None } } else { body(request)? };
            emulator.reset(reset.world, real, random).map_err(|error| (400, error.to_string()))?;
            value(&emulator.info(&request.origin))
        }
        ("GET", "/world") => value(&emulator.world(real)),
        ("GET", "/settings") => value(&emulator.settings),
        ("PUT", "/settings") => {
            let changed = emulator.settings.changed(body(request)?);
            emulator.settings = changed.map_err(|error| (400, error))?;
            value(&emulator.settings)
        }
        ("GET", "/faults") => value(&emulator.faults.list()),
        ("POST", "/faults") => {
            emulator.faults.add(body(request)?).map_err(|error| (400, error))?;
            value(&emulator.faults.list())
        }
        ("DELETE", "/faults") => {
            emulator.faults.clear();
            value(&emulator.faults.list())
        }
        ("GET", "/requests") => value(&emulator.log.after(after(request)?)),
        ("DELETE", "/requests") => {
            emulator.log.clear();
            Ok(json!([]))
        }
        (_, "/webhooks") => webhooks::all(emulator, request, random),
        (_, path) if path.starts_with("/webhooks/") => webhooks::one(emulator, request, path, random),
        ("GET", "/deliveries") => value(&emulator.deliveries.after(after(request)?)),
        ("DELETE", "/deliveries") => {
            emulator.deliveries.clear();
            value(&emulator.deliveries.after(0))
        }
        _ => Err(unknown(request)),
    }
}

fn unknown(request: &Request) -> Failure {
    let known: Vec<&str> = ROUTES.iter().map(|(route, _)| *route).collect();
    (404, format!("{} {} is none of: {}", request.method, request.path, known.join(", ")))
}

/// The number after which entries of a log are wanted.
fn after(request: &Request) -> Result<u64, Failure> {
    let pairs = form_urlencoded::parse(request.query.as_bytes());
    let after = pairs.into_iter().find(|(name, _)| name == "after");
    let after = after.map_or(Ok(0), |(_, number)| number.parse());
    after.map_err(|_| (400, "after is a number".to_owned()))
}

fn body<T: for<'de> Deserialize<'de>>(request: &Request) -> Result<T, Failure> {
    json::read(&request.body).map_err(|error| (400, format!("the body is not what is expected: {error}")))
}

fn value(item: &impl serde::Serialize) -> Result<Value, Failure> {
    json::value(item).map_err(|error| (500, error.to_string()))
}

/// Indented and with Japanese as it is, for people with curl.
fn shown(status: u16, value: &Value) -> Response {
    let mut response = Response::empty(status).with("content-type", "application/json; charset=utf-8");
    response.body = serde_json::to_vec_pretty(value).unwrap_or_default();
    response.body.push(b'\n');
    response
}
