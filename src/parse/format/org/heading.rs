//! A heading: its level, its title, and whether it is shown.

/// Words of a plan before a title, as Org has them by itself and many set them.
const STATES: [&str; 10] = [
    "TODO",
    "DONE",
    "NEXT",
    "WAITING",
    "STARTED",
    "HOLD",
    "CANCELLED",
    "CANCELED",
    "DRAFT",
    "PUBLISHED",
];

/// A heading.
pub struct OrgHeading<'a> {
    /// The number of its stars.
    pub level: usize,
    /// Without state, priority and tags.
    pub title: &'a str,
    /// True if it and all below it are shown to nobody.
    pub hidden: bool,
}

/// Reads a line that is a heading.
pub fn heading(line: &str) -> Option<OrgHeading<'_>> {
    let rest = line.trim_start_matches('*');
    let level = line.len() - rest.len();
    let title = rest.strip_prefix(' ').filter(|_| level > 0)?.trim();
    let (title, tags) = apart(title);
    let title = without_state(title);
    let comment = title
        .strip_prefix("COMMENT")
        .filter(|rest| !rest.starts_with(char::is_alphanumeric));
    Some(OrgHeading {
        level,
        title: without_priority(title),
        hidden: comment.is_some() || tags.split(':').any(|tag| tag == "noexport"),
    })
}

/// A title, and the tags `:fog:sea:` at its end.
fn apart(title: &str) -> (&str, &str) {
    let in_tag = |c: char| c.is_alphanumeric() || "_@#%:".contains(c);
    let (before, last) = title.rsplit_once([' ', '\t']).unwrap_or(("", title));
    let tagged =
        last.len() > 2 && last.starts_with(':') && last.ends_with(':') && last.chars().all(in_tag);
    if tagged {
        (before.trim_end(), last)
    } else {
        (title, "")
    }
}

fn without_state(title: &str) -> &str {
    let (word, rest) = title.split_once(' ').unwrap_or((title, ""));
    if STATES.contains(&word) {
        rest.trim_start()
    } else {
        title
    }
}

/// Without `[#A]`.
fn without_priority(title: &str) -> &str {
    let rest = title
        .strip_prefix("[#")
        .and_then(|rest| rest.split_once(']'));
    match rest {
        Some((priority, rest)) if priority.len() < 3 => rest.trim_start(),
        _ => title,
    }
}
