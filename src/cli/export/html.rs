//! A page that stands on its own: styles, a script to search it, and the archive's pictures are in it. Nothing is loaded from
//! elsewhere, and without scripts all of it is there to be read.

mod body;
mod place;
mod raw;
mod tree;

use std::io::{self, Write};

use super::{escaped, pictures::ArchivePictures};
use crate::{
    cli::selection::{Selected, SelectedIssue},
    model::{ArticleView, Tag},
};
pub(super) use body::body;
pub(super) use place::TextPlace;
use place::address;

/// The look of articles, for e-readers too.
pub(super) const STYLE: &str = include_str!("../../../assets/export/article.css");
const PAGE_STYLE: &str = include_str!("../../../assets/export/page.css");
const SCRIPT: &str = include_str!("../../../assets/export/page.js");

/// The level of an article's heading: the archive has the first, issues the second.
const ARTICLE: usize = 3;

/// Writes a page.
pub(super) fn write(selected: &Selected, out: &mut impl Write) -> io::Result<()> {
    let name = escaped(selected.archive.title());
    writeln!(
        out,
        "<!doctype html>\n<html>\n<head>\n<meta charset=\"utf-8\"/>"
    )?;
    writeln!(
        out,
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>"
    )?;
    writeln!(
        out,
        "<title>{name}</title>\n<style>\n{STYLE}{PAGE_STYLE}</style>\n</head>"
    )?;
    writeln!(out, "<body>\n<header>\n<h1>{name}</h1>")?;
    // The script shows it: without, it could do nothing.
    writeln!(
        out,
        "<form id=\"find\" role=\"search\" hidden=\"\"></form>\n</header>\n<main>"
    )?;
    let mut pictures = ArchivePictures::inside(&selected.paths);
    for issue in selected.issues() {
        write_issue(&issue, &mut pictures, out)?;
    }
    writeln!(
        out,
        "</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>"
    )
}

fn write_issue(
    SelectedIssue { issue, articles }: &SelectedIssue<'_>,
    pictures: &mut ArchivePictures,
    out: &mut impl Write,
) -> io::Result<()> {
    let date = issue
        .date
        .map_or_else(String::new, |date| format!(" <time>{date}</time>"));
    writeln!(out, "<section>\n<h2>{}{date}</h2>", escaped(&issue.title))?;
    for view in articles {
        let mut place = TextPlace {
            issue,
            at: view.span().start,
            pictures: Some(&mut *pictures),
            relative: true,
        };
        let names: Vec<_> = view.tags().map(Tag::name).collect();
        let (id, tags) = (view.short_id(), escaped(&names.join(";")));
        writeln!(out, "<article id=\"a-{id}\" data-tags=\"{tags}\">")?;
        writeln!(out, "{}</article>", article(view, &mut place, ARTICLE))?;
    }
    writeln!(out, "</section>")
}

/// An article: its title as a heading of this level, its tags, and its text.
pub(super) fn article(view: &ArticleView<'_>, place: &mut TextPlace<'_>, level: usize) -> String {
    let title = escaped(view.title());
    let heading = match view.reference() {
        Some(link) => {
            format!("<a href=\"{}\">{title}</a>", escaped(&address(link)))
        }
        None => title,
    };
    let tags: Vec<_> = view.tags().map(|tag| escaped(tag.display())).collect();
    let tags = match tags.as_slice() {
        [] => String::new(),
        tags => format!("<p class=\"tags\">{}</p>\n", tags.join(" · ")),
    };
    let body = body(place, view.body(), level);
    format!("<h{level}>{heading}</h{level}>\n{tags}{body}")
}
