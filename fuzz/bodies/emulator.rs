//! What must hold for any requests to the local Chatwork. `cargo xtask fuzz` and `emulator/tests/fuzz_corpus.rs` run it.

use chatwork_emulator::{Emulator, Request, Response, WebhookAnswer, World};
use serde_json::Value;

#[path = "emulator/answers.rs"]
mod answers;
#[path = "emulator/script.rs"]
mod script;

/// The time at the start, in milliseconds.
const START: u64 = 1_795_000_000_000;

/// Sends the requests of a script, and asks for the world they lead to.
pub(crate) fn check(data: &[u8]) {
    let (world, steps) = script::read(data);
    let Some(mut service) = Service::start(world) else { return };
    let mut is_faulty = false;
    for step in steps {
        service.now += step.later;
        is_faulty |= step.request.path.starts_with("/control/faults");
        let response = service.send(&step.request);
        if !is_faulty {
            answers::is_one_of_the_service(&step.request, &response);
        }
        service.deliver();
    }
    service.starts_again_where_it_is();
}

struct Service {
    emulator: Emulator,
    now: u64,
    random: u64,
    /// The number of the last webhook.
    delivered: u64,
}

impl Service {
    /// A world may be refused.
    fn start(world: World) -> Option<Self> {
        let mut random = 7;
        let emulator = Emulator::new(world, START, &mut || step(&mut random)).ok()?;
        Some(Self { emulator, now: START, random, delivered: 0 })
    }

    fn send(&mut self, request: &Request) -> Response {
        let random = &mut self.random;
        self.emulator.handle(request, self.now, &mut || step(random))
    }

    /// Every other receiver fails.
    fn deliver(&mut self) {
        for webhook in self.emulator.take_deliveries() {
            assert!(webhook.number > self.delivered);
            self.delivered = webhook.number;
            let event: Value = serde_json::from_str(&webhook.body).expect("an event is JSON");
            assert!(event["webhook_event"]["room_id"].is_u64());
            let outcome = match webhook.number % 3 {
                0 => Err("nobody listens".to_owned()),
                1 => Ok(WebhookAnswer { status: 200, bytes: 0 }),
                _ => Ok(WebhookAnswer { status: 500, bytes: 0 }),
            };
            self.emulator.delivered(webhook.number, outcome);
        }
    }

    /// The present state is a world, from which the same one starts.
    fn starts_again_where_it_is(&mut self) {
        let now = self.control("/control/clock")["now"].as_u64().expect("a time");
        let world = self.control("/control/world");
        let again = World::from_json(&world.to_string()).expect("a world file");
        let mut random = 7;
        let again =
            Emulator::new(again, now, &mut || step(&mut random)).expect("a world without contradictions");
        let mut again = Self { emulator: again, now, random, delivered: 0 };
        assert_eq!(again.control("/control/world"), world);
        // Its log holds what was sent, whatever that was.
        self.control("/control/requests");
        self.control("/control/deliveries");
    }

    fn control(&mut self, path: &str) -> Value {
        let request = Request { method: "GET".to_owned(), path: path.to_owned(), ..Request::default() };
        let response = self.send(&request);
        assert_eq!(response.status, 200);
        serde_json::from_slice(&response.body).expect("JSON")
    }
}

fn step(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state ^ (*state >> 31)
}
