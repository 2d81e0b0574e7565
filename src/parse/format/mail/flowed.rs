//! Plain text whose lines go on where they end in a space (RFC 3676).

/// The line before a signature ends in a space, and does not go on.
const SIGNATURE: &str = "-- ";

/// Text with each paragraph in one line. Where `delete` is set, the spaces at the ends of lines are not part of the text.
pub fn unflowed(text: &str, delete: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open = None;
    for line in text.lines() {
        let (depth, line) = quoted(line);
        if open.take().is_some_and(|last| last != depth) {
            out.push('\n');
        }
        if out.is_empty() || out.ends_with('\n') {
            out.push_str(&">".repeat(depth));
        }
        let goes_on = line.ends_with(' ') && line != SIGNATURE;
        let kept = if goes_on && delete {
            line.get(..line.len() - 1).unwrap_or(line)
        } else {
            line
        };
        out.push_str(kept);
        if goes_on {
            open = Some(depth);
        } else {
            out.push('\n');
        }
    }
    out
}

/// The number of quote marks before a line, and the line without the space that may protect its beginning.
fn quoted(line: &str) -> (usize, &str) {
    let text = line.trim_start_matches('>');
    (
        line.len() - text.len(),
        text.strip_prefix(' ').unwrap_or(text),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_end_in_a_space_go_on() {
        let table = [
            (
                "The fog \nis thick.\n\nBye\n",
                false,
                "The fog is thick.\n\nBye\n",
            ),
            ("안 \n개\n", true, "안개\n"),
            (
                ">> The fog \n>> is thick \n> indeed\n",
                false,
                ">>The fog is thick \n>indeed\n",
            ),
            (
                " From the pier\n-- \nAnn \n",
                false,
                "From the pier\n-- \nAnn ",
            ),
        ];
        for (text, delete, want) in table {
            assert_eq!(unflowed(text, delete), want, "{text}");
        }
    }
}
