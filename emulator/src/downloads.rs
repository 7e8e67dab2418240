//! Download URLs. They belong to a host of their own in the real service, here to the emulator's origin.

use form_urlencoded::Serializer;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::credentials::{BEARER_HEADER, TOKEN_HEADER};
use crate::random::hex;
use crate::refusal::Refusal;
use crate::request::{Random, Request, Response};
use crate::state::{Download, State, seconds};
use crate::texts::assumed;

/// Where downloads live.
pub(crate) const PREFIX: &str = "/uploadfile/";

const LIFETIME_MS: u64 = 30_000;

/// What RFC 5987 lets stand unencoded in a file name.
const ATTRIBUTE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Makes a download URL for a file.
pub(crate) fn create(
    state: &mut State,
    origin: &str,
    room_id: u64,
    file_id: u64,
    now: u64,
    random: Random<'_>,
) -> Option<String> {
    let file = state.rooms.get(&room_id)?.files.get(&file_id)?;
    let expires = now.saturating_add(LIFETIME_MS);
    let path = format!("{PREFIX}{room_id}/{}.dat", hex(random));
    let query = Serializer::new(String::new())
        .append_pair("response-content-type", &file.content_type)
        .append_pair("response-content-disposition", &disposition(&file.filename))
        .append_pair("Expires", &seconds(expires).to_string())
        .append_pair("Signature", "EMULATOR")
        .append_pair("Key-Pair-Id", "EMULATOR")
        .finish();
    let url = format!("{origin}{path}?{query}");
    // An expired one is answered like an unknown one, so nothing is lost by forgetting it.
    state.downloads.retain(|_, download| now < download.expires);
    state.downloads.insert(path, Download { room_id, file_id, expires });
    Some(url)
}

/// The bytes behind a download URL.
pub(crate) fn serve(state: &State, request: &Request, now: u64) -> Result<Response, Refusal> {
    let credential = [TOKEN_HEADER, BEARER_HEADER].into_iter().find(|name| request.header(name).is_some());
    if let Some(header) = credential {
        let hint = format!("a download URL carries its own signature: send no {header}");
        return Err(Refusal::new(400, assumed::DOWNLOAD_TOKEN).hint(hint));
    }
    let download = state.downloads.get(&request.path).filter(|download| now < download.expires);
    let file = download.and_then(|download| state.rooms.get(&download.room_id)?.files.get(&download.file_id));
    let file = file.ok_or_else(|| {
        Refusal::new(403, assumed::DOWNLOAD_EXPIRED).hint("a download URL lives for 30 seconds")
    })?;
    let mut response = Response::empty(200)
        .with("content-type", &file.content_type)
        .with("content-disposition", disposition(&file.filename));
    response.body.clone_from(&file.bytes);
    Ok(response)
}

fn disposition(filename: &str) -> String {
    format!("attachment; filename*=UTF-8''{}", utf8_percent_encode(filename, ATTRIBUTE))
}
