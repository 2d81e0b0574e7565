//! The zips that platforms export for their writers: the published posts, and the table that describes them.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::{
    source::{names, post::Post, table::PostTable},
    text::has_extension,
};

/// A platform's export.
pub struct Export {
    /// For people.
    #[cfg_attr(not(test), allow(dead_code, reason = "rows are named for people"))]
    name: &'static str,
    /// True if a zip with members of these names is one.
    claims: fn(&[&str]) -> bool,
    /// True if the member of this name may be a post.
    is_post: fn(&str) -> bool,
    /// Members that tell of the others; the first that is there counts.
    pub tables: &'static [&'static str],
    /// The name by which a row of the table calls the member that it describes.
    member: fn(&PostTable, &[String]) -> Option<String>,
    /// That name, of a member.
    called: fn(&str) -> &str,
}

/// The known exports.
const EXPORTS: [Export; 4] = [
    Export {
        name: "Substack",
        claims: |names| {
            let posts = |name: &&str| name.starts_with("posts/");
            names.contains(&"posts.csv") && names.iter().any(posts)
        },
        is_post: |name| name.starts_with("posts/") && has_extension(name, &["html"]),
        tables: &["posts.csv"],
        member: |table, row| Some(format!("posts/{}.html", table.cell(row, &["post_id"])?)),
        called: |name| name,
    },
    Export {
        name: "Medium",
        claims: |names| {
            let mut posts = names.iter().filter(|name| name.starts_with("posts/"));
            names.iter().any(|name| is_medium_post(name))
                && posts.all(|name| has_extension(name, &["html"]) || name.ends_with('/'))
        },
        is_post: is_medium_post,
        tables: &[],
        member: |_, _| None,
        called: |name| name,
    },
    Export {
        name: "Buttondown",
        claims: |names| {
            let told = ["emails.json", "emails.csv"];
            let mut files = names.iter().filter(|name| !name.ends_with('/'));
            names.iter().any(|name| is_buttondown_mail(name))
                && (told.iter().any(|table| names.contains(table))
                    || files.all(|name| name.starts_with("emails/")))
        },
        is_post: is_buttondown_mail,
        tables: &["emails.json", "emails.csv"],
        member: |table, row| Some(format!("emails/{}.md", table.cell(row, &["slug"])?)),
        called: |name| name,
    },
    Export {
        name: "Mailchimp",
        claims: |names| names.iter().any(|name| is_campaign(name)),
        is_post: is_campaign,
        tables: &["campaigns.csv", "campaigns/campaigns.csv"],
        member: |table, row| Some(campaign(table.cell(row, &["title"])?)),
        called: campaign_of,
    },
];

/// The platform's export that a zip with these members is, if any, and the folder in which all of it lies, with its slash.
pub fn of(names: &[String]) -> Option<(&'static Export, &str)> {
    const ROWS: &[Export] = &EXPORTS;
    let own = |name: &&str| !name.starts_with("__MACOSX/");
    let names: Vec<&str> = names.iter().map(String::as_str).filter(own).collect();
    let found = |top: &str| {
        let names = names.iter().filter_map(|name| name.strip_prefix(top));
        let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
        ROWS.iter().find(|export| (export.claims)(&names))
    };
    let top = names::common_top(names.iter().copied());
    let mut tops = [top, ""].into_iter();
    tops.find_map(|top| Some((found(top)?, top)))
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

/// The same campaign lies beside it as plain text; templates lie in a folder of their own.
fn is_campaign(name: &str) -> bool {
    name.contains("campaigns_content/") && has_extension(name, &["html", "htm"])
}

/// The title of a campaign as its file has it: `Fog & horns (copy 02)` is `fog-horns-copy-02-`.
fn campaign(title: &str) -> String {
    let mut name = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            name.push(c);
        } else if !name.ends_with('-') {
            name.push('-');
        }
    }
    name
}

/// The same in the name of its file, where it stands behind a number that no table has: `7_fog-horns-copy-02-.html`.
fn campaign_of(member: &str) -> &str {
    let file = member.rsplit('/').next().unwrap_or(member);
    let name = file.split_once('_').map_or(file, |(_, name)| name);
    name.rsplit_once('.').map_or(name, |(name, _)| name)
}

/// A post as a table tells of it, without its text.
#[derive(Clone, Debug)]
pub struct PostHead {
    post: Post,
    /// True if the name of its file says that it is written in Markdown.
    markdown: bool,
}

/// The heads that a table gives the posts of an export.
#[derive(Debug, Default)]
pub struct PostHeads {
    /// By the name that the table calls a post by; `None` if it is not published.
    heads: HashMap<String, Option<PostHead>>,
    /// True if only posts of the table are published.
    pub all: bool,
    called: Option<fn(&str) -> &str>,
}

impl PostHeads {
    /// The head that the table gives a member.
    pub fn of(&self, member: &str) -> Option<&Option<PostHead>> {
        self.heads.get((self.called?)(member))
    }
}

impl Export {
    /// True if the member of this name may be a post.
    pub fn is_post(&self, name: &str) -> bool {
        (self.is_post)(name)
    }

    /// The heads that a table gives the posts, by its name and text.
    pub fn heads(&self, name: &str, text: &str) -> PostHeads {
        let table = if has_extension(name, &["json"]) {
            PostTable::of_json(&serde_json::from_str(text).unwrap_or(Value::Null))
        } else {
            PostTable::of_csv(text)
        };
        let heads = table.rows().filter_map(|row| {
            let member = (self.member)(&table, row)?;
            let head = || PostHead {
                post: table.post(row),
                markdown: has_extension(&member, &["md"]),
            };
            let head = table.is_published(row).then(head);
            Some((member, head))
        });
        let (mut told, mut twice) = (HashMap::new(), HashSet::new());
        for (member, head) in heads {
            if told.insert(member.clone(), head).is_some() {
                twice.insert(member);
            }
        }
        // Campaigns of one title cannot be told apart.
        told.retain(|member, _| !twice.contains(member));
        PostHeads {
            heads: told,
            all: table.has("post_id"),
            called: Some(self.called),
        }
    }
}

