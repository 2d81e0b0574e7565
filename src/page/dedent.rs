//! Markdown cut out of a list item, moved to the left margin.

use std::borrow::Cow;

use crate::model::Span;

/// The Markdown of `span`, moved to the left: the indentation it has because it stands within list items of the issue would
/// make it a block of code where it stands alone.
pub(super) fn dedent(source: &str, span: Span) -> Cow<'_, str> {
    let text = span.of(source);
    let head = source.get(..span.range().start).unwrap_or("");
    let line_start = head.rfind('\n').map_or(0, |at| at + 1);
    let before = head.get(line_start..).unwrap_or("");
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let inner = if before.trim().is_empty() && !first.trim().is_empty() {
        columns(before) + columns(first)
    } else {
        rest.lines()
            .find(|line| !line.trim().is_empty())
            .map_or(0, columns)
    };
    if inner == 0 {
        return Cow::Borrowed(text);
    }
    let mut moved = String::with_capacity(text.len());
    moved.push_str(first.trim_start());
    for line in rest.split('\n') {
        moved.push('\n');
        moved.push_str(strip(line, inner));
    }
    Cow::Owned(moved)
}

/// The columns of white space that a line begins with; a tab reaches to the next multiple of four.
fn columns(line: &str) -> usize {
    let mut columns = 0;
    for c in line.chars() {
        match c {
            ' ' => columns += 1,
            '\t' => columns = columns / 4 * 4 + 4,
            _ => break,
        }
    }
    columns
}

/// The line without at most `limit` columns of its indentation.
fn strip(line: &str, limit: usize) -> &str {
    let mut columns = 0;
    for (at, c) in line.char_indices() {
        let next = match c {
            ' ' => columns + 1,
            '\t' => columns / 4 * 4 + 4,
            _ => return line.get(at..).unwrap_or(""),
        };
        if next > limit {
            return line.get(at..).unwrap_or("");
        }
        columns = next;
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_items_move_to_the_left() {
        let table = [
            (
                "- a\n    - x\n    - y\n        - z\n",
                "- x\n- y\n    - z\n",
            ),
            ("- a\n\t- x\n\t- y\n", "- x\n- y\n"),
            ("## a\n\n- x\n  - y\n", "- x\n  - y\n"),
            ("- a\n    - x\nlazy\n", "- x\nlazy\n"),
        ];
        for (source, want) in table {
            let start = source.find('\n').unwrap() + 1;
            let start = start + source[start..].find('-').unwrap();
            let span = Span::new(start..source.len());
            assert_eq!(dedent(source, span), want, "{source:?}");
            let from_line = source[..start].rfind('\n').unwrap() + 1;
            assert_eq!(
                dedent(source, Span::new(from_line..source.len())),
                want,
                "{source:?}"
            );
        }
    }

    #[test]
    fn text_beside_its_label_keeps_the_items_below_it() {
        let source = "- Intro: words\n    - x\n    - y\n";
        assert_eq!(
            dedent(source, Span::new(9..source.len())),
            "words\n- x\n- y\n"
        );
    }
}
