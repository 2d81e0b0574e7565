//! The values of an article, or of an issue. All but paths are clean; a path must name its file.

use std::{ffi::OsString, path};

use super::Placeholder;
use crate::{
    model::{ArticleView, Issue, Link, Scheme, Tag},
    text::clean,
};

/// A thing that a command is run for.
#[derive(Clone, Copy, Debug)]
pub(super) enum ValueSource<'a> {
    Article(ArticleView<'a>),
    Issue(&'a Issue),
}

impl ValueSource<'_> {
    /// The value for a placeholder, if there is one. Whatever has no tags has none by name.
    pub fn value(&self, placeholder: Placeholder) -> Option<OsString> {
        match placeholder {
            Placeholder::Url => self.url().map(Into::into),
            Placeholder::Title => Some(clean::line(self.title()).into_owned().into()),
            Placeholder::Tags => Some(self.tags().into()),
            Placeholder::Path => self.path(),
            Placeholder::Id => match self {
                Self::Article(view) => Some(view.short_id().to_string().into()),
                Self::Issue(_) => None,
            },
        }
    }

    fn url(&self) -> Option<String> {
        match self {
            Self::Article(view) => {
                let link = view
                    .reference()
                    .filter(|link| link.scheme() == Scheme::Web)?;
                Some(clean::url(&link.address()).into_owned())
            }
            // Only what could be opened is an address.
            Self::Issue(issue) => {
                let link = Link::new(issue.web.as_deref()?, "")?;
                Some(clean::url(&link.address()).into_owned())
            }
        }
    }

    fn title(&self) -> &str {
        match self {
            Self::Article(view) => view.title(),
            Self::Issue(issue) => &issue.title,
        }
    }

    fn tags(&self) -> String {
        let names: Vec<_> = match self {
            Self::Article(view) => view.tags().map(Tag::name).collect(),
            Self::Issue(issue) => issue.tags.iter().map(Tag::name).collect(),
        };
        clean::line(&names.join(",")).into_owned()
    }

    /// The whole path. The folder that the program was started in never changes while it runs.
    fn path(&self) -> Option<OsString> {
        let file = match self {
            Self::Article(view) => view.issue.file_at(view.span().start),
            Self::Issue(issue) => issue.file_at(0),
        }?;
        let whole = path::absolute(file);
        Some(whole.unwrap_or_else(|_| file.to_owned()).into())
    }
}

/// The addresses, a line each.
pub(super) fn urls(sources: &[ValueSource<'_>]) -> String {
    let urls = sources.iter().filter_map(ValueSource::url);
    urls.map(|url| url + "\n").collect()
}
