//! TOML between `+++`, as Zola and Hugo write it.

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::value::{BlockFault, FieldValue, Fields, newlines};

/// All fields of a block.
pub fn read(text: &str) -> Result<Fields, BlockFault> {
    let table = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        BlockFault {
            line: newlines(text.get(..at).unwrap_or("")) + 1,
            what: "is not valid TOML",
        }
    })?;
    Ok(fields(table.get_ref(), text))
}

fn fields(table: &DeTable<'_>, text: &str) -> Fields {
    let fields = table.iter();
    fields
        .map(|(name, value)| (name.get_ref().to_string(), field(value, text)))
        .collect()
}

/// A value; numbers and dates as they are written.
fn field(value: &Spanned<DeValue<'_>>, text: &str) -> FieldValue {
    match value.get_ref() {
        DeValue::String(text) => FieldValue::Text(text.to_string()),
        DeValue::Array(list) => {
            FieldValue::List(list.iter().map(|item| field(item, text)).collect())
        }
        DeValue::Table(table) => FieldValue::Map(fields(table, text)),
        _ => FieldValue::Text(text.get(value.span()).unwrap_or("").to_owned()),
    }
}
