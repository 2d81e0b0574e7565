//! What stands around the articles of a newsletter, and what only looks like one.

use super::{LETTER, articles, items, read};

const ITEM: &str = "<h3><a href={U}>{T}</a></h3><p>{S}</p>";

const BYE: &str = "<p style='font-size:10px'><a href=https://lamp.example/bye>Unsubscribe</a></p>";

/// The text of the last article.
fn last(page: &str) -> String {
    let archive = read("7.html", page);
    let last = archive.articles().last().unwrap();
    last.text().to_owned()
}

#[test]
fn a_picture_under_the_last_title_does_not_end_it() {
    let item = format!(
        "<h2>{{T}}</h2><p><a href={{U}}/large><img src=https://a.example/1.png></a></p><p>{{S}} {} <a href={{U}}>A keeper says so</a></p>",
        "There is more to it than that.".repeat(8)
    );
    let icon = "<td><a href=https://social.example/{}><img src=https://a.example/s.png></a></td>";
    let icons = format!("<table><tr>{icon}{icon}</tr></table><p>On the coast</p>");
    for end in ["", &icons] {
        let text = last(&format!("<html>{}{end}", items(&item)));
        assert!(
            text.contains("A keeper says so") && !text.contains("On the coast"),
            "{text}"
        );
    }
}

#[test]
fn a_numbered_headline_over_few_words_with_a_link_is_a_title() {
    let item = "<h2>7. {T}</h2><p>{S} There is more to it than that, <a href={U}>a keeper says</a>, who wants to see it done.</p>";
    let found = articles(&read("7.html", &format!("<html>{}", items(item))));
    assert_eq!(found.len(), 3, "{found:?}");
    assert_eq!(found[2].1, "https://fog.example/3");
}

#[test]
fn a_link_that_closes_a_story_is_no_title() {
    let closings = [
        "👉 <a href={U}>All about it: {T}</a>",
        "<a href={U}>Read more</a> | Up",
    ];
    for closing in closings {
        let item = format!(
            "<p style='font-size:22px;font-weight:bold'>{{T}}</p><p>{{S}} Some say that it was about time.</p><p>{closing}</p>"
        );
        let found = articles(&read("7.html", &format!("<html>{}{BYE}", items(&item))));
        let want = (
            "Fog maps for the north".to_owned(),
            "https://fog.example/3".to_owned(),
        );
        assert_eq!((found.len(), found.last()), (3, Some(&want)), "{closing}");
    }
}

#[test]
fn a_label_of_what_follows_is_no_title() {
    let label = "<p><b>Why it matters:</b></p><p>Ships see it from far away, and those who sleep near it see nothing at all, which is what they pay for.</p>";
    let item = format!("<p><a href={{U}}><b>{{T}}</b></a></p><p>{{S}}</p>{label}");
    let archive = read("7.html", &format!("<html>{}", items(&item)));
    assert_eq!(articles(&archive).len(), 3);
    let mut texts = archive.articles();
    assert!(texts.all(|article| article.text().contains("Ships see it")));
}

#[test]
fn the_last_article_ends_where_the_copyright_stands() {
    let imprint = "<p>© 2031 Lamp Weekly</p><p>7 Pier Road</p><p><a href=https://lamp.example/bye>Unsubscribe</a></p>";
    let item = format!("{ITEM}<p>It burns.</p><p>So they say.</p><p>Who knows?</p>");
    let text = last(&format!("<html>{}{imprint}", items(&item)));
    assert!(text.trim_end().ends_with("Who knows?"), "{text}");
}

#[test]
fn the_text_of_a_page_is_where_it_says() {
    let side = "<h3>Recent posts</h3><ul><li><a href=https://lamp.example/6>Lamp of last week</a></li><li><a href=https://lamp.example/5>Lamp of a month ago</a></li></ul>";
    for mark in ["class='post entry-content'", "itemprop=articleBody"] {
        let page = format!("<html><body>{side}<div {mark}>{}</div>{side}", items(ITEM));
        let found = articles(&read("7.html", &page));
        assert_eq!(found.len(), 3, "{mark}: {found:?}");
    }
}

