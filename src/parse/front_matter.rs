//! What stands above the text of an issue: YAML between `---`, TOML between `+++`, `Key: value` lines, or nothing.
//!
//! Every dialect is read to the same list of fields. Where a block is broken, its lines are read one by one, so that the
//! title still shows.

mod header;
mod lines;
mod toml;
mod yaml;

use std::{borrow::Cow, collections::HashSet};

use super::{date, document::Header, outline::one_line};
use crate::model::Tag;

/// What a file says about its issue, and where.
#[derive(Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// First byte of the body; 0 if there is no front matter.
    pub end: usize,
    /// What it says.
    pub header: Header,
    /// What was odd: line of the file from 1, and message.
    pub warnings: Vec<(u32, String)>,
}

/// A field's value; maps are passed over, so that a sponsor's title is not taken for the issue's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// A text, number or date.
    One(Cow<'a, str>),
    /// A list of these.
    Many(Vec<String>),
}

/// Fields of the top level, names as written.
type Fields<'a> = Vec<(Cow<'a, str>, Value<'a>)>;

/// Why a block is not read as what its fence says it is.
#[derive(Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line of the block, from 1.
    line: u32,
    /// A clause: `is not valid YAML`.
    what: String,
}

/// A block of front matter: where its text is, where the body begins, and how to read it.
struct Block<'a> {
    start: usize,
    text: &'a str,
    end: usize,
    read: fn(&str) -> Result<Fields<'_>, Problem>,
    separator: char,
}

impl Block<'_> {
    /// The line of the file, from 1, that is line `line` of the block.
    fn line_of_file(&self, source: &str, line: u32) -> u32 {
        newlines(source.get(..self.start).unwrap_or("")) + line
    }

    /// The line of the block, from 1, on which `text` first stands.
    fn line_with(&self, text: &str) -> u32 {
        let at = self.text.find(text).unwrap_or(0);
        newlines(self.text.get(..at).unwrap_or("")) + 1
    }
}

fn newlines(text: &str) -> u32 {
    memchr::memchr_iter(b'\n', text.as_bytes()).count() as u32
}

/// More fields than this are no front matter, but data.
const MAX_FIELDS: usize = 200;

// Field names in lower case without `_` and `-`, the best first.
const TITLE: [&str; 2] = ["title", "subject"];
const DATE: [&str; 8] = [
    "datepublished",
    "date",
    "published",
    "publishedat",
    "pubdate",
    "publishdate",
    "createdat",
    "created",
];
const TAGS: [&str; 5] = ["tags", "tag", "keywords", "categories", "category"];
const NUMBER: [&str; 4] = ["number", "issue", "issuenumber", "edition"];

/// Reads the front matter of `source`, which has no byte order mark and `\n` at line ends.
pub fn read(source: &str) -> FrontMatter {
    let block = fenced(source, "---", yaml::read, ':')
        .or_else(|| fenced(source, "+++", toml::read, '='))
        .or_else(|| header::block(source));
    let Some(block) = block else {
        return FrontMatter::default();
    };
    let mut warnings = Vec::new();
    let fields = (block.read)(block.text).unwrap_or_else(|problem| {
        let line = block.line_of_file(source, problem.line);
        warnings.push((
            line,
            format!("front matter {}, read line by line", problem.what),
        ));
        lines::read(block.text, block.separator)
    });
    let header = interpret(&fields);
    let written = first(&fields, &DATE).filter(|written| !written.is_empty());
    if let (None, Some(written)) = (header.date, written) {
        let line = block.line_of_file(source, block.line_with(written.trim()));
        warnings.push((line, format!("date not understood: {}", one_line(written))));
    }
    FrontMatter {
        end: block.end,
        header,
        warnings,
    }
}

