//! Which link of the article a URL in its text is.

use std::collections::HashMap;

use crate::model::{Link, Refused, Scheme};

/// Endings that tell a host name from a word in lower case. `rs`, `js`, `md`, `io` and their like end other words as often.
const TOP_LEVEL: [&str; 16] = [
    "com", "org", "net", "edu", "gov", "dev", "app", "info", "blog", "kr", "jp", "cn", "de", "uk",
    "ru", "example",
];

/// The article's links by URL. URLs it does not list get the numbers after the last.
pub(super) struct Targets<'a> {
    listed: &'a [Link],
    by_url: HashMap<Box<str>, u32>,
    more: Vec<Link>,
    refused: Vec<Refused>,
    refused_by_url: HashMap<Box<str>, u32>,
}

impl<'a> Targets<'a> {
    pub fn new(listed: &'a [Link]) -> Self {
        let mut by_url = HashMap::with_capacity(listed.len());
        for (link, index) in listed.iter().zip(0..) {
            by_url.entry(link.url().into()).or_insert(index);
        }
        Self {
            listed,
            by_url,
            more: Vec::new(),
            refused: Vec::new(),
            refused_by_url: HashMap::new(),
        }
    }

    /// The position of the link to `url`; `None` if it cannot be opened.
    pub fn find(&mut self, url: &str) -> Option<u32> {
        if let Some(&index) = self.by_url.get(url) {
            return Some(index);
        }
        let link = Link::new(url, "")?;
        if let Some(&index) = self.by_url.get(link.url()) {
            return Some(index);
        }
        let index = (self.listed.len() + self.more.len()) as u32;
        self.by_url.insert(link.url().into(), index);
        self.more.push(link);
        Some(index)
    }

    /// Gives a link that the article does not list its clean text, unless it has one or that is the URL again.
    pub fn name(&mut self, index: u32, label: &str) {
        let more = (index as usize).checked_sub(self.listed.len());
        let Some(link) = more.and_then(|index| self.more.get_mut(index)) else {
            return;
        };
        let named = Link::new(link.url(), label).filter(|named| named.url() == link.url());
        if let Some(named) = named.filter(|_| link.label().is_empty() && link.url() != label) {
            *link = named;
        }
    }

    /// The position among the refused of a URL that [`find`](Self::find) has not found.
    pub fn refuse(&mut self, url: &str) -> Option<u32> {
        if let Some(&index) = self.refused_by_url.get(url) {
            return Some(index);
        }
        let index = self.refused.len() as u32;
        self.refused.push(Refused::new(url)?);
        self.refused_by_url.insert(url.into(), index);
        Some(index)
    }

    /// Gives a refused link its clean text. Returns its target.
    pub fn name_refused(&mut self, index: u32, label: &str) -> Option<String> {
        let refused = self.refused.get_mut(index as usize)?;
        refused.name(label);
        Some(refused.target())
    }

    /// The refused links met so far.
    pub fn refused(&self) -> &[Refused] {
        &self.refused
    }

    /// The host that the link opens, if `text` names another.
    pub fn other_host(&self, link: u32, text: &str) -> Option<String> {
        other_host(self.get(link)?, text)
    }

    /// True if the link opens the front page of the host that is its text.
    pub fn names_itself(&self, link: u32, text: &str) -> bool {
        let Some(link) = self.get(link) else {
            return false;
        };
        let rest = link.url().split_once("://").map_or("", |(_, rest)| rest);
        rest.trim_end_matches('/').eq_ignore_ascii_case(text.trim())
    }

    /// The links met so far, the article's own first.
    pub fn all(&self) -> Vec<Link> {
        self.listed.iter().chain(&self.more).cloned().collect()
    }

    pub fn into_links(self) -> (Vec<Link>, Vec<Refused>) {
        let mut links = self.listed.to_vec();
        links.extend(self.more);
        (links, self.refused)
    }

    fn get(&self, link: u32) -> Option<&Link> {
        let index = link as usize;
        let more = index.wrapping_sub(self.listed.len());
        self.listed.get(index).or_else(|| self.more.get(more))
    }
}

/// The host that a link opens, if `text` names another that is no part of it either way.
pub fn other_host(link: &Link, text: &str) -> Option<String> {
    let named = named_host(text)?;
    let host = link.host();
    let same = |a: &str, b: &str| a == b || a.strip_suffix(b).is_some_and(|sub| sub.ends_with('.'));
    (!same(host, &named) && !same(&named, host)).then(|| host.to_owned())
}

/// The host that a link's text claims to open: a URL, or one word that can only be a host name.
fn named_host(text: &str) -> Option<String> {
    let text = text.trim();
    if text.contains(char::is_whitespace) {
        return None;
    }
    if text.contains("://") {
        let claimed = Link::new(text, "").filter(|link| link.scheme() == Scheme::Web)?;
        return Some(claimed.host().to_owned());
    }
    let host = text.split(['/', '?', '#', ':']).next()?;
    let (_, ending) = host.rsplit_once('.')?;
    let claims = host.starts_with("www.") || TOP_LEVEL.contains(&ending);
    let lower = host
        .chars()
        .all(|c| c.is_alphanumeric() && !c.is_uppercase() || "-.".contains(c));
    let url = format!("http://{host}/");
    (claims && lower).then(|| Link::new(&url, "").map(|link| link.host().to_owned()))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_names_another_host_is_told() {
        let mut targets = Targets::new(&[]);
        let link = targets.find("https://blog.fog.example/a").unwrap();
        let table = [
            ("fog.example", None),
            ("https://www.blog.fog.example/x", None),
            ("https://bank.example/login", Some("blog.fog.example")),
            ("www.bank.example", Some("blog.fog.example")),
            ("bank.com", Some("blog.fog.example")),
            ("Next.js", None),
            ("main.rs", None),
            ("read this: bank.com", None),
        ];
        for (text, want) in table {
            assert_eq!(targets.other_host(link, text).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn numbers_are_those_of_the_article() {
        let listed =
            ["https://a.example/", "https://b.example/"].map(|url| Link::new(url, "").unwrap());
        let mut targets = Targets::new(&listed);
        assert_eq!(targets.find("https://b.example/"), Some(1));
        assert_eq!(targets.find(" https://a.example/ "), Some(0));
        assert_eq!(targets.find("https://c.example/"), Some(2));
        assert_eq!(targets.find("https://c.example/"), Some(2));
        assert_eq!(targets.find("javascript:alert(1)"), None);
        assert_eq!(targets.into_links().0.len(), 3);
    }
}
