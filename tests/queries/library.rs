//! A small archive in which each article stands for something that can be searched.

use std::ops::Range;

use backissue::model::{Archive, Article, Date, Issue, Link, Section, SectionKind, Span, Tag};

/// What each query finds: the first letters of the titles, in the order of the results.
pub const TABLE: &[(&str, &str)] = &[
    ("", "abcde"),
    // words
    ("lock", "ab"),
    ("LOCK", ""),
    ("Lock", "a"),
    ("\"second look\"", "b"),
    ("lock -channel", "a"),
    ("lock | cafe", "abe"),
    ("(lock | cafe) -#go", "ae"),
    ("-(lock | 러스트)", "de"),
    ("--lock", "ab"),
    ("/l[ao]ck/", "ab"),
    ("/^second/", "b"),
    // the same letters
    ("cafe", "e"),
    ("café", "e"),
    ("cafè", ""),
    ("cafe\u{301}", "e"),
    ("ｗｉｄｅ", "e"),
    ("wide", "e"),
    ("러스트", "c"),
    ("\u{1105}\u{1165}\u{1109}\u{1173}\u{1110}\u{1173}", "c"),
    ("ㄹㅅㅌ", "c"),
    ("ㅂㅅ", "a"),
    ("ㅄ", "a"),
    // fields
    ("title:lock", "a"),
    ("title:\"d is\"", "d"),
    ("#redis", "ab"),
    ("tag:go,rust", "bc"),
    ("#Ｒｅｄｉｓ", "ab"),
    ("#newsletter", ""),
    ("issue-tag:newsletter,go", "abcde"),
    ("issue-tag:redis", ""),
    ("#golang", "b"),
    ("newsletter", ""),
    ("section:summary", "ab"),
    ("section:\"why it matters\"", "c"),
    ("section:tools", "d"),
    ("in:summary fencing", "a"),
    ("in:요약 fencing", "a"),
    ("in:introduction fencing", ""),
    ("url:fog.example/b", "b"),
    ("domain:fog.example", "abd"),
    ("domain:blog.fog.example", "b"),
    ("domain:og.example", ""),
    ("issue:autumn", "abc"),
    ("number:7", "de"),
    ("number:8..", "abc"),
    ("number:..7", "de"),
    ("date:2024-09", "abc"),
    ("date:2024", "abcde"),
    ("date:2024-09-09..", ""),
    ("date:2024-03..2024-08", "de"),
    ("newer:2024-09", "abc"),
    ("newer:4w", "abc"),
    ("newer:3w", ""),
    ("older:1m", "de"),
    ("is:unread", "abcde"),
    ("is:starred", ""),
    ("has:code", "b"),
    ("has:summary", "ab"),
    ("has:link", "abde"),
    ("length:24", "e"),
    ("length:26..70", "cd"),
    ("length:71..", "ab"),
    ("lang:ko", "c"),
    ("lang:en", "abde"),
    ("text:lock", "ab"),
    // orders
    ("sort:-date", "edcba"),
    ("sort:title", "abcde"),
    ("sort:issue", "abcde"),
    ("dessert", "cd"),
    ("sort:relevance dessert", "dc"),
    // what looks like a field and is none
    ("std::sync", "b"),
    ("https://fog.example/a", "a"),
];

/// The archive, newest first.
pub fn archive() -> Archive {
    let mut archive = Archive::new("fog");
    archive.extend([spring(), autumn()]);
    archive
}

/// An archive of one article, which is all title.
pub fn titled(title: &str) -> Archive {
    let article = Article {
        title: title.into(),
        ..Article::default()
    };
    let mut archive = Archive::new("fog");
    archive.extend([Issue {
        articles: vec![article],
        ..Issue::default()
    }]);
    archive
}

/// An article: its title, what is written, its tags, and whatever else it has.
#[derive(Default)]
struct Row {
    title: &'static str,
    text: &'static str,
    tags: &'static [&'static str],
    url: Option<&'static str>,
    group: Option<&'static str>,
    section: Option<(SectionKind, &'static str, &'static str)>,
}

fn autumn() -> Issue {
    let rows = [
        Row {
            title: "a Lock for Redis: 분산 락",
            text: "## a Lock for Redis\n- [분산 락](https://fog.example/a)\n### 요약\nA fencing token.\n",
            tags: &["redis"],
            url: Some("https://fog.example/a"),
            section: Some((SectionKind::Summary, "요약", "A fencing token.")),
            ..Row::default()
        },
        Row {
            title: "b channels",
            text: "## b channels\nA lock, and a\nsecond look at `std::sync` through a channel.\n",
            tags: &["go", "redis"],
            url: Some("https://blog.fog.example/b"),
            section: Some((SectionKind::Summary, "Summary", "A lock")),
            ..Row::default()
        },
        Row {
            title: "c 왜 러스트인가",
            text: "## c 왜 러스트인가\n소유권이 답이다. dessert\n",
            tags: &["rust"],
            section: Some((SectionKind::Other, "Why it matters", "답이다")),
            ..Row::default()
        },
    ];
    issue("autumn", "2024-09-08", 8, &rows)
}

fn spring() -> Issue {
    let rows = [
        Row {
            title: "d is for dessert",
            text: "## d is for dessert\nServed by redis.\n",
            url: Some("https://www.fog.example/d"),
            group: Some("Tools"),
            ..Row::default()
        },
        Row {
            title: "e au café",
            text: "## e au café\nＷｉｄｅ cups.\n",
            tags: &["coffee"],
            url: Some("https://rain.example/e"),
            ..Row::default()
        },
    ];
    issue("spring", "2024-04-01", 7, &rows)
}

fn issue(name: &str, day: &str, number: u32, rows: &[Row]) -> Issue {
    let source: String = rows.iter().map(|row| row.text).collect();
    let mut start = 0;
    let articles = rows.iter().map(|row| {
        let range = start..start + row.text.len();
        start = range.end;
        article(row, &source, range)
    });
    let articles = articles.collect();
    Issue {
        path: format!("{name}.md"),
        title: format!("The {name} issue"),
        date: Date::from_day(day.parse().unwrap()),
        number: Some(number),
        tags: vec![Tag::new("newsletter").unwrap()],
        articles,
        source: source.into(),
        ..Issue::default()
    }
}

fn article(row: &Row, source: &str, range: Range<usize>) -> Article {
    let body = range.start + row.text.find('\n').unwrap() + 1;
    let section = |(kind, label, text): (SectionKind, &str, &str)| {
        let start = range.start + source[range.clone()].rfind(text).unwrap();
        Section {
            kind,
            label: label.into(),
            body: Span::new(start..start + text.len()),
        }
    };
    Article {
        title: row.title.into(),
        span: Span::new(range.clone()),
        body: Span::new(body..range.end),
        reference: row.url.map(|_| 0),
        reference_is_own: true,
        repeats: 0,
        group: row.group.map(Into::into),
        links: row
            .url
            .iter()
            .filter_map(|url| Link::new(url, ""))
            .collect(),
        sections: row.section.into_iter().map(section).collect(),
        tags: row.tags.iter().filter_map(|tag| Tag::new(tag)).collect(),
    }
}
