//! What the files of an archive prove about one of them: the order of day and month, weeks, dates far away, tags, encodings.

use std::{fs, path::Path};

use backissue::{
    load::{self, Options},
    model::{Archive, Tag},
};

/// A name, and fields.
type File = (&'static str, &'static str);

/// Writes files of `---`, fields, and an article each, and reads them as an archive.
fn archive(files: &[(&str, &str)]) -> Archive {
    let folder = tempfile::tempdir().unwrap();
    for (name, fields) in files {
        let text = format!("---\n{fields}\n---\n\n## [Fog](https://fog.example/)\n\nGrey.\n");
        write(folder.path(), name, text.as_bytes());
    }
    load::archive(&[folder.path().to_owned()], &Options::default()).unwrap()
}

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// The date of the issue at a path.
fn date(archive: &Archive, path: &str) -> String {
    let mut issues = archive.issues();
    let (_, issue) = issues.find(|(_, issue)| issue.path == path).unwrap();
    issue.date.map(|date| date.to_string()).unwrap_or_default()
}

fn warnings(archive: &Archive) -> Vec<String> {
    archive.warnings.iter().map(ToString::to_string).collect()
}

#[test]
fn the_archive_proves_whether_day_or_month_comes_first() {
    let unsure = "day or month first? 03/02/2031 is read as 2031-03-02, not 2031-02-03";
    let table: [(&[File], &str, &str); 6] = [
        (&[("b.md", "date: 31/05/2031")], "2031-02-03", ""),
        (&[("b.md", "date: 05/31/2031")], "2031-03-02", ""),
        (&[("b.md", "date: 13-05-2031")], "2031-02-03", ""),
        (&[("2031-04-05.md", "date: 05/04/2031")], "2031-02-03", ""),
        (&[("b.md", "date: 2031-05-31")], "2031-03-02", unsure),
        (
            &[("b.md", "date: 31/05/2031"), ("c.md", "date: 05/31/2031")],
            "2031-03-02",
            unsure,
        ),
    ];
    for (others, want, warning) in table {
        let files = [&[("a.md", "title: Lamp\ndate: 03/02/2031")], others].concat();
        let archive = archive(&files);
        assert_eq!(date(&archive, "a.md"), want, "{others:?}");
        let told = warnings(&archive);
        let want: &[String] = &[format!("a.md:3: {warning}")];
        let want = if warning.is_empty() { &[] } else { want };
        assert_eq!(told, want, "{others:?}");
    }
}

#[test]
fn numbers_below_a_year_are_weeks_where_there_are_too_many_for_months() {
    let weeks: Vec<_> = (9..=20)
        .map(|week| format!("2031/{week:02}/index.md"))
        .collect();
    let months: Vec<_> = (1..=12)
        .map(|month| format!("2031/{month:02}.md"))
        .collect();
    for (paths, path, want) in [
        (&weeks, "2031/12/index.md", "2031-03-17"),
        (&weeks, "2031/20/index.md", "2031-05-12"),
        (&months, "2031/12.md", "2031-12"),
    ] {
        let files: Vec<_> = paths.iter().map(|path| (&**path, "title: Lamp")).collect();
        assert_eq!(date(&archive(&files), path), want, "{path}");
    }
}

#[test]
fn a_date_far_from_all_others_keeps_no_post_on_top() {
    let files = [
        ("1.md", "date: 2031-02-03"),
        ("2031-02-10-welcome.md", "date: 2099-12-31"),
        ("3.md", "date: 2031-02-17"),
        ("4.md", "date: 2031-02-24"),
        ("5.md", "date: 9999-12-31"),
        ("6.md", "date: 0000-00-00"),
    ];
    let archive = archive(&files);
    assert_eq!(date(&archive, "2031-02-10-welcome.md"), "2031-02-10");
    assert_eq!(date(&archive, "5.md"), "");
    let told = warnings(&archive).join("\n");
    for warning in [
        "2031-02-10-welcome.md:2: 2099-12-31 is far from the dates of all other issues: it does not count",
        "5.md:2: date not understood: 9999-12-31",
        "6.md:2: date not understood: 0000-00-00",
    ] {
        assert!(told.contains(warning), "{told}");
    }
    let newest = archive.issues().next().unwrap().1;
    assert_eq!(newest.path, "4.md");
}

#[test]
fn blanks_divide_tags_where_the_archive_shows_it() {
    let spaced = [
        ("1.md", "tags: sea fog"),
        ("2.md", "tags: fog horn"),
        ("3.md", "tags: horn"),
    ];
    let whole = [
        ("1.md", "tags: machine learning"),
        ("2.md", "tags: deep sea"),
        ("3.md", "tags: fog"),
    ];
    for (files, want) in [(spaced, "sea, fog"), (whole, "machine learning")] {
        let archive = archive(&files);
        let (_, first) = archive
            .issues()
            .find(|(_, issue)| issue.path == "1.md")
            .unwrap();
        let names: Vec<_> = first.tags.iter().map(Tag::name).collect();
        assert_eq!(names.join(", "), want);
    }
}

/// Too little text to tell by itself is read as the other files are.
#[test]
fn a_short_text_is_in_the_encoding_of_the_archive() {
    let long = "# 등대 소식\n\n## [안개가 짙은 밤에](https://fog.example/)\n\n등대는 밤새 불을 밝혔고 배는 무사히 항구로 돌아왔다.\n";
    let (long, _, _) = encoding_rs::EUC_KR.encode(long);
    let (short, _, _) = encoding_rs::EUC_KR.encode("# 뷁\n\n## [쀍](https://fog.example/)\n\n뛟\n");
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "3.md", &short);
    let title = |archive: &Archive| {
        let mut issues = archive.issues();
        let (_, issue) = issues.find(|(_, issue)| issue.path == "3.md").unwrap();
        issue.article(0).unwrap().title().to_owned()
    };
    let read = || load::archive(&[folder.path().to_owned()], &Options::default()).unwrap();
    assert_ne!(title(&read()), "쀍", "alone it is in doubt");
    for name in ["1.md", "2.md", "4.md"] {
        write(folder.path(), name, &long);
    }
    let archive = read();
    assert_eq!(title(&archive), "쀍");
    let told = warnings(&archive).join("\n");
    let warning = "3.md: is not UTF-8, but read as EUC-KR, as the archive's other files";
    assert!(told.contains(warning), "{told}");
}

#[test]
fn copies_of_a_synchronising_program_are_passed_over_with_a_word() {
    let archive = archive(&[
        ("7.md", "date: 2031-02-03"),
        (
            "7.sync-conflict-20310204-101010-ABCDEFG.md",
            "date: 2031-02-03",
        ),
        (
            "7 (Ann's conflicted copy 2031-02-04).md",
            "date: 2031-02-03",
        ),
    ]);
    assert_eq!(archive.order().len(), 1);
    let told = warnings(&archive).join("\n");
    assert_eq!(told.matches("7.md").count(), 2, "{told}");
}
