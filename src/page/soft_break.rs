//! Line breaks of the source in scripts that have no spaces between words.

use std::ops::Range;

/// True if a line break joins two Chinese or Japanese characters, which take no space between them.
pub(super) fn joins(source: &str, line_break: &Range<usize>) -> bool {
    let before = source.get(..line_break.start).unwrap_or("");
    let after = source.get(line_break.end..).unwrap_or("");
    let last = before.trim_end_matches(['*', ' ']).chars().next_back();
    // Signs of emphasis and of quotations stand between.
    let next = after
        .trim_start_matches(|c: char| c.is_whitespace() || "*>".contains(c))
        .chars()
        .next();
    last.is_some_and(is_spaceless) && next.is_some_and(is_spaceless)
}

/// Han, kana, their punctuation and full-width forms; not Hangul.
fn is_spaceless(c: char) -> bool {
    matches!(
        c,
        '\u{3000}'..='\u{30ff}'
            | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff00}'..='\u{ff9f}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_break_within_chinese_or_japanese_is_no_space() {
        let table = [
            ("海上有\n雾。", true),
            ("霧、\n> **灯台**", true),
            ("かな\n  カナ", true),
            ("雾\nfog", false),
            ("fog\n雾", false),
            ("안개\n등대", false),
        ];
        for (source, want) in table {
            let at = source.find('\n').unwrap();
            assert_eq!(joins(source, &(at..at + 1)), want, "{source}");
        }
    }
}
