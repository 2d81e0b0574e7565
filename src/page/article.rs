//! An article as the reader shows it: title, dates and tags, its sections under clear headings, its links.

use super::{
    builder::TextBuilder,
    dedent::dedent,
    definitions::Definitions,
    markdown::write as write_markdown,
    numbering::in_text_order,
    rich_text::{RichText, TextBlockKind},
    style::Role,
    targets::Targets,
};
use crate::model::{ArticleView, Date, Issue, Link, Scheme, Section, SectionKind, Span, Tag};
use crate::text::{bare_url, clean};

/// The article as a document: title, date, tags and host, text before the first section, sections, list of links.
pub fn document(view: ArticleView<'_>) -> RichText {
    let listed: Vec<Link> = view.links().cloned().collect();
    let mut builder = without_list(view, &listed);
    let order = in_text_order(&builder.doc, &builder.targets.all(), listed.len());
    if let Some(order) = &order {
        builder = without_list(view, order);
    }
    write_links(&mut builder, view.title());
    builder.finish()
}

/// The article without its list of links, which are numbered as in `links`.
fn without_list<'a>(view: ArticleView<'_>, links: &'a [Link]) -> TextBuilder<'a> {
    let mut builder = TextBuilder::new(Targets::new(links));
    let definitions = Definitions::new(&view.issue.definitions);
    let opened = reference(&mut builder, view);
    write_title(&mut builder, view.title(), opened);
    let host = view.reference().map(shown_host);
    write_own_meta(&mut builder, view, host);
    write_preamble(&mut builder, view, &definitions);
    write_sections(&mut builder, view, &definitions, write_heading);
    builder
}

/// The article's text alone, for an excerpt: no title, no headings, no list of links.
pub fn prose(view: ArticleView<'_>) -> RichText {
    let links: Vec<Link> = view.links().cloned().collect();
    let mut builder = TextBuilder::new(Targets::new(&links));
    let definitions = Definitions::new(&view.issue.definitions);
    write_preamble(&mut builder, view, &definitions);
    write_sections(&mut builder, view, &definitions, |_, _, _| {});
    builder.finish()
}

fn write_sections(
    builder: &mut TextBuilder<'_>,
    view: ArticleView<'_>,
    definitions: &Definitions<'_>,
    heading: impl Fn(&mut TextBuilder<'_>, ArticleView<'_>, &Section),
) {
    let mut sections = view.sections().peekable();
    while let Some(section) = sections.next() {
        let body = section.body.of(&view.issue.source);
        if &*section.label != view.title() || !body.trim().is_empty() {
            heading(builder, view, section);
        }
        write_span(builder, view.issue, section.body, definitions);
        let after = after(view, section, sections.peek().copied());
        write_span(builder, view.issue, after, definitions);
    }
}

/// A piece of Markdown of an issue, such as a note. Links are numbered as in `links`.
pub fn markdown(source: &str, issue: &Issue, links: &[Link]) -> RichText {
    let mut builder = TextBuilder::new(Targets::new(links));
    write_markdown(&mut builder, source, &Definitions::new(&issue.definitions));
    builder.finish()
}

/// The title, which opens the link at `reference`.
pub(super) fn write_title(builder: &mut TextBuilder<'_>, title: &str, reference: Option<u32>) {
    builder.state.link = reference;
    builder.piece(Role::Title, title);
    builder.state.link = None;
    builder.end_block(TextBlockKind::Text);
}

/// The position of the reference among the links of the page.
pub(super) fn reference(builder: &mut TextBuilder<'_>, view: ArticleView<'_>) -> Option<u32> {
    builder.targets.find(view.reference()?.url())
}

/// The line under an article's title: its date, the tags that it names, the wider ones, and something else.
pub(super) fn write_own_meta(
    builder: &mut TextBuilder<'_>,
    view: ArticleView<'_>,
    last: Option<String>,
) {
    let wider: Vec<&Tag> = view.broader_tags().collect();
    let named = view.tags().take_while(|tag| !wider.contains(tag));
    write_meta(builder, view.issue.date, named, &wider, last);
}

/// Stands between the date, the tags and what follows them.
const BETWEEN: &str = " · ";

/// The line under the title: date, tags, dimmed wider tags, and something else.
pub(super) fn write_meta<'a>(
    builder: &mut TextBuilder<'_>,
    date: Option<Date>,
    tags: impl Iterator<Item = &'a Tag>,
    wider: &[&Tag],
    last: Option<String>,
) {
    let mut gap = "";
    if let Some(date) = date {
        builder.piece(Role::Meta, &date.to_string());
        gap = BETWEEN;
    }
    let wider = wider.iter().map(|tag| (*tag, Role::WiderTag));
    for (tag, role) in tags.map(|tag| (tag, Role::Tag)).chain(wider) {
        builder.piece(Role::Meta, gap);
        builder.tag(role, tag);
        gap = " ";
    }
    if let Some(last) = last {
        let gap = if gap.is_empty() { gap } else { BETWEEN };
        builder.piece(Role::Meta, &format!("{gap}{last}"));
    }
    builder.end_block(TextBlockKind::Text);
}

/// A piece of the issue's source.
fn write_span(
    builder: &mut TextBuilder<'_>,
    issue: &Issue,
    span: Span,
    definitions: &Definitions<'_>,
) {
    builder.want_gap();
    write_markdown(builder, &dedent(&issue.source, span), definitions);
}

