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
    scheme: Scheme,
}

impl Link {
    /// A link to `target`, kept as written but for surrounding white space and control characters, which are dropped.
    /// `label` is its clean text, empty for a bare URL. `None` unless the scheme is http, https or mailto and the URL parses
    /// (WHATWG URL Standard) with a host.
    pub fn new(target: &str, label: &str) -> Option<Self> {
        let url: String = target.trim().chars().filter(|c| !c.is_control()).collect();
        let parsed = Url::parse(&url).ok()?;
        let scheme = match parsed.scheme() {
            "http" | "https" => parsed.host_str().map(|_| Scheme::Web)?,
            "mailto" => Scheme::Mail,
            _ => return None,
        };
        Some(Self {
            url: url.into(),
            label: label.into(),
            scheme,
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

    /// Which kind of link this is.
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// The host that will be opened, in ASCII (punycode) form; for mail, the address.
    pub fn host(&self) -> String {
        match Url::parse(&self.url) {
            Ok(url) if self.scheme == Scheme::Web => url.host_str().unwrap_or_default().to_owned(),
            Ok(url) => url.path().to_owned(),
            Err(_) => String::new(),
        }
    }
}

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
}