impl PostHead {
    /// A page or a text with what a table tells of it. A text that tells of itself is left as it is, but for what the platform's
    /// editor notes in a comment before it: Markdown would take the first line for one. Some editors keep HTML in such files.
    pub fn with_text(&self, text: Vec<u8>) -> Vec<u8> {
        if self.markdown && text.starts_with(b"---") {
            return text;
        }
        let noted = memchr::memmem::find(&text, b"-->").filter(|_| text.starts_with(b"<!--"));
        let start = noted.filter(|_| self.markdown).map_or(0, |at| at + 3);
        let text = text.get(start..).unwrap_or_default();
        let head = if self.markdown && !is_page(text) {
            self.post.front_matter()
        } else {
            self.post.page()
        };
        [head.as_bytes(), text].concat()
    }
}

/// True if all paragraphs of a text begin with a tag: it is HTML, and no Markdown with HTML in it.
fn is_page(text: &[u8]) -> bool {
    let text = String::from_utf8_lossy(text).replace("\r\n", "\n");
    let mut paragraphs = text.split("\n\n").map(str::trim_start);
    let tagged = |text: &str| {
        let tag = text.strip_prefix('<').unwrap_or("");
        tag.starts_with(|c: char| c == '/' || c.is_ascii_alphabetic()) && !tag.starts_with("http")
    };
    !text.trim().is_empty() && paragraphs.all(|text| text.is_empty() || tagged(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_are_known_by_the_names_in_them() {
        let table: [(&[&str], Option<&str>); 8] = [
            (&["posts.csv", "posts/7.html"], Some("Substack")),
            (&["posts.csv"], None),
            (
                &[
                    "README.html",
                    "posts/2024-02-01_Fog-a1.html",
                    "posts/draft_Ice-b2.html",
                ],
                Some("Medium"),
            ),
            (&["emails/fog.md", "emails.csv"], Some("Buttondown")),
            (&["emails/", "emails/fog.md"], Some("Buttondown")),
            (
                &["lists/members.csv", "campaigns_content/7_fog.html"],
                Some("Mailchimp"),
            ),
            (&["posts/2024-02-01-fog.md"], None),
            (&["emails/fog.md", "README.md"], None),
        ];
        for (names, want) in table {
            for top in ["", "lamp/"] {
                let names = names.iter().map(|name| format!("{top}{name}"));
                let beside = format!("__MACOSX/{top}._posts.csv");
                let names: Vec<String> = names.chain([beside]).collect();
                let found = of(&names).map(|(export, top)| (export.name, top));
                assert_eq!(found, want.map(|name| (name, top)), "{names:?}");
            }
        }
    }

    #[test]
    fn only_published_posts_have_a_head() {
        let table = "post_id,post_date,is_published,type,title\n7.fog,2031-02-03,TRUE,newsletter,\"Fog, \"\"thick\"\"\"\n\
            8.ice,,false,newsletter,Ice\n9.about,2031-02-03,true,page,About\n";
        let [substack, _, buttondown, mailchimp] = &EXPORTS;
        let found = substack.heads("posts.csv", table);
        let published = found.heads.values().flatten();
        assert!(found.all && published.count() == 1);
        let head = found.heads["posts/7.fog.html"].as_ref().unwrap();
        assert_eq!(head.post.title, "Fog, \"thick\"");
        let mails = r#"[{"id": "7", "subject": "Fog", "publish_date": "2031-02-03 16:55:00+00:00", "slug": "fog"},
            {"id": "8", "subject": "Ice", "status": "draft", "slug": "ice"}]"#;
        let found = buttondown.heads("emails.json", mails);
        assert!(found.heads["emails/ice.md"].is_none());
        let head = found.heads["emails/fog.md"].as_ref().unwrap();
        let whole = |text: &str| String::from_utf8(head.with_text(text.into())).unwrap();
        assert_eq!(whole("---\ntitle: Ice\n---\n"), "---\ntitle: Ice\n---\n");
        let front = whole("<!-- mode: plain -->Thick.");
        assert!(!found.all && front.starts_with("---\ntitle: \"Fog\"\ndate: \"2031-02-03"));
        assert!(front.ends_with("---\n\nThick."), "{front}");
        let table = [
            ("<!-- mode: fancy --><h2>Fog</h2>\n<p>Thick.</p>", true),
            ("<p>Thick.</p>\n\n<p>Cold.</p>\n", true),
            ("<div>\n\n**Thick**\n\n</div>", false),
            ("<https://fog.example>", false),
        ];
        for (text, page) in table {
            assert_eq!(whole(text).starts_with(Post::OPENING), page, "{text}");
        }
        let sent = "Title,Subject,Audience,Send Date\nFog & ice (copy 02),Fog!,All,\"Feb 03, 2031 09:46 pm\"\n\
            Ice,One,All,\"Feb 04, 2031 09:46 pm\"\nIce,Two,All,\"Feb 05, 2031 09:46 pm\"\n";
        let found = mailchimp.heads("campaigns.csv", sent);
        let head = |member| found.of(member).and_then(Option::as_ref);
        let fog = &head("campaigns_content/7_fog-ice-copy-02-.html")
            .unwrap()
            .post;
        let told = (&*fog.title, fog.date.as_deref());
        assert_eq!(told, ("Fog!", Some("Feb 03, 2031 09:46 pm")));
        assert!(head("campaigns_content/8_ice.html").is_none());
    }
}
