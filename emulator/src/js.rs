//! The emulator as a `fetch` function.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Date, Function, JSON, Math, Object, Promise, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::{JsCast, JsError, JsValue, wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::json;
use crate::{Delivery, Emulator as Machine, Request, WebhookAnswer, WebhookRequest, World};

mod abort;
mod answer;
mod timer;

use timer::Timer;

/// What [`Emulator::info`] shows as its origin. Requests may name any other.
const ORIGIN: &str = "http://emulator.localhost";

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What somebody needs to call an emulator: its URLs, all accounts, the rooms of the first one, and OAuth. */
export interface EmulatorInfo {
    baseUrl: string;
    control: string;
    accounts: { account_id: number; name: string; token: string }[];
    rooms: { room_id: number; type: "my" | "direct" | "group"; name: string }[];
    oauth: {
        authorizationUrl: string;
        tokenUrl: string;
        clients: { client_id: string; client_secret?: string; redirect_uris: string[]; scopes: string[] }[];
    };
}

/** A webhook to send now, once, as a POST. */
export interface EmulatorDelivery {
    number: number;
    url: string;
    headers: [string, string][];
    body: string;
}
"#;

/// A local Chatwork in this program, without a network.
///
/// ```js
/// const emulator = new Emulator();
/// const { baseUrl, accounts } = emulator.info();
/// const fetch = (input, init) => emulator.fetch(input, init);
/// await fetch(`${baseUrl}/me`, { headers: { "x-chatworktoken": accounts[0].token } });
/// ```
#[wasm_bindgen]
#[derive(Debug)]
pub struct Emulator {
    machine: Rc<RefCell<Machine>>,
}

#[wasm_bindgen]
impl Emulator {
    /// Starts the standard world, or the one in the JSON text.
    ///
    /// # Errors
    /// Throws where the text is no world.
    #[wasm_bindgen(constructor)]
    pub fn new(world: Option<String>) -> Result<Emulator, JsError> {
        let world = match world {
            Some(json) => World::from_json(&json)?,
            None => World::standard()?,
        };
        let machine = Machine::new(world, now(), &mut random)?;
        Ok(Self { machine: Rc::new(RefCell::new(machine)) })
    }

    /// The URLs, accounts and rooms: the same object as the first line of the HTTP server.
    ///
    /// # Errors
    /// Throws only inside of a call of its own.
    #[wasm_bindgen(unchecked_return_type = "EmulatorInfo")]
    pub fn info(&self) -> Result<JsValue, JsError> {
        let info = self.machine.try_borrow()?.info(ORIGIN);
        value(&info).map_err(|_| JsError::new("the info is no JavaScript value"))
    }

    /// Answers like the global `fetch`, whatever the origin of the URL. The paths are those of the HTTP server.
    ///
    /// `deliver` is called with every webhook, and tells [`Emulator::delivered`] what became of it. It comes with each
    /// request because what is kept here is out of the garbage collector's sight: a function that knows its own
    /// emulator would keep it for ever.
    #[wasm_bindgen(unchecked_return_type = "Promise<Response>")]
    pub fn fetch(
        &self,
        #[wasm_bindgen(unchecked_param_type = "RequestInfo | URL")] input: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestInit")] init: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "(delivery: EmulatorDelivery) => void")]
        deliver: Option<Function>,
    ) -> Promise {
        let machine = Rc::clone(&self.machine);
        future_to_promise(async move { respond(&machine, deliver.as_ref(), &input, &init).await })
    }

    /// Notes what became of a webhook: the status and the bytes of an answer, or a sentence that says why there was
    /// none.
    ///
    /// # Errors
    /// Throws only inside of a call of its own.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it came out as a number")]
    pub fn delivered(
        &self,
        number: f64,
        status: u16,
        bytes: usize,
        error: Option<String>,
    ) -> Result<(), JsError> {
        let outcome = match error {
            None => Ok(WebhookAnswer { status, bytes }),
            Some(error) => Err(error),
        };
        self.machine.try_borrow_mut()?.delivered(number as u64, outcome);
        Ok(())
    }
}