/// The block between two lines that are `fence`, if it says anything.
fn fenced<'a>(
    source: &'a str,
    fence: &str,
    read: fn(&str) -> Result<Fields<'_>, Problem>,
    separator: char,
) -> Option<Block<'a>> {
    let blank = source.len() - source.trim_start_matches(['\n', ' ']).len();
    let (first, rest) = source.get(blank..)?.split_once('\n')?;
    if first.trim_end() != fence {
        return None;
    }
    let start = source.len() - rest.len();
    let mut at = start;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == fence {
            let text = source.get(start..at)?;
            let end = at + line.len();
            let speaks = text.trim().is_empty() || lines::any(text, separator);
            return speaks.then_some(Block {
                start,
                text,
                end,
                read,
                separator,
            });
        }
        at += line.len();
    }
    None
}

fn interpret(fields: &Fields<'_>) -> Header {
    let title = first(fields, &TITLE).map(|title| one_line(title).into_owned());
    let date = first(fields, &DATE).and_then(date::parse);
    Header {
        title: title.filter(|title| !title.is_empty() && !is_template(title)),
        date,
        tags: tags(fields),
        number: first(fields, &NUMBER).and_then(|number| number.parse().ok()),
        key: name(fields, "cuid"),
        slug: name(fields, "slug"),
        exported: first(fields, &["layout"]).is_some_and(|layout| layout == "backissue"),
        ..Header::default()
    }
}

/// The value of the best of `names` that is a text.
fn first<'a>(fields: &'a Fields<'_>, names: &'a [&str]) -> Option<&'a str> {
    values(fields, names).find_map(|value| match value {
        Value::One(text) => Some(&**text),
        Value::Many(_) => None,
    })
}

fn values<'a, 'f>(
    fields: &'a Fields<'f>,
    names: &'a [&str],
) -> impl Iterator<Item = &'a Value<'f>> {
    let of_name = move |name: &'a str| {
        fields
            .iter()
            .filter(move |(field, _)| is_named(field, name))
    };
    names
        .iter()
        .flat_map(move |name| of_name(name))
        .map(|(_, value)| value)
}

fn is_named(field: &str, name: &str) -> bool {
    let letters = field.chars().filter(|c| !matches!(c, '_' | '-'));
    letters.map(|c| c.to_ascii_lowercase()).eq(name.chars())
}

fn name(fields: &Fields<'_>, field: &str) -> Option<String> {
    let names = [field];
    let name = one_line(first(fields, &names)?).into_owned();
    (!name.is_empty()).then_some(name)
}

fn tags(fields: &Fields<'_>) -> Vec<Tag> {
    let (one, many) = match values(fields, &TAGS).next() {
        Some(Value::One(text)) => (Some(text), &[][..]),
        Some(Value::Many(list)) => (None, &**list),
        None => (None, &[][..]),
    };
    let one = one.map(|text| text.trim_matches(['[', ']']).split(','));
    let written = one
        .into_iter()
        .flatten()
        .chain(many.iter().map(|tag| &**tag));
    let tags = written.filter_map(|tag| Tag::new(one_line(tag).trim_matches(['"', '\''])));
    let mut met = HashSet::new();
    tags.filter(|tag| met.insert(tag.clone())).collect()
}

