//! Reading a caller's arguments. Every property is read once, and nothing is ever written.

use js_sys::{Array, BigInt, Number};
use wasm_bindgen::prelude::*;

use super::error::Failing;
use super::platform::{self, Dated, property};
use crate::api::{Kind, Param};
use crate::engine::encode::{self, Given, Refusal};

/// The fields of a request, in the order of the declaration.
pub(super) struct Fields {
    pub(super) texts: Vec<(String, String)>,
    pub(super) file: Option<Upload>,
}

/// A file and the name it gets.
pub(super) struct Upload {
    pub(super) bytes: web_sys::Blob,
    pub(super) name: String,
}

/// The path arguments as digits.
pub(super) fn ids(values: &[JsValue], failing: &Failing) -> Result<Vec<String>, JsValue> {
    let mut ids = Vec::new();
    for (name, value) in failing.endpoint.ids.iter().zip(values) {
        ids.push(encode::id(&given(value)).map_err(|refusal| failing.refused(name, refusal))?);
    }
    Ok(ids)
}

/// The parameters as they go into the request.
pub(super) fn fields(params: &JsValue, validate: bool, failing: &Failing) -> Result<Fields, JsValue> {
    let declared = failing.endpoint.params;
    let mut rest = properties(params, "params", failing)?;
    let mut fields = Fields { texts: Vec::new(), file: None };
    let mut file_name = None;
    for param in declared {
        let at = rest.iter().position(|(name, _)| name == param.name);
        let value = at.map(|at| rest.remove(at).1).unwrap_or_default();
        match param.kind {
            Kind::File if is_given(&value) => fields.file = Some(upload(param, &value, validate, failing)?),
            Kind::FileName => file_name = text(param, &value, true, failing)?,
            _ => {
                let text = text(param, &value, validate, failing)?;
                fields.texts.extend(text.map(|text| (param.name.to_owned(), text)));
            }
        }
    }
    if let (Some(file), Some(name)) = (&mut fields.file, file_name) {
        file.name = name;
    }
    for (name, value) in rest {
        if validate {
            let names: Vec<&str> = declared.iter().map(|param| param.name).collect();
            return Err(failing.refused(&name, unknown(&names)));
        }
        let text =
            encode::unchecked_text(&given(&value)).map_err(|refusal| failing.refused(&name, refusal))?;
        fields.texts.extend(text.map(|text| (name, text)));
    }
    Ok(fields)
}

const PLAIN: &str = "[object Object]";
const ARRAY: &str = "[object Array]";
const FILE: &str = "[object File]";
const NOTATION: &str = "[object Notation]";

/// The own properties of an argument that is a plain object or left out. A Map or a forgotten promise has none, and
/// would pass for an empty object.
pub(super) fn properties(
    value: &JsValue,
    argument: &str,
    failing: &Failing,
) -> Result<Vec<(String, JsValue)>, JsValue> {
    if !is_given(value) {
        return Ok(Vec::new());
    }
    if platform::kind(value) != PLAIN {
        let refusal = Refusal::new("a plain object", type_of(value));
        return Err(failing.refused(argument, refusal));
    }
    let entries = platform::entries(value).map_err(|thrown| failing.unreadable(argument, &thrown))?;
    Ok(entries
        .iter()
        .map(|entry| {
            let entry: Array = entry.unchecked_into();
            (entry.get(0).as_string().unwrap_or_default(), entry.get(1))
        })
        .collect())
}

/// A name that nobody declared.
pub(super) fn unknown(declared: &[&str]) -> Refusal {
    Refusal::new(encode::one_of(declared), "an unknown name")
}

pub(super) fn is_given(value: &JsValue) -> bool {
    !value.is_undefined() && !value.is_null()
}

fn text(
    param: &Param,
    value: &JsValue,
    validate: bool,
    failing: &Failing,
) -> Result<Option<String>, JsValue> {
    let given = given(value);
    let text = if validate { encode::text(param.kind, &given) } else { encode::unchecked_text(&given) };
    match text {
        // An empty list is left out too, and a required list must not be.
        Ok(None) if validate && param.required => {
            Err(failing.refused(param.name, Refusal::missing(param.kind)))
        }
        text => text.map_err(|refusal| failing.refused(param.name, refusal)),
    }
}

