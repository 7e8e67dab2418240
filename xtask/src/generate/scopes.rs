//! The OAuth scopes: all there are, and those that each function needs.

use chatwork_wasm::api;

use super::GENERATED;
use super::functions::COMPOSED;

/// No function needs it: it is for refresh tokens that do not expire.
const OFFLINE: &str = "offline_access";

/// The module `#scopes`.
pub(super) fn module() -> String {
    let mut module = format!("// {GENERATED}\n\nexport const scopes = {};\n\n", list(&all()));
    module += "// Any one of them is enough, and the last one allows the least.\nexport const scopesOf = {\n";
    for endpoint in api::endpoints() {
        module += &format!("  {}: {},\n", endpoint.name, list(endpoint.docs.scopes));
    }
    for (name, _, endpoint) in COMPOSED {
        let scopes =
            api::endpoints().find(|known| known.name == endpoint).map_or(&[][..], |known| known.docs.scopes);
        module += &format!("  {name}: {},\n", list(scopes));
    }
    module + "};\n"
}

/// Every scope once, in the order of the endpoints.
pub(super) fn all() -> Vec<&'static str> {
    let mut scopes = vec![OFFLINE];
    for scope in api::endpoints().flat_map(|endpoint| endpoint.docs.scopes) {
        if !scopes.contains(scope) {
            scopes.push(scope);
        }
    }
    scopes
}

fn list(scopes: &[&str]) -> String {
    let quoted: Vec<_> = scopes.iter().map(|scope| format!("'{scope}'")).collect();
    format!("[{}]", quoted.join(", "))
}
