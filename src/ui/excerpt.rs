//! A line of an article that says why a search found it.

use super::Painter;
use crate::{model::ArticleView, page, text::Ruler};

impl Painter<'_> {
    /// The first line of the text with a match, cut so that the match is seen; else the first line.
    pub(super) fn excerpt(&self, article: ArticleView<'_>, columns: usize) -> String {
        let prose = page::prose(article);
        let highlighter = self.app.filter.highlighter();
        let mut lines = prose.text().lines().filter(|line| !line.trim().is_empty());
        let first = lines.clone().next().unwrap_or_default();
        let matched = lines.find_map(|line| {
            let start = highlighter.in_text(line).first()?.start;
            Some((line, start))
        });
        match matched {
            Some((line, start)) => from(self.app.ruler(), line, start, columns),
            None => first.to_owned(),
        }
    }
}

/// A line, cut at a word so that the byte at `start` is within the first two thirds of the columns.
fn from(ruler: Ruler, line: &str, start: usize, columns: usize) -> String {
    let before = line.get(..start).unwrap_or_default();
    if ruler.width(line) <= columns || ruler.width(before) <= columns * 2 / 3 {
        return line.to_owned();
    }
    let kept = columns / 3;
    let mut taken = 0;
    let mut from = start;
    for (at, c) in before.char_indices().rev() {
        taken += ruler.width(c.encode_utf8(&mut [0; 4]));
        if taken > kept {
            break;
        }
        from = at;
    }
    let rest = line.get(from..).unwrap_or_default();
    format!("{}{}", ruler.ellipsis(), rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_match_is_seen() {
        let ruler = Ruler::default();
        let line = "a long line about fog and lamps and at last the harbour";
        let start = line.find("harbour").unwrap();
        assert_eq!(from(ruler, line, start, 80), line);
        assert_eq!(from(ruler, line, start, 30), "…last the harbour");
    }
}
