//! YAML between `---`, as nearly everybody writes it.
//!
//! Nine blocks in ten are flat lines, which are read directly. All else goes to the YAML library, behind a guard: its time
//! grows with the square of the flow depth, so that 100 kB of `[` would take minutes.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Fields, Problem, Value};

/// Larger blocks are not handed to the YAML library; a limit in bytes.
const MAX_SIZE: usize = 64 << 10;
/// Deeper ones neither.
const MAX_FLOW_DEPTH: usize = 64;
/// Nor blocks with more aliases.
const MAX_ALIASES: usize = 64;

/// Words that YAML does not take for text.
const TYPED: [&str; 3] = ["null", "true", "false"];

/// All fields of a block.
pub fn read(text: &str) -> Result<Fields<'_>, Problem> {
    quick(text).map_or_else(|| full(text), Ok)
}

/// Flat `name: value` lines whose values need no YAML. `None` if there is anything else.
pub fn quick(text: &str) -> Option<Fields<'_>> {
    let mut fields = Fields::new();
    for line in text.lines() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let (name, value) = line.split_once(':')?;
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !name.chars().all(plain) {
            return None;
        }
        let again = fields.iter().any(|(known, _)| known == name);
        if again || fields.len() == super::MAX_FIELDS {
            return None;
        }
        let value = plain_value(value.strip_prefix(' ')?.trim_matches(' '))?;
        fields.push((name.into(), Value::One(value.into())));
    }
    Some(fields)
}

/// A plain or simply double-quoted scalar.
fn plain_value(value: &str) -> Option<&str> {
    if let Some(inside) = value.strip_prefix('"') {
        let inside = inside.strip_suffix('"')?;
        return (!inside.contains(['"', '\\', '\t'])).then_some(inside);
    }
    let first = value.chars().next()?;
    let plain =
        !"[]{}|>&*!%@`'\"#-?:,~\t".contains(first) && value.chars().all(|c| !c.is_control());
    let word = !TYPED.iter().any(|typed| typed.eq_ignore_ascii_case(value))
        && value.parse::<f64>().is_err();
    let numeric = value.starts_with("0x") || value.starts_with("0o") || value.starts_with("0b");
    (plain
        && word
        && !numeric
        && !value.contains(": ")
        && !value.contains(" #")
        && !value.ends_with(':'))
    .then_some(value)
}

/// What the YAML library makes of a block.
pub fn full(text: &str) -> Result<Fields<'static>, Problem> {
    if let Some(problem) = excess(text) {
        let what = problem.to_owned();
        return Err(Problem { line: 1, what });
    }
    let document: Document = serde_yaml::from_str(text).map_err(|error| Problem {
        line: error.location().map_or(1, |place| place.line() as u32),
        what: "is not valid YAML".to_owned(),
    })?;
    Ok(document.0)
}

/// What keeps a block from the YAML library.
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

/// The fields of a mapping; nested maps are dropped.
struct Document(Fields<'static>);

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Fielded)
    }
}

struct Fielded;

impl<'de> Visitor<'de> for Fielded {
    type Value = Document;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a mapping")
    }

    fn visit_unit<E>(self) -> Result<Document, E> {
        Ok(Document(Fields::new()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Document, A::Error> {
        let mut fields = Fields::new();
        while let Some(Found(name)) = map.next_key()? {
            let Found(value) = map.next_value()?;
            if let (Some(Value::One(name)), Some(value)) = (name, value) {
                fields.push((name, value));
            }
        }
        Ok(Document(fields))
    }
}

/// A value, if it is a scalar or a list of scalars.
struct Found(Option<Value<'static>>);

impl<'de> Deserialize<'de> for Found {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Scalars).map(Found)
    }
}

struct Scalars;

fn scalar(value: &impl ToString) -> Value<'static> {
    Value::One(value.to_string().into())
}

impl<'de> Visitor<'de> for Scalars {
    type Value = Option<Value<'static>>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Some(scalar(&value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Some(scalar(&value)))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Some(scalar(&value)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Some(scalar(&value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Some(scalar(&value)))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut texts = Vec::new();
        while let Some(Found(item)) = list.next_element()? {
            if let Some(Value::One(text)) = item {
                texts.push(text.into_owned());
            }
        }
        Ok(Some(Value::Many(texts)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_enum<A: serde::de::EnumAccess<'de>>(self, data: A) -> Result<Self::Value, A::Error> {
        let (_, value) = data.variant::<IgnoredAny>()?;
        let Found(value) = serde::de::VariantAccess::newtype_variant(value)?;
        Ok(value)
    }
}
