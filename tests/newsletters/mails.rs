//! Mails in two parts, and their headers: whose they are, where their links lead, and where they stand on the web.

use super::{LETTER, articles, items, read};

/// A mail with a plain text and a page.
fn in_two_parts(plain: &str, page: &str) -> String {
    format!(
        "{LETTER}Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n{plain}\n--b\n\
         Content-Type: text/html\n\n<html>{page}\n--b--\n"
    )
}

/// The references of a mail's articles.
fn references(mail: &str) -> Vec<String> {
    let found = articles(&read("7.eml", mail));
    found.into_iter().map(|(_, url)| url).collect()
}

#[test]
fn a_target_that_a_link_tells_counts_more_than_the_plain_text() {
    // The targets of the first two stand in base64.
    let coded = |code: &str| format!("https://go.lamp.example/c/{code}");
    let horn = coded("aHR0cHM6Ly9ob3JuLmV4YW1wbGUvMQ");
    let wick = coded("aHR0cHM6Ly93aWNrLmV4YW1wbGUvMg");
    let page = |horn: &str, wick: &str| {
        format!(
            "<h3><a href={horn}>A horn that sings</a></h3><p>At noon.</p><h3><a href={wick}>Wicks of wool</a></h3><p>All night.</p>"
        )
    };
    let plain = |horn: &str, wick: &str| {
        format!("A horn that sings ( {horn} )\nAt noon.\n\nWicks of wool ( {wick} )\nAll night.\n")
    };
    let (opaque, other) = ("https://go.lamp.example/t/7f", "https://t.lamp.example/8e");
    let (first, second) = ("https://horn.example/1", "https://wick.example/2");
    let table = [
        (
            "as it is there",
            page(&horn, &wick),
            plain(&horn, &wick),
            [first, second],
        ),
        (
            "not told there",
            page(&horn, &wick),
            plain(opaque, other),
            [first, second],
        ),
        (
            "told only there",
            page(opaque, other),
            plain(&horn, &wick),
            [first, second],
        ),
        (
            "one is told, and no other leads on",
            page(&horn, second),
            plain(&horn, opaque),
            [first, second],
        ),
        (
            "direct",
            page(opaque, other),
            plain(first, second),
            [first, second],
        ),
    ];
    for (name, page, plain, want) in table {
        assert_eq!(references(&in_two_parts(&plain, &page)), want, "{name}");
    }
}

#[test]
fn senders_are_named_in_every_encoding() {
    let table = [
        (
            "=?iso-2022-jp?B?GyRCRXRCZiRAJGgkahsoQg==?= <a@lamp.example>",
            "灯台だより",
        ),
        (
            "\"=?ISO-2022-JP?B?GyRCRXRCZiRAJGgkahsoQg==?=\" <a@lamp.example>",
            "灯台だより",
        ),
        ("=?gb2312?B?tcbL/tbcsag=?= <a@lamp.example>", "灯塔周报"),
        ("=?euc-kr?B?te606yDG7cH2?= <a@lamp.example>", "등대 편지"),
        (
            "=?shift_jis?B?k5SR5IK+guaC6A==?= <a@lamp.example>",
            "灯台だより",
        ),
        (
            "=?utf-8?B?56ys5YWr5Q==?=\n =?utf-8?B?jYHlm5vlj7fjga7nga/lj7DjgaDjgojjgoo=?= <a@lamp.example>",
            "第八十四号の灯台だより",
        ),
        ("\"Lamp, weekly\" <a@lamp.example>", "Lamp, weekly"),
        ("a@lamp.example (Lamp weekly)", "Lamp weekly"),
        ("=?utf-8?Q??= <a@lamp.example>", "a@lamp.example"),
    ];
    for (from, want) in table {
        let mail = format!("From: {from}\nList-Id: <lamp.example>\nSubject: Lamp 7\n\nFog\n");
        let archive = read("7.eml", &mail);
        let (_, issue) = archive.issues().next().unwrap();
        assert_eq!(issue.newsletter.as_deref(), Some(want), "{from}");
    }
}

#[test]
fn a_mail_is_where_it_offers_itself_as_a_page() {
    let page = "https://lamp.example/p/7";
    let items = super::items("<h3><a href={U}>{T}</a></h3><p>{S}</p>");
    let link = |text: &str| format!("<a href={page}>{text}</a>");
    let table = [
        ("", link("View this mail in your browser"), Some(page)),
        ("", link("Version en ligne"), Some(page)),
        ("", link("在浏览器中打开"), Some(page)),
        (
            "",
            format!("如果邮件无法正常显示，请{}查看网页版", link("点击这里")),
            Some(page),
        ),
        (
            "",
            format!(
                "Trouble reading this mail? {} for the web version.",
                link("Click here")
            ),
            Some(page),
        ),
        (
            "",
            format!(
                "You get this mail since you signed up online at {}",
                link("lamp.example")
            ),
            None,
        ),
        (
            "",
            format!(
                "<h3>{}</h3><p>Slowly.</p>",
                link("浏览器渲染灯塔的原理图解")
            ),
            None,
        ),
        (
            "View this post on the web at https://lamp.example/p/7\n\nFog\n",
            "Hello!".to_owned(),
            Some(page),
        ),
        (
            "Fog\n\nRead online:\nhttps://lamp.example/p/7\n",
            "Hello!".to_owned(),
            Some(page),
        ),
        (
            "View online: https://lamp.example/plain\n\nFog\n",
            link("View online"),
            Some(page),
        ),
        (
            "A browser of wool ( https://lamp.example/p/7 )\n\nFog\n",
            "Hello!".to_owned(),
            None,
        ),
    ];
    for (plain, offer, want) in table {
        let archive = read(
            "7.eml",
            &in_two_parts(plain, &format!("<p>{offer}</p>{items}")),
        );
        let (_, issue) = archive.issues().next().unwrap();
        assert_eq!(issue.web.as_deref(), want, "{offer} {plain}");
    }
}

#[test]
fn headings_of_a_mail_that_are_about_one_place_each_are_titles() {
    let item = |title: &str, host: &str| {
        format!(
            "<h3>{title}</h3><p>It is lit, says <a href=https://{host}.example/x>who did it</a>.</p>"
        )
    };
    let hosts = ["lamp", "horn", "pier", "rope"];
    let table = [(hosts, 4), (["lamp"; 4], 1)];
    for (hosts, want) in table {
        let titles = ["A lamp", "A horn", "A pier", "A rope"].into_iter();
        let items: Vec<_> = titles
            .zip(hosts)
            .map(|(title, host)| item(title, host))
            .collect();
        let page = format!(
            "From: Ann <ann@fog.example>\nList-Id: <fog.example>\nSubject: Robots and ropes\nContent-Type: text/html\n\n<p>Hello!</p>{}",
            items.concat()
        );
        assert_eq!(articles(&read("7.eml", &page)).len(), want);
    }
}

#[test]
fn a_mail_may_be_called_after_its_first_article() {
    let item = "<h2><a href={U}>{T}</a></h2><p>{S}</p>";
    let mail = format!(
        "From: Ann <ann@fog.example>\nList-Id: <fog.example>\nSubject: A horn that sings\nContent-Type: text/html\n\n{}",
        items(item)
    );
    let archive = read("7.eml", &mail);
    assert_eq!(articles(&archive)[0].0, "A horn that sings");
}
