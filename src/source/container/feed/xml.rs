//! RSS, Atom and WXR, read in one pass. Names of elements are taken as they are usually prefixed.

use quick_xml::{
    NsReader,
    events::{BytesStart, Event},
    name::{Namespace, ResolveResult},
};
use url::{ParseError, Url};

use super::wordpress;
use crate::{source::post::Post, text::html};

/// True if bytes begin as a feed does.
pub fn begins(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let root = root(head.trim_start_matches('\u{feff}'));
    ["<rss", "<feed", "<rdf:rdf"]
        .iter()
        .any(|tag| root.starts_with(tag))
}

/// True if bytes begin as an export of WordPress does, which is RSS with more in it.
pub fn is_wordpress(head: &[u8]) -> bool {
    begins(head) && memchr::memmem::find(head, b"//wordpress.org/export/").is_some()
}

/// A document from its first element on: remarks and declarations stand before it.
fn root(text: &str) -> &str {
    let mut rest = text.trim_start();
    for _ in 0..MOST_REMARKS {
        let end = match rest {
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!") => ">",
            _ => break,
        };
        rest = rest
            .split_once(end)
            .map_or("", |(_, after)| after.trim_start());
    }
    rest
}

/// Remarks before the first element.
const MOST_REMARKS: usize = 40;

/// An entry that is read.
#[derive(Default)]
struct Item {
    post: Post,
    updated: Option<String>,
    summary: String,
    /// Set where it is no post, or not published.
    hidden: bool,
    /// True if WordPress exported it.
    exported: bool,
}

/// A feed, as far as it is read.
#[derive(Default)]
struct Feed {
    title: Option<String>,
    link: Option<String>,
    posts: Vec<Post>,
    item: Option<Item>,
    /// The bases of the elements that are open.
    bases: Vec<Option<Url>>,
}

/// The posts of a feed, and its faults.
pub fn posts(text: &str) -> (Vec<Post>, Option<quick_xml::Error>) {
    let mut reader = NsReader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut feed = Feed::default();
    let problem = loop {
        match reader.read_event() {
            Ok(Event::Eof) => break None,
            Ok(Event::Start(tag)) => feed.start(&mut reader, &tag),
            Ok(Event::Empty(tag)) => feed.empty(&tag),
            Ok(Event::End(tag)) => feed.end(tag.name().as_ref()),
            Ok(_) => {}
            Err(error) => break Some(error),
        }
    };
    feed.finish();
    (feed.posts, problem)
}

impl Feed {
    fn start(&mut self, reader: &mut NsReader<&[u8]>, tag: &BytesStart<'_>) {
        let base = self.base_of(tag);
        let name = tag.name();
        if matches!(name.as_ref(), "item" | "entry") {
            self.finish();
            self.item = Some(Item::default());
        } else if is_field(name.as_ref()) {
            let text = inner(reader);
            self.field(tag, &text, base);
            return;
        }
        self.bases.push(base);
    }

    fn empty(&mut self, tag: &BytesStart<'_>) {
        let base = self.base_of(tag);
        if is_field(tag.name().as_ref()) {
            self.field(tag, "", base);
        }
    }

    fn end(&mut self, name: &str) {
        self.bases.pop();
        if matches!(name, "item" | "entry") {
            self.finish();
        }
    }

    /// The base that `xml:base` names, or that of the element around.
    fn base_of(&self, tag: &BytesStart<'_>) -> Option<Url> {
        let around = self.bases.last().cloned().flatten();
        let Some(base) = attribute(tag, "xml:base") else {
            return around;
        };
        match &around {
            Some(around) => around.join(&base).ok(),
            None => Url::parse(&base).ok(),
        }
    }

