//! Links that may be opened.

use std::borrow::Cow;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use url::Url;

use super::{Span, redirect::is_redirect};

/// The kinds of links that may be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// `http` and `https`: opened at once.
    Web,
    /// `mailto`: opened after a question.
    Mail,
}

/// An absolute link of an article. Only [`Link::new`] makes one: every `Link` may be opened.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    /// The URL, the label, and the host unless it stands in the URL as it is: one text, as archives have millions of links.
    text: Box<str>,
    label: Span,
    host: Span,
}

impl Link {
    /// A link to `target`, kept as written but for surrounding white space and control characters, which are dropped.
    /// `label` is its clean text, empty for a bare URL. `None` unless the scheme is http, https or mailto and the URL parses
    /// (WHATWG URL Standard) with a host.
    pub fn new(target: &str, label: &str) -> Option<Self> {
        let url = target.trim();
        let url = if url.contains(char::is_control) {
            Cow::Owned(url.replace(char::is_control, ""))
        } else {
            Cow::Borrowed(url)
        };
        match plain_host(&url) {
            Some(host) => Some(Self::of(&url, label, host)),
            None => Some(Self::of(&url, label, host(&Url::parse(&url).ok()?)?)),
        }
    }

    fn of(url: &str, label: &str, host: &str) -> Self {
        let rest = url.split_once(':').map_or(url, |(_, rest)| rest);
        let rest = rest.trim_start_matches('/');
        let (start, apart) = if rest.starts_with(host) {
            (url.len() - rest.len(), "")
        } else {
            (url.len() + label.len(), host)
        };
        Self {
            text: [url, label, apart].concat().into(),
            label: Span::new(url.len()..url.len() + label.len()),
            host: Span::new(start..start + host.len()),
        }
    }

    /// The URL to open, as written in the issue.
    pub fn url(&self) -> &str {
        let url = Span::new(0..self.label.start as usize);
        url.of(&self.text)
    }

    /// The URL as other programs take it: white space in it is encoded (RFC 3986, 2.1).
    pub fn address(&self) -> Cow<'_, str> {
        let url = self.url();
        if !url.contains(char::is_whitespace) {
            return Cow::Borrowed(url);
        }
        let mut address = String::with_capacity(url.len() + 8);
        for c in url.chars() {
            if c.is_whitespace() {
                let space = c.encode_utf8(&mut [0; 4]).to_owned();
                address.extend(utf8_percent_encode(&space, NON_ALPHANUMERIC));
            } else {
                address.push(c);
            }
        }
        Cow::Owned(address)
    }

    /// The URL in ASCII alone, all else encoded (RFC 3986), as a protocol wants it that allows nothing else.
    pub fn ascii(&self) -> Option<String> {
        let url = Url::parse(self.url()).ok()?;
        Some(url.into())
    }

    /// The link's text; may be empty.
    pub fn label(&self) -> &str {
        self.label.of(&self.text)
    }

    /// The kind of link.
    pub fn scheme(&self) -> Scheme {
        if self.url().starts_with(['h', 'H']) {
            Scheme::Web
        } else {
            Scheme::Mail
        }
    }

    /// True if the address counts clicks and leads on to another that it does not tell.
    pub fn is_redirect(&self) -> bool {
        is_redirect(self.url())
    }

    /// The host that will be opened, in ASCII (punycode) form; for mail, the address.
    pub fn host(&self) -> &str {
        self.host.of(&self.text)
    }
}

/// The host of a URL that is written as nearly all are: small letters, digits and hyphens between dots, and letters at the end. It
/// needs no parser, as any text may follow.
fn plain_host(url: &str) -> Option<&str> {
    let rest = ["https://", "http://"].iter();
    let mut rest = rest.filter_map(|scheme| url.strip_prefix(scheme));
    let host = rest.next()?.split(['/', '?', '#']).next()?;
    let (name, last) = host.rsplit_once('.')?;
    let is_label = |label: &str| {
        let is_plain = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
        !label.is_empty() && label.bytes().all(is_plain) && !label.starts_with("xn--")
    };
    let plain = name.split('.').all(is_label) && last.len() > 1;
    (plain && last.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(host)
}

/// The host of a URL that may be opened; for mail, the address.
fn host(url: &Url) -> Option<&str> {
    match url.scheme() {
        "http" | "https" => url.host_str(),
        "mailto" => Some(url.path()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_in_an_address_is_encoded() {
        let table = [
            ("https://horn.example/a b", "https://horn.example/a%20b"),
            (
                "https://horn.example/안\u{3000}개",
                "https://horn.example/안%E3%80%80개",
            ),
            ("https://horn.example/a%20b", "https://horn.example/a%20b"),
        ];
        for (url, address) in table {
            assert_eq!(Link::new(url, "").unwrap().address(), address);
        }
    }

    #[test]
    fn only_safe_absolute_links_exist() {
        let table = [
            ("https://fog.example/a?b=1&c=가", true),
            ("HTTP://FOG.EXAMPLE", true),
            ("mailto:ann@fog.example", true),
            ("javascript:alert(1)", false),
            ("file:///etc/passwd", false),
            ("#anchor", false),
            ("fog.example/a", false),
            ("https://", false),
        ];
        for (target, ok) in table {
            assert_eq!(Link::new(target, "").is_some(), ok, "{target}");
        }
    }

    #[test]
    fn a_plain_host_is_what_a_parser_finds() {
        let table = [
            ("https://fog.example", true),
            ("http://a-1.fog.example/a b?c#d", true),
            ("https://fog.example?@sea.example", true),
            ("https://fog.example\\a", false),
            ("https://ann@fog.example/", false),
            ("https://fog.example:80/", false),
            ("https://Fog.example", false),
            ("https://fog..example", false),
            ("https://xn--a.example", false),
            ("https://127.0.0.1/", false),
            ("https://1.0x7f", false),
            ("https://fog", false),
            ("ftp://fog.example", false),
            (&format!("https://{}.example", "fog".repeat(100)), true),
        ];
        for (url, plain) in table {
            let found = plain_host(url);
            assert_eq!(found.is_some(), plain, "{url}");
            let parsed = Url::parse(url).ok();
            let parsed = parsed.as_ref().and_then(host);
            assert!(found.is_none_or(|host| parsed == Some(host)), "{url}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_plain_host_is_what_a_parser_finds(url in "https?://[a-z0-9.-]{1,20}[a-z./?#@: \\\\-]{0,12}") {
            if let Some(found) = plain_host(&url) {
                let parsed = Url::parse(&url).unwrap();
                assert_eq!(host(&parsed), Some(found), "{url}");
            }
        }
    }

    #[test]
    fn keeps_the_url_as_written_without_control_characters() {
        let link = Link::new(" https://Fog.example/A b\u{7}'\"& ", "fog").unwrap();
        assert_eq!(link.url(), "https://Fog.example/A b'\"&");
        assert_eq!(link.host(), "fog.example");
        assert_eq!(link.ascii().unwrap(), "https://fog.example/A%20b'%22&");
    }
}
