//! A small archive in which each article stands for something that can be searched.

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
    ("#newsletter", "abcde"),
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

fn autumn() -> Issue {
    let mut issue = issue("autumn", "2024-09-08", 8);
    let a = "## a Lock for Redis\n- [분산 락](https://fog.example/a)\n### 요약\nA fencing token.\n";
    let a = push(&mut issue, "a Lock for Redis: 분산 락", a, &["redis"]);
    link(a, "https://fog.example/a");
    section(&mut issue, SectionKind::Summary, "요약", "A fencing token.");
    let b = "## b channels\nA lock, and a\nsecond look at `std::sync` through a channel.\n";
    let b = push(&mut issue, "b channels", b, &["go", "redis"]);
    link(b, "https://blog.fog.example/b");
    section(&mut issue, SectionKind::Summary, "Summary", "A lock");
    push(
        &mut issue,
        "c 왜 러스트인가",
        "## c 왜 러스트인가\n소유권이 답이다. dessert\n",
        &["rust"],
    );
    section(&mut issue, SectionKind::Other, "Why it matters", "답이다");
    issue
}

fn spring() -> Issue {
    let mut issue = issue("spring", "2024-04-01", 7);
    let d = push(
        &mut issue,
        "d is for dessert",
        "## d is for dessert\nServed by redis.\n",
        &[],
    );
    d.group = Some("Tools".into());
    link(d, "https://www.fog.example/d");
    let e = push(
        &mut issue,
        "e au café",
        "## e au café\nＷｉｄｅ cups.\n",
        &["coffee"],
    );
    link(e, "https://rain.example/e");
    issue
}

fn issue(name: &str, day: &str, number: u32) -> Issue {
    Issue {
        path: format!("{name}.md"),
        title: format!("The {name} issue"),
        date: Date::from_day(day.parse().unwrap()),
        number: Some(number),
        tags: vec![Tag::new("newsletter").unwrap()],
        ..Issue::default()
    }
}

fn push<'a>(issue: &'a mut Issue, title: &str, text: &str, tags: &[&str]) -> &'a mut Article {
    let start = issue.source.len();
    issue.source = format!("{}{text}", issue.source).into();
    issue.articles.push(Article {
        title: title.into(),
        span: Span::new(start..issue.source.len()),
        body: Span::new(start + text.find('\n').unwrap() + 1..issue.source.len()),
        tags: tags.iter().filter_map(|tag| Tag::new(tag)).collect(),
        ..Article::default()
    });
    issue.articles.last_mut().unwrap()
}

fn link(article: &mut Article, url: &str) {
    article.links.push(Link::new(url, "").unwrap());
    article.reference = Some(0);
}

fn section(issue: &mut Issue, kind: SectionKind, label: &str, body: &str) {
    let start = issue.source.rfind(body).unwrap();
    let body = Span::new(start..start + body.len());
    let label = label.into();
    let article = issue.articles.last_mut().unwrap();
    article.sections.push(Section { kind, label, body });
}
