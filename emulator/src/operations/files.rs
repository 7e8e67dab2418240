//! Files of a room.

use std::collections::BTreeMap;

use chatwork_wasm::api::files::{DownloadableFile, File, UploadedFiles};

use super::messages::MAX_LENGTH;
use super::{Call, Outcome, WRITERS, newest};
use crate::downloads;
use crate::parameters::{Parameters, multipart};
use crate::refusal::Refusal;
use crate::request::Response;
use crate::state::{self, count};
use crate::system_messages;
use crate::texts::assumed;

/// The service says 5 MB; 5 MiB is taken for it.
const MAX_BYTES: usize = 5 * 1024 * 1024;

pub(super) fn list(call: &mut Call<'_>) -> Outcome {
    let (room, _) = call.room(assumed::FILES)?;
    let uploader = call.parameters.number("account_id")?;
    let found = room.files.iter().filter(|(_, file)| uploader.is_none_or(|id| file.account_id == id));
    let files: Vec<File> = newest(found).into_iter().map(|(id, file)| show_file(call, *id, file)).collect();
    Ok(Response::list(&files))
}

pub(super) fn show(call: &mut Call<'_>) -> Outcome {
    let (room, _) = call.room(assumed::FILES)?;
    let file_id = call.item_id();
    let file = room.files.get(&file_id).ok_or_else(|| Refusal::new(404, assumed::NO_FILE))?;
    let base = show_file(call, file_id, file);
    let wants_url = call.parameters.flag("create_download_url")?.unwrap_or(false);
    let room_id = call.room_id();
    let download_url = wants_url.then(|| {
        downloads::create(call.state, &call.request.origin, room_id, file_id, call.now, call.random)
    });
    Ok(Response::json(200, &DownloadableFile { base, download_url: download_url.flatten() }))
}

pub(super) fn upload(call: &mut Call<'_>) -> Outcome {
    call.room_as(WRITERS, assumed::UPLOAD)?;
    if !crate::parameters::is_multipart(call.request) {
        let hint = Some("an upload is multipart/form-data".to_owned());
        return Err(Parameters::of_upload(BTreeMap::new(), hint).missing("file"));
    }
    let parts = multipart::parts(call.request).ok_or_else(|| Refusal::new(400, assumed::MULTIPART))?;
    let mut file = None;
    let mut values = BTreeMap::new();
    for part in parts {
        if part.name == "file" && part.filename.is_some() {
            file = Some(part);
        } else {
            values.insert(part.name, String::from_utf8_lossy(part.bytes).into_owned());
        }
    }
    let hint = values.contains_key("file").then(|| "the part named file has no filename".to_owned());
    let parameters = Parameters::of_upload(values, hint);
    let file = parameters.require("file", file)?;
    if file.bytes.len() > MAX_BYTES {
        let hint = format!("a file has at most {MAX_BYTES} bytes");
        return Err(Refusal::new(400, assumed::TOO_LARGE).hint(hint));
    }
    let message = parameters.text("message", 0..=MAX_LENGTH)?.unwrap_or_default();

    let file_id = call.state.file_ids.next(call.random);
    let filename = file.filename.unwrap_or_default();
    let content_type = file.content_type.unwrap_or("application/octet-stream");
    let notice = system_messages::file(file_id, &filename, content_type, file.bytes.len());
    // Which of the two comes first is assumed.
    let body = if message.is_empty() { notice } else { format!("{message}\n{notice}") };
    let message_id = call.post(body);
    let stored = state::File {
        account_id: call.me(),
        message_id,
        filename,
        content_type: content_type.to_owned(),
        bytes: file.bytes.to_vec(),
        upload_time: call.seconds(),
    };
    call.room_mut(assumed::UPLOAD)?.files.insert(file_id, stored);
    Ok(Response::json(200, &UploadedFiles { file_id }))
}

fn show_file(call: &Call<'_>, file_id: u64, file: &state::File) -> File {
    File {
        file_id,
        account: call.state.account_info(file.account_id),
        message_id: file.message_id.to_string(),
        filename: file.filename.clone(),
        filesize: count(file.bytes.len()),
        upload_time: file.upload_time,
    }
}
