//! An object of JSON, as Hugo takes it.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use super::value::{BlockFault, FieldValue, Fields};

/// An object whose values are not read yet: a number stays as it is written.
type RawObject = BTreeMap<String, Box<RawValue>>;

/// All fields of an object.
pub fn read(text: &str) -> Result<Fields, BlockFault> {
    let object: RawObject = serde_json::from_str(text).map_err(|error| BlockFault {
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

fn fields(object: RawObject) -> Fields {
    let fields = object.into_iter();
    fields
        .filter_map(|(name, value)| Some((name, field(value.get())?)))
        .collect()
}

fn field(written: &str) -> Option<FieldValue> {
    Some(match written.chars().next()? {
        'n' => return None,
        '"' => FieldValue::Text(serde_json::from_str(written).ok()?),
        '[' => {
            let list: Vec<Box<RawValue>> = serde_json::from_str(written).ok()?;
            let items = list.iter().filter_map(|item| field(item.get()));
            FieldValue::List(items.collect())
        }
        '{' => FieldValue::Map(fields(serde_json::from_str(written).ok()?)),
        _ => FieldValue::Text(written.to_owned()),
    })
}
