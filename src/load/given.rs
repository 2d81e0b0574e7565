//! Addresses as a newsletter has them, where links lead on and the archive knows only where to.

use crate::{
    model::{Archive, ArticleView, Issue, Link},
    parse,
    source::{Limits, Origin, Siblings},
};

/// The link as the newsletter has it, which may count clicks; the same where nothing led on.
pub fn as_given(archive: &Archive, files: &mut Siblings, link: &Link) -> Link {
    let found = origin(archive, link).and_then(|origin| {
        let text = files
            .read_own(&origin, Limits::default().entry_bytes)
            .ok()?;
        let given = parse::address_as_given(&text, link.url())?;
        Link::new(&given, link.label())
    });
    found.unwrap_or_else(|| link.clone())
}

/// Where an article stands that has this link.
fn origin(archive: &Archive, link: &Link) -> Option<Origin> {
    let has = |article: &ArticleView<'_>| article.links().any(|other| other.url() == link.url());
    let article = archive.articles().find(has)?;
    Some(place(article.issue, article.span().start))
}

fn place(issue: &Issue, at: u32) -> Origin {
    Origin {
        path: issue.place(at).0.to_owned(),
        file: issue.file_at(at).map(Into::into),
    }
}
