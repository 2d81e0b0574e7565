//! Where a text stands: what its links lead to, and what its pictures are.

use std::fmt::Write as _;

use url::Url;

use crate::{
    cli::export::{escaped, pictures::ArchivePictures},
    model::{Issue, Link},
    source::sibling_path,
    text::clean,
};

/// The issue of a text, and the archive around it.
pub(crate) struct TextPlace<'p> {
    pub issue: &'p Issue,
    /// The offset in the issue where the text begins.
    pub at: u32,
    /// The pictures of the archive; none are shown without.
    pub pictures: Option<&'p mut ArchivePictures>,
    /// True if the page may lie at the root of the archive, so that relative links lead to its files.
    pub relative: bool,
}

/// Characters that browsers take in a URL and that HTML forbids there (WHATWG URL Standard, URL code points).
const FORBIDDEN: [char; 12] = [' ', '"', '<', '>', '[', ']', '\\', '^', '`', '{', '|', '}'];

/// The address of a link for an attribute: what validators refuse is percent-encoded.
pub(crate) fn address(link: &Link) -> String {
    let address = link.address();
    let url = clean::url(&address);
    let (scheme, rest) = url.split_at(url.find("://").map_or(0, |at| at + "://".len()));
    // More slashes before a host than two are a slip that browsers mend.
    let rest = rest.trim_start_matches('/');
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let (path, fragment) = path.split_once('#').unzip();
    let path = path.unwrap_or_else(|| rest.get(host.len()..).unwrap_or_default());
    let fragment = fragment.map(|fragment| format!("#{}", encoded(fragment).replace('#', "%23")));
    let fragment = fragment.unwrap_or_default();
    format!("{scheme}{host}{}{fragment}", encoded(path))
}

fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for c in text.chars() {
        if FORBIDDEN.contains(&c) {
            let _ = write!(encoded, "%{:02X}", u32::from(c));
        } else {
            encoded.push(c);
        }
    }
    encoded
}

impl TextPlace<'_> {
    /// ` href="…"` for a target; `None` if it leads nowhere that is safe.
    pub fn href(&self, target: &str) -> Option<String> {
        let url = match Link::new(target, "") {
            Some(link) => address(&link),
            None => self.relative(target)?,
        };
        Some(format!(" href=\"{}\"", escaped(&url)))
    }

    /// A file beside the issue: on the web, where the issue has a page, else in the archive.
    fn relative(&self, target: &str) -> Option<String> {
        let target = clean::url(target.trim());
        let first = target.split(['/', '?', '#']).next().unwrap_or_default();
        let leads_out = first.contains(':') || target.starts_with("//");
        if leads_out || target.is_empty() || target.starts_with(['#', '?', '\\']) {
            return None;
        }
        let web = self.issue.web.as_deref();
        let page = web.and_then(|web| Url::parse(web).ok());
        if let Some(page) = page.filter(|page| matches!(page.scheme(), "http" | "https")) {
            return page.join(&target).ok().map(String::from);
        }
        let (path, rest) = target.split_at(target.find(['?', '#']).unwrap_or(target.len()));
        let file = sibling_path(self.issue.place(self.at).0, path)?;
        self.relative.then(|| format!("./{file}{rest}"))
    }

    /// The source of a picture that is a file of the archive.
    pub fn picture(&mut self, target: &str) -> Option<String> {
        if Link::new(target, "").is_some() {
            return None;
        }
        let pictures = self.pictures.as_mut()?;
        pictures.source(self.issue, self.at, target)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_only_what_html_allows() {
        let table = [
            ("https://fog.example/a?b=c#d", "https://fog.example/a?b=c#d"),
            (
                "https://fog.example/a?b[]=\"c\"&d={e}#f#g]",
                "https://fog.example/a?b%5B%5D=%22c%22&d=%7Be%7D#f%23g%5D",
            ),
            ("https:///fog.example/a", "https://fog.example/a"),
            ("https://[::1]/a[1]", "https://[::1]/a%5B1%5D"),
            ("https://fog.example/%5B안개", "https://fog.example/%5B안개"),
            ("mailto:ann@fog.example", "mailto:ann@fog.example"),
        ];
        for (written, want) in table {
            let link = Link::new(written, "").unwrap();
            assert_eq!(address(&link), want, "{written}");
        }
    }
}
