//! The table of functions in the READMEs, which a test keeps true.

use chatwork_wasm::api;

/// The table, a row for each function.
fn table(head: &str) -> String {
    let mut table = format!("{head}\n| --- | --- | --- |\n");
    for endpoint in api::endpoints() {
        let params = if endpoint.params.is_empty() { None } else { Some("params") };
        let required = endpoint.params.iter().any(|param| param.required);
        let params = params.map(|name| if required { name.to_owned() } else { format!("{name}?") });
        let arguments: Vec<_> =
            ["token"].iter().chain(endpoint.ids).map(|name| (*name).to_owned()).chain(params).collect();
        table += &format!(
            "| `{}({})` | [`{} {}`]({}) | `{}` |\n",
            endpoint.name,
            arguments.join(", "),
            endpoint.method.name(),
            endpoint.path,
            endpoint.reference_url(),
            (endpoint.docs.answer)(),
        );
    }
    table
}

/// Rewrites the tables where `UPDATE` is set: `UPDATE=1 cargo test -p xtask`.
#[test]
fn readmes_hold_the_table() {
    const BEGIN: &str = "<!-- functions: begin (UPDATE=1 cargo test -p xtask) -->\n";
    const END: &str = "<!-- functions: end -->";
    let readmes =
        [("README.md", "| Function | Request | Answer |"), ("README.ja.md", "| 関数 | リクエスト | 結果 |")];
    for (name, head) in readmes {
        let path = crate::root().join(name);
        let readme = std::fs::read_to_string(&path).unwrap();
        let (before, rest) = readme.split_once(BEGIN).unwrap();
        let (_, after) = rest.split_once(END).unwrap();
        let right = [before, BEGIN, &table(head), END, after].concat();
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, right).unwrap();
        } else {
            assert!(
                readme == right,
                "the table in {name} is not that of the declarations: UPDATE=1 cargo test -p xtask"
            );
        }
    }
}
