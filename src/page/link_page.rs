//! The page of an article that is only a link: where it stands, its whole address, and the articles nearest to it.

use super::{
    article::{prose, reference, write_own_meta, write_title},
    builder::TextBuilder,
    rich_text::{RichText, TextBlockKind},
    style::Role,
    targets::Targets,
};
use crate::{
    model::{ArticleView, Link},
    text::clean,
};

/// Longer texts are no mere links, in bytes: their prose need not be looked through.
const LONGEST: usize = 2000;

/// True if an article has links, and no text but its title and their addresses again.
pub fn is_only_link(view: ArticleView<'_>) -> bool {
    if view.links().len() == 0 || view.text().len() > LONGEST {
        return false;
    }
    let mut text = prose(view).text().replace(view.title(), "");
    for link in view.links() {
        for again in [link.url(), link.label()] {
            text = text.replace(again, "");
        }
    }
    !text.chars().any(char::is_alphabetic)
}

/// The page, with a line for each article near to this one, under a heading. They are numbered after the links.
pub fn link_page(view: ArticleView<'_>, heading: &str, near: &[String]) -> RichText {
    let links: Vec<Link> = view.links().map(Link::clone).collect();
    let mut builder = TextBuilder::new(Targets::new(&links));
    let opened = reference(&mut builder, view);
    write_title(&mut builder, view.title(), opened);
    write_own_meta(&mut builder, view, None);
    write_place(&mut builder, view);
    builder.want_gap();
    for (link, index) in links.iter().zip(0..) {
        let address = clean::url(link.url());
        let again = [view.title(), link.url(), &address];
        let label = Some(link.label()).filter(|label| !again.contains(label));
        builder.list_link(index, &address, label.unwrap_or(""));
    }
    let refused = builder.targets.refused().to_vec();
    for (link, number) in refused.iter().zip(links.len() + 1..) {
        builder.list_refused(number, &link.target(), link.label());
    }
    write_near(&mut builder, heading, near, links.len() + refused.len());
    builder.finish()
}

/// The issue, and the group there.
fn write_place(builder: &mut TextBuilder<'_>, view: ArticleView<'_>) {
    builder.piece(Role::Meta, &view.issue.title);
    if let Some(group) = view.group() {
        builder.piece(Role::Meta, &format!(" · {group}"));
    }
    builder.end_block(TextBlockKind::Text);
}

fn write_near(builder: &mut TextBuilder<'_>, heading: &str, near: &[String], before: usize) {
    if near.is_empty() {
        return;
    }
    builder.want_gap();
    builder.bare_block(TextBlockKind::Rule);
    builder.piece(Role::Meta, heading);
    builder.end_block(TextBlockKind::Text);
    for (text, number) in near.iter().zip(before + 1..) {
        builder.list_text(number, text);
    }
}
