//! Formats: what an entry is written in. Every row of the table reads its example; kinds that no row reads are refused by name.

use std::{fs, path::PathBuf};

use backissue::{
    load::{self, Options},
    parse::{self, FORMATS},
};

fn fixture(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/formats");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let mut files = files.filter(|file| file.path().file_stem().unwrap() == name);
    let file = files
        .next()
        .unwrap_or_else(|| panic!("no example of {name}"));
    file.path()
}

#[test]
fn every_format_reads_its_example() {
    for format in FORMATS {
        let path = fixture(format.name);
        let bytes = fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        let claiming = FORMATS.iter().find(|row| (row.claims)(name, &bytes));
        assert_eq!(claiming.unwrap().name, format.name);
        let archive = load::archive(std::slice::from_ref(&path), &Options::default()).unwrap();
        assert!(archive.warnings.is_empty(), "{:?}", archive.warnings);
        let (_, issue) = archive.issues().next().unwrap();
        let date = issue.date.unwrap().to_string();
        assert_eq!(
            (&*issue.title, &*date),
            ("Lamp Weekly 7", "2031-02-03"),
            "{name}"
        );
        let titles: Vec<_> = archive
            .articles()
            .map(|article| article.title().to_owned())
            .collect();
        assert_eq!(titles, ["A horn that sings", "Wicks, trimmed"], "{name}");
    }
}

#[test]
fn what_nothing_reads_is_refused_by_name() {
    let table: [(&str, &[u8], &str); 3] = [
        ("7.pdf", b"%PDF-1.7\n", "is a PDF file, which is not read"),
        (
            "7.md",
            b"<?xml version='1.0'?>\n<rss/>",
            "is an XML file, which is not read",
        ),
        ("7.md", b"{\\rtf1 Fog}", "is an RTF file, which is not read"),
    ];
    for (path, bytes, want) in table {
        let (issue, warnings) = parse::issue(path, None, bytes);
        assert!(issue.is_none(), "{path}");
        let messages: Vec<_> = warnings.iter().map(|warning| &*warning.message).collect();
        assert_eq!(messages, [want]);
    }
}
