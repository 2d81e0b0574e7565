//! Texts and their pages on the web.

use super::{TextWriter, blocks::blocks, words};
use crate::{parse::format::escape, text::bare_url};

/// Lines at either end in which a text may offer itself as a page.
const OFFERED_LINES: usize = 8;

/// The address at which a text offers itself as a page of the web, at either end: behind the offer or in the line below.
pub fn web(text: &str) -> Option<&str> {
    let lines: Vec<&str> = { text.lines() }
        .filter(|line| !line.trim().is_empty())
        .collect();
    let offer = |at: usize| {
        let line = lines.get(at)?;
        let url = bare_url::find(line)?;
        let before = line.get(..url.start)?.trim_matches(['(', '<', '[', ' ']);
        let above = || at.checked_sub(1).and_then(|at| lines.get(at));
        let told = if before.is_empty() { above()? } else { before };
        words::is_browser(told).then(|| line.get(url))?
    };
    let last = lines.len().saturating_sub(OFFERED_LINES);
    let ends = (0..lines.len().min(OFFERED_LINES)).chain(last..lines.len());
    ends.into_iter().find_map(offer)
}

/// A text as one article, whose title leads to its page.
pub fn one_article(text: &str, title: &str, page: &str) -> String {
    let mut writer = TextWriter::default();
    for block in blocks(text) {
        writer.paragraph(&block.lines);
    }
    escape::article(title, Some(page), &writer.text)
}
