//! JSON for other programs: the same thing has the same name in all of it, as `assets/output.schema.json` says.

mod article;
mod marks;
mod writer;

use std::io::{self, Write};

use serde::Serialize;

pub use article::{ArticleJson, ListedJson, WarningJson, listed, text};
pub use marks::{MarkTable, MarksJson};
pub use writer::{write, write_pretty};

/// The version of all JSON. It grows when a field goes or changes its meaning; fields may come at any time.
pub const VERSION: u32 = 1;

/// Writes one value under a name, as `{"version": 1, "name": value}`.
pub fn write_named<T: Serialize>(name: &str, value: &T, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"version\":{VERSION},\"{name}\":")?;
    write(out, value)?;
    writeln!(out, "}}")
}
