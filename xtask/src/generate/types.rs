//! The TypeScript declarations.

use chatwork_wasm::api::docs::{Model, Shape};
use chatwork_wasm::api::{self, Endpoint, Kind, Param};

use super::functions::COMPOSED;
use super::{GENERATED, scopes};

/// What follows the hand-written part of index.d.ts.
pub(super) fn declarations() -> String {
    let mut text = format!("\n// {GENERATED}\n");
    for endpoint in api::endpoints() {
        text += &function(endpoint);
    }
    for endpoint in api::endpoints().filter(|endpoint| !endpoint.params.is_empty()) {
        text += &params(endpoint);
    }
    for model in api::models() {
        text += &type_of(model);
    }
    text + &scope() + &client()
}

fn function(endpoint: &Endpoint) -> String {
    let required = endpoint.params.iter().any(|param| param.required);
    let params = match endpoint.params {
        [] => String::new(),
        _ if required => format!("params: {}, ", params_name(endpoint)),
        _ => format!("params?: {} | null, ", params_name(endpoint)),
    };
    let ids: String = endpoint.ids.iter().map(|id| format!("{id}: Id, ")).collect();
    let mut lines: Vec<String> = endpoint.docs.text.iter().map(|line| line.trim().to_owned()).collect();
    let scopes: Vec<_> = endpoint.docs.scopes.iter().map(|scope| format!("`{scope}`")).collect();
    lines.extend([
        String::new(),
        format!("`{} {}`", endpoint.method.name(), endpoint.path),
        String::new(),
        format!("OAuth (どれか 1 つ / any one of): {}", scopes.join(", ")),
        String::new(),
        "@throws {@link ChatworkError} Promise の拒否として / as a rejection".to_owned(),
        format!("@see {}", endpoint.reference_url()),
    ]);
    let answer = (endpoint.docs.answer)();
    let name = endpoint.name;
    comment(&lines, "")
        + &format!(
            "export declare function {name}(token: Token, {ids}{params}options?: RequestOptions | null): Promise<{answer}>;\n"
        )
}

fn params(endpoint: &Endpoint) -> String {
    let lines = [
        format!("{{@link {}}} のパラメーター。", endpoint.name),
        format!("Parameters of {{@link {}}}.", endpoint.name),
    ];
    let fields: String = endpoint.params.iter().map(param).collect();
    comment(&lines, "") + &format!("export interface {} {{\n{fields}}}\n", params_name(endpoint))
}

fn param(param: &Param) -> String {
    let kind = match param.kind {
        Kind::Text { .. } => "Text".to_owned(),
        Kind::LinkCode | Kind::FileName => "string".to_owned(),
        Kind::Id => "Id".to_owned(),
        Kind::Ids => "Ids".to_owned(),
        Kind::Flag => "Flag".to_owned(),
        Kind::OneOf(words) => union(words),
        Kind::Time => "Time".to_owned(),
        Kind::File => "FileContent".to_owned(),
    };
    let field = if param.required {
        format!("  readonly {}: {kind};\n", param.name)
    } else {
        format!("  readonly {}?: {kind} | null | undefined;\n", param.name)
    };
    comment(&trimmed(param.docs), "  ") + &field
}

/// `postRoomMessage` → `PostRoomMessageParams`.
fn params_name(endpoint: &Endpoint) -> String {
    let (first, rest) = endpoint.name.split_at(1);
    format!("{}{rest}Params", first.to_uppercase())
}

fn type_of(model: &Model) -> String {
    let declaration = match model.shape {
        Shape::Union(words) => format!("export type {} = {};\n", model.name, union(words)),
        Shape::Object { bases, fields } => {
            let bases =
                if bases.is_empty() { String::new() } else { format!(" extends {}", bases.join(", ")) };
            let fields: String = fields
                .iter()
                .map(|field| {
                    let mark = if field.optional { "?" } else { "" };
                    let line = format!("  {}{mark}: {};\n", field.name(), (field.typescript)());
                    comment(&trimmed(field.docs), "  ") + &line
                })
                .collect();
            format!("export interface {}{bases} {{\n{fields}}}\n", model.name)
        }
    };
    comment(&trimmed(model.docs), "") + &declaration
}

fn scope() -> String {
    let lines = ["OAuth のスコープ。", "A scope of OAuth."];
    comment(&lines.map(str::to_owned), "") + &format!("export type Scope = {};\n", union(&scopes::all()))
}

fn client() -> String {
    let lines = ["トークンを渡し終えた関数の集まり。", "The functions, with the token already given."];
    let mut text = comment(&lines.map(str::to_owned), "") + "export interface Client {\n";
    let composed = COMPOSED.map(|(name, ..)| name);
    for name in api::endpoints().map(|endpoint| endpoint.name).chain(composed) {
        text += &format!("  /** {{@link {name}}} */\n  readonly {name}: WithoutToken<typeof {name}>;\n");
    }
    text + "}\n"
}

fn union(words: &[&str]) -> String {
    words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" | ")
}

fn trimmed(docs: &[&str]) -> Vec<String> {
    docs.iter().map(|line| line.trim().to_owned()).collect()
}

/// Two lines, one in each language, become two paragraphs.
fn comment(lines: &[String], indent: &str) -> String {
    let paragraphs = if let [japanese, english] = lines {
        vec![japanese.clone(), String::new(), english.clone()]
    } else {
        lines.to_vec()
    };
    let body: String =
        paragraphs.iter().map(|line| format!("{indent} * {line}").trim_end().to_owned() + "\n").collect();
    format!("\n{indent}/**\n{body}{indent} */\n")
}
