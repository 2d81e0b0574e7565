//! Bytes as the Markdown of an article, at the width that the first two say, and on a screen.

use std::collections::HashMap;

use backissue::{
    model::{Archive, Issue},
    page::{self, RichText, Role, StyledLine, WrapOptions, WrappedText},
    parse,
    text::{Ruler, clean},
};
use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

use super::{
    choices::{self, Choices},
    keys::check::assert_drawn,
};
use crate::support::Reader;

pub fn run(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let (width, height) = (1 + choices.below(120) as u16, 1 + choices.below(16) as u16);
    let source = String::from_utf8_lossy(choices.rest());
    let document = page::markdown(&source, &Issue::default(), &[]);
    match choices::below(8, bytes) {
        0 => on_a_screen(&source, width, height),
        1 => assert_fits_where_wide(&document, width, &source),
        _ => {
            let page = document.wrap(&WrapOptions::width(width));
            assert_fits(&page, width, &source);
            assert_clean(&page, &source);
            if width >= 16 {
                assert_whole(&document, &page, &source);
            }
        }
    }
}

fn on_a_screen(source: &str, width: u16, height: u16) {
    let Some(issue) = parse::issue("2031-02-03.md", None, source.as_bytes()).0 else {
        return;
    };
    let mut archive = Archive::new("fuzz");
    archive.extend([issue]);
    let mut reader = Reader::on(&archive, width, height);
    for key in ["l", "space", "!"] {
        reader.press(key);
        assert_drawn(&reader.app);
    }
}

/// No line is wider than the pane, as ratatui draws it.
pub fn assert_fits(page: &WrappedText, width: u16, source: &str) {
    for line in page.lines_from(0) {
        let columns: usize = line.runs().map(|run| drawn(run.text)).sum();
        let text = line.text();
        assert!(
            columns <= width.into(),
            "{columns} > {width}: {text:?} of {source:?}"
        );
    }
}

/// Nor where the terminal draws ambiguous characters wide.
pub fn assert_fits_where_wide(document: &RichText, width: u16, source: &str) {
    let ruler = Ruler {
        ambiguous_wide: true,
    };
    let options = WrapOptions {
        ruler,
        ..WrapOptions::width(width)
    };
    for line in document.wrap(&options).lines_from(0) {
        let columns: usize = line.runs().map(|run| ruler.width(run.text)).sum();
        let text = line.text();
        assert!(
            columns <= width.into(),
            "{columns} > {width}: {text:?} of {source:?}"
        );
    }
}

/// Every character is clean, and anchors lead back to their lines.
pub fn assert_clean(page: &WrappedText, source: &str) {
    let mut last = 0;
    for (index, line) in page.lines_from(0).enumerate() {
        assert_eq!(clean::line(line.text()), line.text());
        assert!(line.anchor() >= last, "{source:?}");
        last = line.anchor();
        let found = page.line_at(last);
        assert!(page.line(found).is_some_and(|line| line.anchor() == last) && found >= index);
    }
}

/// No text is lost.
pub fn assert_whole(document: &RichText, page: &WrappedText, source: &str) {
    let (said, shown) = (census(document.text().chars()), census(body(page).chars()));
    for (c, count) in said {
        assert!(
            shown.get(&c).copied().unwrap_or(0) >= count,
            "{c:?} is lost in {source:?}"
        );
    }
}

/// The columns of a run as ratatui draws it.
fn drawn(text: &str) -> usize {
    text.graphemes(true)
        .map(|grapheme| usize::from(grapheme.cell_width()))
        .sum()
}

/// How often each character stands in a text.
fn census(text: impl Iterator<Item = char>) -> HashMap<char, usize> {
    let mut counts = HashMap::new();
    for c in text.filter(|c| !c.is_whitespace()) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

fn body(page: &WrappedText) -> String {
    let runs = page.lines_from(0).flat_map(StyledLine::runs);
    runs.filter(|run| ![Role::Marker, Role::Rule].contains(&run.style.role))
        .map(|run| run.text)
        .collect()
}
