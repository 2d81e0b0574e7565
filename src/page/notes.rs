//! The notes of an issue as they are read on its own page: without its title again, and without headings that head nothing.

/// The lines under a heading, seen from the end of the text.
#[derive(Clone, Copy)]
enum Below {
    Nothing,
    Heading(usize),
    Text,
}

/// The Markdown of a note without headings that repeat `title`, or that nothing stands below.
pub(super) fn readable(note: &str, title: &str) -> String {
    let mut below = Below::Nothing;
    let mut kept: Vec<&str> = Vec::new();
    for (line, level) in leveled(note).into_iter().rev() {
        let keep = match (level, below) {
            (Some(_), _) if heading_text(line) == title => false,
            (Some(_), Below::Nothing) => false,
            (Some(level), Below::Heading(lower)) => lower > level,
            _ => true,
        };
        if !keep {
            continue;
        }
        kept.push(line);
        below = match level {
            Some(level) => Below::Heading(level),
            None if line.trim().is_empty() => below,
            None => Below::Text,
        };
    }
    kept.reverse();
    kept.join("\n")
}

/// The lines, and the level of each that is a heading with number signs (`CommonMark` 0.31, 4.2), outside of code.
fn leveled(note: &str) -> Vec<(&str, Option<usize>)> {
    let mut fenced = false;
    let mut level = |line: &str| {
        let line = line.trim_start();
        if line.starts_with("```") || line.starts_with("~~~") {
            fenced = !fenced;
        }
        let signs = line.bytes().take_while(|byte| *byte == b'#').count();
        let ends = line
            .get(signs..)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
        ((1..=6).contains(&signs) && ends && !fenced).then_some(signs)
    };
    note.lines().map(|line| (line, level(line))).collect()
}

fn heading_text(line: &str) -> &str {
    line.trim().trim_matches('#').trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_head_something() {
        let table = [
            ("# Fog 8\n\nHello.", "Hello."),
            ("Hello.\n\n## Tools\n", "Hello."),
            (
                "## Tools\n\n## News\n\nText.\n### Lamps",
                "## News\n\nText.",
            ),
            ("## News\n\n### Sea\n\nText.", "## News\n\n### Sea\n\nText."),
            ("```\n# no heading\n```", "```\n# no heading\n```"),
            ("#hashtag", "#hashtag"),
        ];
        for (note, want) in table {
            assert_eq!(readable(note, "Fog 8").trim(), want, "{note}");
        }
    }
}
