//! Articles as they are read: Markdown to pages.

mod commonmark;
mod kitchen_sink;
mod properties;

use std::collections::HashMap;

use crate::support::Reader;
use backissue::{
    app::overlay::Overlay,
    load,
    model::{Archive, Article, Date, Definition, Issue, Link, Section, SectionKind, Span, Tag},
    page::{self, RichText, WrapOptions, WrappedText},
};

fn render(source: &str) -> RichText {
    page::markdown(source, &Issue::default(), &[])
}

fn shown(source: &str, width: u16) -> String {
    plain(&render(source).wrap(&WrapOptions::width(width)))
}

fn plain(page: &WrappedText) -> String {
    let lines: Vec<_> = page
        .lines_from(0)
        .map(|line| line.text().trim_end())
        .collect();
    lines.join("\n")
}

#[test]
fn blocks_and_text_are_laid_out() {
    let table = [
        ("a\nb", "a b"),
        ("a  \nb", "a\nb"),
        ("# T\n\ntext", "T\n\ntext"),
        ("- a\n- b\n  - c\n\n    d", "• a\n• b\n  ◦ c\n\n    d"),
        ("9. a\n10. b", "9. a\n10. b"),
        ("- [x] a\n- [ ] b", "[x] a\n[ ] b"),
        ("> a\n>\n> b", "│ a\n│\n│ b"),
        ("> [!TIP]\n> a", "│ Tip\n│ a"),
        ("```rust\nfn a() {\n\tb\n}\n```", "  fn a() {\n      b\n  }"),
        ("a\n\n---\n\nb", "a\n\n────────────────────────\n\nb"),
        ("![a cat](cat.png)", "[image: a cat]"),
        ("a[^1]\n\n[^1]: note", "a[^1]\n\n[^1] note"),
        ("- \n- b", "•\n• b"),
        ("a &amp; &lt;b&gt; &#27;[31m", "a & <b>"),
    ];
    for (source, want) in table {
        assert_eq!(shown(source, 40), want, "{source:?}");
    }
}

#[test]
fn html_of_newsletters_is_understood() {
    let table = [
        ("a<br>b", "a\nb"),
        ("<kbd>q</kbd> <b>x</b> <blink>y</blink>", "q x y"),
        (
            "see <a href=\"https://fog.example/?a=1&amp;b=2\">fog</a>",
            "see fog\u{a0}[1]",
        ),
        ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "• a\n• b"),
        (
            "<details>\n<summary>More</summary>\n\n**in**\n\n</details>\n\nout",
            "More\n\nin\n\nout",
        ),
        ("<!-- no -->\n\n<p>a &eacute; b</p>", "a é b"),
        (
            "<img src=\"https://fog.example/a.png\" alt=\"cat\">",
            "[image: cat]\u{a0}[1]",
        ),
        ("<script>x()</script>\n\ny", "y"),
        ("<blockquote>\n\na\n\n</blockquote>\n\nb", "│ a\n\nb"),
        ("<h3>T</h3>\n\nb", "T\n\nb"),
    ];
    for (source, want) in table {
        assert_eq!(shown(source, 40), want, "{source:?}");
    }
}

#[test]
fn html_reads_as_the_markdown_that_says_the_same() {
    let table = [
        (
            "<pre>\na  b\n  c &lt;d&gt;\n\ne</pre>",
            "```\na  b\n  c <d>\n\ne\n```",
        ),
        (
            "<pre><code class=\"language-c\">int <b>a</b>;<br>b</code></pre>\n\nafter",
            "```\nint a;\nb\n```\n\nafter",
        ),
        ("<ol start=5><li>five<li>six</ol>", "5. five\n6. six"),
        (
            "<ul><li>a<ul><li>b<li>c</ul><li>d</ul>",
            "- a\n  - b\n  - c\n- d",
        ),
        (
            "<ul>\n<li>a\n<ol>\n<li>b</li>\n</ol>\n</li>\n<li>d</li>\n</ul>",
            "- a\n  1. b\n- d",
        ),
        (
            "<table><tr><th>Pier<th>Depth<tr><td><a href='https://n.example'>North</a><td>4 &amp; <b>1</b></table>\n\nx",
            "| Pier | Depth |\n| --- | --- |\n| [North](https://n.example) | 4 & **1** |\n\nx",
        ),
        (
            "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
            "| a | b |\n| --- | --- |\n| c | d |",
        ),
        ("<table><tr><td>alone</td></tr></table>", "alone"),
        (
            "<iframe src='https://v.example/1' title='Film'></iframe>",
            "[\\[video: Film\\]](https://v.example/1)",
        ),
        (
            "<video controls><source src='//v.example/1.mp4'></video>",
            "[\\[video\\]](https://v.example/1.mp4)",
        ),
        (
            "<details><summary>More</summary><p>in</p></details>",
            "## More\n\nin",
        ),
    ];
    for (html, markdown) in table {
        let lines = |source| shown(source, 60).replace("\n\n", "\n");
        assert_eq!(lines(html), lines(markdown), "{html}");
    }
}