#[test]
fn a_menu_above_the_articles_is_none_of_them() {
    let menu = "<ul><li><a href=https://lamp.example/>Home</a></li><li><a href=https://lamp.example/all>All issues</a></li><li><a href=https://lamp.example/rss>Feed</a></li></ul>";
    let found = articles(&read(
        "7.html",
        &format!("<html>{menu}<p>Welcome.</p>{}", items(ITEM)),
    ));
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn a_mail_may_name_the_page_that_it_was_posted_as() {
    let page = "https://lamp.example/p/7";
    let table = [
        (format!("List-Post: <{page}>"), Some(page)),
        (
            format!("List-Post: <{page}>, <mailto:lamp@lamp.example>"),
            None,
        ),
        ("List-Post: <mailto:lamp@lamp.example>".to_owned(), None),
        (
            format!("List-Post: <https://lamp.example/x>\nArchived-At: <{page}>"),
            Some(page),
        ),
    ];
    for (header, want) in table {
        let mail = format!(
            "{LETTER}{header}\nContent-Type: text/html\n\n{}",
            items(ITEM)
        );
        let archive = read("7.eml", &mail);
        let (_, issue) = archive.issues().next().unwrap();
        assert_eq!(issue.web.as_deref(), want, "{header}");
    }
}

#[test]
fn a_saved_page_may_say_when_it_was_published_to_search_engines_alone() {
    let told = |day: &str| {
        format!(
            "<script type='application/ld+json'>{{\"@graph\": [{{\"@type\": \"WebSite\"}}, {{\"datePublished\": \"{day}\"}}]}}</script>"
        )
    };
    let table = [
        (told("2031-02-03T07:30:00Z"), Some("2031-02-03")),
        (
            told("2031-02-03") + "<meta name=date content=2031-02-10>",
            Some("2031-02-10"),
        ),
        (told("soon"), None),
        (
            "<script type='application/ld+json'>{</script>".to_owned(),
            None,
        ),
    ];
    for (head, want) in table {
        let archive = read(
            "lamp.html",
            &format!("<html><head>{head}</head><body>{}", items(ITEM)),
        );
        let date = archive.issues().next().unwrap().1.date;
        assert_eq!(date.map(|date| date.to_string()).as_deref(), want, "{head}");
    }
}

/// The titles found in a page.
fn titles(page: &str) -> Vec<String> {
    let found = articles(&read("7.html", &format!("<html>{page}")));
    found.into_iter().map(|(title, _)| title).collect()
}

#[test]
fn items_that_look_less_like_articles_than_their_neighbours_are_some_too() {
    let link = |title: &str| {
        let host = title.replace(' ', "-").to_lowercase();
        format!("<a href=https://{host}.example/x>{title}</a>")
    };
    let list = |items: &[String]| format!("<ul><li>{}</ul>", items.join("<li>"));
    let story = |title: &str| {
        format!(
            "<h2>{title}</h2><p>It took four years and a lot of patience, and now it is here.</p>"
        )
    };
    let leads = [
        story(&link("The lamp is lit")),
        story(&link("A horn sings")),
    ]
    .concat();
    let names = [link("Fogbell"), link("Oil"), link("Pierpont")];
    let prose = [
        link("Why a lamp is slow"),
        link("Keeping the oil"),
        format!("The pier tells {} again", link("of its oldest lamps")),
    ];
    let (names, prose) = (list(&names), list(&prose));
    let bold = |title: &str, url: &str| {
        format!(
            "<p><b>{title}:</b> it is said, and seen. <a href=https://{url}.example>More</a></p>"
        )
    };
    let bold = [
        bold("The harbour tries a lamp without oil", "a"),
        bold("A certificate stopped all the ferries", "b"),
        bold("Keepers let a robot climb the stairs", "c"),
    ];
    let short = |title: &str, text: &str| {
        format!(
            "<h2>{title}</h2><p><a href=https://{}.example>https://{0}.example</a></p><p>{text}</p><hr>",
            title.len()
        )
    };
    let long = "A large release, with all that was asked for in the last nine years.";
    let short = [
        short("Lamp four", long),
        short("Horn", long),
        short("Of bells", "It is small."),
    ];
    let question =
        "<p><b>What comes next?</b></p><p>All the lines by next year, they say at the pier.</p>";
    let big = |title: &str, host: &str| {
        format!(
            "<p style='font-size:24px;font-weight:bold'>{title}</p><p>The pier said so. Details are <a href=https://{host}.example>here</a>.</p>{question}"
        )
    };
    let asked = [
        big("Night ferries get lamps", "d"),
        big("Oil gets dearer again", "e"),
    ];
    let table: [(String, &[&str]); 6] = [
        (
            format!("{leads}<h2>Cool</h2>{names}"),
            &[
                "The lamp is lit",
                "A horn sings",
                "Fogbell",
                "Oil",
                "Pierpont",
            ],
        ),
        (
            format!("<h2>News</h2>{prose}"),
            &[
                "Why a lamp is slow",
                "Keeping the oil",
                "The pier tells of its oldest lamps again",
            ],
        ),
        (
            format!("{}<h2>Cool</h2>{prose}", story(&link("The lamp is lit"))),
            &[
                "The lamp is lit",
                "Why a lamp is slow",
                "Keeping the oil",
                "The pier tells of its oldest lamps again",
            ],
        ),
        (
            bold.concat(),
            &[
                "The harbour tries a lamp without oil",
                "A certificate stopped all the ferries",
                "Keepers let a robot climb the stairs",
            ],
        ),
        (short.concat(), &["Lamp four", "Horn", "Of bells"]),
        (
            asked.concat(),
            &["Night ferries get lamps", "Oil gets dearer again"],
        ),
    ];
    for (page, want) in table {
        assert_eq!(titles(&page), want, "{page}");
    }
}
