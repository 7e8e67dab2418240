//! The JavaScript boundary, in wasm on Node and over a real socket: `wasm-pack test --node`.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    reason = "tests"
)]

use chatwork_wasm::api::contacts::{Contact, exports::*};
use chatwork_wasm::api::files::{DownloadableFile, File, UploadedFiles, exports::*};
use chatwork_wasm::api::incoming_requests::{ContactRequest, ContactRequestApprovalResponse, exports::*};
use chatwork_wasm::api::link::{RoomInvitationLink, exports::*};
use chatwork_wasm::api::me::{Me, exports::*};
use chatwork_wasm::api::members::{RoomMember, RoomMembersPutResponse, exports::*};
use chatwork_wasm::api::messages::{
    Message, RoomMessagesReadPutResponse, RoomMessagesUnreadPutResponse, UpdatedMessage, exports::*,
};
use chatwork_wasm::api::my::{MyStatus, MyTask, exports::*};
use chatwork_wasm::api::rooms::{
    EmptyResponse, RoomInfo, RoomInfoWithDescription, RoomPutResponse, RoomType, RoomsPostResponse,
    exports::*,
};
use chatwork_wasm::api::tasks::{PostTasksResponse, Task, TaskIdResponse, TaskStatus, exports::*};
use js_sys::{Array, Function, JSON, Object, Promise, Reflect, Uint8Array};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen(module = "/tests/emulator.js")]
extern "C" {
    fn emulator() -> Promise;
}

#[derive(Deserialize)]
struct Emulator {
    #[serde(rename = "baseUrl")]
    base_url: String,
    accounts: Vec<Account>,
}

#[derive(Deserialize)]
struct Account {
    token: String,
}

async fn emulated() -> (JsValue, JsValue) {
    let emulator: Emulator = answer(emulator()).await;
    (emulator.accounts[0].token.as_str().into(), object(&[("baseUrl", emulator.base_url.into())]))
}

/// What a promise resolves to, read into the type of the declaration.
async fn answer<T: DeserializeOwned>(promise: Promise) -> T {
    let value = JsFuture::from(promise).await.unwrap_or_else(|error| panic!("{error:?}"));
    serde_wasm_bindgen::from_value(value).unwrap()
}

async fn refusal(promise: Promise) -> JsValue {
    JsFuture::from(promise).await.expect_err("the call should have failed")
}

fn json(text: &str) -> JsValue {
    JSON::parse(text).unwrap()
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &(*name).into(), value).unwrap();
    }
    object.into()
}

fn field(value: &JsValue, name: &str) -> String {
    Reflect::get(value, &name.into()).unwrap().as_string().unwrap_or_default()
}

/// Ids up to 2^53 are numbers.
fn number(id: u64) -> JsValue {
    #[expect(clippy::cast_precision_loss, reason = "the emulator's ids are small")]
    JsValue::from_f64(id as f64)
}

fn javascript(arguments: &str, body: &str) -> JsValue {
    Function::new_with_args(arguments, body).into()
}

