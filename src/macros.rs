//! The grammar of the declarations in [`crate::api`].
//!
//! `values!` declares string enumerations, `models!` the objects of answers:
//!
//! ```text
//! values! {
//!     /// 日本語。
//!     /// English.
//!     enum TaskStatus { Open = "open", Done = "done" }
//! }
//! models! {
//!     /// 日本語。
//!     /// English.
//!     struct Message {
//!         /// 日本語。
//!         /// English.
//!         message_id: String,
//!     }
//!     struct RoomInfoWithDescription: RoomInfo { … }      // all fields of RoomInfo, and these
//! }
//! ```
//!
//! `endpoints!` declares endpoints. The names in parentheses are the path arguments in order; each of them is a
//! hole of the path. `params` is left out where the endpoint takes none.
//!
//! ```text
//! endpoints! {
//!     /// 日本語。
//!     ///
//!     /// English.
//!     postRoomMessage(roomId) = Post "/rooms/{roomId}/messages" {
//!         params {
//!             /// 日本語。
//!             /// English.
//!             required body: Text { min: 1, max: 65_535 },
//!             optional self_unread: Flag,
//!         }
//!         answer UpdatedMessage,
//!         replay Never,
//!         limit RoomPost,
//!         scopes ["rooms.messages:write"],
//!         example r#"{"message_id":"1976544102938475520"}"#,
//!     }
//! }
//! ```
//!
//! Documentation, scopes and examples stay out of the wasm file: only the host, where the package is made and
//! tested, has them.

/// Declares string enumerations, their Rust enums and TypeScript unions.
macro_rules! values {
    ($(
        $(#[doc = $doc:tt])+
        enum $name:ident { $($variant:ident = $text:literal,)+ }
    )+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
            pub enum $name {
                $(
                    #[doc = concat!("`", $text, "`")]
                    #[serde(rename = $text)]
                    $variant,
                )+
            }

            impl $name {
                /// The values as the service spells them.
                pub const NAMES: &'static [&'static str] = &[$($text),+];
            }

            impl $crate::api::Typed for $name {
                #[cfg(not(target_arch = "wasm32"))]
                fn typescript() -> String {
                    stringify!($name).to_owned()
                }
            }
        )+

        /// The enumerations declared in this file.
        #[cfg(not(target_arch = "wasm32"))]
        pub const VALUES: &[$crate::api::docs::Model] = &[$($crate::api::docs::Model {
            name: stringify!($name),
            docs: &[$($doc),+],
            shape: $crate::api::docs::Shape::Union($name::NAMES),
        }),+];
    };
}
pub(crate) use values;

