//! The zips that platforms export for their writers: the published posts, and the table that describes them.

mod csv;

use std::collections::HashMap;

use crate::{source::post::Post, text::has_extension};

/// A platform's export.
pub struct Export {
    /// For people.
    #[cfg_attr(not(test), allow(dead_code, reason = "rows are named for people"))]
    name: &'static str,
    /// True if a zip with members of these names is one.
    claims: fn(&[&str]) -> bool,
    /// True if the member of this name may be a post.
    is_post: fn(&str) -> bool,
    /// The member that tells of the others.
    pub table: Option<&'static str>,
}

/// The known exports.
const EXPORTS: [Export; 3] = [
    Export {
        name: "Substack",
        claims: |names| names.contains(&"posts.csv"),
        is_post: |name| name.starts_with("posts/") && has_extension(name, &["html"]),
        table: Some("posts.csv"),
    },
    Export {
        name: "Medium",
        claims: |names| {
            let posts = names.iter().filter(|name| name.starts_with("posts/"));
            names.iter().any(|name| is_medium_post(name))
                && posts
                    .clone()
                    .all(|name| has_extension(name, &["html"]) || name.ends_with('/'))
        },
        is_post: is_medium_post,
        table: None,
    },
    Export {
        name: "Buttondown",
        claims: |names| {
            names.iter().any(|name| is_buttondown_mail(name))
                && names.iter().all(|name| name.starts_with("emails"))
        },
        is_post: is_buttondown_mail,
        table: None,
    },
];

/// The platform's export that a zip with these members is, if any.
pub fn of(names: &[&str]) -> Option<&'static Export> {
    const ROWS: &[Export] = &EXPORTS;
    ROWS.iter().find(|export| (export.claims)(names))
}

impl Export {
    /// True if the member of this name may be a post.
    pub fn is_post(&self, name: &str) -> bool {
        (self.is_post)(name)
    }
}

/// `posts/2024-02-01_Title-abc.html`; drafts have no date.
fn is_medium_post(name: &str) -> bool {
    let file = name.strip_prefix("posts/").unwrap_or("");
    let dated = file
        .get(..11)
        .is_some_and(|day| day.ends_with('_') && day.starts_with(|c: char| c.is_ascii_digit()));
    dated && has_extension(name, &["html"])
}

fn is_buttondown_mail(name: &str) -> bool {
    name.starts_with("emails/") && has_extension(name, &["md"])
}

/// The head that a table of posts gives each of them: the page before a member's own HTML, by the member's name.
pub fn heads(table: &str) -> HashMap<String, String> {
    let mut rows = csv::rows(table).into_iter();
    let names = rows.next().unwrap_or_default();
    let column = |name: &str| names.iter().position(|column| column == name);
    let (id, title, date, sent, published) = (
        column("post_id"),
        column("title"),
        column("post_date"),
        column("email_sent_at"),
        column("is_published"),
    );
    let mut heads = HashMap::new();
    for row in rows {
        let cell = |column: Option<usize>| {
            column
                .and_then(|column| row.get(column))
                .map_or("", String::as_str)
        };
        if published.is_some() && cell(published) != "true" {
            continue;
        }
        let day = Some(cell(date))
            .filter(|date| !date.is_empty())
            .unwrap_or(cell(sent));
        let post = Post {
            title: cell(title).to_owned(),
            date: Some(day.to_owned()).filter(|date| !date.is_empty()),
            key: Some(cell(id).to_owned()),
            ..Post::default()
        };
        heads.insert(format!("posts/{}.html", cell(id)), post.page());
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_are_known_by_the_names_in_them() {
        let table: [(&[&str], Option<&str>); 5] = [
            (&["posts.csv", "posts/7.html"], Some("Substack")),
            (
                &[
                    "README.html",
                    "posts/2024-02-01_Fog-a1.html",
                    "posts/draft_Ice-b2.html",
                ],
                Some("Medium"),
            ),
            (&["emails/fog.md", "emails.csv"], Some("Buttondown")),
            (&["posts/2024-02-01-fog.md"], None),
            (&["emails/fog.md", "README.md"], None),
        ];
        for (names, want) in table {
            assert_eq!(of(names).map(|export| export.name), want, "{names:?}");
        }
    }

    #[test]
    fn only_published_posts_have_a_head() {
        let table = "post_id,post_date,is_published,title\n7.fog,2031-02-03,true,\"Fog, \"\"thick\"\"\"\n8.ice,,false,Ice\n";
        let heads = heads(table);
        assert_eq!(heads.len(), 1);
        assert!(heads["posts/7.fog.html"].contains("<title>Fog, &quot;thick&quot;</title>"));
    }
}
