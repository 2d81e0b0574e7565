//! The name by which marks know an issue: the same whatever folder, file, zip or list of paths it is read from.
//!
//! A `cuid`, a Message-ID or the like is such a name by itself. Any other issue is identified by its file's name, its date and its
//! title, `7 2031-02-03 ~8x0k2m4q`: two of the three find it again after it was renamed or its date mended. Two issues are never
//! taken for one by name and date alone, since strangers may share those.

use super::{Date, short_id};

/// The name of an issue without one of its own. `title` is any text that tells it from other newsletters' issues.
pub fn mark_key(file: &str, date: Option<Date>, title: &str) -> String {
    let date = date.map_or_else(|| "-".to_owned(), |date| date.to_string());
    let words = title.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    format!("{file} {date} ~{}", short_id::letters(&words.join(" ")))
}

/// The parts of a made name: file, date, title.
fn parts(key: &str) -> Option<(&str, &str, &str)> {
    let (rest, title) = key.rsplit_once(" ~")?;
    let (file, date) = rest.rsplit_once(' ')?;
    Some((file, date, title))
}

/// The likeness of an issue, by its name and path, to one that had the name `old`; `None` if they are two.
pub fn likeness(old: &str, key: &str, path: &str) -> Option<u8> {
    if old == key {
        return Some(4);
    }
    let (file, date, title) = parts(key)?;
    let Some((old_file, old_date, old_title)) = parts(old) else {
        return of_path(old, file, path);
    };
    let same = (
        old_file == file,
        old_date == date && date != "-",
        old_title == title,
    );
    matches!(same, (true, _, true) | (_, true, true)).then_some(1)
}

/// Marks of earlier versions name the path below some root, or the slug.
fn of_path(old: &str, file: &str, path: &str) -> Option<u8> {
    let is_below = |long: &str, short: &str| {
        let rest = long.strip_suffix(short);
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
    };
    if old == path {
        return Some(3);
    }
    let is_near = old == file || is_below(old, path) || is_below(path, old);
    is_near.then_some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_of_file_date_and_title_find_an_issue_but_not_without_its_title() {
        let day = |day: &str| Date::from_day(day.parse().unwrap());
        let key = mark_key("7", day("2031-02-03"), "Fog, issue 7");
        let table = [
            (mark_key("7", day("2031-02-03"), "FOG – Issue 7"), Some(4)),
            (
                mark_key("fog-7", day("2031-02-03"), "Fog, issue 7"),
                Some(1),
            ),
            (mark_key("7", day("2031-02-04"), "Fog, issue 7"), Some(1)),
            (mark_key("7", None, "Fog, issue 7"), Some(1)),
            (mark_key("7", day("2031-02-03"), "Ice, issue 7"), None),
            (mark_key("8", None, "Fog, issue 7"), None),
            ("content/7.md".to_owned(), Some(3)),
            ("repo/content/7.md".to_owned(), Some(2)),
            ("7.md".to_owned(), Some(2)),
            ("other/7.md".to_owned(), None),
            ("7".to_owned(), Some(2)),
        ];
        for (old, want) in table {
            assert_eq!(likeness(&old, &key, "content/7.md"), want, "{old}");
        }
    }
}
