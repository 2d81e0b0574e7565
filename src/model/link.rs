use std::borrow::Cow;

use url::Url;

/// What may be opened, and how carefully.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// `http` and `https`: opened at once.
    Web,
    /// `mailto`: opened after a question.
    Mail,
}

/// An absolute link of an article. Only [`Link::new`] makes one, so that whatever holds a `Link` may be opened.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    url: Box<str>,
    label: Box<str>,
}

/// A [`Link`] as an issue holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkRef<'a> {
    url: &'a str,
    label: &'a str,
}

impl Link {
    /// A link to `target`, kept as written but for surrounding white space and control characters, which are dropped.
    /// `label` is its clean text, empty for a bare URL. `None` unless the scheme is http, https or mailto and the URL parses
    /// (WHATWG URL Standard) with a host.
    pub fn new(target: &str, label: &str) -> Option<Self> {
        Some(Self {
            url: accept(target)?.into(),
            label: label.into(),
        })
    }

    /// The URL to open, as written in the issue.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The URL in ASCII alone, all else encoded (RFC 3986), as a protocol wants it that allows nothing else.
    pub fn ascii(&self) -> Option<String> {
        let url = Url::parse(&self.url).ok()?;
        Some(url.into())
    }

    /// The link's text; may be empty.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// The link, borrowed.
    pub fn as_ref(&self) -> LinkRef<'_> {
        LinkRef::known(&self.url, &self.label)
    }

    /// Which kind of link this is.
    pub fn scheme(&self) -> Scheme {
        scheme(&self.url)
    }

    /// The host that will be opened, in ASCII (punycode) form; for mail, the address.
    pub fn host(&self) -> Cow<'_, str> {
        host(&self.url)
    }
}

impl<'a> LinkRef<'a> {
    /// A link whose URL was [accepted](accept) before.
    pub(super) fn known(url: &'a str, label: &'a str) -> Self {
        Self { url, label }
    }

    /// See [`Link::url`].
    pub fn url(self) -> &'a str {
        self.url
    }

    /// See [`Link::label`].
    pub fn label(self) -> &'a str {
        self.label
    }

    /// See [`Link::scheme`].
    pub fn scheme(self) -> Scheme {
        scheme(self.url)
    }

    /// See [`Link::host`].
    pub fn host(self) -> Cow<'a, str> {
        host(self.url)
    }

    /// The link, to be kept.
    pub fn to_link(self) -> Link {
        Link {
            url: self.url.into(),
            label: self.label.into(),
        }
    }
}

/// The URL that a link to `target` opens, if it may be opened: see [`Link::new`].
pub(super) fn accept(target: &str) -> Option<Cow<'_, str>> {
    let url = match target.as_bytes() {
        // Nearly all have no blanks around them.
        [b'!'..=b'~', .., b'!'..=b'~'] => target,
        _ => target.trim(),
    };
    // Without an early end, the compiler looks at many bytes at once.
    let may_be_control = |byte: u8| byte < 0x20 || matches!(byte, 0x7f | 0xc2);
    let odd = url
        .bytes()
        .fold(false, |odd, byte| odd | may_be_control(byte));
    let url = if odd && url.contains(char::is_control) {
        Cow::Owned(url.replace(char::is_control, ""))
    } else {
        Cow::Borrowed(url)
    };
    let accepted = plain_host(&url).is_some() || is_valid(&url);
    accepted.then_some(url)
}

fn is_valid(url: &str) -> bool {
    Url::parse(url).is_ok_and(|parsed| match parsed.scheme() {
        "http" | "https" => parsed.host_str().is_some(),
        scheme => scheme == "mailto",
    })
}

/// Of an accepted URL.
fn scheme(url: &str) -> Scheme {
    if url.starts_with(['h', 'H']) {
        Scheme::Web
    } else {
        Scheme::Mail
    }
}

fn host(url: &str) -> Cow<'_, str> {
    if let Some(host) = plain_host(url) {
        return Cow::Borrowed(host);
    }
    Cow::Owned(match Url::parse(url) {
        Ok(parsed) if scheme(url) == Scheme::Web => parsed.host_str().unwrap_or("").to_owned(),
        Ok(parsed) => parsed.path().to_owned(),
        Err(_) => String::new(),
    })
}

/// The host of a URL to the web that needs no parsing, as nearly all are: scheme and host in lower case, of letters, digits,
/// dots and single hyphens, its last name no number. Parsing half a million URLs takes a third of a second.
fn plain_host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("http")?;
    let rest = rest.strip_prefix('s').unwrap_or(rest).strip_prefix("://")?;
    let bytes = rest.as_bytes();
    let is_plain = |byte: &u8| IN_NAMES.get(usize::from(*byte)) == Some(&true);
    let (mut name, mut end) = (0, 0);
    loop {
        let part = bytes.get(end..)?;
        let length = part.iter().position(|byte| !is_plain(byte));
        let length = length.unwrap_or(part.len());
        end += length;
        match bytes.get(end) {
            _ if length == 0 => return None,
            Some(b'.') => name = end + 1,
            Some(b'-') => (),
            Some(b'/' | b'?' | b'#') | None => break,
            Some(_) => return None,
        }
        end += 1;
    }
    let named = bytes.get(name).is_some_and(u8::is_ascii_lowercase);
    named.then(|| rest.get(..end))?
}

/// The small letters and digits of ASCII. A table is faster for one byte.
#[expect(clippy::indexing_slicing, reason = "the compiler checks constants")]
static IN_NAMES: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        table[byte as usize] = byte.is_ascii_lowercase() || byte.is_ascii_digit();
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

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
    fn keeps_the_url_as_written_without_control_characters() {
        let link = Link::new(" https://Fog.example/A b\u{7}'\"& ", "fog").unwrap();
        assert_eq!(link.url(), "https://Fog.example/A b'\"&");
        assert_eq!(link.host(), "fog.example");
        assert_eq!(link.ascii().unwrap(), "https://fog.example/A%20b'%22&");
    }

    proptest::proptest! {
        #[test]
        fn a_plain_host_is_what_parsing_finds(
            host in "[a-z0-9.-]{0,12}",
            rest in "([/?#][ -~가é]{0,12})?",
        ) {
            let url = format!("https://{host}{rest}");
            if let Some(plain) = plain_host(&url) {
                let parsed = Url::parse(&url);
                proptest::prop_assert_eq!(parsed.as_ref().ok().and_then(Url::host_str), Some(plain));
            }
        }
    }
}
