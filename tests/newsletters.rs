//! Newsletters as HTML and mail: what becomes an article, a section, a footer. Each row is a way to lay out a newsletter.

mod edges;
mod feeds;
mod mails;

use backissue::{
    load::{self, Options},
    model::Archive,
};

use crate::support::Reader;

/// Reads a page or a mail that lies in a folder under a name.
fn read(name: &str, text: &str) -> Archive {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    load::archive(&[path], &Options::default()).unwrap()
}

/// Title and reference of each article.
fn articles(archive: &Archive) -> Vec<(String, String)> {
    let url = |article: &backissue::model::ArticleView<'_>| {
        article
            .reference()
            .map_or(String::new(), |link| link.url().to_owned())
    };
    archive
        .articles()
        .map(|article| (article.title().to_owned(), url(&article)))
        .collect()
}

/// Items in some markup: `T` stands for a title, `U` for its address, `S` for a summary.
fn items(markup: &str) -> String {
    let items = [
        (
            "A horn that sings",
            "https://horn.example/1",
            "It is heard at nine miles.",
        ),
        (
            "Wicks, trimmed by a robot",
            "https://wick.example/2",
            "Nobody climbs the stairs.",
        ),
        (
            "Fog maps for the north",
            "https://fog.example/3",
            "Drawn from forty logs.",
        ),
    ];
    let filled = items.iter().map(|(title, url, summary)| {
        markup
            .replace("{T}", title)
            .replace("{U}", url)
            .replace("{S}", summary)
    });
    filled.collect()
}

#[test]
fn articles_are_found_in_every_layout() {
    let table = [
        ("headings", "<h3><a href={U}>{T}</a></h3><p>{S}</p>"),
        (
            "cells without headings",
            "<table><tr><td><a href={U}>{T}</a></td></tr><tr><td style='font-size:12px'>{S}</td></tr></table>",
        ),
        ("breaks", "<p><a href={U}><b>{T}</b></a><br>{S}<br><br></p>"),
        ("list items", "<ul><li><a href={U}>{T}</a>: {S}</li></ul>"),
        (
            "a sign before the title",
            "<p>🔦 <a href={U}>{T}</a> | {S}</p>",
        ),
        (
            "cards, all of them links",
            "<div><a href={U}><img src=x.png></a><a href={U}><p>Sea</p><p style='font-size:20px'>{T}</p><p>{S}</p></a></div>",
        ),
        (
            "cards whose title is bold and smaller than what is below",
            "<a href={U}><div style='font-size:15px;font-weight:600'>{T}</div><div style='font-size:13px'>{S}</div><div>ships.example</div></a>",
        ),
        (
            "cards, all of them links, that say whose they are and when",
            "<a href={U}><div><img src=x.png>Sea Review</div><div>{T}</div><div>{S}</div><div>Read more</div><div>2 years ago</div></a><p>One more from our shelf.</p>",
        ),
        (
            "a picture whose caption has a link",
            "<h2>{T}</h2><figure><img src=x.png alt=Pier><figcaption>By <a href={U}/by>Ann</a></figcaption></figure><p>{S} It goes on for a while, \
             with more words than one would think, so that it takes many a reader a minute or two to come to the end of it, and \
             all that is told of the pier and of those who walked there by night ends <a href={U}>here</a>.</p>",
        ),
        (
            "terms and what is told of them",
            "<dl><dt>{T}<dd>{S} <a href={U}>Read it</a></dl>",
        ),
        (
            "details with a summary",
            "<details><summary>{T}</summary><p>{S} <a href={U}>Source</a></p></details>",
        ),
        (
            "a line, and its address in a line below",
            "<p>■ {T}<br>{S}<br><a href={U}>{U}</a></p>",
        ),
        (
            "bold words that begin a list item",
            "<ul><li><b>{T}</b> {S} <a href={U}>More</a></li></ul>",
        ),
        (
            "plain links in paragraphs, and one to the page itself before them",
            "<p><a href={U}>{T}</a></p><p>{S}</p>",
        ),
        (
            "a title without a link",
            "<h2>{T}</h2><p>{S} It goes on for a while, with more words than one would think, and ends <a href={U}>here</a>.</p>",
        ),
        (
            "read more",
            "<h3><a href={U}>{T}</a></h3><p>{S}</p><p><a href={U}>Read more</a></p>",
        ),
        (
            "headlines in bold",
            "<p><b>{T}</b> {S} It goes on for a while. (<a href={U}>Sea News</a>)</p>",
        ),
        (
            "categories above each",
            "<p><a href=https://lamp.example/sea>Sea</a></p><h3><a href={U}>{T}</a></h3><p>{S}</p>",
        ),
        (
            "tags under each",
            "<h3><a href={U}>{T}</a></h3><p>{S}</p><h6><a href={U}/a>Sea</a> <a href={U}/b>Fog</a></h6>",
        ),
    ];
    for (name, markup) in table {
        let page = format!(
            "<html><body><div style='display:none'>Hidden words</div>\
            <p><a href=https://lamp.example/7>View this email in your browser</a></p>{}<p style='font-size:10px'><a href=https://lamp.example/bye>Unsubscribe</a></p>",
            items(markup)
        );
        let archive = read("7.html", &page);
        let want = [
            ("A horn that sings", "https://horn.example/1"),
            ("Wicks, trimmed by a robot", "https://wick.example/2"),
            ("Fog maps for the north", "https://fog.example/3"),
        ];
        let want = want.map(|(title, url)| (title.to_owned(), url.to_owned()));
        assert_eq!(articles(&archive), want, "{name}");
        let source: String = archive
            .issues()
            .map(|(_, issue)| issue.source.to_string())
            .collect();
        assert!(
            !source.contains("Hidden") && source.contains("Unsubscribe"),
            "{name}: {source}"
        );
    }
}

