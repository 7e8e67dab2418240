//! The exported functions: each starts the module if need be and calls its export.

use chatwork_wasm::api::{self, Endpoint};

use super::GENERATED;

/// Functions that are made of others, their files in `pkg/entries`, and the endpoint whose scopes they need. A client has
/// them, too.
pub(super) const COMPOSED: [(&str, &str, &str); 2] =
    [("syncRoomMessages", "sync.js", "getRoomMessages"), ("downloadRoomFile", "files.js", "getRoomFile")];

/// The module `#functions`.
pub(super) fn module() -> String {
    let imports: Vec<_> = api::endpoints().map(|endpoint| format!("{0} as _{0}", endpoint.name)).collect();
    let mut module = format!(
        "// {GENERATED}\n\nimport {{ {} }} from '#chatwork';\nimport {{ clientOf }} from '../../entries/client.js';\n\
         import {{ deduped }} from '../../entries/dedupe.js';\nimport {{ run }} from '../../entries/run.js';\n",
        imports.join(", ")
    );
    for (name, file, _) in COMPOSED {
        module += &format!("import {{ {name} }} from '../../entries/{file}';\n");
    }
    module.push('\n');
    for endpoint in api::endpoints() {
        let arguments = arguments(endpoint);
        let name = endpoint.name;
        let call = format!("run(_{name}, rest, {arguments})");
        module += &match name {
            "postRoomMessage" => format!(
                "export const {name} = ({arguments}, ...rest) =>\n  \
                 deduped({{ {name}: (token, params, options) => {call}, getMe, getRoomMessages }}, {arguments});\n"
            ),
            _ => format!("export const {name} = ({arguments}, ...rest) => {call};\n"),
        };
    }
    let names: Vec<_> =
        api::endpoints().map(|endpoint| endpoint.name).chain(COMPOSED.map(|(name, ..)| name)).collect();
    module
        + &format!(
            "\nexport const createClient = (options) => clientOf({{ {} }}, options);\n",
            names.join(", ")
        )
}

fn arguments(endpoint: &Endpoint) -> String {
    let params = if endpoint.params.is_empty() { None } else { Some("params") };
    let names = ["token"].iter().chain(endpoint.ids).copied().chain(params).chain(["options"]);
    names.collect::<Vec<_>>().join(", ")
}
