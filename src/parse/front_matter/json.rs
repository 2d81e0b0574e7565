//! An object of JSON, as Hugo takes it.

use serde_json::Value as Json;

use super::value::{BlockFault, FieldValue, Fields};

/// All fields of an object.
pub fn read(text: &str) -> Result<Fields, BlockFault> {
    let object: serde_json::Map<String, Json> =
        serde_json::from_str(text).map_err(|error| BlockFault {
            line: error.line() as u32,
            what: "is not valid JSON",
        })?;
    Ok(fields(object))
}

/// The length of the object that a text begins with: up to its last brace, else up to a line that is a brace.
pub fn length(text: &str) -> Option<usize> {
    let mut objects = serde_json::Deserializer::from_str(text).into_iter::<serde::de::IgnoredAny>();
    match objects.next()? {
        Ok(_) => Some(objects.byte_offset()),
        Err(_) => text.find("\n}").map(|at| at + "\n}".len()),
    }
}

fn fields(object: serde_json::Map<String, Json>) -> Fields {
    let fields = object.into_iter();
    fields
        .filter_map(|(name, value)| Some((name, field(value)?)))
        .collect()
}

fn field(value: Json) -> Option<FieldValue> {
    Some(match value {
        Json::Null => return None,
        Json::String(text) => FieldValue::Text(text),
        Json::Bool(_) | Json::Number(_) => FieldValue::Text(value.to_string()),
        Json::Array(list) => FieldValue::List(list.into_iter().filter_map(field).collect()),
        Json::Object(object) => FieldValue::Map(fields(object)),
    })
}