#[test]
fn what_a_sponsor_paid_for_is_an_article_whatever_it_looks_like() {
    let item = "<h3><a href={U}>{T}</a></h3><p>{S}</p>";
    let paid = "<p style='font-size:10px'>SPONSORED</p><p><a href=https://winch.example/><b>Winches by Bosun</b></a><br>They lift.</p>";
    let again = items(item).replace(".example", ".example/again");
    let page = format!(
        "<html>{}{paid}{}",
        items(item),
        again.replace("</a>", " again</a>")
    );
    let found = articles(&read("7.html", &page));
    let titles: Vec<_> = found.iter().map(|(title, _)| &**title).collect();
    assert_eq!((titles.len(), titles[3]), (7, "Winches by Bosun"));
}

#[test]
fn the_last_line_of_a_card_that_is_one_link_is_no_footer() {
    let item = "<a href={U}><h3>{T}</h3><p>{S}</p><p>Of ships</p></a>";
    let archive = read("7.html", &format!("<html>{}", items(item)));
    let (_, issue) = archive.issues().next().unwrap();
    let last = "Drawn from forty logs.\n\nOf ships";
    assert!(issue.source.trim().ends_with(last), "{}", issue.source);
}

#[test]
fn a_row_of_buttons_at_the_end_is_no_article() {
    let item = items("<div><a href={U}>{T}</a></div><div>{S}</div>");
    let buttons = "<div><a href=https://lamp.example/job>POST A JOB</a></div><div><a href=https://lamp.example/pay>SPONSOR AN ISSUE</a></div>\
        <div><a href=https://lamp.example/us>CONTACT US</a></div><div>Lamp Weekly, on the coast</div>";
    let more = |word: &str| {
        let more = item.replace(".example", &format!(".example/{word}"));
        more.replace("</a>", &format!(" {word}</a>"))
    };
    let page = format!("<html>{item}{}{}{buttons}", more("again"), more("too"));
    let found = articles(&read("7.html", &page));
    assert_eq!(found.len(), 9, "{found:?}");
}

