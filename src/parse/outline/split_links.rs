//! Links that a blog's editor cut in pieces round a host name.
//!
//! `[Horn (](https://horn.example/a)[horn.example](http://horn.example)[)](https://horn.example/a)` is one link, its text
//! "Horn (horn.example)". The tail may be missing, and spaces may stand between the pieces.

use super::{Outline, RawLink};

/// Makes one link of each that was cut.
pub fn join(outline: &mut Outline) {
    pictures(outline);
    let mut whole = 0;
    for index in 1..outline.links.len() {
        match pair(outline, whole, index) {
            Some((_, inner)) if inner.artefact => (),
            Some((outer, inner))
                if is_host_of(outline, outer, inner) || is_amid(outline, outer, inner, index) =>
            {
                let tail = outline.links.get(index + 1);
                let tail = tail.filter(|tail| {
                    outline.url(tail) == outline.url(outer) && touch(outline.source, inner, tail)
                });
                let end = tail.map(|tail| (tail.span.end, tail.pieces.end));
                mark(outline, index, end.is_some());
                stretch(outline, whole, end);
            }
            _ => whole = index,
        }
    }
}

/// Marks pictures that are linked to their own file: those links lead nowhere.
fn pictures(outline: &mut Outline) {
    let own = |link: &RawLink| {
        let inside = link.span.of(outline.source).strip_prefix("[![");
        let file = inside
            .and_then(|inside| inside.split_once("]("))
            .map(|(_, rest)| rest);
        file.is_some_and(|file| {
            file.strip_prefix(outline.url(link))
                .is_some_and(|rest| rest.starts_with([')', ' ']))
        })
    };
    let own: Vec<usize> = outline
        .links
        .iter()
        .enumerate()
        .filter(|(_, link)| own(link))
        .map(|(index, _)| index)
        .collect();
    for index in own {
        mark(outline, index, false);
    }
}

fn pair<'o>(
    outline: &'o Outline,
    outer: usize,
    inner: usize,
) -> Option<(&'o RawLink, &'o RawLink)> {
    Some((outline.links.get(outer)?, outline.links.get(inner)?))
}

fn mark(outline: &mut Outline, index: usize, with_tail: bool) {
    let last = index + usize::from(with_tail);
    for link in outline.links.get_mut(index..=last).into_iter().flatten() {
        link.artefact = true;
    }
}

/// The link at `index` reaches to the end of its tail.
fn stretch(outline: &mut Outline, index: usize, end: Option<(u32, u32)>) {
    if let (Some((span_end, pieces_end)), Some(link)) = (end, outline.links.get_mut(index)) {
        link.span.end = span_end;
        link.pieces.end = pieces_end;
    }
}

/// True if `inner` is only the host name of `outer`, just behind it.
fn is_host_of(outline: &Outline, outer: &RawLink, inner: &RawLink) -> bool {
    if !touch(outline.source, outer, inner) {
        return false;
    }
    let (outer_url, inner_url) = (outline.url(outer), outline.url(inner));
    let [outer_host, inner_host] =
        [outer_url, inner_url].map(|url| url.split_once("://").map_or("", |(_, rest)| rest));
    let inner_host = inner_host.trim_end_matches('/');
    let outer_host = outer_host.split(['/', '?', '#']).next().unwrap_or("");
    let tail = outer_host.len().checked_sub(inner_host.len());
    let parts = tail.and_then(|tail| outer_host.split_at_checked(tail));
    let within = parts.is_some_and(|(before, tail)| {
        tail.eq_ignore_ascii_case(inner_host) && (before.is_empty() || before.ends_with('.'))
    });
    !inner_host.is_empty()
        && within
        && outer_url != inner_url
        && outline.text(inner.pieces).eq_ignore_ascii_case(inner_host)
}

/// True if `inner`, the link at `index`, is an address that an editor found in the text of `outer`, which goes on behind it.
fn is_amid(outline: &Outline, outer: &RawLink, inner: &RawLink, index: usize) -> bool {
    let url = outline.url(inner);
    let address = url
        .split_once("://")
        .map_or("", |(_, rest)| rest.trim_end_matches('/'));
    let goes_on = outline.links.get(index + 1).is_some_and(|tail| {
        outline.url(tail) == outline.url(outer) && touch(outline.source, inner, tail)
    });
    goes_on
        && url != outline.url(outer)
        && touch(outline.source, outer, inner)
        && outline
            .text(inner.pieces)
            .trim_end_matches('/')
            .eq_ignore_ascii_case(address)
}

/// True if only blanks and punctuation stand between two links of a line.
fn touch(source: &str, left: &RawLink, right: &RawLink) -> bool {
    let between = source.get(left.span.end as usize..right.span.start as usize);
    between.is_some_and(|text| {
        text.len() <= 8 && !text.contains(|c: char| c.is_alphanumeric() || c == '\n')
    })
}

#[cfg(test)]
mod tests {
    use crate::parse::outline::outline_of;

    #[test]
    fn cut_links_are_one() {
        let table = [
            (
                "[Horn (](https://horn.example/a)[horn.example](http://horn.example)[)](https://horn.example/a)",
                &["Horn (horn.example) https://horn.example/a"][..],
            ),
            (
                "[Horn |](https://www.horn.example/a) [horn.example](http://horn.example) next",
                &["Horn | https://www.horn.example/a"],
            ),
            (
                "[horn.example](https://horn.example) is a site",
                &["horn.example https://horn.example"],
            ),
            (
                "[Horn](https://horn.example/a) and [fog.example](http://fog.example)",
                &[
                    "Horn https://horn.example/a",
                    "fog.example http://fog.example",
                ],
            ),
        ];
        for (source, want) in table {
            let outline = outline_of(source);
            let links = outline.links.iter().filter(|link| !link.artefact);
            let rows: Vec<_> = links
                .map(|link| format!("{} {}", outline.text(link.pieces), outline.url(link)))
                .collect();
            assert_eq!(rows, want);
        }
    }
}
