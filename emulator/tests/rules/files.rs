//! Files and downloads.

use crate::service::{GROUP, NEWS, PLAIN, Service, TANAKA, json, request, text};

#[test]
fn an_upload_comes_back_byte_for_byte() {
    let mut service = Service::new();
    let bytes: Vec<u8> = (0..=255).collect();
    let uploaded = json(&service.upload(PLAIN, "設計 書.PNG", &bytes, Some("見てください")));
    let id = uploaded["file_id"].as_u64().unwrap();
    assert_eq!(id.to_string().len(), 10);
    let path = format!("/rooms/{PLAIN}/files/{id}");
    assert!(service.ok("GET", &path, &[]).get("download_url").is_none());
    let file = service.ok("GET", &path, &[("create_download_url", "1")]);
    assert_eq!((&file["filename"], &file["filesize"]), (&"設計 書.PNG".into(), &256.into()));
    let (message_id, body) = service.messages(PLAIN).pop().unwrap();
    assert_eq!(file["message_id"], message_id);
    let preview = format!("[preview id={id} ht=150][download:{id}]設計 書.PNG (256 B)[/download]");
    assert_eq!(body, format!("見てください\n[info][title][dtext:file_uploaded][/title]{preview}[/info]"));

    let url = file["download_url"].as_str().unwrap();
    let (path, query) = url.strip_prefix("http://127.0.0.1:1").unwrap().split_once('?').unwrap();
    let mut download = request("GET", "");
    (download.path, download.query) = (path.to_owned(), query.to_owned());
    let got = service.send(&download);
    assert_eq!((got.status, &got.body), (200, &bytes));
    assert_eq!(got.header("content-type"), Some("text/plain"));
    let name = "attachment; filename*=UTF-8''%E8%A8%AD%E8%A8%88%20%E6%9B%B8.PNG";
    assert_eq!(got.header("content-disposition"), Some(name));

    let mut with_token = download.clone();
    with_token.headers.push(("x-chatworktoken".to_owned(), service.token.clone()));
    assert_eq!(service.send(&with_token).status, 400);
    service.now += 29_999;
    assert_eq!(service.send(&download).status, 200);
    service.now += 1;
    assert_eq!(service.send(&download).status, 403);
}

#[test]
fn what_an_upload_refuses() {
    let mut service = Service::new();
    assert_eq!(service.upload(PLAIN, "a", &vec![0; 5_242_880], None).status, 200);
    assert_eq!(service.upload(PLAIN, "a", &vec![0; 5_242_881], None).status, 400);
    assert_eq!(service.upload(PLAIN, "a", b"", None).status, 200);
    assert_eq!(service.upload(NEWS, "a", b"", None).status, 403);
    let path = format!("/rooms/{PLAIN}/files");
    assert_eq!(
        service.refused("POST", &path, &[("file", "x")]),
        (400, "Parameter 'file' is required".to_owned())
    );
    let mut broken = request("POST", &path);
    broken.headers.push(("x-chatworktoken".to_owned(), service.token.clone()));
    broken.headers.push(("content-type".to_owned(), "multipart/form-data".to_owned()));
    assert_eq!(service.send(&broken).status, 400);
    broken.headers[1].1 = "multipart/form-data; boundary=b".to_owned();
    broken.body = b"--b\r\ncontent-disposition: form-data; name=\"message\"\r\n\r\nx\r\n--b--".to_vec();
    assert_eq!(text(&service.send(&broken)), r#"{"errors":["Parameter 'file' is required"]}"#);
}

#[test]
fn lists_filter_by_uploader() {
    let mut service = Service::new();
    let path = format!("/rooms/{GROUP}/files");
    assert_eq!(service.ok("GET", &path, &[]).as_array().unwrap().len(), 2);
    let tanaka = TANAKA.to_string();
    let files = service.ok("GET", &path, &[("account_id", &tanaka)]);
    assert_eq!(files.as_array().unwrap().len(), 1);
    assert_eq!(files[0]["filename"], "設計書 v2.txt");
    assert_eq!(service.call("GET", &path, &[("account_id", "1")]).status, 204);
    assert_eq!(service.refused("GET", &format!("{path}/1"), &[]).0, 404);
    let file = format!("{path}/1534882051");
    assert_eq!(service.refused("GET", &file, &[("create_download_url", "yes")]).0, 400);
}