#[test]
fn a_mail_that_was_answered_is_read_without_the_signs_of_quotes() {
    let head = "Message-ID: <7@lamp.example>\nList-Id: <lamp.example>\nSubject: Re: Lamp 7\n\n";
    let text = "Ann wrote:\n> LAMP\n>\n> * Fog maps\n>   https://fog.example\n>\n> * A horn\n>   https://horn.example\n";
    let found = articles(&read("7.eml", &format!("{head}{text}")));
    let titles: Vec<_> = found.iter().map(|(title, _)| &**title).collect();
    assert_eq!(titles, ["Fog maps", "A horn"]);
}

#[test]
fn links_of_plain_text_may_be_defined_at_its_end() {
    let head = "Message-ID: <7@lamp.example>\nList-Id: <lamp.example>\nSubject: Lamp 7\n\n";
    let text = "Lamp\n\n[Fog maps][1] of the north\n\n[A horn][2] that sings\n\n[1]: https://fog.example\n[2]: https://horn.example\n";
    let found = articles(&read("7.eml", &format!("{head}{text}")));
    let urls: Vec<_> = found.iter().map(|(_, url)| &**url).collect();
    assert_eq!(urls, ["https://fog.example", "https://horn.example"]);
}

#[test]
fn a_page_without_a_title_is_called_as_its_masthead_and_its_number() {
    let item = items("<h3><a href={U}>{T}</a></h3><p>{S}</p>");
    let page = format!(
        "<p style='font-size:12px'>#7 — February 3, 2031</p><p style='font-size:27px'>Lamp Weekly</p>{item}"
    );
    let archive = read("7.html", &page);
    assert_eq!(archive.issues().next().unwrap().1.title, "Lamp Weekly #7");
}

#[test]
fn what_readers_are_asked_at_the_end_is_no_article() {
    let item = items("<h3><a href={U}>{T}</a></h3><p>{S}</p>");
    let poll = "<h3>How did you like it?</h3><ul><li><a href=https://poll.example/1>Loved it!</a></li><li><a href=https://poll.example/2>Not for me</a></li></ul>";
    let thanks = "<h3>Contribute</h3><p>We live of what our readers send us, so write to <a href=mailto:post@lamp.example>the keeper</a>.</p>";
    for end in [poll, thanks] {
        let found = articles(&read("7.html", &format!("<html>{item}{end}")));
        assert_eq!(found.len(), 3, "{found:?}");
    }
}

#[test]
fn lines_of_plain_text_that_flow_are_one() {
    let head = "Message-ID: <7@lamp.example>\nList-Id: <lamp.example>\nSubject: Lamp 7\nDate: Mon, 03 Feb 2031 07:30:00 +0100\n";
    let text = "The fog that came \nfrom the north\nhttps://fog.example\n\nA horn \nthat sings\nhttps://horn.example\n";
    let mail = format!("{head}Content-Type: text/plain; format=flowed\n\n{text}");
    let found = articles(&read("7.eml", &mail));
    let titles: Vec<_> = found.iter().map(|(title, _)| &**title).collect();
    assert_eq!(
        titles,
        ["The fog that came from the north", "A horn that sings"]
    );
}

#[test]
fn a_page_of_a_site_is_read_without_its_menus() {
    let page = items("<h3><a href={U}>{T}</a></h3><p>{S}</p>");
    let links = |words: &str| -> String {
        let links =
            (1..6).map(|n| format!("<li><a href=https://lamp.example/{n}>{words} {n}</a></li>"));
        format!("<ul>{}</ul>", links.collect::<String>())
    };
    let menu = links("Of last week");
    let table = [
        ("nav", format!("<nav>{menu}</nav>{page}")),
        ("role", format!("<div role=navigation>{menu}</div>{page}")),
        (
            "main",
            format!("<div>{menu}</div><main>{page}</main><aside>{menu}</aside>"),
        ),
        (
            "article",
            format!("{menu}<article>{page}</article><footer>{menu}</footer>"),
        ),
        (
            "before the body",
            format!("<head></head><div>{menu}</div><body>{page}</body>"),
        ),
        (
            "opened by a link",
            format!(
                "<ul><li><a href=#past>Past issues</a>{}</ul>{page}",
                menu.replace("<ul", "<ul id=past")
            ),
        ),
        ("cards", page.replace("<h3>", "<article><h3>")),
        (
            "one part of many",
            format!("<article><p>Hello.</article>{page}"),
        ),
    ];
    for (name, page) in table {
        let found = articles(&read("7.html", &format!("<html>{page}</html>")));
        let titles: Vec<_> = found.iter().map(|(title, _)| &**title).collect();
        let want = [
            "A horn that sings",
            "Wicks, trimmed by a robot",
            "Fog maps for the north",
        ];
        assert_eq!(titles, want, "{name}");
    }
    let markdown = read(
        "7.html",
        "# Lamp\n\n## [Fog](https://fog.example)\n\n<https://a.example>\n\n## [Ice](https://ice.example)\n\nThin.\n",
    );
    assert_eq!(articles(&markdown)[0].0, "Fog");
}

