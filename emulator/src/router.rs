//! From a method and a path to an operation.

use crate::operations::{ROUTES, Route};
use crate::refusal::Refusal;
use crate::texts::known;

/// The path below which the API lives.
pub(crate) const BASE: &str = "/v2";

/// The route of a request and the ids in its path.
pub(crate) fn find(method: &str, path: &str) -> Result<(&'static Route, Vec<u64>), Refusal> {
    let below = path.strip_prefix(BASE).unwrap_or_default();
    let found = ROUTES
        .iter()
        .filter(|route| route.method == method)
        .find_map(|route| capture(route.path, below).map(|ids| (route, ids)));
    found.ok_or_else(|| Refusal::new(404, known::ROUTE).hint(nearest(method, path)))
}

/// The ids in a path that fits the template.
fn capture(template: &str, path: &str) -> Option<Vec<u64>> {
    let mut ids = Vec::new();
    let mut wanted = template.split('/');
    let mut given = path.split('/');
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return Some(ids),
            (Some(wanted), Some(given)) if wanted.starts_with('{') => ids.push(id(given)?),
            (Some(wanted), Some(given)) if wanted == given => {}
            _ => return None,
        }
    }
}

fn id(segment: &str) -> Option<u64> {
    if segment.is_empty() || !segment.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // More digits than any id has: an id that nothing has.
    Some(segment.parse().unwrap_or(u64::MAX))
}

/// A sentence that names the route somebody may have meant.
fn nearest(method: &str, path: &str) -> String {
    let below = path.strip_prefix(BASE);
    let known: Vec<&str> = ROUTES
        .iter()
        .filter(|route| below.is_some_and(|below| capture(route.path, below).is_some()))
        .map(|route| route.method)
        .collect();
    if !known.is_empty() {
        return format!("this path knows {}", known.join(", "));
    }
    let below = below.unwrap_or(path);
    let shape = |path: &str| {
        let words = path.trim_end_matches('/').split('/');
        let words = words.map(|word| if word.starts_with('{') || id(word).is_some() { "0" } else { word });
        words.collect::<Vec<_>>().join("/")
    };
    // No route is longer; the comparison takes time with the length.
    let given: String = shape(below).chars().take(100).collect();
    let route = ROUTES
        .iter()
        .min_by_key(|route| (strsim::levenshtein(&shape(route.path), &given), route.method != method));
    route.map_or_else(String::new, |route| {
        format!("the nearest route is {} {BASE}{}", route.method, route.path)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints() {
        let cases = [
            ("PATCH", "/v2/me", "this path knows GET"),
            ("GET", "/v2/room", "the nearest route is GET /v2/rooms"),
            ("POST", "/v2/rooms/12/message", "the nearest route is POST /v2/rooms/{room_id}/messages"),
            ("GET", "/v2/rooms//messages", "the nearest route is GET /v2/rooms/{room_id}/messages"),
            ("GET", "/me", "the nearest route is GET /v2/me"),
            ("GET", "/v2/me/", "the nearest route is GET /v2/me"),
        ];
        for (method, path, hint) in cases {
            let refusal = find(method, path).unwrap_err().response();
            assert_eq!(refusal.header("x-emulator-hint"), Some(hint), "{method} {path}");
            assert_eq!(refusal.status, 404);
        }
    }

    #[test]
    fn ids_are_captured() {
        let (route, ids) = find("GET", "/v2/rooms/12/messages/1976543210987654321").unwrap();
        assert_eq!(route.path, "/rooms/{room_id}/messages/{message_id}");
        assert_eq!(ids, [12, 1_976_543_210_987_654_321]);
        assert!(find("GET", "/v2/rooms/12a").is_err());
        assert!(find("GET", "/v3/rooms/12").is_err());
    }
}