#[test]
fn what_is_played_in_a_page_is_a_link_of_its_article() {
    let source = "## Fog\n\nSeen.\n\n<iframe src=\"https://v.example/1\"></iframe>\n\n## Ice\n\n<video src=\"//v.example/2\"></video>\n";
    let (issue, _) = backissue::parse::issue("7.md", None, source.as_bytes());
    let issue = issue.unwrap();
    let links = issue.each().flat_map(|article| {
        article
            .links()
            .map(|link| link.url().to_owned())
            .collect::<Vec<_>>()
    });
    assert_eq!(
        links.collect::<Vec<_>>(),
        ["https://v.example/1", "https://v.example/2"]
    );
}

#[test]
fn an_address_that_leads_on_nobody_knows_where_says_so() {
    let source = "## [Fog](https://c.example/track/click?u=9f1c33ef0a2b4c5d6e7f8a9b)\n\nSeen at [a pier](https://pier.example/).\n\n## Ice\n\nx\n";
    let shown = page_of_one(
        source,
        Some("https://c.example/track/click?u=9f1c33ef0a2b4c5d6e7f8a9b"),
    );
    assert!(
        shown.contains("c.example (redirect)") && !shown.contains("pier.example (redirect)"),
        "{shown}"
    );
}

#[test]
fn links_are_numbered_as_the_article_lists_them() {
    let links =
        ["https://a.example/", "https://b.example/x"].map(|url| Link::new(url, "").unwrap());
    let issue = Issue {
        definitions: vec![Definition {
            label: "Far  Off".into(),
            url: "https://b.example/x".into(),
        }],
        ..Issue::default()
    };
    let table = [
        (
            "[b](https://b.example/x) and [a](https://a.example/)",
            "b\u{a0}[2] and a\u{a0}[1]",
        ),
        ("[b][far off]", "b\u{a0}[2]"),
        ("https://b.example/x.", "https://b.example/x\u{a0}[2]."),
        ("[c](https://c.example/)", "c\u{a0}[3]"),
        (
            "[here](#anchor) [x](javascript:a) [y](ftp://c.example) <a href='data:,z'>z</a>.",
            "here x\u{a0}[javascript: not opened] y\u{a0}[ftp://c.example not opened] z\u{a0}[data: not opened].",
        ),
        (
            "[Title (](https://b.example/x)[host.example](http://host.example)[)](https://b.example/x) by Ann",
            "Title (host.example)\u{a0}[2] by Ann",
        ),
        (
            "[bank.com](https://b.example/x)",
            "bank.com\u{a0}[2 → b.example]",
        ),
        (
            "[![cat](c.png)](https://a.example/)",
            "[image: cat]\u{a0}[1]",
        ),
    ];
    for (source, want) in table {
        let page = page::markdown(source, &issue, &links).wrap(&WrapOptions::width(90));
        assert_eq!(plain(&page), want, "{source:?}");
    }
}

#[test]
fn emphasis_that_a_korean_word_touches_is_emphasis() {
    let table = [
        ("**성능(PGO)**는 좋다", "성능(PGO)", "성능(PGO)는 좋다"),
        ("이것은**\"Go\"**를", "\"Go\"", "이것은\"Go\"를"),
        ("**`go test`**를 쓴다", "go test", "go test를 쓴다"),
        (r"\*\*성능(PGO)\*\*는", "", "**성능(PGO)**는"),
        ("a **b", "", "a **b"),
        (
            "[안개](https://fog.example/) **성능(PGO)**는",
            "성능(PGO)",
            "안개\u{a0}[1] 성능(PGO)는",
        ),
    ];
    for (source, strong, all) in table {
        let page = render(source).wrap(&WrapOptions::width(60));
        let line = page.line(0).unwrap();
        let bold: String = line
            .runs()
            .filter(|run| run.style.bold)
            .map(|run| run.text)
            .collect();
        assert_eq!((bold.as_str(), line.text()), (strong, all), "{source:?}");
    }
}