#[test]
fn sections_are_known_by_their_looks() {
    let item = |n: u32| {
        format!(
            "<p><a href=https://a.example/{n} style='font-size:18px'>Lamp number {n} is lit</a></p><p>It burns.</p>"
        )
    };
    let page = format!(
        "<html><p style='font-size:24px'>News</p>{}{}<p style='font-size:24px'>Tools</p>{}{}",
        item(1),
        item(2),
        item(3),
        item(4)
    );
    let archive = read("7.html", &page);
    let groups: Vec<_> = archive
        .articles()
        .map(|article| article.group().unwrap_or("").to_owned())
        .collect();
    assert_eq!(groups, ["News", "News", "Tools", "Tools"]);
}

#[test]
fn what_is_read_of_html_is_markdown_that_reads_the_same() {
    let table = [
        ("<pre>a  b\n  c &lt;d&gt;</pre>", "```\na  b\n  c <d>\n```"),
        (
            "<ol start=5><li>five<li>six<ul><li>in</ul></ol>",
            "5. five\n6. six\n   - in",
        ),
        (
            "<table><tr><th>Pier<th>Depth<tr><td>North<td>4.1</table>",
            "| Pier | Depth |\n| --- | --- |\n| North | 4.1 |",
        ),
        (
            "<blockquote><p>Said <b>she</b>, and_he * left</p></blockquote>",
            "> Said **she**, and_he * left",
        ),
        (
            "<p>One<br>two</p><iframe src=https://v.example/1 title=Film></iframe>",
            "One\\\ntwo\n\n[Film](https://v.example/1)",
        ),
        (
            "<p><a href='javascript:alert(1)'>x</a> <a href='rel.html'>y</a></p>",
            "x y",
        ),
    ];
    for (html, want) in table {
        let archive = read("7.html", &format!("<html><body>{html}"));
        let source: Vec<_> = archive
            .issues()
            .map(|(_, issue)| issue.source.trim().to_owned())
            .collect();
        assert_eq!(source, [want], "{html}");
    }
}

const LETTER: &str = "Message-ID: <7@lamp.example>\nFrom: Lamp Weekly <post@lamp.example>\nSubject: Lamp 7\nDate: Mon, 03 Feb 2031 07:30:00 +0100\n";

