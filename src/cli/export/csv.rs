//! CSV (RFC 4180): a header, then a row for each article.

use std::io::{self, Write};

use crate::{
    cli::{
        columns::{COLUMNS, ColumnRow},
        selection::Selected,
    },
    json::{MarkTable, MarksJson},
    model::Lines,
    text::clean,
};

/// With marks: 1 or 0, and the memo's text.
const MARKS: [&str; 5] = ["read", "starred", "queued", "opened", "memo"];

/// Writes a table.
pub(super) fn write(
    selected: &Selected,
    marks: Option<&MarkTable>,
    out: &mut impl Write,
) -> io::Result<()> {
    let names = COLUMNS.iter().map(|column| column.name);
    let names = names.chain(MARKS.into_iter().filter(|_| marks.is_some()));
    row(names.map(str::to_owned), out)?;
    for of_issue in selected.issues() {
        let lines = &Lines::of(of_issue.issue);
        for view in of_issue.articles {
            let states = marks.into_iter().flat_map(|marks| states(marks.of(&view)));
            let article = ColumnRow { view, lines };
            let cells = COLUMNS.iter().map(|column| article.cell(column));
            row(cells.chain(states), out)?;
        }
    }
    Ok(())
}

fn states(marks: MarksJson) -> Vec<String> {
    let states = [marks.read, marks.starred, marks.queued, marks.opened];
    let states = states.map(|state| u8::from(state).to_string());
    states
        .into_iter()
        .chain([marks.memo.unwrap_or_default()])
        .collect()
}

fn row(fields: impl Iterator<Item = String>, out: &mut impl Write) -> io::Result<()> {
    let fields: Vec<_> = fields.map(|field| quoted(&field)).collect();
    write!(out, "{}\r\n", fields.join(","))
}

/// The signs that a formula begins with, also as East Asian keyboards write them.
const FORMULA_SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A field in quotes if it needs them. One that a spreadsheet would take for a formula begins with an apostrophe.
fn quoted(field: &str) -> String {
    let clean = clean::line(field);
    let guard = if clean.starts_with(FORMULA_SIGNS) {
        "'"
    } else {
        ""
    };
    if clean.contains([',', '"']) {
        return format!("\"{guard}{}\"", clean.replace('"', "\"\""));
    }
    format!("{guard}{clean}")
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn fields_are_quoted_if_need_be() {
        assert_eq!(quoted("fog"), "fog");
        assert_eq!(quoted("fog, \"thick\""), "\"fog, \"\"thick\"\"\"");
        assert_eq!(quoted("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(quoted("＝HYPERLINK(1)"), "'＝HYPERLINK(1)");
        assert_eq!(quoted("a\nb"), "a b");
    }
}