    fn field(&mut self, tag: &BytesStart<'_>, text: &str, base: Option<Url>) {
        let name = tag.name();
        let Some(item) = &mut self.item else {
            match name.as_ref() {
                "title" => self.title = self.title.take().or_else(|| Some(plain(text))),
                "link" => self.link = self.link.take().or_else(|| link(tag, text, base.as_ref())),
                _ => {}
            }
            return;
        };
        let set = |kept: &mut Option<String>| {
            if kept.is_none() && !text.trim().is_empty() {
                *kept = Some(text.trim().to_owned());
            }
        };
        match name.as_ref() {
            "title" => item.post.title = plain(text),
            "link" => {
                let web = item.post.web.take();
                item.post.web = web.or_else(|| link(tag, text, base.as_ref()));
            }
            "guid" | "id" => set(&mut item.post.key),
            "published" | "pubDate" | "dc:date" => set(&mut item.post.date),
            "wp:post_date_gmt" if text.starts_with(|c: char| c.is_ascii_digit() && c != '0') => {
                item.post.date = Some(text.trim().to_owned());
            }
            "updated" => set(&mut item.updated),
            "content:encoded" | "content" if !text.trim().is_empty() => {
                text.clone_into(&mut item.post.html);
                item.post.base = base.map(String::from);
            }
            "description" | "summary" | "media:description" => text.clone_into(&mut item.summary),
            "category" => item.post.tags.extend(category(tag, text)),
            "wp:post_type" => {
                item.exported = true;
                item.hidden |= text.trim() != "post";
            }
            "wp:status" => item.hidden |= text.trim() != "publish",
            "wp:post_password" => item.hidden |= !text.trim().is_empty(),
            _ => {}
        }
    }

    /// Ends the entry that is read.
    fn finish(&mut self) {
        let Some(Item {
            mut post,
            updated,
            summary,
            hidden,
            exported,
        }) = self.item.take()
        else {
            return;
        };
        if post.html.is_empty() {
            post.html = summary;
        } else if exported {
            post.html = wordpress::page(&post.html);
        }
        post.date = post.date.or(updated);
        let base = post
            .base
            .take()
            .or_else(|| post.web.clone())
            .or_else(|| self.link.clone());
        post.base = base;
        post.newsletter.clone_from(&self.title);
        let empty = post.title.is_empty() && post.html.trim().is_empty();
        if !hidden && !empty {
            self.posts.push(post);
        }
    }
}

/// Elements whose text is read; all others are gone through.
fn is_field(name: &str) -> bool {
    matches!(
        name,
        "title"
            | "link"
            | "guid"
            | "id"
            | "published"
            | "pubDate"
            | "dc:date"
            | "updated"
            | "content:encoded"
            | "content"
            | "description"
            | "summary"
            | "media:description"
            | "category"
            | "author"
            | "image"
            | "textInput"
            | "source"
    ) || name.starts_with("wp:")
}

/// XHTML, whose elements some feeds write with a prefix.
const XHTML: Namespace<'_> = Namespace("http://www.w3.org/1999/xhtml");

/// The text in an element, inner markup left as written, but for the prefix of XHTML.
fn inner(reader: &mut NsReader<&[u8]>) -> String {
    let (mut text, mut depth) = (String::new(), 0_usize);
    let tag = |text: &mut String, open: &str, inside: &str, close: &str| {
        text.push_str(open);
        text.push_str(inside);
        text.push_str(close);
    };
    while let Ok((space, event)) = reader.read_resolved_event() {
        let xhtml = space == ResolveResult::Bound(XHTML);
        let bare = |tag: &str| {
            let name = tag.split(char::is_whitespace).next().unwrap_or(tag);
            let prefix = name.find(':').filter(|_| xhtml);
            tag.get(prefix.map_or(0, |at| at + 1)..)
                .unwrap_or(tag)
                .to_owned()
        };
        match event {
            Event::Start(start) => {
                depth += 1;
                tag(&mut text, "<", &bare(&start), ">");
            }
            Event::End(_) if depth == 0 => break,
            Event::End(end) => {
                depth -= 1;
                tag(&mut text, "</", &bare(&end), ">");
            }
            Event::Empty(empty) => tag(&mut text, "<", &bare(&empty), "/>"),
            // Text is markup only when read as HTML.
            Event::Text(bytes) if depth > 0 => tag(&mut text, "", &bytes, ""),
            Event::Text(bytes) => text.push_str(&bytes),
            Event::CData(bytes) => text.push_str(&bytes),
            Event::GeneralRef(name) => {
                let entity = format!("&{};", &*name);
                text.push_str(&if depth > 0 {
                    entity
                } else {
                    html::decode(&entity).into_owned()
                });
            }
            Event::Eof => break,
            _ => {}
        }
    }
    text
}