/// Declares the objects of answers, their Rust structs and TypeScript interfaces.
macro_rules! models {
    ($(
        $(#[doc = $doc:tt])+
        struct $name:ident $(: $base:ident)? {
            $(
                $(#[doc = $field_doc:tt])+
                $(#[serde($($serde:tt)+)])?
                $field:ident: $type:ty,
            )*
        }
    )+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
            pub struct $name {
                $(
                    #[doc = concat!("The fields of [`", stringify!($base), "`].")]
                    #[serde(flatten)]
                    pub base: $base,
                )?
                $(
                    $(#[doc = $field_doc])+
                    $(#[serde($($serde)+)])?
                    pub $field: $type,
                )*
            }

            impl $crate::api::Typed for $name {
                #[cfg(not(target_arch = "wasm32"))]
                fn typescript() -> String {
                    stringify!($name).to_owned()
                }
            }
        )+

        /// The objects declared in this file.
        #[cfg(not(target_arch = "wasm32"))]
        pub const MODELS: &[$crate::api::docs::Model] = &[$($crate::api::docs::Model {
            name: stringify!($name),
            docs: &[$($doc),+],
            shape: $crate::api::docs::Shape::Object {
                bases: &[$(stringify!($base))?],
                fields: &[$($crate::api::docs::ModelField {
                    ident: stringify!($field),
                    docs: &[$($field_doc),+],
                    typescript: <$type as $crate::api::Typed>::typescript,
                    optional: <$type as $crate::api::Typed>::OPTIONAL,
                }),*],
            },
        }),+];
    };
}
pub(crate) use models;

/// Declares endpoints: the [`Endpoint`](crate::api::Endpoint) value and the exported function of each.
macro_rules! endpoints {
    ($(
        $(#[doc = $doc:tt])+
        $name:ident($($id:ident),*) = $method:ident $path:literal {
            $(params {
                $(
                    $(#[doc = $param_doc:tt])+
                    $need:ident $param:ident: $kind:expr,
                )+
            })?
            answer $answer:ty,
            replay $replay:ident,
            limit $limit:ident,
            scopes [$($scope:literal),+],
            example $example:literal,
        }
    )+) => {
        $(
            $(#[doc = $doc])+
            #[allow(non_upper_case_globals, reason = "an endpoint has its function's name")]
            pub static $name: $crate::api::Endpoint = $crate::api::Endpoint {
                name: stringify!($name),
                method: $crate::api::Method::$method,
                path: $path,
                ids: &[$(stringify!($id)),*],
                params: {
                    #[allow(unused_imports, reason = "not every endpoint has parameters")]
                    use $crate::api::Kind::*;
                    &[$($($crate::api::Param {
                        name: stringify!($param),
                        required: $crate::api::Need::$need.is_required(),
                        kind: $kind,
                        #[cfg(not(target_arch = "wasm32"))]
                        docs: &[$($param_doc),+],
                    }),+)?]
                },
                answers_list: <$answer as $crate::api::Typed>::IS_LIST,
                replay: $crate::api::Replay::$replay,
                limit: $crate::api::Limit::$limit,
                #[cfg(not(target_arch = "wasm32"))]
                docs: $crate::api::docs::Docs {
                    text: &[$($doc),+],
                    answer: <$answer as $crate::api::Typed>::typescript,
                    scopes: &[$($scope),+],
                    example: $example,
                    reread: $crate::api::docs::reread::<$answer>,
                },
            };
        )+

        /// The endpoints declared in this file, in the order of the official reference.
        pub const ENDPOINTS: &[&$crate::api::Endpoint] = &[$(&$name),+];

        #[cfg(all(target_arch = "wasm32", feature = "js"))]
        #[allow(non_snake_case, reason = "the names of the Apps Script library")]
        /// The functions as JavaScript gets them.
        pub mod exports {
            use wasm_bindgen::prelude::wasm_bindgen;
            $($crate::macros::export!($name($($id),*) $(params $($param)+)?);)+
        }
    };
}
pub(crate) use endpoints;

/// The exported function of one endpoint.
#[cfg(all(target_arch = "wasm32", feature = "js"))]
macro_rules! export {
    ($name:ident($($id:ident),*)) => {
        #[doc = concat!("Calls [`", stringify!($name), "`](super::", stringify!($name), ").")]
        #[wasm_bindgen(skip_typescript)]
        pub fn $name(
            token: wasm_bindgen::JsValue,
            $($id: wasm_bindgen::JsValue,)*
            options: wasm_bindgen::JsValue,
        ) -> js_sys::Promise {
            $crate::js::call(&super::$name, &token, &[$($id),*], &wasm_bindgen::JsValue::UNDEFINED, &options)
        }
    };
    ($name:ident($($id:ident),*) params $($param:ident)+) => {
        #[doc = concat!("Calls [`", stringify!($name), "`](super::", stringify!($name), ").")]
        #[wasm_bindgen(skip_typescript)]
        pub fn $name(
            token: wasm_bindgen::JsValue,
            $($id: wasm_bindgen::JsValue,)*
            params: wasm_bindgen::JsValue,
            options: wasm_bindgen::JsValue,
        ) -> js_sys::Promise {
            $crate::js::call(&super::$name, &token, &[$($id),*], &params, &options)
        }
    };
}
#[cfg(all(target_arch = "wasm32", feature = "js"))]
pub(crate) use export;
