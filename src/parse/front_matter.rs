//! Front matter above the text of an issue: YAML between `---`, TOML between `+++`, an object of JSON, `@def` or `Key: value`
//! lines, or nothing.
//!
//! Every dialect is read to the same fields. Where a block is broken, its lines are read one by one, so that the title still
//! shows. Whatever is not understood is a warning.

mod block;
mod fields;
mod header;
mod json;
mod lines;
mod plain;
mod toml;
mod value;
mod yaml;

use super::document::Header;
pub use fields::{is_template, tags_at_blanks};

/// A file's front matter, and where it ends.
#[derive(Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// First byte of the body; 0 if there is no front matter.
    pub end: usize,
    /// The fields.
    pub header: Header,
    /// Warnings: line of the file from 1, and message.
    pub warnings: Vec<(u32, String)>,
}

/// Reads the front matter of `source`, which has no byte order mark and `\n` at line ends.
pub fn read(source: &str) -> FrontMatter {
    let Some(block) = block::of(source) else {
        return FrontMatter::default();
    };
    let mut warnings = Vec::new();
    let fields = (block.dialect.read)(block.text).unwrap_or_else(|fault| {
        let message = format!("front matter {}, read line by line", fault.what);
        warnings.push((fault.line, message));
        lines::read(block.text, block.dialect.separator)
    });
    if block.is_yaml() {
        let message = "YAML takes what follows # for a comment: put it in quotes";
        let hashes = plain::with_hash(block.text).into_iter();
        warnings.extend(hashes.map(|line| (line, message.to_owned())));
    }
    let mut remarks = Vec::new();
    let mut header = fields::header(&fields, &mut remarks);
    if let Some(written) = &mut header.written {
        written.line = block.line_of_file(source, block.line_with(&written.text));
    }
    let remarks = remarks.into_iter();
    warnings.extend(remarks.map(|(text, message)| (block.line_with(&text), message)));
    for (line, _) in &mut warnings {
        *line = block.line_of_file(source, *line);
    }
    FrontMatter {
        end: block.end,
        header,
        warnings,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Tag;

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

    /// Title, date, tags, and the number of warnings.
    type Wanted = (&'static str, &'static str, &'static str, usize);

    fn check(table: &[(&str, Wanted)]) {
        for (source, (title, date, tags, warnings)) in table {
            let want = [*title, *date, *tags].map(ToOwned::to_owned);
            let (title, date, tags, count) = row(source);
            assert_eq!(([title, date, tags], count), (want, *warnings), "{source}");
        }
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
        ];
        check(&table);
    }

    #[test]
    fn a_draft_says_so_in_any_dialect() {
        let table = [
            ("---\ndraft: true\n---\n", true),
            ("---\ndraft: True\n---\n", true),
            ("+++\ndraft = true\n+++\n", true),
            ("{\n  \"draft\": true\n}\n\n# x\n", true),
            ("---\ndraft: false\n---\n", false),
            ("---\ntitle: draft\n---\n", false),
        ];
        for (source, want) in table {
            assert_eq!(read(source).header.draft, want, "{source}");
        }
    }

    #[test]
    fn values_as_they_are_meant() {
        let table = [
            (
                "---\ntitle: Lamp Weekly #7\ntags:\n- #sea\n- fog\n---\n",
                ("Lamp Weekly #7", "", "sea fog", 2),
            ),
            (
                "---\ntitle: 1.10\ntags: [1.10, 2.0, 0x10, 1e3, 007]\n---\n",
                ("1.10", "", "1.10 2.0 0x10 1e3 007", 0),
            ),
            (
                "+++\ntitle = \"Fog &#8211; horn\"\ntags = [1.10, 0x10]\n+++\n",
                ("Fog – horn", "", "1.10 0x10", 0),
            ),
            (
                "---\npublished: true\npublished_at: 2031-02-03 10:00 +0000\n---\n",
                ("", "2031-02-03", "", 0),
            ),
            (
                "---\npublished: false\ntitle: Fog\n---\n",
                ("Fog", "", "", 0),
            ),
            (
                "---\ndate: TBD\ncreated: 2031-02-03\nupdated: 2032-02-03\n---\n",
                ("", "2031-02-03", "", 0),
            ),
            ("---\ndate: 2031-02-31\n---\n", ("", "2031-02", "", 1)),
            ("---\ndate: 02/03/2031\n---\n", ("", "2031-02-03", "", 0)),
            ("---\ndate: 02/02/2031\n---\n", ("", "2031-02-02", "", 0)),
            ("---\ndate: 0000-00-00\n---\n", ("", "", "", 1)),
            (
                "---\nsubject: Fog\nstatus: published\npublish_date: 2031-02-03T10:00:00Z\n---\n",
                ("Fog", "2031-02-03", "", 0),
            ),
            (
                "---\n\"post_title\": \"Fog\"\n\"createdOn\": '2031-02-03'\n...\n",
                ("Fog", "2031-02-03", "", 0),
            ),
            (
                "---\ntitle: Fog\ntaxonomies:\n  tags: [sea, fog]\n---\n",
                ("Fog", "", "sea fog", 0),
            ),
            (
                "---\ntags:\n  - name: Sea\n    slug: sea-side\n  - name: fog\n---\n",
                ("", "", "sea fog", 0),
            ),
            ("---\ntags: \"#sea #fog\"\n---\n", ("", "", "sea fog", 0)),
            ("---\ntags:\n  - [sea]\n---\n", ("", "", "", 1)),
            ("---\ntitle:\n  - Fog\n---\n", ("", "", "", 1)),
            (
                "---\ntitle: Fog: a horn\ntags:\n  - sea\n  - fog\n---\n",
                ("Fog: a horn", "", "sea fog", 1),
            ),
            (
                "{\n  \"title\": \"Fog {one}\",\n  \"date\": \"2031-02-03\",\n  \"tags\": [\"sea\", \"fog\"]\n}\n\n# x\n",
                ("Fog {one}", "2031-02-03", "sea fog", 0),
            ),
            (
                "{\n  \"title\": \"Fog\",\n  \"date\": \"2031-02-03\",\n}\n\n# x\n",
                ("Fog", "2031-02-03", "", 1),
            ),
            (
                "{\n  \"title\": 1.10,\n  \"tags\": [2.0, 1e3, \"a\\nb\"],\n  \"weight\": null\n}\n\n# x\n",
                ("1.10", "", "2.0 1e3 a b", 0),
            ),
            (
                "---\nlayout: post\ntags: sea fog sea\n---\n",
                ("", "", "sea fog", 0),
            ),
            ("---\ntags: sea fog\n---\n", ("", "", "sea fog", 0)),
            ("---\nkeywords: sea; fog\n---\n", ("", "", "sea fog", 0)),
            (
                "---\ntags: 바다，안개、sea; fog\n---\n",
                ("", "", "바다 안개 sea; fog", 0),
            ),
            ("---\ntags: R&amp;D\n---\n", ("", "", "r&d", 0)),
            ("{\"x\"} is an object\n", ("", "", "", 0)),
            (
                "@def title = \"Fog\"\n@def published = \"3 February 2031\"\n@def tags = [\"sea\", \"fog\"]\n\n# x\n",
                ("Fog", "2031-02-03", "sea fog", 0),
            ),
            ("# Lantern 7\n\ntext\n", ("", "", "", 0)),
            ("---\n\n# Title\n\n---\n", ("", "", "", 0)),
            ("---\nno end: here\n", ("", "", "", 0)),
            ("", ("", "", "", 0)),
        ];
        check(&table);
    }

    #[test]
    fn the_body_begins_after_the_fence() {
        for (source, body) in [
            ("---\ntitle: a\n---\nbody", "body"),
            ("\n---\ntitle: a\n---  \n\nbody", "\nbody"),
            ("---\ntitle: a\n...\nbody", "body"),
            ("+++\ntitle = 'a'\n+++\nbody", "body"),
            ("{\"title\": \"a\"}\n\nbody", "\nbody"),
            ("@def title = \"a\"\nbody", "body"),
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
            let limit = if cfg!(debug_assertions) { 20_000 } else { 100 };
            assert!(start.elapsed().as_millis() < limit, "{:?}", start.elapsed());
        }
    }
}