fn upload(param: &Param, value: &JsValue, validate: bool, failing: &Failing) -> Result<Upload, JsValue> {
    let no_file = || {
        let refusal = Refusal { got: type_of(value).into(), ..Refusal::missing(param.kind) };
        failing.refused(param.name, refusal)
    };
    let bytes = if let Some(blob) = value.dyn_ref::<web_sys::Blob>() {
        blob.clone()
    } else if platform::is_bytes(value) {
        // The bytes are copied now: the caller may reuse the buffer as soon as the call has returned.
        web_sys::Blob::new_with_buffer_source_sequence(&Array::of1(value)).map_err(|_| no_file())?
    } else {
        return Err(no_file());
    };
    let size = property(&bytes, "size").as_f64().ok_or_else(no_file)?;
    if validate {
        encode::file_size(size).map_err(|refusal| failing.refused(param.name, refusal))?;
    }
    let name =
        property(value, "name").as_string().filter(|name| platform::kind(value) == FILE && !name.is_empty());
    Ok(Upload { bytes, name: name.unwrap_or_else(|| "file".to_owned()) })
}

/// What a value is, for the rules.
pub(super) fn given(value: &JsValue) -> Given {
    if !is_given(value) {
        Given::Nothing
    } else if let Some(flag) = value.as_bool() {
        Given::Flag(flag)
    } else if let Some(number) = value.as_f64() {
        // JavaScript writes it: formatting a float in Rust would add 9 KB to the wasm file.
        let text = Number::from(number).to_string_with_radix(10).map(String::from);
        Given::Number(number, text.unwrap_or_default())
    } else if let Some(text) = value.as_string() {
        well_formed(value, text)
    } else if let Some(number) = value.dyn_ref::<BigInt>() {
        Given::BigInt(number.to_string(10).ok().map(String::from).unwrap_or_default())
    } else {
        match platform::kind(value).as_str() {
            ARRAY => list(value),
            "[object Date]" => {
                let time = value.unchecked_ref::<Dated>().time().ok().and_then(|time| time.as_f64());
                Given::Moment(time.unwrap_or(f64::NAN))
            }
            NOTATION => {
                let text = property(value, "text");
                text.as_string().map_or(Given::Other("an object"), |written| well_formed(&text, written))
            }
            _ => Given::Other(type_of(value)),
        }
    }
}

fn list(value: &JsValue) -> Given {
    // Far more than any room has members. Copying a sparse array would take as much memory as a full one.
    const MOST_ITEMS: f64 = 100_000.0;
    if !property(value, "length").as_f64().is_some_and(|length| length <= MOST_ITEMS) {
        return Given::Other("an array of more than 100000 items");
    }
    let Ok(items) = platform::copy_array(value) else {
        return Given::Other("an array that throws when it is read");
    };
    // An array inside an array is refused anyway, and following one that contains itself would never end.
    let item =
        |item: JsValue| if platform::kind(&item) == ARRAY { Given::Other("an array") } else { given(&item) };
    Given::List(items.iter().map(item).collect())
}

/// Half of a surrogate pair, as `slice` leaves it behind, becomes U+FFFD on its way into Rust.
fn well_formed(value: &JsValue, text: String) -> Given {
    if text.chars().any(|char| char == char::REPLACEMENT_CHARACTER) && JsValue::from_str(&text) != *value {
        return Given::Other("a string with half of a surrogate pair (an emoji cut in two)");
    }
    Given::Text(text)
}

/// The type of a value, in words.
pub(super) fn type_of(value: &JsValue) -> &'static str {
    if value.is_undefined() {
        "undefined"
    } else if value.is_null() {
        "null"
    } else if value.as_bool().is_some() {
        "a boolean"
    } else if value.as_f64().is_some() {
        "a number"
    } else if value.is_string() {
        "a string"
    } else if value.is_bigint() {
        "a bigint"
    } else if value.is_symbol() {
        "a symbol"
    } else if value.is_function() {
        "a function"
    } else if platform::kind(value) == ARRAY {
        "an array"
    } else {
        "an object"
    }
}