fn maildir(mails: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for part in ["cur", "new", "tmp"] {
        std::fs::create_dir(folder.path().join(part)).unwrap();
    }
    for (name, text) in mails {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn a_maildir_lists_what_was_sent_to_a_list() {
    let body = items("<h3><a href={U}>{T}</a></h3><p>{S}</p>");
    let letter = format!("{LETTER}List-Id: <lamp.example>\nContent-Type: text/html\n\n{body}");
    let private =
        "From: Ann <ann@reader.example>\nSubject: Lunch?\nMessage-ID: <8@x.example>\n\nAt noon.\n";
    let mails = [
        ("cur/1700000001.M1P1.host:2,S", letter.as_str()),
        ("cur/1700000002.M2P1.host:2,ST", letter.as_str()),
        ("tmp/1700000003.M3P1.host", letter.as_str()),
        ("new/1700000004.M4P1.host", private),
    ];
    let folder = maildir(&mails);
    let paths = [folder.path().to_owned()];
    let archive = load::archive(&paths, &Options::default()).unwrap();
    let listed: Vec<_> = archive
        .issues()
        .map(|(_, issue)| (issue.path.as_str(), issue.key.as_str()))
        .collect();
    assert_eq!(listed, [("cur/1700000001.M1P1.host:2,S", "7@lamp.example")]);
    let mut options = Options::default();
    options.limits.all_mail = true;
    assert_eq!(load::archive(&paths, &options).unwrap().order().len(), 2);
}

#[test]
fn senders_that_are_named_are_newsletters_without_a_list() {
    let mail = |n: u32, from: &str| {
        format!(
            "From: {from}\nMessage-ID: <{n}@x.example>\nSubject: Number {n}\nDate: Mon, 03 Feb 2031 07:30:00 +0100\n\nOf fog {n}\nhttps://fog.example/{n}\n\n"
        )
    };
    let mails = [
        mail(1, "Ann Keeper\n <ann@lamp.example>"),
        mail(2, "bo@reader.example"),
        mail(3, "\"The Fog\" <post@news.fog.example>"),
    ];
    let folder = maildir(&[
        ("cur/1.a.host:2,S", &*mails[0]),
        ("cur/2.a.host:2,S", &*mails[1]),
        ("cur/3.a.host:2,S", &*mails[2]),
    ]);
    let other = tempfile::tempdir().unwrap();
    let mailbox = other.path().join("all.mbox");
    let lines = mails.map(|mail| format!("From a Mon Feb  3 07:30:00 2031\n{mail}"));
    std::fs::write(&mailbox, lines.concat()).unwrap();
    let zip = other.path().join("all.zip");
    let bytes = crate::containers::zip(&[("all.mbox", lines.concat().as_bytes())]);
    std::fs::write(&zip, bytes).unwrap();
    let mut options = Options::default();
    options.limits.senders = vec!["Ann@lamp.example".into(), "fog.example".into()];
    for path in [folder.path().to_owned(), mailbox, zip] {
        let archive = load::archive(std::slice::from_ref(&path), &options).unwrap();
        let mut titles: Vec<_> = archive.issues().map(|(_, issue)| &*issue.title).collect();
        titles.sort_unstable();
        assert_eq!(titles, ["Number 1", "Number 3"], "{path:?}");
    }
}

#[test]
fn issues_that_are_numbered_need_no_extension() {
    let folder = tempfile::tempdir().unwrap();
    let text =
        |n| format!("Lamp Weekly {n}\n\nURL: https://fog.example/{n}\nDescription: Fog {n}\n");
    let mail = "From: a@fog.example\nSubject: Lamp Weekly 3\nList-Id: <fog.example>\nDate: Mon, 03 Feb 2031 07:30:00 +0100\n\nFog by mail\nhttps://fog.example/m\n";
    let table = [
        ("1 - Lamp Weekly", text(1)),
        ("2 - Lamp Weekly", text(2)),
        // A folder of the mail system MH.
        ("3", mail.to_owned()),
        ("picture 4", "\0\0".to_owned()),
        ("Makefile", "all:\n".to_owned()),
    ];
    for (name, text) in &table {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let archive = load::archive(&[folder.path().to_owned()], &Options::default()).unwrap();
    let mut titles: Vec<_> = archive
        .articles()
        .map(|article| article.title().to_owned())
        .collect();
    titles.sort();
    assert_eq!(titles, ["Fog 1", "Fog 2", "Fog by mail"]);
    std::fs::write(folder.path().join("7.md"), "# Lamp 7\n\nFog.\n").unwrap();
    let archive = load::archive(&[folder.path().to_owned()], &Options::default()).unwrap();
    assert_eq!(
        archive.order().len(),
        1,
        "plain text beside Markdown is no issue"
    );
}

/// A Maildir of two newsletters.
fn two_newsletters() -> tempfile::TempDir {
    let letter = |list: &str, n: u32| {
        format!(
            "Message-ID: <{n}@{list}.example>\nFrom: The {list} letter <a@{list}.example>\nList-Id: <{list}.example>\nSubject: Number {n}\nDate: Mon, 0{n} Feb 2031 07:30:00 +0100\n\nOf {list} {n}\nhttps://{list}.example/{n}\n"
        )
    };
    maildir(&[
        ("cur/1.a.host:2,S", &letter("fog", 1)),
        ("cur/2.a.host:2,S", &letter("harbour-and-horn", 2)),
        ("cur/3.a.host:2,S", &letter("fog", 3)),
    ])
}

#[test]
fn where_there_are_several_newsletters_each_is_named_and_can_be_chosen() {
    let folder = two_newsletters();
    let mut reader = Reader::open(&[folder.path().to_owned()], 160, 20);
    let screen = reader.screen();
    for name in ["The fog let…", "The harbour…"] {
        assert!(screen.contains(name), "{name}:\n{screen}");
    }
    reader.press("t");
    reader.press("tab");
    let screen = reader.screen();
    assert!(
        screen.contains("[newsletters]") && screen.contains("The harbour-and-horn letter"),
        "{screen}"
    );
    reader.press("enter");
    let filter = reader.app.filter.query().to_string();
    assert_eq!(filter, "newsletter:\"The fog letter\"");
    let alone = read(
        "7.eml",
        &format!("{LETTER}List-Id: <lamp.example>\n\nFog\nhttps://fog.example\n"),
    );
    let mut reader = Reader::on(&alone, 160, 20);
    reader.press("t");
    assert!(!reader.screen().contains("newsletters"));
}

#[test]
fn of_several_folders_each_is_a_newsletter() {
    let folder = tempfile::tempdir().unwrap();
    let paths = ["fog/content", "horn"].map(|name| folder.path().join(name));
    for path in &paths {
        std::fs::create_dir_all(path).unwrap();
        std::fs::write(
            path.join("7.md"),
            "# Lamp 7\n\n## [Fog](https://fog.example)\n\n## [Ice](https://ice.example)\n",
        )
        .unwrap();
    }
    let archive = load::archive(&paths, &Options::default()).unwrap();
    let mut names: Vec<_> = archive
        .issues()
        .filter_map(|(_, issue)| issue.newsletter.clone())
        .collect();
    names.sort();
    assert_eq!(names, ["fog", "horn"]);
}

#[test]
fn one_mail_has_one_key_wherever_it_lies() {
    let body = items("<h3><a href={U}>{T}</a></h3><p>{S}</p>");
    let letter = format!("{LETTER}List-Id: <lamp.example>\nContent-Type: text/html\n\n{body}\n");
    let unnamed = letter.replacen("Message-ID: <7@lamp.example>\n", "", 1);
    for mail in [letter, unnamed] {
        let mbox = format!("From post@lamp.example Mon Feb  3 07:30:00 2031\n{mail}\n");
        let key = |archive: &Archive| {
            archive
                .issues()
                .map(|(_, issue)| issue.key.clone())
                .collect::<Vec<_>>()
        };
        let keys = [
            key(&read("7.eml", &mail)),
            key(&read("box", &mbox)),
            key(&read("7.eml", &mail.replace('\n', "\r\n"))),
        ];
        assert!(
            keys.iter().all(|key| *key == keys[0] && key.len() == 1),
            "{keys:?}"
        );
    }
}

#[test]
fn what_is_wrong_with_a_mail_is_a_warning_that_names_it() {
    let table = [
        (
            "Subject: x\nFrom: a@a.example\n\nhello",
            "has no readable date",
        ),
        (
            "From: a@a.example\nDate: Mon, 03 Feb 2031 07:30:00 +0100\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPGI+aG",
            "has text that cannot be read completely",
        ),
        (
            "From: a@a.example\nDate: Mon, 03 Feb 2031 07:30:00 +0100\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nhello\n",
            "ends before its last part does",
        ),
    ];
    for (mail, want) in table {
        let archive = read("7.eml", mail);
        let warnings: Vec<_> = archive.warnings.iter().map(ToString::to_string).collect();
        assert_eq!(warnings, [format!("7.eml: {want}")]);
    }
}
