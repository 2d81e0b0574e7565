//! Feeds: what an entry holds, and where it leads.

use super::{articles, items, read};

/// A file's name and text, and title and reference of the articles in it.
type Row<'a> = (&'a str, String, &'a [(&'a str, &'a str)]);

/// A feed of one entry in JSON.
fn json(entry: &str) -> String {
    format!(
        "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Lamp\", \"items\": [{entry}]}}"
    )
}

/// A feed of one entry in Atom, whose title is a link to a page.
fn atom(page: &str, content: &str) -> String {
    format!(
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:xh='http://www.w3.org/1999/xhtml'><title>Lamp</title>\
         <link href='https://lamp.example/'/><entry><title>Fog at noon</title><link href='{page}'/><id>urn:lamp:7</id>\
         <updated>2031-02-03T07:30:00Z</updated>{content}</entry></feed>"
    )
}

#[test]
fn an_entry_is_read_as_what_it_is_written_in() {
    let listed = r"Two finds.\n\n* A horn that sings\n  https://horn.example/1\n  At noon.\n\n* Wicks of wool\n  https://wick.example/2\n  All night.";
    let told =
        r"It came from the north, as told in\nhttps://fog.example/north\n\nIt left by night.";
    let item = |text: &str| {
        format!(
            "{{\"id\": \"7\", \"url\": \"https://lamp.example/7\", \"title\": \"Fog at noon\", \"content_text\": \"{text}\"}}"
        )
    };
    let note = "{\"id\": \"8\", \"url\": \"https://lamp.example/8\", \"content_text\": \"A note on fog.\"}";
    let story =
        "<xh:h3><xh:a href='{U}'>{T}</xh:a></xh:h3><xh:p>Read it <xh:b>twice</xh:b>: {S}</xh:p>";
    let prefixed = format!(
        "<content type='xhtml'><xh:div>{}</xh:div></content>",
        items(story)
    );
    let three = [
        ("A horn that sings", "https://horn.example/1"),
        ("Wicks, trimmed by a robot", "https://wick.example/2"),
        ("Fog maps for the north", "https://fog.example/3"),
    ];
    let both = [
        ("A horn that sings", "https://horn.example/1"),
        ("Wicks of wool", "https://wick.example/2"),
    ];
    let alone = [("Fog at noon", "https://lamp.example/7")];
    let noted = [("A note on fog.", "")];
    let page = "{\"id\": \"6\", \"title\": \"Ice\", \"content_html\": \"<p>Thin.</p>\"}";
    let beside = [both[0], both[1], ("Ice", "")];
    let table: [Row<'_>; 5] = [
        ("7.json", json(&item(listed)), &both),
        (
            "7.json",
            json(&format!("{page}, {}", item(listed))),
            &beside,
        ),
        ("7.json", json(&item(told)), &alone),
        ("7.json", json(note), &noted),
        ("7.xml", atom("https://lamp.example/7", &prefixed), &three),
    ];
    for (name, feed, want) in table {
        let found = articles(&read(name, &feed));
        let found: Vec<_> = found
            .iter()
            .map(|(title, url)| (&**title, &**url))
            .collect();
        assert_eq!(found, want, "{feed}");
    }
}

#[test]
fn an_entry_that_is_one_article_leads_where_it_says() {
    let page = "https://horn.example/sings";
    let linked = "<content type='html'>&lt;p&gt;It &lt;a href='https://sea.example/'&gt;rings&lt;/a&gt; in the fog.&lt;/p&gt;\
        &lt;p&gt;&lt;a href='https://lamp.example/linked/7'&gt;★&lt;/a&gt;&lt;/p&gt;</content>";
    for content in [linked, "", "<summary>It rings.</summary>"] {
        let found = articles(&read("7.xml", &atom(page, content)));
        assert_eq!(
            found,
            [("Fog at noon".to_owned(), page.to_owned())],
            "{content}"
        );
    }
}
