//! `Key: value` lines from the first line to the first empty one, without fences, as Pelican and MultiMarkdown write them.

/// A header without one of these is a sentence with a colon.
const NEEDED: [&str; 6] = ["title", "date", "category", "tags", "slug", "subject"];

/// The length of the header lines that `source` begins with.
pub fn length(source: &str) -> Option<usize> {
    let end = source
        .split_inclusive('\n')
        .take_while(|line| is_field(line))
        .map(str::len)
        .sum();
    let (text, rest) = source.split_at_checked(end)?;
    let known = |line: &str| {
        let name = line.split(':').next().unwrap_or("");
        NEEDED
            .iter()
            .any(|needed| needed.eq_ignore_ascii_case(name))
    };
    let next = rest.lines().next().unwrap_or("");
    let ends = next.trim().is_empty();
    (ends && text.lines().any(known)).then_some(end)
}

fn is_field(line: &str) -> bool {
    let Some((name, value)) = line.trim_end().split_once(':') else {
        return false;
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.len() <= 40
        && name.chars().all(plain);
    is_name && (value.is_empty() || value.starts_with(' '))
}
