//! An article is the same article whatever it is read from, and never one of a stranger.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use backissue::{
    app::marks::Marking,
    load::{self, Options},
    model::{Archive, ArticleView, Change, Mark, Subject, Value, identities},
};
use proptest::prelude::*;
use tempfile::TempDir;

use super::containers::{gzip, tar, zip};

/// A repository with an issue of each kind that marks must know, below `content`.
const FILES: [(&str, &str); 7] = [
    (
        "content/posts/2031-02-03-fog.md",
        "---\ntitle: Fog 1\n---\n## [Horn](https://horn.example/1)\n\nx\n\n## [Horn again](https://horn.example/b1)\n\ny\n\n## Thanks\n\ny\n",
    ),
    (
        "content/posts/2.md",
        "---\ntitle: Fog 2\ndate: 2031-02-04\n---\n## [Bell](https://horn.example/2)\n\nx\n\n## [Bell again](https://horn.example/b2)\n\ny\n",
    ),
    (
        "content/posts/3.md",
        "---\ntitle: Fog 3\nslug: fog-three\ndate: 2031-02-05\n---\n## [Buoy](https://horn.example/3)\n\nx\n\n## [Buoy again](https://horn.example/b3)\n\ny\n",
    ),
    (
        "content/posts/4.md",
        "---\ntitle: Fog 4\ncuid: ckfog4\n---\n## [Lamp](https://horn.example/4)\n\nx\n\n## [Lamp again](https://horn.example/b4)\n\ny\n",
    ),
    (
        "content/posts/5/index.md",
        "---\ntitle: Fog 5\n---\n## [Pier](https://horn.example/5)\n\nx\n\n## [Pier again](https://horn.example/b5)\n\ny\n",
    ),
    (
        "content/posts/6.md",
        "## [Rope](https://horn.example/6)\n\nx\n\n## [Rope again](https://horn.example/b6)\n\ny\n",
    ),
    (
        "content/2031/Feb/07/1-new.md",
        "## [Sail](https://horn.example/7)\n\nx\n\n## [Sail again](https://horn.example/b7)\n\ny\n",
    ),
];

