//! Where a text stands: what its links lead to, and what its pictures are.

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

impl TextPlace<'_> {
    /// ` href="…"` for a target; `None` if it leads nowhere that is safe.
    pub fn href(&self, target: &str) -> Option<String> {
        let url = match Link::new(target, "") {
            Some(link) => clean::url(link.url()).into_owned(),
            None => self.relative(target)?,
        };
        Some(format!(" href=\"{}\"", escaped(&url)))
    }

    /// A file beside the issue: on the web, where the issue has a page, else in the archive.
    fn relative(&self, target: &str) -> Option<String> {
        let target = clean::url(target.trim());
        let scheme = target
            .split(['/', '?', '#'])
            .next()
            .unwrap_or_default()
            .contains(':');
        if scheme
            || target.is_empty()
            || target.starts_with(['#', '?', '\\'])
            || target.starts_with("//")
        {
            return None;
        }
        let page = self
            .issue
            .web
            .as_deref()
            .and_then(|web| Url::parse(web).ok());
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
