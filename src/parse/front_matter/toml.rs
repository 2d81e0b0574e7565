//! TOML between `+++`, as Zola and Hugo write it.

use super::{Fields, Problem, Value};

/// All fields of a block, those of `[taxonomies]` among them.
pub fn read(text: &str) -> Result<Fields<'_>, Problem> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let at = error.span().map_or(0, |span| span.start);
        let line = super::newlines(text.get(..at).unwrap_or("")) + 1;
        let what = "is not valid TOML".to_owned();
        Problem { line, what }
    })?;
    let mut fields = Fields::new();
    for (name, value) in table {
        match value {
            toml::Value::Table(inner) if name == "taxonomies" => {
                fields.extend(
                    inner
                        .into_iter()
                        .filter_map(|(name, value)| Some((name.into(), field(value)?))),
                );
            }
            value => fields.extend(field(value).map(|value| (name.into(), value))),
        }
    }
    Ok(fields)
}

fn field(value: toml::Value) -> Option<Value<'static>> {
    match value {
        toml::Value::Array(list) => Some(Value::Many(list.into_iter().filter_map(text).collect())),
        value => text(value).map(|text| Value::One(text.into())),
    }
}

fn text(value: toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text),
        toml::Value::Table(_) | toml::Value::Array(_) => None,
        other => Some(other.to_string()),
    }
}
