//! The emulator as a `fetch` function, on Node: `wasm-pack test --node emulator`.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::expect_used, reason = "a test that fails panics")]

use std::rc::Rc;

use chatwork_emulator::js::Emulator;
use js_sys::{Function, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

/// Runs JavaScript that knows `fetch`, `info` and the token of the first account, and gives back its JSON.
async fn run(source: &str) -> String {
    run_with(None, source).await
}

/// The same with something that sends webhooks, and with `delivered`.
async fn run_with(deliver: Option<Function>, source: &str) -> String {
    let emulator = Rc::new(Emulator::new(None).expect("the standard world starts"));
    let info = emulator.info().expect("it knows itself");
    let asked = Rc::clone(&emulator);
    let fetch = Closure::<dyn Fn(JsValue, JsValue) -> Promise>::new(move |input, init| {
        asked.fetch(input, init, deliver.clone())
    });
    let delivered = Closure::<dyn Fn(f64, u16, usize)>::new(move |number, status, bytes| {
        emulator.delivered(number, status, bytes, None).expect("it is free");
    });
    let script = Function::new_with_args(
        "fetch, info, delivered",
        &format!(
            "const token = {{ 'x-chatworktoken': info.accounts[0].token }};
             const room = `${{info.baseUrl}}/rooms/${{info.rooms.find((room) => room.type === 'group').room_id}}`;
             const control = (path, body) => fetch(info.control + path, {{ method: 'POST', body: JSON.stringify(body) }});
             return (async () => JSON.stringify(await (async () => {{ {source} }})()))();"
        ),
    );
    let promise = script
        .call3(&JsValue::UNDEFINED, fetch.as_ref(), &info, delivered.as_ref())
        .expect("the script starts");
    let result = JsFuture::from(promise.unchecked_into::<Promise>()).await;
    result.map_or_else(|error| format!("{error:?}"), |json| json.as_string().unwrap_or_default())
}

#[wasm_bindgen_test]
async fn inputs_of_every_kind() {
    let answer = run("
        const statuses = [];
        const url = `${info.baseUrl}/me?x=1`;
        statuses.push((await fetch(url, { headers: token })).status);
        statuses.push((await fetch(new URL(url), { headers: new Headers(token) })).status);
        statuses.push((await fetch(new Request(url, { headers: token }))).status);
        statuses.push((await fetch('https://api.chatwork.com/v2/me', { headers: token })).status);
        statuses.push((await fetch(new Request(url), { method: 'POST', headers: token })).status);
        statuses.push((await fetch(url)).status);
        return statuses;
    ");
    assert_eq!(answer.await, "[200,200,200,200,404,401]");
}

#[wasm_bindgen_test]
async fn bodies_of_every_kind() {
    let answer = run("
        const form = { ...token, 'content-type': 'application/x-www-form-urlencoded' };
        const post = async (headers, body) => {
            const response = await fetch(`${room}/messages`, { method: 'POST', headers, body });
            return response.status;
        };
        return [
            await post(token, new URLSearchParams({ body: 'a' })),
            await post(form, 'body=b'),
            await post(form, new TextEncoder().encode('body=c')),
            await post(form, new Blob(['body=d'])),
            await post(token, 'body=e'),
        ];
    ");
    assert_eq!(answer.await, "[200,200,200,200,400]");
}

#[wasm_bindgen_test]
async fn a_file_goes_up_and_comes_down() {
    let answer = run("
        const form = new FormData();
        form.append('message', 'どうぞ');
        form.append('file', new Blob([new Uint8Array([0, 255, 10])], { type: 'image/png' }), '図 \"1\".png');
        const { file_id } = await (await fetch(`${room}/files`, { method: 'POST', headers: token, body: form })).json();
        const file = await (await fetch(`${room}/files/${file_id}?create_download_url=1`, { headers: token })).json();
        const download = await fetch(file.download_url);
        const bytes = [...new Uint8Array(await download.arrayBuffer())];
        return [file.filename, file.filesize, download.headers.get('content-type'), bytes];
    ");
    assert_eq!(answer.await, r#"["図 \"1\".png",3,"image/png",[0,255,10]]"#);
}

#[wasm_bindgen_test]
async fn answers_without_a_body() {
    let answer = run("
        await fetch(`${room}/messages`, { headers: token });
        const empty = await fetch(`${room}/messages`, { headers: token });
        return [empty.status, await empty.text(), empty.headers.get('x-ratelimit-limit')];
    ");
    assert_eq!(answer.await, r#"[204,"","300"]"#);
}

#[wasm_bindgen_test]
async fn faults_look_like_a_broken_network() {
    let answer = run("
        const url = `${info.baseUrl}/me`;
        const outcome = async (rule, init) => {
            await control('/faults', rule);
            const begin = Date.now();
            try {
                const response = await fetch(url, { headers: token, ...init });
                const text = await response.text().catch((error) => `${error.name} in the body`);
                return [response.status, text.length > 40 ? 'all' : text, Date.now() - begin >= 45];
            } catch (error) {
                return error.name;
            }
        };
        return [
            await outcome({ reset: true }),
            await outcome({ cut: 10 }),
            await outcome({ cut: 0 }),
            await outcome({ delay_ms: 50 }),
            await outcome({ slow_body_ms: 50 }),
            await outcome({ hang: true }, { signal: AbortSignal.timeout(20) }),
            await outcome({ delay_ms: 5000 }, { signal: AbortSignal.abort() }),
        ];
    ");
    assert_eq!(
        answer.await,
        r#"["TypeError",[200,"TypeError in the body",false],[200,"TypeError in the body",false],[200,"all",true],[200,"all",true],"TimeoutError","AbortError"]"#
    );
}

#[wasm_bindgen_test]
async fn a_cut_body_arrives_up_to_the_cut() {
    let answer = run("
        await control('/faults', { cut: 10 });
        const reader = (await fetch(`${info.baseUrl}/me`, { headers: token })).body.getReader();
        const first = await reader.read();
        return [first.value.length, await reader.read().catch((error) => error.message)];
    ");
    assert_eq!(answer.await, r#"[10,"terminated"]"#);
}

#[wasm_bindgen_test]
fn a_world_that_is_none_is_refused() {
    assert!(Emulator::new(Some("{}".to_owned())).is_err());
    assert!(Emulator::new(Some(r#"{"accounts":[]}"#.to_owned())).is_ok());
}

#[wasm_bindgen_test]
async fn webhooks_are_handed_over() {
    // What is given as `deliver`, and what the log says after one post and its answer.
    for (deliver, expected) in [
        ("(delivery) => seen.push(delivery)", r#"["POST","application/json",[200,2,null,false]]"#),
        ("() => { throw seen; }", r#"[[null,null,"what sends webhooks has thrown",true]]"#),
        ("undefined", r#"[[null,null,"nobody here sends webhooks",true]]"#),
    ] {
        let source = format!("globalThis.seen = []; return {deliver};");
        let deliver = Function::new_no_args(&source).call0(&JsValue::UNDEFINED).expect("it starts");
        let answer = run_with(
            deliver.dyn_into().ok(),
            "
            await control('/webhooks', { account_id: 1210345, room_id: 300765432, events: ['message_created'], url: 'http://a/' });
            await fetch(`${info.baseUrl}/rooms/300765432/messages`, { method: 'POST', headers: token, body: new URLSearchParams({ body: 'a' }) });
            const parts = [];
            for (const { number, url, headers, body } of seen) {
                const request = new Request(url, { method: 'POST', headers, body });
                parts.push(request.method, request.headers.get('content-type'));
                delivered(number, 200, 2);
            }
            const [entry] = await (await fetch(info.control + '/deliveries')).json();
            return [...parts, [entry.status, entry.answer_bytes, entry.error, entry.failed]];
            ",
        );
        assert_eq!(answer.await, expected);
    }
}
