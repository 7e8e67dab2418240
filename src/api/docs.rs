//! What only people and tests read of the declarations. The wasm file has none of it.

use super::{Endpoint, Typed};

/// The documentation of an endpoint.
#[derive(Debug)]
pub struct Docs {
    /// The lines of the doc comment: a Japanese paragraph, an empty line, an English paragraph.
    pub text: &'static [&'static str],
    /// The TypeScript name of the answer.
    pub answer: fn() -> String,
    /// The OAuth scopes, any one of which is enough.
    pub scopes: &'static [&'static str],
    /// An answer of the service; empty where it sends none.
    pub example: &'static str,
    /// Reads the example into the answer's Rust type and writes it again.
    pub reread: fn(&str) -> serde_json::Result<String>,
}

/// A type of an answer.
#[derive(Debug)]
pub struct Model {
    /// The name, that of the Apps Script library where it has one.
    pub name: &'static str,
    /// The lines of the doc comment, Japanese first.
    pub docs: &'static [&'static str],
    /// What it consists of.
    pub shape: Shape,
}

/// What a type consists of.
#[derive(Debug)]
pub enum Shape {
    /// One of these words.
    Union(&'static [&'static str]),
    /// An object.
    Object {
        /// The types whose fields it also has.
        bases: &'static [&'static str],
        /// Its own fields.
        fields: &'static [ModelField],
    },
}

/// A field of an object.
#[derive(Debug)]
pub struct ModelField {
    /// The Rust name, `r#` included where it is a keyword.
    pub ident: &'static str,
    /// The lines of the doc comment, Japanese first.
    pub docs: &'static [&'static str],
    /// The TypeScript name of its type.
    pub typescript: fn() -> String,
    /// Whether the service leaves it out at times.
    pub optional: bool,
}

impl ModelField {
    /// The name on the wire.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.ident.trim_start_matches("r#")
    }
}

impl Endpoint {
    /// The page of the official reference, named after the method and the path.
    #[must_use]
    pub fn reference_url(&self) -> String {
        let slug = self.path.replace('/', "-").replace(['{', '}'], "").replace("Id", "_id");
        format!("https://developer.chatwork.com/reference/{}{slug}", self.method.name().to_lowercase())
    }
}

/// Reads JSON into `T` and writes it again.
pub(crate) fn reread<T: serde::Serialize + serde::de::DeserializeOwned>(
    json: &str,
) -> serde_json::Result<String> {
    serde_json::to_string(&serde_json::from_str::<T>(json)?)
}

impl Typed for u64 {
    fn typescript() -> String {
        "number".to_owned()
    }
}

impl Typed for String {
    fn typescript() -> String {
        "string".to_owned()
    }
}

impl Typed for bool {
    fn typescript() -> String {
        "boolean".to_owned()
    }
}
