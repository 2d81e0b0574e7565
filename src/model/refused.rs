//! Links that are never opened.

use url::Url;

/// A link of an article that is never opened: its former text, to show the reader. There is no way from here to a
/// [`Link`](super::Link).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    scheme: Box<str>,
    host: Box<str>,
    label: Box<str>,
}

impl Refused {
    /// Describes a target that is no [`Link`](super::Link). `None` for relative ones, which lead nowhere outside their page.
    pub fn new(target: &str) -> Option<Self> {
        let url: String = target.trim().chars().filter(|c| !c.is_control()).collect();
        let (scheme, _) = url.split_once(':')?;
        let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
        let parsed = Url::parse(&url).ok();
        let host = parsed.as_ref().and_then(Url::host_str).unwrap_or_default();
        is_scheme.then(|| Self {
            scheme: scheme.to_ascii_lowercase().into(),
            host: host.into(),
            label: Box::default(),
        })
    }

    /// Gives it its clean text, the first of several.
    pub fn name(&mut self, label: &str) {
        if self.label.is_empty() {
            self.label = label.into();
        }
    }

    /// The link's text; may be empty.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Scheme and host, such as `ftp://fog.example` or `javascript:`. The code or file that it names stays out of sight.
    pub fn target(&self) -> String {
        let slashes = if self.host.is_empty() { "" } else { "//" };
        format!("{}:{slashes}{}", self.scheme, self.host)
    }

    /// Why it is not opened: a sentence's worth.
    pub fn reason(&self) -> String {
        match &*self.scheme {
            "http" | "https" | "mailto" => "its URL is not valid".to_owned(),
            scheme => format!("{scheme}: is not opened, only http, https and mailto"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_refused_says_what_it_was() {
        let table = [
            ("javascript:alert(1)", Some("javascript:")),
            (" JAVA\tSCRIPT:x", Some("javascript:")),
            ("file:///etc/passwd", Some("file:")),
            ("data:text/html,<b>", Some("data:")),
            ("ftp://fog.example/a", Some("ftp://fog.example")),
            ("https://", Some("https:")),
            ("#anchor", None),
            ("../a.md", None),
            ("가:나", None),
        ];
        for (target, want) in table {
            let refused = Refused::new(target).map(|refused| refused.target());
            assert_eq!(refused.as_deref(), want, "{target}");
        }
    }
}