fn article() -> Issue {
    let source = "## Fog\n\nBefore all.\n\n- 요약\n    - 하나\n    - 둘 [b](https://b.example)\n- Reference\n    * [src](https://www.a.example)\n";
    let at = |needle: &str| source.find(needle).unwrap();
    let section = |kind, label: &str, range| Section {
        kind,
        label: label.into(),
        body: Span::new(range),
    };
    let summary = at("    - 하나")..at("- Reference");
    let links = [("https://b.example", "b"), ("https://www.a.example", "src")];
    let article = Article {
        title: "Fog".into(),
        span: Span::new(0..source.len()),
        body: Span::new(at("Before")..source.len()),
        links: links
            .iter()
            .filter_map(|(url, label)| Link::new(url, label))
            .collect(),
        reference: Some(1),
        tags: Tag::new("Weather").into_iter().collect(),
        sections: [
            section(SectionKind::Summary, "요약", summary),
            section(
                SectionKind::Reference,
                "Reference",
                at("    * [src]")..source.len(),
            ),
        ]
        .into(),
        ..Article::default()
    };
    Issue {
        date: Date::from_month(2031, 2),
        source: source.into(),
        articles: vec![article],
        ..Issue::default()
    }
}

#[test]
fn an_article_has_its_title_sections_and_links() {
    let mut archive = backissue::model::Archive::new("fog");
    archive.extend([article()]);
    let view = archive.articles().next().unwrap();
    let page = page::document(view).wrap(&WrapOptions::width(40));
    insta::assert_snapshot!(plain(&page));
    assert_eq!(page.sections().len(), 2);
}

/// The page of an article called "Fog", with no link but its reference.
fn page_of_one(source: &str, reference: Option<&str>) -> String {
    let all = Span::new(0..source.len());
    let article = Article {
        title: "Fog".into(),
        span: all,
        body: all,
        reference: reference.map(|_| 0),
        links: reference
            .iter()
            .filter_map(|url| Link::new(url, "Fog"))
            .collect(),
        ..Article::default()
    };
    let mut archive = backissue::model::Archive::new("fog");
    archive.extend([Issue {
        source: source.into(),
        articles: vec![article],
        ..Issue::default()
    }]);
    let view = archive.articles().next().unwrap();
    plain(&page::document(view).wrap(&WrapOptions::width(40)))
}

#[test]
fn links_that_the_article_does_not_list_have_their_text_in_the_list() {
    let source = "![pic](https://a.example/b.png) and https://c.example/d";
    let page = page_of_one(source, None);
    let (_, list) = page.rsplit_once("─\n").unwrap();
    assert_eq!(list, "[1] a.example [image: pic]\n[2] https://c.example/d");
}

/// An issue of one article, as it is found in a file.
fn issue_of(text: &str) -> Archive {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("1.md");
    std::fs::write(&path, format!("# Fog 1\n\n## Lamps\n\n{text}\n")).unwrap();
    load::archive(&[path], &load::Options::default()).unwrap()
}

#[test]
fn links_and_pictures_are_numbered_in_the_order_of_the_text() {
    let (a, b, picture) = (
        "This is by [a](https://a.example).",
        "It was made for [b](https://b.example).",
        "Here is what it looks like: ![p](https://p.example/p.png).",
    );
    let table = [
        (format!("{a} and {b} {picture}"), "a 1, b 2, p 3"),
        (format!("{a}\n\n{picture}\n\n{b}"), "a 1, p 2, b 3"),
        (format!("{picture}\n\n{a} {b} {picture}"), "p 1, a 2, b 3"),
        (
            format!("{a} {b} {a} {picture} [c](https://c.example)"),
            "a 1, b 2, p 3, c 4",
        ),
        (
            format!("<ann@fog.example>, {picture}, {a}"),
            "ann@fog.example 1, p 2, a 3",
        ),
        // The title's own link comes first.
        (
            format!("<https://fog.example/x>\n\n{picture} {a}"),
            "https://fog.example/x 1, p 2, a 3",
        ),
    ];
    for (text, want) in table {
        let archive = issue_of(&text);
        let page = page::document(archive.articles().next().unwrap());
        let page = plain(&page.wrap(&WrapOptions::width(200))).replace('\u{a0}', " ");
        let (text, list) = page.rsplit_once("────\n").unwrap();
        for (said, number) in want.split(", ").filter_map(|named| named.rsplit_once(' ')) {
            let shown = [said.to_owned(), format!("[image: {said}]")];
            let numbered = |shown: &String| text.contains(&format!("{shown} [{number}]"));
            assert!(shown.iter().any(numbered), "{said} {number} in {page}");
            let line = list
                .lines()
                .find(|line| line.starts_with(&format!("[{number}]")));
            let ends = shown
                .iter()
                .any(|shown| line.is_some_and(|line| line.ends_with(&format!(" {shown}"))));
            assert!(ends, "{said} in {list}");
        }
    }
}