async fn respond(
    machine: &RefCell<Machine>,
    deliver: Option<&Function>,
    input: &JsValue,
    init: &JsValue,
) -> Result<JsValue, JsValue> {
    let asked = asked(input, init)?;
    let signal = asked.signal();
    if signal.aborted() {
        return Err(signal.reason());
    }
    let request = read(&asked).await?;
    let (response, deliveries) = {
        let mut machine = machine.try_borrow_mut().map_err(|error| JsError::new(&error.to_string()))?;
        (machine.handle(&request, now(), &mut random), machine.take_deliveries())
    };
    // Before any wait for this answer: a caller that gives up must not take them along.
    for webhook in deliveries {
        if let Err(error) = start(deliver, &webhook) {
            let mut machine = machine.try_borrow_mut().map_err(|error| JsError::new(&error.to_string()))?;
            machine.delivered(webhook.number, Err(error.to_owned()));
        }
    }
    let wait = match response.delivery {
        Delivery::Slow(time) => response.delay_ms.saturating_add(time),
        _ => response.delay_ms,
    };
    if wait > 0 {
        abort::unless(&signal, &Timer::start(wait).over).await?;
    }
    match response.delivery {
        Delivery::Reset => Err(answer::broken("fetch failed")),
        Delivery::Hang => {
            // A timer and not a promise that nothing settles: with nothing to wait for, Node would just exit.
            abort::unless(&signal, &Timer::start(timer::LONGEST).over).await?;
            Err(answer::broken("fetch failed"))
        }
        // There is nothing to cut off of an empty answer.
        Delivery::Cut(count) if response.status != 204 => answer::cut(&response, count),
        Delivery::Whole | Delivery::Slow(_) | Delivery::Cut(_) => answer::whole(&response),
    }
}

/// Hands a webhook over. What becomes of it is no matter of the request behind it.
fn start(deliver: Option<&Function>, webhook: &WebhookRequest) -> Result<(), &'static str> {
    let deliver = deliver.ok_or("nobody here sends webhooks")?;
    let webhook = value(webhook).map_err(|_| "the webhook is no JavaScript value")?;
    deliver.call1(&JsValue::UNDEFINED, &webhook).map_err(|_| "what sends webhooks has thrown")?;
    Ok(())
}

/// By way of JSON, which is written here anyway: what writes JavaScript values would come on top of it.
fn value(value: &impl Serialize) -> Result<JsValue, JsValue> {
    JSON::parse(&String::from_utf8_lossy(&json::ascii(value)))
}

#[wasm_bindgen]
extern "C" {
    /// How JavaScript writes a value. A method of the value would not be there for `undefined`.
    #[wasm_bindgen(catch, js_name = String)]
    fn text_of(value: &JsValue) -> Result<String, JsValue>;
}

/// The `Request` that `fetch` would make of its arguments.
fn asked(input: &JsValue, init: &JsValue) -> Result<web_sys::Request, JsValue> {
    let init = if init.is_object() { init.clone() } else { Object::new().into() };
    let init = init.unchecked_ref::<web_sys::RequestInit>();
    if let Some(request) = input.dyn_ref::<web_sys::Request>() {
        return web_sys::Request::new_with_request_and_init(request, init);
    }
    let url = match input.as_string() {
        Some(url) => url,
        None => text_of(input)?,
    };
    web_sys::Request::new_with_str_and_init(&url, init)
}

async fn read(asked: &web_sys::Request) -> Result<Request, JsValue> {
    let url = web_sys::Url::new(&asked.url())?;
    let mut headers = Vec::new();
    for entry in asked.headers().entries() {
        let entry: Array = entry?.unchecked_into();
        if let (Some(name), Some(value)) = (entry.get(0).as_string(), entry.get(1).as_string()) {
            headers.push((name, value));
        }
    }
    let body = JsFuture::from(asked.array_buffer()?).await?;
    let search = url.search();
    Ok(Request {
        method: asked.method(),
        origin: url.origin(),
        path: url.pathname(),
        query: search.strip_prefix('?').unwrap_or(&search).to_owned(),
        headers,
        body: Uint8Array::new(&body).to_vec(),
    })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a time since 1970 fits")]
fn now() -> u64 {
    Date::now() as u64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "both halves are below 2^32")]
fn random() -> u64 {
    let half = || (Math::random() * 4_294_967_296.0) as u64;
    (half() << 32) | half()
}
