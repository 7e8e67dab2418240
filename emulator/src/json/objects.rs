//! Structs that are written as objects, and never as lists of their fields.
//!
//! serde takes either, and what reads the lists was a twentieth of the wasm module. [`Objects`] stands around what is read
//! and whoever reads it, all the way down, and asks for an object wherever a struct is wanted.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

/// A deserializer, a seed, a visitor or an access of the same name in serde, with objects for structs.
pub(super) struct Objects<T>(pub(super) T);

macro_rules! deserialized {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method(Objects(visitor))
        })*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Objects<D> {
    type Error = D::Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_enum(name, variants, visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        visitor.visit_newtype_struct(self)
    }

    deserialized! {
        deserialize_any deserialize_bool deserialize_i64 deserialize_u16 deserialize_u64 deserialize_string
        deserialize_option deserialize_seq deserialize_map deserialize_identifier deserialize_ignored_any
    }

    forward_to_deserialize_any! {
        i8 i16 i32 u8 u32 f32 f64 char str bytes byte_buf unit unit_struct tuple tuple_struct
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Objects<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Objects(deserializer))
    }
}

macro_rules! visited {
    ($($method:ident $value:ty),*) => {
        $(fn $method<E: Error>(self, value: $value) -> Result<V::Value, E> {
            self.0.$method(value)
        })*
    };
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Objects<V> {
    type Value = V::Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(formatter)
    }

    visited! { visit_bool bool, visit_i64 i64, visit_u64 u64, visit_f64 f64, visit_str &str }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Objects(deserializer))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Objects(access))
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Objects(access))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Objects<A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(Objects(seed))
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Objects<A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.0.next_value_seed(Objects(seed))
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use crate::json::read;
    use crate::world::World;

    #[test]
    fn a_struct_is_an_object_at_any_depth() {
        let world =
            r#"{"accounts": [{"account_id": 1, "name": "a", "token": "t", "access_tokens": [NEXT]}]}"#;
        let read = |token: &str| read::<World>(world.replace("NEXT", token).as_bytes());
        let world = read(r#"{"token": "u", "scopes": []}"#).unwrap();
        assert_eq!(world.accounts[0].access_tokens[0].expires_in, None);
        for (token, error) in [
            (r#"["u", []]"#, "invalid type: sequence, expected struct AccessToken at line 1 column 77"),
            (r#"{"token": 1}"#, "invalid type: integer `1`, expected a string at line 1 column 88"),
        ] {
            assert_eq!(read(token).unwrap_err().to_string(), error);
        }
    }

    #[test]
    fn a_struct_around_a_value_is_that_value() {
        #[derive(Debug, PartialEq, Deserialize)]
        struct Id(u64);
        #[derive(Debug, PartialEq, Deserialize)]
        struct Named {
            id: Id,
        }
        #[derive(Debug, PartialEq, Deserialize)]
        struct All(Vec<Named>);
        assert_eq!(read::<All>(br#"[{"id": 1}]"#).unwrap(), All(vec![Named { id: Id(1) }]));
        assert!(read::<All>(b"[[1]]").is_err());
    }
}