/// Whether a template's words stand where a title should.
pub fn is_template(title: &str) -> bool {
    ["{{", "{%", "<%", "${", "YYYY"]
        .iter()
        .any(|mark| title.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Title, date, tags, number and body of an issue; how many warnings.
    fn row(source: &str) -> (String, String, String, usize) {
        let FrontMatter {
            header: found,
            warnings,
            ..
        } = read(source);
        let tags: Vec<_> = found.tags.iter().map(Tag::name).collect();
        (
            found.title.clone().unwrap_or_default(),
            found.date.map(|date| date.to_string()).unwrap_or_default(),
            tags.join(" "),
            warnings.len(),
        )
    }

    #[test]
    fn dialects() {
        let table = [
            (
                "---\ntitle: \"Lantern 7\"\ndatePublished: Mon Feb 03 2031 13:15:49 GMT+0000 (UTC)\ntags: sea, Sea, fog\n\n---\n# x\n",
                ("Lantern 7", "2031-02-03", "sea fog", 0),
            ),
            (
                "---\ntitle: 'It''s \"fog\"'\ntags:\n  - Sea\n  - fog\nsponsor:\n  title: no\n---\n",
                ("It's \"fog\"", "", "sea fog", 0),
            ),
            (
                "---\ntags: [sea, \"deep, fog\"]\ntitle: ! 'Issue #7'\n---\n",
                ("Issue #7", "", "sea deep, fog", 0),
            ),
            (
                "---\ntitle: >\n  Lantern\n  7\ncategories: fog\n---\n",
                ("Lantern 7", "", "fog", 0),
            ),
            (
                "---\ntitle: Go 1.23: released\ndate: 2031-02-03\n---\n",
                ("Go 1.23: released", "2031-02-03", "", 1),
            ),
            (
                "---\n  title: Lantern 7\ndescription: x\ndate : 2031-02-03T22:03\n---\n",
                ("Lantern 7", "2031-02-03", "", 1),
            ),
            ("---\ntitle: \"{{ page.title }}\"\n---\n", ("", "", "", 0)),
            (
                "---\ntitle: Lantern\ndate: 2031-(TODO)\n---\n",
                ("Lantern", "", "", 1),
            ),
            (
                "Title: Lantern 7\nNumber: 7\nDate: 2031-02-03\nCategory: Lantern\n\nbody: text\n",
                ("Lantern 7", "2031-02-03", "lantern", 0),
            ),
            (
                "+++\ntitle = \"Lantern 7\"\ndate = 2031-02-03\naliases = [\"/7\"]\n[taxonomies]\ntags = [\"fog\"]\n+++\n",
                ("Lantern 7", "2031-02-03", "fog", 0),
            ),
            (
                "+++\ntitle = \"Lantern 7\"\ndate = 2031-02-3\n+++\n",
                ("Lantern 7", "2031-02-03", "", 1),
            ),
            ("# Lantern 7\n\ntext\n", ("", "", "", 0)),
            ("---\n\n# Title\n\n---\n", ("", "", "", 0)),
            ("---\nno end: here\n", ("", "", "", 0)),
            ("", ("", "", "", 0)),
        ];
        for (source, (title, date, tags, warnings)) in table {
            let want = (title.to_owned(), date.to_owned(), tags.to_owned(), warnings);
            assert_eq!(row(source), want, "{source}");
        }
    }

    #[test]
    fn the_body_begins_after_the_fence() {
        for (source, body) in [
            ("---\ntitle: a\n---\nbody", "body"),
            ("\n---\ntitle: a\n---  \n\nbody", "\nbody"),
            ("+++\ntitle = 'a'\n+++\nbody", "body"),
            ("Title: a\nDate: b\n\nbody", "\nbody"),
            ("body", "body"),
            ("---\n\ntext\n\n---\n", "---\n\ntext\n\n---\n"),
        ] {
            assert_eq!(&source[read(source).end..], body, "{source}");
        }
    }

    #[test]
    fn hostile_blocks_cost_little() {
        let blocks = [
            format!("title: a\ntags: {}", "[".repeat(100_000)),
            format!("title: a\nx: {}", "- ".repeat(100_000)),
            format!("title: a\n{}", "k: v\n".repeat(100_000)),
            format!(
                "title: a\na: &a [x, x]\n{}",
                "b: &b [*a, *a]\n".repeat(2000)
            ),
            format!("title: a\nx: \"{}", "y".repeat(10_000_000)),
        ];
        for block in blocks {
            let source = format!("---\n{block}\n---\n");
            let start = std::time::Instant::now();
            assert_eq!(read(&source).header.title.as_deref(), Some("a"));
            let limit = if cfg!(debug_assertions) { 2000 } else { 100 };
            assert!(start.elapsed().as_millis() < limit, "{:?}", start.elapsed());
        }
    }

    proptest::proptest! {
        #[test]
        fn the_quick_path_agrees_with_yaml(
            key in "(title|date|tags|x)",
            value in "[ a-z0-9:#'\"\\[\\]{},~&*!|>-]{0,12}",
            more in "(\n|\ntags: a, b\n|\n  b: c\n|\n# c\n|\n- d\n)",
        ) {
            let block = format!("{key}: {value}{more}");
            if let Some(fields) = yaml::quick(&block) {
                proptest::prop_assert_eq!(Ok(fields), yaml::full(&block));
            }
        }
    }
}
