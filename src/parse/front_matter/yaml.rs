//! YAML between `---`, by the YAML library, behind a guard: its time grows with the square of the flow depth, so that 100 kB
//! of `[` would take minutes.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{
    plain,
    value::{BlockFault, FieldValue, Fields},
};

/// Larger blocks are not handed to the YAML library; a limit in bytes.
pub const MAX_SIZE: usize = 64 << 10;
/// Deeper ones neither.
const MAX_FLOW_DEPTH: usize = 64;
/// Nor blocks with more aliases.
const MAX_ALIASES: usize = 64;

/// All fields of a block.
pub fn read(text: &str) -> Result<Fields, BlockFault> {
    if let Some(what) = excess(text) {
        return Err(BlockFault { line: 1, what });
    }
    let text = plain::quoted(text);
    let found: Node = serde_yaml::from_str(&text).map_err(|error| BlockFault {
        line: error.location().map_or(1, |place| place.line() as u32),
        what: "is not valid YAML",
    })?;
    match found.0 {
        Some(FieldValue::Map(fields)) => Ok(fields),
        None => Ok(Fields::new()),
        Some(_) => Err(BlockFault {
            line: 1,
            what: "has no fields",
        }),
    }
}

/// The reason to keep a block from the YAML library.
fn excess(text: &str) -> Option<&'static str> {
    if text.len() > MAX_SIZE {
        return Some("is too large for YAML");
    }
    let (mut depth, mut deepest, mut aliases) = (0_usize, 0, 0);
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'*' => aliases += 1,
            _ => (),
        }
        deepest = deepest.max(depth);
    }
    (deepest > MAX_FLOW_DEPTH)
        .then_some("is too deep for YAML")
        .or((aliases > MAX_ALIASES).then_some("has too many aliases"))
}

/// A value; `None` for null.
struct Node(Option<FieldValue>);

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor).map(Node)
    }
}

struct NodeVisitor;

#[allow(clippy::unnecessary_wraps, reason = "visitors return results")]
fn scalar<E>(value: &impl ToString) -> Result<Option<FieldValue>, E> {
    Ok(Some(FieldValue::Text(value.to_string())))
}

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Option<FieldValue>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        scalar(&value)
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        scalar(&value)
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        scalar(&value)
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        scalar(&value)
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        scalar(&value)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(Node(item)) = list.next_element()? {
            items.extend(item);
        }
        Ok(Some(FieldValue::List(items)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Fields::new();
        while let Some((Node(name), Node(value))) = map.next_entry()? {
            if let (Some(FieldValue::Text(name)), Some(value)) = (name, value) {
                fields.push((name, value));
            }
        }
        Ok(Some(FieldValue::Map(fields)))
    }

    fn visit_enum<A: serde::de::EnumAccess<'de>>(self, data: A) -> Result<Self::Value, A::Error> {
        let (_, value) = data.variant::<serde::de::IgnoredAny>()?;
        let Node(value) = serde::de::VariantAccess::newtype_variant(value)?;
        Ok(value)
    }
}