#[test]
fn an_address_of_mail_has_a_number_and_a_letter() {
    let archive = issue_of("Write to <ann@fog.example> or look at [the map](https://map.example).");
    let mut reader = Reader::on(&archive, 100, 20);
    reader.press("l");
    let links: Vec<_> = reader.app.reader.links().iter().map(Link::url).collect();
    assert_eq!(links, ["mailto:ann@fog.example", "https://map.example"]);
    reader.press("f");
    let Some(Overlay::Hints(hints)) = &reader.app.overlay else {
        panic!("no letters");
    };
    let mail = hints.all.iter().find(|hint| hint.link == 0).unwrap();
    let letter = mail.label.clone();
    assert_eq!(reader.press(&letter), []);
    assert!(
        reader.screen().contains("ann@fog.example?"),
        "{}",
        reader.screen()
    );
}

#[test]
fn an_item_that_only_repeats_the_title_is_left_out() {
    let table = [
        ("- [Fog](https://a.example)", ""),
        ("1. 📜 [**Fog**](https://a.example).", ""),
        ("1、[Fog](https://a.example)", ""),
        ("[Fog](https://a.example)\n\nIt is wet.", "It is wet.\n\n"),
        (
            "- [Fog](https://a.example)\n  - It is wet.\n    - And grey.\n- Cold.",
            "• It is wet.\n  ◦ And grey.\n• Cold.\n\n",
        ),
        ("- [Fog](https://a.example)\n\n  > Wet.", "│ Wet.\n\n"),
        (
            "- [Fog](https://a.example) is wet.",
            "• Fog\u{a0}[1] is wet.\n\n",
        ),
        ("- [Fog](https://b.example)", "• Fog\u{a0}[2]\n\n"),
    ];
    for (source, want) in table {
        let page = page_of_one(source, Some("https://a.example"));
        let body = page.strip_prefix("Fog\na.example\n\n").unwrap();
        let (body, _) = body.split_once("───").unwrap();
        assert_eq!(body, want, "{source:?}");
    }
}

/// How often each letter stands in a text.
fn letters(text: &str) -> HashMap<char, usize> {
    let mut counts = HashMap::new();
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

/// A text without the indentation that its first line has.
fn moved_left(text: &str) -> String {
    let indent = text.len() - text.trim_start().len();
    let line = |line: &str| {
        let own = line.len() - line.trim_start().len();
        line[own.min(indent)..].to_owned() + "\n"
    };
    text.lines().map(line).collect()
}

#[test]
fn no_word_of_an_article_is_missing_on_its_page() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/layouts");
    let archive = load::archive(&[folder.into()], &load::Options::default()).unwrap();
    assert!(archive.article_count() > 80);
    for view in archive.articles() {
        let shown = letters(page::document(view).text());
        let body = moved_left(view.body());
        let links: Vec<Link> = view.links().map(Link::clone).collect();
        let body = page::markdown(&body, view.issue, &links);
        for (letter, count) in letters(body.text()) {
            assert!(
                shown.get(&letter).is_some_and(|shown| *shown >= count),
                "{letter:?} is missing in {:?} of {}",
                view.title(),
                view.issue.path
            );
        }
    }
}

#[test]
fn code_takes_colours_and_the_text_around_it_none() {
    let mut document = render("a\n\n```rust\nfn fog() {}\n```\n\n```\nfn\n```\n\nb");
    let code = document.code();
    assert_eq!(code.len(), 1, "only what names its language");
    let colours = page::highlight::highlight(&code[0], &|| true).unwrap();
    document.paint(code[0].block, &colours);
    let page = document.wrap(&WrapOptions::width(40));
    let roles = |index: usize| {
        page.line(index)
            .unwrap()
            .runs()
            .map(|run| (run.text, run.style.role))
            .collect::<Vec<_>>()
    };
    assert_eq!(roles(0), [("a", page::Role::Text)]);
    assert_eq!(
        roles(2)[1..3],
        [("fn", page::Role::Keyword), (" ", page::Role::CodeBlock)]
    );
    assert_eq!(roles(4)[1..], [("fn", page::Role::CodeBlock)]);
    assert_eq!(roles(6), [("b", page::Role::Text)]);
}

/// To one column, that is: a long text would become millions of lines that nobody sees.
#[test]
fn a_pane_that_is_not_on_the_screen_is_not_wrapped_to_its_width() {
    let mut reader = Reader::narrow();
    reader.press("l");
    let unseen = reader.app.reader.page().len();
    reader.press("l");
    let seen = reader.app.reader.page().len();
    assert!(
        unseen <= seen,
        "{unseen} lines, and {seen} where they are seen"
    );
    reader.press("h");
    assert_eq!(reader.app.reader.page().len(), seen);
}