#[wasm_bindgen_test]
async fn accounts_and_contacts() {
    let (token, options) = emulated().await;
    let me: Me = answer(getMe(token.clone(), options.clone())).await;
    let rooms: Vec<RoomInfo> = answer(getRooms(token.clone(), options.clone())).await;
    assert!(rooms.iter().any(|room| room.room_id == me.room_id && room.r#type == RoomType::My));
    let status: MyStatus = answer(getMyStatus(token.clone(), options.clone())).await;
    let tasks: Vec<MyTask> = answer(getMyTasks(token.clone(), JsValue::NULL, options.clone())).await;
    assert_eq!(status.mytask_num, tasks.len() as u64);
    let contacts: Vec<Contact> = answer(getContacts(token.clone(), options.clone())).await;

    let requests: Vec<ContactRequest> = answer(getIncomingRequests(token.clone(), options.clone())).await;
    let (accepted, declined) = (&requests[0], &requests[1]);
    let accept = putIncomingRequests(token.clone(), number(accepted.request_id), options.clone());
    let contact: ContactRequestApprovalResponse = answer(accept).await;
    assert_eq!(contact.base.account_id, accepted.account_id);
    let decline = deleteIncomingRequest(token.clone(), number(declined.request_id), options.clone());
    let _: EmptyResponse = answer(decline).await;
    let after: Vec<Contact> = answer(getContacts(token, options)).await;
    assert_eq!(after.len(), contacts.len() + 1);
}

#[wasm_bindgen_test]
async fn a_room_from_its_beginning_to_its_end() {
    let (token, options) = emulated().await;
    let me: Me = answer(getMe(token.clone(), options.clone())).await;
    let contacts: Vec<Contact> = answer(getContacts(token.clone(), options.clone())).await;
    let (me, other) = (me.account_id, contacts[0].account_id);

    let params = json(&format!(
        r#"{{"name":"部屋 & 1+1","members_admin_ids":[{me}],"members_member_ids":"{other}"}}"#
    ));
    let room: RoomsPostResponse = answer(postRooms(token.clone(), params, options.clone())).await;
    let room = number(room.room_id);
    let change = putRoom(token.clone(), room.clone(), json(r#"{"description":"説明"}"#), options.clone());
    let _: RoomPutResponse = answer(change).await;
    let read: RoomInfoWithDescription = answer(getRoom(token.clone(), room.clone(), options.clone())).await;
    assert_eq!((read.base.name.as_str(), read.description.as_str()), ("部屋 & 1+1", "説明"));

    let params = json(&format!(r#"{{"members_admin_ids":{me},"members_readonly_ids":[{other}]}}"#));
    let replaced = putRoomMembers(token.clone(), room.clone(), params, options.clone());
    let members: RoomMembersPutResponse = answer(replaced).await;
    assert_eq!((members.admin, members.member, members.readonly), (vec![me], vec![], vec![other]));
    let members: Vec<RoomMember> = answer(getRoomMembers(token.clone(), room.clone(), options.clone())).await;
    assert_eq!(members.len(), 2);

    let link = json(r#"{"code":"wasm-test_1","need_acceptance":false}"#);
    let made: RoomInvitationLink =
        answer(postRoomLink(token.clone(), room.clone(), link, options.clone())).await;
    assert!(made.url.unwrap().ends_with("/g/wasm-test_1"));
    let link = json(r#"{"description":"参加"}"#);
    let made: RoomInvitationLink =
        answer(putRoomLink(token.clone(), room.clone(), link, options.clone())).await;
    let read: RoomInvitationLink = answer(getRoomLink(token.clone(), room.clone(), options.clone())).await;
    assert_eq!(made, read);
    let gone: RoomInvitationLink = answer(deleteRoomLink(token.clone(), room.clone(), options.clone())).await;
    assert!(!gone.public);

    let end = json(r#"{"action_type":"delete"}"#);
    let _: EmptyResponse = answer(deleteRooms(token.clone(), room.clone(), end, options.clone())).await;
    let error = refusal(getRoom(token, room, options)).await;
    assert_eq!(
        (field(&error, "name").as_str(), field(&error, "code").as_str()),
        ("ChatworkPermissionError", "permission")
    );
}

#[wasm_bindgen_test]
async fn messages_keep_every_character_and_every_digit() {
    let (token, options) = emulated().await;
    let me: Me = answer(getMe(token.clone(), options.clone())).await;
    let room = number(me.room_id);
    let body = "100% & 1+1=2; 改行\n\"引用\" \\ 🍣 [To:1]";
    let params = object(&[("body", body.into()), ("self_unread", true.into())]);
    let posted = postRoomMessage(token.clone(), room.clone(), params, options.clone());
    let posted: UpdatedMessage = answer(posted).await;
    assert_eq!(posted.message_id.len(), 19);
    let id = || JsValue::from_str(&posted.message_id);

    let read: Message = answer(getRoomMessage(token.clone(), room.clone(), id(), options.clone())).await;
    assert_eq!((read.body.as_str(), &read.message_id), (body, &posted.message_id));
    let params = object(&[("message_id", id())]);
    let marked = putRoomMessagesRead(token.clone(), room.clone(), params.clone(), options.clone());
    let marked: RoomMessagesReadPutResponse = answer(marked).await;
    assert_eq!(marked.unread_num, 0);
    let marked = putRoomMessagesUnread(token.clone(), room.clone(), params, options.clone());
    let marked: RoomMessagesUnreadPutResponse = answer(marked).await;
    assert_eq!(marked.unread_num, 1);
    let params = json(r#"{"body":"新しい"}"#);
    let changed: UpdatedMessage =
        answer(putRoomMessage(token.clone(), room.clone(), id(), params, options.clone())).await;
    let deleted: UpdatedMessage =
        answer(deleteRoomMessage(token.clone(), room.clone(), id(), options.clone())).await;
    assert_eq!((&changed, &deleted), (&posted, &posted));

    let all = getRoomMessages(token.clone(), room.clone(), json(r#"{"force":1}"#), options.clone());
    let all: Vec<Message> = answer(all).await;
    assert_eq!(all.last().unwrap().body, "[deleted]");
    let new: Vec<Message> = answer(getRoomMessages(token, room, JsValue::UNDEFINED, options)).await;
    assert!(new.is_empty(), "204 is an empty list");
}

#[wasm_bindgen_test]
async fn tasks_and_files() {
    let (token, options) = emulated().await;
    let me: Me = answer(getMe(token.clone(), options.clone())).await;
    let room = number(me.room_id);
    let params = object(&[
        ("body", "資料".into()),
        ("to_ids", Array::of1(&number(me.account_id)).into()),
        ("limit", js_sys::Date::new(&1_900_000_000_000_f64.into()).into()),
    ]);
    let made: PostTasksResponse =
        answer(postRoomTasks(token.clone(), room.clone(), params, options.clone())).await;
    let task = number(made.task_ids[0]);
    let read: Task = answer(getRoomTask(token.clone(), room.clone(), task.clone(), options.clone())).await;
    assert_eq!((read.limit_time, read.status), (1_900_000_000, TaskStatus::Open));
    let done = json(r#"{"body":"done"}"#);
    let _: TaskIdResponse =
        answer(putRoomTaskStatus(token.clone(), room.clone(), task, done, options.clone())).await;
    let done = json(r#"{"status":"done"}"#);
    let listed: Vec<Task> = answer(getRoomTasks(token.clone(), room.clone(), done, options.clone())).await;
    assert!(listed.iter().any(|task| task.task_id == made.task_ids[0]));

    let bytes = Uint8Array::from("なかみ".as_bytes());
    let params = object(&[("file", bytes.into()), ("filename", "議事録.txt".into())]);
    let sent: UploadedFiles =
        answer(postRoomFiles(token.clone(), room.clone(), params, options.clone())).await;
    let listed: Vec<File> =
        answer(getRoomFiles(token.clone(), room.clone(), JsValue::UNDEFINED, options.clone())).await;
    assert!(listed.iter().any(|file| file.file_id == sent.file_id && file.filename == "議事録.txt"));
    let url = json(r#"{"create_download_url":true}"#);
    let file: DownloadableFile = answer(getRoomFile(token, room, number(sent.file_id), url, options)).await;
    assert_eq!(file.base.filesize, 9);
    let global: JsValue = js_sys::global().into();
    let fetch: Function = Reflect::get(&global, &"fetch".into()).unwrap().unchecked_into();
    let response: Promise =
        fetch.call1(&global, &file.download_url.unwrap().into()).unwrap().unchecked_into();
    let response = JsFuture::from(response).await.unwrap();
    let text: Function = Reflect::get(&response, &"text".into()).unwrap().unchecked_into();
    let text: Promise = text.call0(&response).unwrap().unchecked_into();
    assert_eq!(JsFuture::from(text).await.unwrap().as_string().unwrap(), "なかみ");
}

#[wasm_bindgen_test]
async fn arguments_are_refused_before_anything_is_sent() {
    let options = object(&[("fetch", javascript("", "throw new Error('sent')"))]);
    let error = refusal(getRoom("token".into(), JsValue::from_f64(1e16), options.clone())).await;
    assert_eq!(
        (field(&error, "name").as_str(), field(&error, "parameter").as_str()),
        ("ChatworkArgumentError", "roomId")
    );
    assert_eq!(field(&error, "outcome"), "not-sent");
    let error =
        refusal(postRoomMessage("token".into(), 1.into(), json(r#"{"body":"a","boby":1}"#), options)).await;
    assert_eq!(field(&error, "parameter"), "boby");
}

#[wasm_bindgen_test]
async fn whatever_fetch_does_the_promise_settles() {
    for (body, name) in [
        ("throw 'a string'", "ChatworkConnectionError"),
        ("return undefined", "ChatworkConnectionError"),
        ("return { ok: true }", "ChatworkConnectionError"),
        ("return Promise.reject(null)", "ChatworkConnectionError"),
        ("return { status: 200, text: () => Promise.reject(new Error('cut')) }", "ChatworkConnectionError"),
        ("return { status: 200, text: () => '{' }", "ChatworkParseError"),
        ("return { status: 200, text() {}, arrayBuffer: () => Uint8Array.of(0xff) }", "ChatworkParseError"),
        ("return { status: 500, text: () => '{' }", "ChatworkServerError"),
        ("return new Promise(() => {})", "ChatworkTimeoutError"),
    ] {
        let options = object(&[
            ("fetch", javascript("url, init", body)),
            ("timeout", 20.into()),
            ("retries", 0.into()),
        ]);
        let error = refusal(getMe("token".into(), options)).await;
        assert_eq!(field(&error, "name"), name, "{body}");
    }
}

#[wasm_bindgen_test]
async fn an_abort_rejects_with_the_callers_reason() {
    for reason in [JsValue::from_str("a string"), JsValue::NULL, 42.into(), object(&[])] {
        let controller = web_sys::AbortController::new().unwrap();
        let options = object(&[
            ("signal", controller.signal().into()),
            ("fetch", javascript("", "return new Promise(() => {})")),
        ]);
        let call = getMe("token".into(), options);
        controller.abort_with_reason(&reason);
        assert!(Object::is(&refusal(call).await, &reason));
    }
}