/// HTML in a title as text.
fn plain(text: &str) -> String {
    let texts = html::tokens(text).filter_map(|(_, token)| match token {
        html::Token::Text(text) => Some(html::decode(text).into_owned()),
        _ => None,
    });
    let text: String = texts.collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where a `<link>` leads: its text in RSS, its `href` in Atom, unless it leads elsewhere than to the page.
fn link(tag: &BytesStart<'_>, text: &str, base: Option<&Url>) -> Option<String> {
    let relation = attribute(tag, "rel");
    let page = relation.is_none_or(|relation| relation == "alternate");
    let address = attribute(tag, "href").unwrap_or_else(|| text.trim().to_owned());
    let relative_to =
        base.filter(|_| Url::parse(&address) == Err(ParseError::RelativeUrlWithoutBase));
    let joined = relative_to.and_then(|base| base.join(&address).ok());
    (page && !address.is_empty()).then(|| joined.map_or(address, String::from))
}

/// A tag: of WordPress, anything that is no folder.
fn category(tag: &BytesStart<'_>, text: &str) -> Option<String> {
    let name = attribute(tag, "term").unwrap_or_else(|| plain(text));
    let folder =
        attribute(tag, "domain").is_some_and(|domain| domain == "category" || domain == "nav_menu");
    (!folder && !name.is_empty()).then_some(name)
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let text = tag.to_string();
    let (_, attributes) = text.split_once(char::is_whitespace)?;
    html::attribute(attributes, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_either_kind_are_posts() {
        let rss = "<rss><channel><title>Sea</title><link>https://sea.example</link><item><title><![CDATA[Fog &amp; ice]]></title>\
                   <link>https://sea.example/1</link><pubDate>Tue, 06 Apr 2021 07:30:00 +0200</pubDate><description>short</description>\
                   <content:encoded><![CDATA[<p>Long</p>]]></content:encoded><category>Waves</category></item></channel></rss>";
        let atom = "<feed xml:base='https://sea.example/a/'><title>Sea</title><entry><title type='html'>&lt;b&gt;Fog&lt;/b&gt; &amp;amp; ice</title>\
                    <link rel='self' href='x'/><link href='../1'/><updated>2021-04-06T00:00:00Z</updated>\
                    <content type='xhtml' xml:base='b/'><div><p>Long</p></div></content><category term='Waves'/></entry></feed>";
        for (text, html, base) in [
            (rss, "<p>Long</p>", "https://sea.example/1"),
            (atom, "<div><p>Long</p></div>", "https://sea.example/a/b/"),
        ] {
            let (posts, problem) = posts(text);
            assert_eq!((posts.len(), problem.is_none()), (1, true));
            let post = &posts[0];
            assert_eq!(
                (post.title.as_str(), post.html.as_str()),
                ("Fog & ice", html)
            );
            assert_eq!(
                (post.web.as_deref(), post.base.as_deref()),
                (Some("https://sea.example/1"), Some(base))
            );
            assert_eq!(
                (post.newsletter.as_deref(), post.tags.as_slice()),
                (Some("Sea"), &["Waves".to_owned()][..])
            );
        }
    }

    #[test]
    fn pages_and_drafts_of_a_blog_are_no_posts() {
        let item = |kind: &str, status: &str| {
            format!(
                "<item><title>x</title><wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type></item>"
            )
        };
        let text = format!(
            "<rss>{}{}{}</rss>",
            item("post", "publish"),
            item("page", "publish"),
            item("post", "draft")
        );
        assert_eq!(posts(&text).0.len(), 1);
    }
}
