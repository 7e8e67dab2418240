//! The authorization page.

use super::authorize::Asked;
use super::{Fields, PAGE_PATH};
use crate::request::Response;
use crate::state::State;
use crate::texts::oauth::Numbered;

/// Who asks for what, and a form to decide.
pub(super) fn question(state: &State, asked: &Asked<'_>, fields: &Fields) -> Response {
    let client = asked.client;
    let name = escaped(if client.name.is_empty() { &client.id } else { &client.name });
    let scopes = asked.scopes.iter().map(|scope| format!("<li><code>{}</code></li>\n", escaped(scope)));
    let accounts = state
        .accounts()
        .map(|account| (account.account_id, escaped(&account.name)))
        .map(|(id, name)| format!("<option value=\"{id}\">{name} ({id})</option>\n"));
    // Whatever was asked comes back with the decision.
    let asked = fields.0.iter().filter(|(name, _)| *name != "account_id" && *name != "decision");
    let hidden = asked.map(|(name, value)| {
        format!("<input type=\"hidden\" name=\"{}\" value=\"{}\">\n", escaped(name), escaped(value))
    });
    let (scopes, accounts, hidden) = (joined(scopes), joined(accounts), joined(hidden));
    shown(
        200,
        &format!(
            "<h1>{name}</h1>\n\
             <p>「{name}」がアカウントへのアクセスを求めています。<br>\n\
             <span lang=\"en\">“{name}” asks for access to an account.</span></p>\n\
             <ul>\n{scopes}</ul>\n\
             <form method=\"post\" action=\"{PAGE_PATH}\">\n{hidden}\
             <p><label>アカウント / <span lang=\"en\">Account</span>: <select name=\"account_id\">\n{accounts}</select></label></p>\n\
             <p><button name=\"decision\" value=\"allow\">許可する / <span lang=\"en\">Allow</span></button>\n\
             <button name=\"decision\" value=\"deny\">拒否する / <span lang=\"en\">Deny</span></button></p>\n\
             </form>"
        ),
    )
}

/// What is wrong with the request of the client, by the number of the service.
pub(super) fn mistake((number, sentence): Numbered) -> Response {
    failed(&format!("<strong>{number}</strong>: <span lang=\"en\">{}</span>", escaped(sentence)))
        .with("x-emulator-hint", format!("{number}: {sentence}"))
}

/// What is wrong with the decision. No browser sends one like that.
pub(super) fn wrong(sentence: &str) -> Response {
    failed(&format!("<span lang=\"en\">{}</span>", escaped(sentence))).with("x-emulator-hint", sentence)
}

fn failed(sentence: &str) -> Response {
    shown(400, &format!("<h1>エラー / <span lang=\"en\">Error</span></h1>\n<p>{sentence}</p>"))
}

fn shown(status: u16, content: &str) -> Response {
    let mut response = Response::empty(status)
        .with("content-type", "text/html; charset=utf-8")
        .with("cache-control", "no-store")
        .with("content-security-policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
    response.body = format!(
        "<!doctype html>\n<html lang=\"ja\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>chatwork-emulator</title>\n{content}\n</html>\n"
    )
    .into_bytes();
    response
}

fn joined(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().concat()
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(character),
        }
    }
    safe
}