fn write(root: &Path) {
    for (path, text) in FILES {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn archive(paths: &[PathBuf]) -> Archive {
    load::archive(paths, &Options::default()).unwrap()
}

/// The titles of all articles, and the names that marks know them by.
fn names(paths: &[PathBuf]) -> BTreeMap<String, String> {
    let archive = archive(paths);
    let mut names = BTreeMap::new();
    for (_, issue) in archive.issues() {
        for (article, name) in issue.each().zip(identities(issue)) {
            names.insert(article.title().to_owned(), name.article.name().to_owned());
        }
    }
    names
}

/// The files as members of a container, below a folder.
fn members<'a>(below: &str, cut: &str) -> Vec<(String, &'a [u8])> {
    let inside = FILES.iter().filter_map(|(path, text)| {
        let path = path.strip_prefix(cut)?;
        Some((format!("{below}{path}"), text.as_bytes()))
    });
    inside.collect()
}

#[test]
fn an_article_has_one_name_whatever_it_is_read_from() {
    let folder = TempDir::new().unwrap();
    let at = |path: &str| folder.path().join(path);
    write(&at("repo"));
    write(&at("elsewhere/renamed"));
    fs::create_dir(at("other")).unwrap();
    fs::write(at("other/o.md"), "## [Oar](https://horn.example/o)\n\nx\n").unwrap();
    for (name, below, cut) in [
        ("top", "repo-main/", ""),
        ("flat", "", "content/"),
        ("posts", "", "content/posts/"),
    ] {
        let members = members(below, cut);
        let members: Vec<_> = members
            .iter()
            .map(|(path, text)| (&**path, *text))
            .collect();
        fs::write(at(&format!("{name}.zip")), zip(&members)).unwrap();
        fs::write(at(&format!("{name}.tgz")), gzip(&tar(&members))).unwrap();
    }
    let root = names(&[at("repo")]);
    assert_eq!(root.len(), 15);
    let posts = |names: &[&str]| -> Vec<PathBuf> {
        let path = |name: &&str| at("repo/content/posts").join(name);
        names.iter().map(path).collect()
    };
    let table: [(&str, Vec<PathBuf>, usize); 14] = [
        ("a folder in it", vec![at("repo/content")], 15),
        ("a deeper folder", vec![at("repo/content/posts")], 13),
        ("the folder of one", vec![at("repo/content/posts/5")], 2),
        ("the year of one", vec![at("repo/content/2031")], 2),
        ("the month of one", vec![at("repo/content/2031/Feb")], 2),
        ("one file", posts(&["2.md"]), 2),
        ("one file of a folder", posts(&["5/index.md"]), 2),
        (
            "a glob",
            posts(&["2.md", "2031-02-03-fog.md", "3.md", "4.md", "6.md"]),
            11,
        ),
        ("beside another", vec![at("repo"), at("other")], 15),
        ("a zip", vec![at("top.zip")], 15),
        ("a zip made inside", vec![at("flat.zip")], 15),
        ("a tar.gz", vec![at("top.tgz")], 15),
        ("a tar.gz made inside", vec![at("posts.tgz")], 13),
        ("moved and renamed", vec![at("elsewhere/renamed")], 15),
    ];
    for (what, paths, count) in table {
        let found = names(&paths);
        let same = found
            .iter()
            .filter(|(title, name)| root.get(*title) == Some(name));
        assert_eq!(same.count(), count, "{what}: {found:#?}");
    }
}

fn paper(root: &Path, name: &str, text: &str) -> Vec<PathBuf> {
    fs::create_dir_all(root.join(name)).unwrap();
    fs::write(root.join(name).join("1.md"), text).unwrap();
    vec![root.join(name)]
}

/// The titles of articles that bear a mark after these changes.
fn marked(archive: &Archive, changes: &[Change], mark: Mark) -> Vec<String> {
    let mut marks = Marking::default();
    marks.learn(archive);
    marks.take(changes);
    marks.adopt(archive);
    let articles = archive.articles().filter(|view| marks.has(view.id, mark));
    articles.map(|view| view.title().to_owned()).collect()
}

fn mark_all(archive: &Archive, mark: Mark) -> Vec<Change> {
    let mut marks = Marking::default();
    marks.learn(archive);
    let ids: Vec<_> = archive.articles().map(|view| view.id).collect();
    marks.set(archive, &ids, mark, true, 7).changes
}

#[test]
fn strangers_with_files_of_the_same_names_share_no_mark() {
    let folder = TempDir::new().unwrap();
    let titled = |n: &str| {
        format!(
            "---\ntitle: Paper {n}, issue 1\ndate: 2031-02-03\n---\n## Thanks\n\nFrom {n}\n\n## [Horn](https://horn.example/)\n\nx\n"
        )
    };
    let bare = |n: &str| format!("## Welcome to {n}\n\nx\n\n## Thanks\n\nx\n");
    let numbered = |n: &str| {
        format!(
            "# Issue 1\n\n## News of {n}\n\nx\n\n## Thanks\n\nx\n\n## [Horn](https://horn.example/1)\n\nx\n\n## The {n} band\n\nx\n"
        )
    };
    let one_source = |n: &str| {
        format!(
            "# Issue 1\n\n## [{n}](https://horn.example/1)\n\nx\n\n## [More {n}](https://{n}.example/)\n\nx\n"
        )
    };
    let told = |n: &str| match n {
        "a" => "Everybody at the pier wrote to us in that long winter of lamps and fog.",
        _ => "No sledge was lost, say two friends in the north, but one dog ran home.",
    };
    let thanks = |n: &str| format!("## Thanks\n\n{}\n", told(n));
    let one_link = |n: &str| format!("## [Horn](https://horn.example/1)\n\n{}\n", told(n));
    let table: [&dyn Fn(&str) -> String; 6] =
        [&titled, &bare, &numbered, &one_source, &thanks, &one_link];
    for text in table {
        let papers = ["a", "b"].map(|n| archive(&paper(folder.path(), n, &text(n))));
        let changes = mark_all(&papers[0], Mark::Starred);
        let marked_here = marked(&papers[0], &changes, Mark::Starred);
        assert_eq!(marked_here.len(), papers[0].article_count());
        assert_eq!(
            marked(&papers[1], &changes, Mark::Starred),
            [""; 0],
            "{changes:?}"
        );
    }
}

#[test]
fn feeds_that_number_their_posts_share_no_mark() {
    let folder = TempDir::new().unwrap();
    let feed = |n: &str| {
        let path = folder.path().join(format!("{n}.xml"));
        let post = "<item><title>Issue 1</title><guid>1</guid><description>&lt;p&gt;Fog.&lt;/p&gt;</description></item>";
        let feed =
            format!("<rss version=\"2.0\"><channel><title>Paper {n}</title>{post}</channel></rss>");
        fs::write(&path, feed).unwrap();
        archive(&[path])
    };
    let changes = mark_all(&feed("a"), Mark::Starred);
    assert_eq!(marked(&feed("b"), &changes, Mark::Starred), [""; 0]);
    assert_eq!(marked(&feed("a"), &changes, Mark::Starred), ["Issue 1"]);
    let of_earlier_versions = Change {
        subject: Subject::from_name("1\t\"issue 1\""),
        ..changes[0].clone()
    };
    let found = marked(&feed("a"), &[of_earlier_versions], Mark::Starred);
    assert_eq!(found, ["Issue 1"]);
}

#[test]
fn a_repository_tells_strangers_apart_and_not_a_zip_of_its_files() {
    let folder = TempDir::new().unwrap();
    let text = "---\ntitle: Welcome\ndate: 2031-02-03\n---\n## [Hello](https://horn.example/)\n\nThis is the first issue.\n\n\
        ## [Sea](https://sea.example/)\n\nx\n";
    let other = text.replace("Sea", "Ice").replace("sea.", "ice.");
    let clone = |name: &str, url: &str, text: &str| {
        let root = paper(folder.path(), name, text);
        fs::create_dir_all(root[0].join(".git")).unwrap();
        let config = format!("[remote \"origin\"]\n\turl = {url}\n");
        fs::write(root[0].join(".git/config"), config).unwrap();
        root
    };
    let fog = clone("fog", "https://forge.example/ann/fog.git", text);
    let ice = clone("ice", "https://forge.example/bob/ice.git", &other);
    let again = clone("again", "git@forge.example:ann/fog.git", text);
    let packed = folder.path().join("fog.zip");
    fs::write(&packed, zip(&[("1.md", text.as_bytes())])).unwrap();
    let packed = vec![packed];
    let file = vec![fog[0].join("1.md")];
    let ids = |paths: &[PathBuf]| -> Vec<String> {
        let archive = archive(paths);
        archive
            .articles()
            .map(|view| view.short_id().to_string())
            .collect()
    };
    let mirror = clone("mirror", "https://mirror.example/fog", text);
    for (marked_in, found_in) in [
        (&fog, [&mirror, &file, &again, &packed]),
        (&packed, [&fog; 4]),
    ] {
        let changes = mark_all(&archive(marked_in), Mark::Starred);
        for paths in found_in {
            let found = marked(&archive(paths), &changes, Mark::Starred);
            assert_eq!(found, ["Hello", "Sea"], "{marked_in:?} in {paths:?}");
            assert_eq!(ids(paths), ids(marked_in));
        }
    }
    let changes = mark_all(&archive(&fog), Mark::Starred);
    assert_eq!(marked(&archive(&ice), &changes, Mark::Starred), [""; 0]);
    let edited = clone("edited", "https://forge.example/ann/fog", &other);
    assert_eq!(
        marked(&archive(&edited), &changes, Mark::Starred),
        ["Hello"]
    );
}

#[test]
fn marks_outlive_what_is_edited_while_nobody_reads() {
    let folder = TempDir::new().unwrap();
    let text = "---\ntitle: Fog 1\ndate: 2031-02-03\n---\n## [Horn](https://horn.example/1)\n\nx\n\n## [Bell](https://horn.example/b)\n\nx\n\n## Oil\n\nx\n\n## Thanks\n\nx\n";
    let changes = mark_all(&archive(&paper(folder.path(), "a", text)), Mark::Starred);
    let table = [
        (
            "a title of an article",
            text.replace("[Horn]", "[A horn]"),
            4,
        ),
        ("its date", text.replace("02-03", "02-04"), 4),
        ("one article less", text.replace("## Oil\n\nx\n\n", ""), 3),
        (
            "one article more",
            format!("{text}\n## [Rope](https://horn.example/r)\n\nx\n"),
            4,
        ),
        (
            "nearly everything",
            text.replace("horn.example", "other.example")
                .replace("Oil", "Rope")
                .replace("Horn", "Gull")
                .replace("Bell", "Tern"),
            0,
        ),
    ];
    for (what, edited, count) in table {
        let edited = archive(&paper(folder.path(), "a", &edited));
        assert_eq!(
            marked(&edited, &changes, Mark::Starred).len(),
            count,
            "{what}"
        );
    }
    let renamed = folder.path().join("renamed");
    fs::create_dir(&renamed).unwrap();
    fs::write(renamed.join("fog-1.md"), text).unwrap();
    assert_eq!(
        marked(&archive(&[renamed]), &changes, Mark::Starred).len(),
        4
    );
}

#[test]
fn an_article_has_one_id_in_lists_and_feeds_by_path_and_by_the_name_of_a_configured_archive() {
    let folder = TempDir::new().unwrap();
    let at = |path: &str| folder.path().join(path).display().to_string();
    write(&folder.path().join("repo"));
    let config = format!(
        "[archives]\nwhole = \"{}\"\nparts = [\"{}\", \"{}\"]\n",
        at("repo"),
        at("repo/content/posts"),
        at("repo/content/2031")
    );
    fs::write(folder.path().join("config.toml"), config).unwrap();
    let ids = |archive: &str| {
        let mut list = Command::new(env!("CARGO_BIN_EXE_backissue"));
        list.args([
            "list",
            "--no-header",
            "--config",
            &at("config.toml"),
            archive,
        ]);
        let listed = String::from_utf8(list.output().unwrap().stdout).unwrap();
        let mut ids: Vec<_> = listed.lines().map(|line| line[..8].to_owned()).collect();
        ids.sort();
        ids
    };
    // Feed readers know an entry by its id.
    let entries = |archive: &str| {
        let mut export = Command::new(env!("CARGO_BIN_EXE_backissue"));
        export.args(["export", "--format", "atom", "--config"]);
        export.args([&at("config.toml"), archive]);
        let feed = String::from_utf8(export.output().unwrap().stdout).unwrap();
        let entries = feed.split("<entry>\n<id>").skip(1);
        let mut ids: Vec<_> = entries
            .map(|entry| entry.split('<').next().unwrap().to_owned())
            .collect();
        ids.sort();
        ids
    };
    let packed = members("repo-main/", "");
    let packed: Vec<_> = packed.iter().map(|(path, text)| (&**path, *text)).collect();
    fs::write(at("repo.zip"), zip(&packed)).unwrap();
    fs::write(at("repo.tgz"), gzip(&tar(&packed))).unwrap();
    let (listed, fed) = (ids(&at("repo")), entries(&at("repo")));
    assert_eq!((listed.len(), fed.len()), (15, 15));
    for archive in [
        "whole",
        "parts",
        &at("repo/content"),
        &at("repo.zip"),
        &at("repo.tgz"),
    ] {
        assert_eq!(ids(archive), listed, "{archive}");
        assert_eq!(entries(archive), fed, "{archive}");
    }
}

#[test]
fn ids_stay_when_an_issue_is_edited() {
    let folder = TempDir::new().unwrap();
    let ids = |text: &str| -> Vec<String> {
        let archive = archive(&paper(folder.path(), "a", text));
        archive
            .articles()
            .map(|view| view.short_id().to_string())
            .collect()
    };
    let text = "# Fog 1\n\n## [Horn](https://horn.example/1)\n\nx\n\n## [Bell](https://horn.example/b)\n\nx\n";
    let more = format!(
        "{}\n## [Oil](https://horn.example/o)\n\nx\n",
        text.replace("[Bell]", "[Bells]")
    );
    assert_eq!(ids(&more)[..2], ids(text));
}

#[test]
fn marks_of_earlier_versions_find_their_articles_by_any_root() {
    let folder = TempDir::new().unwrap();
    write(&folder.path().join("repo"));
    let old = |subject: &str, value: Value, mark| Change {
        subject: Subject::from_name(subject),
        mark,
        value,
        at: 7,
    };
    let star = |subject| old(subject, Value::Number(1), Mark::Starred);
    let changes = [
        star("content/posts/2.md\thorn.example/2"),
        star("fog-three\thorn.example/3"),
        star("ckfog4\thorn.example/4"),
        star("repo/content/posts/5/index.md\thorn.example/5"),
        star("content/posts/2031-02-03-fog.md\t\"thanks\""),
        star("elsewhere/6.md\thorn.example/6"),
        star("content/2031/Feb/07\thorn.example/7"),
    ];
    for root in ["repo", "repo/content"] {
        let archive = archive(&[folder.path().join(root)]);
        let mut found = marked(&archive, &changes, Mark::Starred);
        found.sort();
        assert_eq!(
            found,
            ["Bell", "Buoy", "Lamp", "Pier", "Sail", "Thanks"],
            "{root}"
        );
    }
}

#[test]
fn reading_one_article_reads_no_other_but_those_of_its_source() {
    let prose = |n: u32| {
        format!(
            "## News {n}\n\nMore at [our home](https://horn.example/blog/all) and [x](https://x.example/{n}).\n\n"
        )
    };
    let table: [(&str, String, usize); 5] = [
        ("the first link of prose", (0..4).map(prose).collect(), 4),
        ("one page in two issues", "## [A](https://horn.example/a)\n\nx\n\n## [B](https://horn.example/a)\n\nx\n".into(), 1),
        ("a home page", "## [A](https://horn.example/)\n\nx\n\n## [B](https://horn.example)\n\nx\n".into(), 2),
        ("a repository", "## [A](https://github.com/fog/horn)\n\nx\n\n## [B](https://github.com/fog/horn)\n\nx\n".into(), 2),
        ("a reference section", "## A\n\n[p](https://p.example/p) and\n\n### Reference\n\n- https://horn.example/a\n\n## B\n\nx\n\n### Reference\n\n- https://horn.example/a\n".into(), 1),
    ];
    let folder = TempDir::new().unwrap();
    for (what, text, different) in table {
        let archive = archive(&paper(folder.path(), "a", &text));
        let mut subjects: Vec<_> = archive
            .issues()
            .flat_map(|(_, issue)| identities(issue))
            .map(|names| names.source)
            .collect();
        subjects.sort();
        subjects.dedup();
        assert_eq!(subjects.len(), different, "{what}: {subjects:?}");
    }
}

/// Articles that share titles, references and kinds of them with others.
fn papers() -> impl Strategy<Value = Vec<Vec<String>>> {
    let article = prop_oneof![
        (0..3_u8, 0..3_u8).prop_map(|(title, page)| format!(
            "## [Horn {title}](https://horn.example/{page})\n\nx"
        )),
        (0..3_u8).prop_map(|title| format!("## Bell {title}\n\nx")),
        (0..3_u8, 0..3_u8).prop_map(|(title, page)| format!(
            "## Oil {title}\n\nMore at [the pier](https://horn.example/{page})."
        )),
        (0..3_u8).prop_map(|title| format!("## [Home {title}](https://horn.example/)\n\nx")),
        (0..3_u8, 0..2_u8).prop_map(|(title, page)| format!(
            "## Rope {title}\n\nx\n\n### Reference\n\n- https://rope.example/{page}"
        )),
    ];
    prop::collection::vec(prop::collection::vec(article, 1..5), 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Marking one article changes that article alone, and those that are read or opened with it since they point at the same page:
    /// the screen names the issue or the article where it was seen.
    #[test]
    fn one_mark_is_on_one_article(papers in papers(), chosen: prop::sample::Index, mark in 0..Mark::ALL.len()) {
        let folder = TempDir::new().unwrap();
        for (n, articles) in papers.iter().enumerate() {
            let text = format!("# Paper {n}\n\n{}\n", articles.join("\n\n"));
            fs::write(folder.path().join(format!("{n}.md")), text).unwrap();
        }
        let archive = archive(&[folder.path().to_owned()]);
        let all: Vec<_> = archive.articles().collect();
        let (chosen, mark) = (all[chosen.index(all.len())], Mark::ALL[mark]);
        let mut marks = Marking::default();
        marks.learn(&archive);
        marks.set(&archive, &[chosen.id], mark, true, 7);
        prop_assert!(marks.has(chosen.id, mark));
        for view in all.iter().filter(|view| view.id != chosen.id && marks.has(view.id, mark)) {
            prop_assert!(mark.is_on_source(), "{mark:?} is on {}", view.title());
            let page = |view: &ArticleView<'_>| view.reference().map(|link| link.url().to_owned());
            prop_assert_eq!(page(view), page(&chosen));
            prop_assert!(view.reference_is_own() && chosen.reference_is_own());
            if mark == Mark::Read {
                prop_assert!(marks.read_elsewhere(view).is_some(), "{}", view.title());
            }
        }
        // Nor does anything change in another archive with a file of the same name.
        let other = TempDir::new().unwrap();
        let text = "# Paper 0\n\n## [Gull](https://gull.example/1)\n\nx\n\n## [Tern](https://gull.example/2)\n\nx\n\n## Bell 0\n\nx\n\n## [Horn 0](https://horn.example/0)\n\nx\n";
        fs::write(other.path().join("0.md"), text).unwrap();
        let stranger = self::archive(&[other.path().to_owned()]);
        let changes = mark_all(&archive, Mark::Starred);
        prop_assert_eq!(marked(&stranger, &changes, Mark::Starred), [""; 0]);
    }
}
