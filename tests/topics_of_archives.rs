//! The topics of an archive's articles, and the tags of its issues.

use std::{collections::HashSet, fs};

use backissue::{
    load,
    model::{Archive, Tag},
};

/// An archive of these files.
fn archive(files: &[(&str, &str)]) -> Archive {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    load::archive(&[folder.path().to_owned()], &load::Options::default()).unwrap()
}

/// The titles of the articles that bear a tag.
fn bearing(archive: &Archive, name: &str) -> Vec<String> {
    let views = archive.articles();
    let views = views.filter(|view| view.tags().any(|tag| tag.name() == name));
    views.map(|view| view.title().to_owned()).collect()
}

#[test]
fn tags_of_an_issue_of_several_articles_stay_with_the_issue() {
    let issue = "---\ntitle: Lamp 1\ntags: [PostgreSQL, OpenTelemetry]\n---\n\
                 ## [Postgres by the sea](https://sea.example/1)\n\nTables at low tide.\n\n\
                 ## [Fog horns](https://horn.example/2)\n\nThey are loud.\n";
    let archive = archive(&[("1.md", issue)]);
    assert_eq!(bearing(&archive, "postgresql"), ["Postgres by the sea"]);
    assert_eq!(bearing(&archive, "opentelemetry"), [""; 0]);
    let tags: Vec<_> = archive
        .issues()
        .flat_map(|(_, issue)| issue.tags.iter().map(Tag::name))
        .collect();
    assert_eq!(tags, ["postgresql", "opentelemetry"]);
}

#[test]
fn an_article_alone_in_its_issue_has_the_tags_of_the_issue() {
    let issue = "---\ntitle: A quiet night\ntags: [golang, lighthouse]\n---\nThe lamp burned.\n";
    let archive = archive(&[("1.md", issue)]);
    assert_eq!(bearing(&archive, "go"), ["A quiet night"]);
    assert_eq!(bearing(&archive, "lighthouse"), ["A quiet night"]);
}

/// Issues of seven articles with one tag each; of the last issue so many do not name it.
fn themed(tags: &[&str], strangers: usize) -> Vec<(String, String)> {
    let issue = |(n, tag): (usize, &&str)| {
        let strange = if n + 1 == tags.len() { strangers } else { 0 };
        let articles = (0..7).map(|at| {
            let title = if at < strange { "Fog horns" } else { tag };
            format!("## [{title} at pier {at}](https://sea.example/{n}/{at})\n\nA note.\n\n")
        });
        let text = format!(
            "---\ntitle: Lamp {n}\ntags: [{tag}]\n---\n{}",
            articles.collect::<String>()
        );
        (format!("{n}.md"), text)
    };
    tags.iter().enumerate().map(issue).collect()
}

#[test]
fn articles_have_the_topic_of_their_issue_where_the_archive_proves_it() {
    let table: [(&[&str], usize, usize); 4] = [
        (&["Kafka", "Redis", "PostgreSQL"], 2, 7),
        (&["Kafka", "Redis", "PostgreSQL"], 3, 4),
        (&["Kafka", "PostgreSQL"], 1, 6),
        (&["PostgreSQL", "PostgreSQL", "PostgreSQL"], 2, 19),
    ];
    for (tags, strangers, want) in table {
        let files = themed(tags, strangers);
        let files: Vec<_> = files
            .iter()
            .map(|(name, text)| (&**name, &**text))
            .collect();
        let found = bearing(&archive(&files), "postgresql").len();
        assert_eq!(found, want, "{tags:?}, {strangers} of them strange");
    }
}

#[test]
fn no_topic_comes_from_a_url_in_a_title() {
    let issue = "# Lamp 1\n\n- Errors at sea https://sea.example/rust/exceptions.html\n\
                 - Nets https://github.com/nets/docker\n- Tides https://tides.example/css.json\n";
    let archive = archive(&[("1.md", issue)]);
    assert_eq!(archive.article_count(), 3);
    for view in archive.articles() {
        assert_eq!(view.tags().count(), 0, "{}", view.title());
    }
}

/// A paper of the day whose items are a title and a URL, in all the ways that people leave out what divides them.
#[test]
fn no_topic_comes_from_a_url_in_a_title_of_a_whole_archive() {
    let url =
        |n: u32| format!("https://github.example/golang/docker-{n}/kubernetes-testing-api.html");
    let items = |n: u32| {
        [
            format!("1. 灯塔 {}", url(n)),
            format!("2. 灯塔守夜{}", url(n + 1)),
            format!("3. Nets nets{}", url(n + 2)),
            format!("4. {}", url(n + 3)),
            format!("5. 海雾：{}", url(n + 4)),
            format!("6. 海雾 [{}]({})", url(n + 5), url(n + 5)),
            format!("7. 海雾 <{}> www.docker.com/rust-{n}", url(n + 6)),
        ]
    };
    let mut issues = Vec::new();
    for n in 1..=12 {
        let text = format!(
            "# 灯塔每日新闻 (2031-02-{n:02})\n\n{}\n",
            items(7 * n).join("\n")
        );
        issues.push((format!("2031-02-{n:02}.md"), text));
    }
    let files: Vec<_> = issues
        .iter()
        .map(|(name, text)| (&**name, &**text))
        .collect();
    let archive = archive(&files);
    let with_urls = archive
        .articles()
        .filter(|view| view.title().contains("://"));
    assert!(with_urls.count() > 20);
    for view in archive.articles() {
        let names: Vec<_> = view.tags().map(Tag::name).collect();
        let is_shown = view.title().contains("://");
        assert!(!is_shown || names.is_empty(), "{}: {names:?}", view.title());
    }
}

#[test]
fn spellings_of_one_tag_are_one() {
    let issue = |n: u32, tag: &str| {
        format!(
            "---\ntitle: Lamp {n}\ntags: [{tag}]\n---\n## [a](https://a.example/{n})\n\n## [b](https://b.example/{n})\n"
        )
    };
    let (one, two) = (issue(1, "Sea Fog"), issue(2, "sea-fog"));
    let archive = archive(&[("1.md", &one), ("2.md", &two)]);
    let tags: HashSet<_> = archive
        .issues()
        .flat_map(|(_, issue)| issue.tags.clone())
        .collect();
    assert_eq!(tags.len(), 1, "{tags:?}");
}