fn write_heading(builder: &mut TextBuilder<'_>, view: ArticleView<'_>, section: &Section) {
    let role = match section.kind {
        SectionKind::Summary => Role::Summary,
        SectionKind::Reference => Role::Reference,
        _ => Role::Section,
    };
    builder.end_block(TextBlockKind::Text);
    builder.want_gap();
    let url = heading_url(view, section).filter(|url| builder.targets.find(url).is_some());
    match url {
        Some(url) => builder.linked_piece(role, &section.label, url),
        None => builder.piece(role, &section.label),
    }
    builder.end_block(TextBlockKind::Section);
    builder.join_next();
}

/// The list of links. Where a label says the title or the address again, the address stands alone.
fn write_links(builder: &mut TextBuilder<'_>, title: &str) {
    let links = builder.targets.all();
    let refused = builder.targets.refused().to_vec();
    if links.is_empty() && refused.is_empty() {
        return;
    }
    builder.want_gap();
    builder.bare_block(TextBlockKind::Rule);
    for (link, index) in links.iter().zip(0..) {
        let (label, host) = (link.label(), shown_host(link));
        if label.is_empty() || [title, link.url(), &host].contains(&label) {
            let address = match link.scheme() {
                Scheme::Web => clean::url(link.url()),
                Scheme::Mail => host.into(),
            };
            let redirect = link.is_redirect().then_some("(redirect)");
            builder.list_link(index, &address, redirect.unwrap_or_default());
        } else {
            builder.list_link(index, &host, label);
        }
    }
    for (link, number) in refused.iter().zip(links.len() + 1..) {
        builder.list_refused(number, &link.target(), link.label());
    }
}

/// The host that the link opens: as written, and decoded where the two differ (IDNA); marked if it only redirects.
pub fn shown_host(link: &Link) -> String {
    let host = link.host();
    let host = clean::line(host);
    let (unicode, valid) = idna::domain_to_unicode(&host);
    let redirect = if link.is_redirect() {
        " (redirect)"
    } else {
        ""
    };
    if link.scheme() == Scheme::Web && valid.is_ok() && unicode != host {
        return format!("{} ({host}){redirect}", clean::line(&unicode));
    }
    format!("{host}{redirect}")
}

/// The URL that a section's heading leads to, or has.
fn heading_url<'a>(view: ArticleView<'a>, section: &Section) -> Option<&'a str> {
    let before = Span {
        start: view.body_span().start.min(section.body.start),
        end: section.body.start,
    };
    let before = before.of(&view.issue.source);
    let heading = before.get(without_heading(before, &section.label).len()..)?;
    heading.get(bare_url::find(heading)?)
}

/// The text before the first section, without an item that only repeats the title and its link.
fn write_preamble(
    builder: &mut TextBuilder<'_>,
    view: ArticleView<'_>,
    definitions: &Definitions<'_>,
) {
    let first = builder.doc.blocks.len();
    write_span(builder, view.issue, preamble(view), definitions);
    let number = reference(builder, view).map(|index| index + 1);
    let block = builder.doc.blocks.get(first);
    let text = block.map(|block| builder.doc.slice(&block.text));
    if text.is_some_and(|text| is_title_again(text, view.title(), number)) {
        builder.doc.unwrap_block(first);
    }
}

/// True if a text repeats the title, mostly as a link with its number, and nothing else but a sign or a number before
/// it and a full stop behind it.
fn is_title_again(text: &str, title: &str, number: Option<u32>) -> bool {
    let text = text.trim_end_matches(['.', '。']);
    let number = number.map(|number| format!("\u{a0}[{number}]"));
    let words = number.and_then(|number| text.strip_suffix(&*number));
    without_lead(words.unwrap_or(text)) == without_lead(title)
}

/// A text without the emoji or the `1、` before it.
fn without_lead(text: &str) -> &str {
    let decoration = |c: char| !c.is_alphanumeric();
    let text = text.trim_start_matches(decoration);
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.starts_with(['、', '.', ')']) {
        rest.trim_start_matches(decoration)
    } else {
        text
    }
}

/// The text before the first section, without that section's heading: its last line, or two if it is underlined.
fn preamble(view: ArticleView<'_>) -> Span {
    let body = view.body_span();
    let Some(section) = view.sections().next() else {
        return body;
    };
    let before = Span {
        start: body.start,
        end: section.body.start,
    };
    let text = without_heading(before.of(&view.issue.source), &section.label);
    Span {
        start: body.start,
        end: body.start + text.len() as u32,
    }
}

/// The text between a section and the heading of the next: what follows a list of labelled bullets, say.
fn after(view: ArticleView<'_>, section: &Section, next: Option<&Section>) -> Span {
    let start = section.body.end;
    let Some(next) = next else {
        let end = view.body_span().end.max(start);
        return Span { start, end };
    };
    let between = Span {
        start,
        end: next.body.start.max(start),
    };
    let text = without_heading(between.of(&view.issue.source), &next.label);
    Span {
        start,
        end: start + text.len() as u32,
    }
}

fn without_heading<'a>(text: &'a str, label: &str) -> &'a str {
    let text = text.trim_end();
    let (above, last) = text.rsplit_once('\n').unwrap_or(("", text));
    let underline = !label.is_empty() && last.trim().trim_matches(['=', '-']).is_empty();
    if underline {
        above.rsplit_once('\n').map_or("", |(above, _)| above)
    } else {
        above
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_a_title_is_no_part_of_it() {
        let table = [
            ("📜 Fog", "Fog"),
            ("1、 雾", "雾"),
            ("12. Fog", "Fog"),
            ("{fog} 1.2", "fog} 1.2"),
            ("2031 in fog", "2031 in fog"),
            ("1.75 is out", "75 is out"),
            ("", ""),
        ];
        for (text, want) in table {
            assert_eq!(without_lead(text), want, "{text}");
        }
    }
}
