//! The columns of a table of articles, by the names that JSON has for the same things.

use crate::{
    model::{ArticleView, Lines, Tag},
    page::Role,
    text::clean,
};

/// A column.
pub(super) struct ArticleColumn {
    /// Its name.
    pub name: &'static str,
    /// The width up to which its cells are padded in a table for people.
    pub limit: usize,
    /// The look of its cells there.
    pub role: Role,
    read: fn(&ColumnRow<'_>) -> String,
}

/// Every column, in the order of CSV. The first five are those of `list`.
pub(super) const COLUMNS: [ArticleColumn; 12] = [
    column("id", 8, Role::LinkNumber, |row| {
        row.view.short_id().to_string()
    }),
    column("date", 11, Role::Meta, |row| {
        shown(row.view.issue.date.map(|date| date.iso()))
    }),
    column("issue", 40, Role::Meta, |row| row.view.issue.title.clone()),
    column("title", 80, Role::Text, |row| row.view.title().to_owned()),
    column("url", 80, Role::Link, |row| {
        let url = row.view.reference().map(|link| clean::url(link.url()));
        url.unwrap_or_default().into_owned()
    }),
    column("tags", 40, Role::Tag, |row| list(row.view.tags())),
    column("group", 40, Role::Meta, |row| shown(row.view.group())),
    column("path", 40, Role::Meta, |row| row.place().0.to_owned()),
    column("line", 6, Role::Meta, |row| row.place().1.to_string()),
    column("issue_tags", 40, Role::Tag, |row| {
        list(row.view.issue.tags.iter())
    }),
    column("number", 6, Role::Meta, |row| shown(row.view.issue.number)),
    column("newsletter", 40, Role::Meta, |row| {
        shown(row.view.issue.newsletter.as_ref())
    }),
];

/// The names of the columns that `list` has by itself.
pub(super) const USUAL: &str = "id,date,issue,title,url";

const fn column(
    name: &'static str,
    limit: usize,
    role: Role,
    read: fn(&ColumnRow<'_>) -> String,
) -> ArticleColumn {
    ArticleColumn {
        name,
        limit,
        role,
        read,
    }
}

/// An article in such a table.
pub(super) struct ColumnRow<'a> {
    pub view: ArticleView<'a>,
    pub lines: &'a Lines<'a>,
}

impl ColumnRow<'_> {
    fn place(&self) -> (&str, u32) {
        self.lines.place(self.view.span().start)
    }

    /// The cell of a column: clean, in one line, empty where there is nothing.
    pub fn cell(&self, column: &ArticleColumn) -> String {
        clean::line(&(column.read)(self)).into_owned()
    }
}

fn shown(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Tags in one field. A semicolon within a tag becomes a comma, so that the field can be divided again.
fn list<'a>(tags: impl Iterator<Item = &'a Tag>) -> String {
    let names: Vec<_> = tags.map(|tag| tag.name().replace(';', ",")).collect();
    names.join(";")
}
